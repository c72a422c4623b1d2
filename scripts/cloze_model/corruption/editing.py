"""What editing leaves behind or takes along: both halves of a change, a word twice, a small word gone."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .corrupted_sentence import Change, CorruptedSentence, drop, insert
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import ARTICLES, BE, DEMONSTRATIVES, HAVE, MODALS, SUBJECTS

_MAY_DOUBLE = frozenset("that had very so no long many more many bye is".split()) - {"is"}
"""Stand twice in clean sentences: "that that is", "had had"."""


def doubled_word(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`the the`; short words above all."""
    places = [
        index
        for index in sentence.places()
        if index and sentence.tokens[index + 1].free and sentence.at(index) not in _MAY_DOUBLE and sentence.at(index) != sentence.at(index + 1)
    ]
    if not places:
        return False
    lengths = [len(sentence.tokens[index].text) for index in places]
    index = rng.choices(places, [9 if sentence.at(i) == "the" else 4 if length < 5 else 0.5 for i, length in zip(places, lengths, strict=True)])[0]
    # The second one is the one too many, as a left-to-right alignment has it.
    sentence.insert(index + 1, sentence.tokens[index].text)
    return True


_PREPOSITIONS = frozenset("in on at for to of with from by".split())


@Rule
def leftover(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`can be` → `can is be`, `it uses` → `it is uses`, `the file` → `a the file`, `want to use` → `want use`, `can be used` → `can used`, `is used`
    → `is be used`."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, following = sentence.at(index), sentence.at(index - 1), sentence.at(index + 1)
        if not sentence.is_word(index - 1):
            continue
        if word in BE | HAVE | MODALS and word.isalpha():
            for extra in ("is", "are", "can", "will", "be", "to"):
                if extra not in (word, before, following) and not _is_sound(before, extra, word):
                    yield insert(index, extra).often(0.25)
        elif word in ARTICLES | DEMONSTRATIVES and word != "that" and before not in ("of", "all", "both", "half", "such", "is", "and", "or", "at"):
            for extra in ("the", "a", "this"):
                if extra not in (word, before) and before not in ("with", "in") and word in ARTICLES:
                    yield insert(index, extra).often(0.15)
        elif word in ("in", "on", "for", "to", "of", "with") and before not in _PREPOSITIONS and following in ARTICLES | {"your", "this", "these"}:
            for extra in ("in", "for", "of", "to"):
                if extra != word and (extra, word) not in (("for", "in"), ("to", "in")) and not _goes_with(before, extra):
                    yield insert(index, extra).often(0.1)
        elif word in forms.third and (before in ("it", "he", "she") or before in ("which", "this", "that") and word not in forms.singular_of):
            yield insert(index, "is")
            yield insert(index, "can").often(0.5)
        elif word in forms.base and before in ("you", "we", "they") and not forms.is_noun(word) and word not in BE | HAVE:
            yield insert(index, "are").often(0.5)
        if word == "be" and before in MODALS and following in forms.participle and following not in forms.base and following not in forms.past:
            yield drop(index).often(2.0)
        elif word == "be" and before in MODALS | {"to"} and sentence.is_word(index + 1) and following not in forms.base:
            yield drop(index)
        elif word == "to" and before in _TO_WANTED and following in forms.base:
            yield drop(index).often(1.5)
        elif word in ("is", "are") and before in SUBJECTS | {"this", "which", "that"} and (following in forms.gerund or following in ("not", "the", "a", "an")):
            yield drop(index)


_TO_WANTED = frozenset("want wants need needs like able have has ought how order going used wish".split()) - {"used", "how"}


def _is_sound(before: str, extra: str, word: str) -> bool:
    """True where the two auxiliaries may stand side by side: "what you can is", "to be", "have to be"."""
    if word in ("have", "be"):
        return extra in ("to", "can", "will") and before not in MODALS | {"to"}
    return extra == "be" and word in ("being", "been") or word in ("been", "being") and extra in ("is", "are", "be")


def _goes_with(before: str, extra: str) -> bool:
    return before in ("up", "out", "in", "on", "back", "due", "according") or extra == "to" and before in ("go", "goes", "want", "need", "have")
