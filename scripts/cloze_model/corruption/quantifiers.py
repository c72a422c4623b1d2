"""Quantifiers, and conjunctions and comparisons that go in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import MASS, SUBJECTS


def _heads(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> tuple[str, str]:
    """The two words after a quantifier, the first of them left out if it is an adjective."""
    nouns = statistics.paradigms
    first, second = sentence.at(index + 1), sentence.at(index + 2)
    return (second, sentence.at(index + 3)) if first in nouns.adjectives and not nouns.is_noun(first) else (first, second)


@Rule
def quantifier(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`many files` → `much files`, `much time` → `many time`, `fewer files` → `less files`, `a few files` → `a little files`, `the number of files`
    → `the amount of files`,
    `another file` → `other file`, `other files` → `others files`, `every file` → `all file`, `all files` → `every files`."""
    nouns = statistics.paradigms
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        head, after = _heads(sentence, index, statistics)
        is_many = head in nouns.singular_of and head not in nouns.plural_of and head not in MASS
        is_mass = head in MASS and after not in nouns.singular_of and after not in nouns.plural_of
        is_one = head in nouns.plural_of and head not in MASS and head not in nouns.adjectives
        if is_many and word in _OF_MANY and not (word == "few" and before == "the"):
            yield replace(index, _OF_MANY[word]).often(2.0)
        elif is_mass and word in _OF_MASS:
            yield replace(index, _OF_MASS[word]).often(2.0)
        elif is_many and word == "other" and before != "each":
            yield replace(index, "another")
            yield replace(index, "others")
        elif word == "another" and is_one:
            yield replace(index, "other").often(1.5)
        elif word == "every" and is_one:
            yield replace(index, "all")
        elif word == "all" and is_many and sentence.at(index + 1) == head:
            yield replace(index, "every")
        elif word == "number" and sentence.at(index + 1) == "of" and before in ("a", "the", "large", "small") and sentence.at(index + 2) in nouns.singular_of:
            wrong = replace(index, "amount") + replace(index - 1, "an") if before == "a" else replace(index, "amount")
            yield wrong.often(2.0)
        elif word == "amount" and sentence.at(index + 1) == "of" and before in ("the", "large", "small") and sentence.at(index + 2) in MASS:
            yield replace(index, "number")
        elif word == "others" and before in ("the", "from", "while", "for", "and") and sentence.tokens[index + 1].kind == "mark":
            yield replace(index, "other")


_OF_MANY = {"many": "much", "few": "little", "fewer": "less"}
_OF_MASS = {"much": "many", "little": "few"}


_PAIRS = {"both": ("and", "or"), "neither": ("nor", "or"), "either": ("or", "and"), "between": ("and", "to")}


@Rule
def conjunction(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`Although it works, it` → `but it`, `Because …, we` → `so we`, `both A and B` → `both A or B`, `so that` → `so`: words that go in pairs, or do not."""
    first = sentence.at(0)
    if (
        first in ("although", "though", "because", "since")
        and sentence.at(1) != "of"
        and (comma := _first_comma(sentence))
        and sentence.at(comma + 1) in SUBJECTS | {"the", "this", "there"}
    ):
        yield insert(comma + 1, "but" if first in ("although", "though") else "so").often(2.0)
    for index in sentence.places():
        word = sentence.at(index)
        if word not in _PAIRS:
            continue
        right, wrong = _PAIRS[word]
        for place in range(index + 2, min(index + 7, len(sentence.tokens))):
            if sentence.tokens[place].kind == "mark":
                break
            if sentence.at(place) == right:
                # "between two files and", "either file, and": only what is near is surely the other half.
                if not (word in ("between", "both") and sentence.at(index + 1) in ("two", "these", "those", "them", "of")):
                    yield replace(place, wrong)
                break


def _first_comma(sentence: CorruptedSentence) -> int | None:
    return next((index for index in range(3, len(sentence.tokens)) if sentence.at(index) == ","), None)


_COMPARED = frozenset(
    "rather other less greater larger smaller better worse faster slower higher lower longer shorter earlier later easier harder bigger fewer older "
    "newer".split()
)
_FOR_THAN = {"then": 4.0, "that": 1.0, "as": 1.0, "from": 0.3}


@Rule
def comparison(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`more than` → `more then`, `more that`; `as fast as` → `so fast as`, `as fast like`; `the same as` → `the same than`."""
    adjectives = statistics.paradigms.adjectives
    for index in sentence.places():
        word, before, second = sentence.at(index), sentence.at(index - 1), sentence.at(index - 2)
        if word == "than" and (before in _COMPARED or second in ("more", "less") or before == "more"):
            for wrong, weight in _FOR_THAN.items():
                yield replace(index, wrong).often(weight)
        elif word == "as" and second == "as" and before in adjectives and before not in ("soon", "long", "far", "well", "much", "many", "little"):
            yield replace(index, "than")
            yield replace(index - 2, "so")
            yield replace(index, "like").often(0.5)
        elif word == "as" and before == "same" and second == "the":
            yield replace(index, "than")
            yield replace(index, "like").often(0.5)
        elif word == "of" and before in ("lot", "lots", "couple", "plenty") and sentence.is_word(index + 1):
            yield drop(index)
