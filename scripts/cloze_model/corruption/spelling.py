"""Misspellings, in the proportions in which people's were counted: which letters are left out, added, doubled, swapped or taken for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEAR_KEYS = {
    letter: [row[i + d] for d in (-1, 1) if 0 <= i + d < len(row)]
    + [other[i + d] for other in _ROWS if abs(_ROWS.index(other) - _ROWS.index(row)) == 1 for d in (-1, 0) if 0 <= i + d < len(other)]
    for row in _ROWS
    for i, letter in enumerate(row)
}
"""The keys around a letter's own."""

_VOWELS = "aeiou"

Typo = tuple[int, int, str, float]
"""`word[start:end]` becomes another text, so many times as often as another typo of its kind."""

_VOWEL_SOUNDS = [
    ("ance", "ence"), ("ence", "ance"), ("ant", "ent"), ("ent", "ant"), ("able", "ible"), ("ible", "able"), ("ary", "ery"), ("ery", "ary"), ("ate", "ete"),
    ("ara", "era"), ("era", "ara"), ("era", "ere"), ("or", "er"), ("er", "or"), ("ar", "er"), ("e", "i"), ("i", "e"), ("a", "e"), ("e", "a"), ("o", "u"),
    ("u", "o"), ("a", "o"), ("i", "a"), ("o", "a"),
]  # fmt: skip
_CONSONANT_SOUNDS = [
    ("tion", "sion"), ("sion", "tion"), ("ce", "se"), ("se", "ce"), ("c", "s"), ("s", "c"), ("c", "k"), ("k", "c"), ("z", "s"), ("s", "z"), ("t", "d"),
    ("d", "t"), ("b", "p"), ("n", "m"),
    ("m", "n"), ("g", "j"), ("f", "v"), ("v", "f"), ("r", "t"), ("l", "r"),
]  # fmt: skip


def _place_weight(word: str, at: int) -> float:
    """The first letter is seldom wrong, the last less often than those between."""
    return 0.12 if at == 0 else 0.7 if at == len(word) - 1 else 1.0


def _left_out(word: str, is_vowel: bool) -> Iterator[Typo]:
    for at, letter in enumerate(word):
        is_double = letter in (word[at - 1 : at], word[at + 1 : at + 2])
        if (letter in _VOWELS) is is_vowel and not is_double:
            yield at, at + 1, "", _place_weight(word, at)


def _made_single(word: str) -> Iterator[Typo]:
    return ((at, at + 1, "", 1.0) for at in range(len(word) - 1) if word[at] == word[at + 1])


def _doubled(word: str) -> Iterator[Typo]:
    for at, letter in enumerate(word):
        if at and letter not in (word[at - 1], word[at + 1 : at + 2]):
            yield at, at, letter, 4.0 if letter in "lsmtnprcf" else 1.0


def _added(word: str, is_vowel: bool) -> Iterator[Typo]:
    for at in range(1, len(word) + 1):
        near = set(word[max(0, at - 2) : at + 1])
        letters = _VOWELS if is_vowel else {key for letter in near for key in [letter, *NEAR_KEYS.get(letter, ())]} - set(_VOWELS)
        for letter in sorted(letters):
            if letter not in (word[at - 1], word[at : at + 1]):
                # A letter that stands near is written once more.
                yield at, at, letter, 3.0 if letter in near else 1.0


def _for_vowel(word: str) -> Iterator[Typo]:
    for right, wrong in _VOWEL_SOUNDS:
        for at in range(0 if len(right) > 1 else 1, len(word)):
            if word.startswith(right, at):
                yield at, at + len(right), wrong, 3.0 if len(right) > 2 else 1.0


def _for_consonant(word: str) -> Iterator[Typo]:
    for right, wrong in _CONSONANT_SOUNDS:
        for at in range(len(word)):
            if word.startswith(right, at):
                yield at, at + len(right), wrong, 2.0 * _place_weight(word, at)
    for at, letter in enumerate(word):
        for key in NEAR_KEYS.get(letter, ()):
            if letter not in _VOWELS and key not in _VOWELS:
                yield at, at + 1, key, 0.3 * _place_weight(word, at)


def _swapped(word: str) -> Iterator[Typo]:
    for at in range(len(word) - 1):
        pair = word[at : at + 2]
        if pair[0] != pair[1]:
            yield at, at + 2, pair[::-1], 4.0 if pair in ("ie", "ei") else _place_weight(word, at)


_TYPOS: tuple[Callable[[str], Iterator[Typo]], ...] = (
    lambda word: _left_out(word, False), lambda word: _left_out(word, True), _made_single, _doubled, lambda word: _added(word, True),
    lambda word: _added(word, False), _for_vowel, _for_consonant, _swapped,
)  # fmt: skip

WRITERS = (19, 15, 8, 7, 7, 7, 7, 5, 13)
"""Of documentation: how often each typo of `_TYPOS` was counted, in hundredths."""

LEARNERS = (12, 11, 3, 5, 8, 6, 11, 10, 9)
"""The same of learners of English."""

TWO_TYPOS = {WRITERS: 0.11, LEARNERS: 0.21}
"""Share of the misspellings that hold two typos or more."""


def misspell(word: str, rng: Random, shares: tuple[int, ...] = WRITERS) -> str:
    """A misspelling of a lower-case word of four letters or more; the word itself, at worst."""
    for _ in range(2 if rng.random() < TWO_TYPOS[shares] else 1):
        word = _typo(word, rng, shares)
    return word


def _typo(word: str, rng: Random, shares: tuple[int, ...]) -> str:
    # Few words have a double letter: a kind without a place gives way to another, so what lacks a place is asked more often.
    boosted = [share * (3.0 if number == 2 else 1.0) for number, share in enumerate(shares)]
    kinds = list(range(len(shares)))
    while kinds:
        kind = rng.choices(kinds, [boosted[number] for number in kinds])[0]
        if typos := list(_TYPOS[kind](word)):
            start, end, text, _ = rng.choices(typos, [weight for *_, weight in typos])[0]
            return word[:start] + text + word[end:]
        kinds.remove(kind)
    return word
