"""Errors made on purpose: a clean sentence in, the same sentence with errors and their labels out."""

from __future__ import annotations

from random import Random

from ..edits import Edit
from ..text import split_words
from .draft import Draft
from .kinds import LEARNER, TECHNICAL, Kind
from .tables import Tables


def count_errors(words: int, style: dict[Kind, float], rng: Random) -> int:
    """How many errors to try: mostly one or two in documentation, 4–25 % of the words in learner English."""
    if style is LEARNER:
        return max(1, round(words * rng.uniform(0.04, 0.25)))
    return rng.choices((1, 2, 3), (60, 28, 12))[0]


def corrupt(sentence: str, style: dict[Kind, float], tables: Tables, rng: Random) -> tuple[str, list[Edit]] | None:
    """A corrupted sentence with its edits, or None where no error could be put in. The same `rng` state gives the same result."""
    draft = Draft(split_words(sentence))
    wanted = count_errors(len(draft.tokens), style, rng)
    kinds, weights = list(style), list(style.values())
    made = 0
    for kind in rng.choices(kinds, weights, k=wanted * 3):
        made += kind(draft, tables, rng)
        if made == wanted:
            break
    return draft.finish() if made else None


__all__ = ["LEARNER", "TECHNICAL", "Tables", "corrupt"]
