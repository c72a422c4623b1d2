"""A simple chunker: the subject before a verb, with what hangs on it (Abney 1991 calls such pieces chunks)."""

from __future__ import annotations

from dataclasses import dataclass

from .corrupted_sentence import CorruptedSentence
from .error_statistics import ErrorStatistics
from .words import BE, DETERMINERS, MANY, MODALS, ONE, PLURAL_PRONOUNS, POSSESSIVES

_LINKS = frozenset("of in for with from on to by between at".split())
"""Prepositions that hang a phrase on a noun."""

_COLLECTIVE = frozenset(
    "number lot majority set variety couple range list group pair series bunch kind type sort rest most half all some any none percentage part team "
    "family staff data media "
    "amount total handful collection combination minority plenty each one percent more other".split()
)
"""Heads after which both numbers are heard."""

_NEVER_INSIDE = frozenset(
    "and or but nor if when while which that who whom whose what where how why because as than then so not also only just can will should must may "
    "might is are was were "
    "has have had do does did be been being i you he she it we they there let please".split()
)


@dataclass(frozen=True)
class Subject:
    """A noun phrase `tokens[begin:end]`; `plural` is its number, `near` that of the noun right before `end`."""

    begin: int
    end: int
    plural: bool
    near: bool
    has_tail: bool


def subject_before(sentence: CorruptedSentence, verb: int, statistics: ErrorStatistics) -> Subject | None:
    """The noun phrase that ends right before the verb, of nine words at most; None where its number is not plain."""
    nouns = statistics.paradigms
    before = sentence.at(verb - 1)
    if sentence.at(verb - 2) == "of" and sentence.at(verb - 3) in ("each", "one") and before in ("these", "those", "them", "us"):
        return Subject(verb - 3, verb, plural=False, near=True, has_tail=True)
    if before in PLURAL_PRONOUNS | {"he", "she", "it", "this", "that", "everything", "everyone", "something", "nothing", "anyone", "someone", "nobody"}:
        return _pronoun(sentence, verb, before)
    parts: list[tuple[int, int]] = []
    end, index = verb, verb - 1
    while index >= 0 and verb - index <= 10:
        word = sentence.at(index)
        if not sentence.is_word(index) or word in _NEVER_INSIDE:
            break
        if word in _LINKS:
            parts.append((index + 1, end))
            end = index
        index -= 1
    begin = index + 1
    parts.append((begin, end))
    if sentence.at(begin - 1) in ("and", "or", "nor", ",") or sentence.tokens[begin - 1].kind in ("opaque", "number") and begin:
        return None
    if begin and sentence.at(begin - 1) in _NEVER_INSIDE and sentence.at(begin - 1) not in _OPENERS:
        return None
    head = _number(sentence, *parts[-1], statistics)
    near = _number(sentence, *parts[0], statistics) if len(parts) > 1 else head
    if head is None or near is None or any(_number(sentence, *part, statistics) is None for part in parts):
        return None
    if (
        len(parts) > 1
        and sentence.at(parts[-1][1] - 1) in _COLLECTIVE
        or sentence.at(parts[-1][1] - 1) in nouns.gerund
        and sentence.at(begin) not in DETERMINERS
    ):
        return None
    return Subject(begin, verb, head, near, len(parts) > 1)


_OPENERS = frozenset("if when while that because where as so how why but than".split())
"""Words after which a clause begins with its subject."""


def _pronoun(sentence: CorruptedSentence, verb: int, word: str) -> Subject | None:
    begin = verb - 1
    before = sentence.at(begin - 1)
    # "make sure it works", "let it be", "one of these is".
    if word in ("this", "that", "these", "those") and (before in _LINKS or sentence.at(verb) not in BE | {"has", "have", "does", "do"}):
        return None
    if (
        before in ("let", "make", "makes", "help", "helps", "and", "or", "than", "like")
        or word == "that"
        and begin
        and sentence.tokens[begin - 1].kind == "word"
    ):
        return None
    plural = word in PLURAL_PRONOUNS
    return Subject(begin, verb, plural, plural, False)


def _number(sentence: CorruptedSentence, begin: int, end: int, statistics: ErrorStatistics) -> bool | None:
    """True for a noun phrase in the plural, false for one in the singular, None where it is not plain."""
    nouns = statistics.paradigms
    if end <= begin:
        return None
    first, head = sentence.at(begin), sentence.at(end - 1)
    inner = range(begin, end - 1)
    if first in DETERMINERS | MANY and end - begin == 1:
        return None
    for index in inner:
        word = sentence.at(index)
        is_outer = index == begin and (word in DETERMINERS or word in MANY) or index == begin + 1 and (word in MANY or word in _ORDER)
        if not (
            is_outer or nouns.is_noun(word) and word not in nouns.singular_of or word in nouns.adjectives or word in nouns.participle or word in nouns.gerund
        ):
            return None
    if head in MODALS or head in POSSESSIVES or "'" in head:
        return None
    is_one = head in nouns.plural_of or head in nouns.uncounted and (first in DETERMINERS or begin == 0)
    is_many = head in nouns.singular_of and head not in nouns.plural_of
    if is_many == is_one:
        return None
    if is_many and first in ONE | {"this", "that"} or is_one and (first in MANY or first in ("these", "those")):
        return None
    # A bare noun in the singular may be a verb or part of a name; one right after a noun, the second half of a compound.
    if is_one and first not in DETERMINERS and head not in nouns.uncounted:
        return None
    return is_many


_ORDER = frozenset("first second third last next same other only main new old".split())
