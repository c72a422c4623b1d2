"""A kind of error that knows all of its places in a sentence, so that sentences can be chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from .corrupted_sentence import Change, CorruptedSentence
from .error_statistics import ErrorStatistics

Kind = Callable[[CorruptedSentence, ErrorStatistics, Random], bool]
"""Tries to put one error into the sentence and says whether it did."""

Find = Callable[[CorruptedSentence, ErrorStatistics], Iterator[Change]]


class Rule:
    """A kind made of a function that yields every error it could make: each must be wrong where it stands.

    Used as a decorator; the rule has the function's name and docstring.
    """

    def __init__(self, find: Find) -> None:
        self.find, self.__name__, self.__doc__ = find, find.__name__, find.__doc__

    def __repr__(self) -> str:
        return self.__name__

    def has_place(self, sentence: CorruptedSentence, statistics: ErrorStatistics) -> bool:
        """True if the sentence has a place for an error of this kind."""
        return next(iter(self.find(sentence, statistics)), None) is not None

    def __call__(self, sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
        """Makes one of the errors, each as often as its weight says."""
        changes = list(self.find(sentence, statistics))
        while changes:
            change = rng.choices(changes, [one.weight for one in changes])[0]
            if sentence.apply(change):
                return True
            changes.remove(change)
        return False
