"""Misspellings: slips of the keyboard, and words written as they sound."""

from __future__ import annotations

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    letter: [row[i + d] for d in (-1, 1) if 0 <= i + d < len(row)]
    + [other[i + d] for other in _ROWS if abs(_ROWS.index(other) - _ROWS.index(row)) == 1 for d in (-1, 0) if 0 <= i + d < len(other)]
    for row in _ROWS
    for i, letter in enumerate(row)
}

_SOUNDS = [
    ("ie", "ei"), ("ei", "ie"), ("ance", "ence"), ("ence", "ance"), ("ant", "ent"), ("ent", "ant"), ("able", "ible"), ("ible", "able"),
    ("ally", "aly"), ("ally", "ly"), ("ically", "icly"), ("ssion", "sion"), ("tion", "sion"), ("sion", "tion"), ("ary", "ery"),
    ("ery", "ary"), ("ate", "ete"), ("ara", "era"), ("era", "ara"), ("ph", "f"), ("gh", "g"), ("wh", "w"), ("ough", "off"), ("ck", "k"),
    ("sc", "s"), ("ce", "se"), ("se", "ce"), ("z", "s"), ("our", "or"), ("eed", "ede"), ("ede", "eed"), ("mn", "m"), ("rh", "r"),
    ("ea", "ee"), ("ee", "ea"), ("ai", "ay"), ("ou", "u"), ("ou", "o"), ("e", "i"), ("i", "e"), ("a", "e"), ("e", "a"), ("o", "u"),
    ("u", "o"), ("y", "i"), ("i", "y"), ("ue", "u"), ("ui", "iu"), ("iou", "ou"), ("eous", "ious"), ("ment", "mant"), ("ful", "full"),
    ("ly", "ley"), ("ei", "e"), ("nn", "n"), ("mm", "m"), ("ll", "l"), ("ss", "s"), ("cc", "c"), ("pp", "p"), ("rr", "r"), ("tt", "t"),
    ("n", "nn"), ("m", "mm"), ("l", "ll"), ("s", "ss"), ("c", "cc"), ("p", "pp"), ("r", "rr"), ("t", "tt"), ("f", "ff"), ("ff", "f"),
]  # fmt: skip


def keyboard_slip(word: str, rng: Random) -> str:
    """One slip: a letter left out, doubled, swapped with the next, hit beside its key or beside it as well."""
    at = rng.randrange(len(word) - 1) if rng.random() < 0.15 else rng.randrange(1, max(2, len(word) - 1))
    letter = word[at]
    near = rng.choice(_NEAR.get(letter, ["e"]))
    slip = rng.choices(("omit", "swap", "double", "beside", "extra", "any"), (30, 25, 15, 12, 10, 8))[0]
    if slip == "omit":
        return word[:at] + word[at + 1 :]
    if slip == "swap":
        return word[:at] + word[at + 1 : at + 2] + letter + word[at + 2 :]
    if slip == "double":
        return word[:at] + letter + word[at:]
    if slip == "extra":
        return word[:at] + near + word[at:]
    return word[:at] + (near if slip == "beside" else rng.choice("abcdefghiklmnoprstuwy")) + word[at + 1 :]


def by_sound(word: str, rng: Random) -> str:
    """One spelling for another of nearly the same sound; the word itself if none applies."""
    options = [(right, wrong) for right, wrong in _SOUNDS if right in word[1:]]
    if not options:
        return word
    right, wrong = rng.choice(options)
    places = [i for i in range(1, len(word)) if word.startswith(right, i)]
    at = rng.choice(places)
    return word[:at] + wrong + word[at + len(right) :]


def misspell(word: str, rng: Random) -> str:
    """A misspelling of a lower-case word of four letters or more; seldom two slips at once."""
    wrong = by_sound(word, rng) if rng.random() < 0.4 else keyboard_slip(word, rng)
    if rng.random() < 0.12:
        wrong = keyboard_slip(wrong, rng)
    return wrong
