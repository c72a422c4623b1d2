"""Errors made on purpose: a clean sentence in, the same sentence with errors and their labels out."""

from __future__ import annotations

from random import Random

from ..edits import Edit
from ..text import split_words
from .draft import Draft
from .habits import DOUBTFUL, LEARNER, RARE, TECHNICAL, Writer
from .rule import Kind, Rule
from .tables import Tables
from .usage import form_of


def corrupt(sentence: str, writer: Writer, tables: Tables, first: Rule | None = None) -> tuple[str, list[Edit]] | None:
    """A corrupted sentence with its edits, or None where no error could be put in.

    `first` is a kind to begin with. The same state of the writer's generator gives the same result.
    """
    draft = Draft(split_words(sentence))
    rng = writer.rng
    wanted = writer.count(len(draft.tokens))
    made = first is not None and make(first, draft, tables, rng)
    for kind in writer.draw(wanted * 4):
        if made >= wanted:
            break
        made += make(kind, draft, tables, rng)
    return draft.finish() if made else None


def make(kind: Kind, draft: Draft, tables: Tables, rng: Random) -> bool:
    """Tries to make one error of the kind; it is taken back where it may be none."""
    if kind not in DOUBTFUL:
        return kind(draft, tables, rng)
    before = draft.save()
    if not kind(draft, tables, rng):
        return False
    if is_usual(draft, tables):
        draft.restore(before)
        return False
    return True


def is_usual(draft: Draft, tables: Tables) -> bool:
    """True if sound text has the words around the last error again and again."""
    tokens, at = draft.tokens[:-1], draft.touched
    forms = [form_of(token.text, token.kind) for token in tokens[max(0, at - 3) : at + 4]]
    begin = min(at, 3)
    is_gap = at < len(draft.tokens) and draft.tokens[at].fix is None
    return tables.usage.is_usual(forms, begin, begin if is_gap else begin + 1, begins=at <= 3, ends=at + 4 >= len(tokens))


def places_of(sentence: str, tables: Tables) -> int:
    """Which of the `RARE` kinds the sentence has a place for: bit n for the n-th."""
    draft = Draft(split_words(sentence))
    return sum(rule.has_place(draft, tables) << number for number, rule in enumerate(RARE))


__all__ = ["LEARNER", "RARE", "TECHNICAL", "Kind", "Rule", "Tables", "Writer", "corrupt", "make", "places_of"]
