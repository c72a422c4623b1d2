"""Capitals: of days, languages and names, of "I", at the start of a sentence; and where none belongs."""

from __future__ import annotations

from collections.abc import Iterator

from .draft import Change, Draft, recase
from .rule import Rule
from .tables import Tables
from .words import DAYS, LANGUAGES, MONTHS


@Rule
def lost_capital(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`Monday` → `monday`, `English` → `english`, `I` → `i`, `I'm` → `i'm`, and the first word of a sentence."""
    for index in draft.places():
        token = draft.tokens[index]
        if not token.text[0].isupper():
            continue
        if token.lower in DAYS | MONTHS | LANGUAGES and token.text[1:].islower():
            yield recase(index, token.text.lower()).often(3.0)
        elif token.text == "I" or token.text.startswith(("I'", "I’")):
            yield recase(index, token.text.lower()).often(2.0)
        elif index == 0 and token.text[1:].islower() and draft.tokens[-2].text in (".", "!", "?", ":") and len(draft.tokens) > 5:
            yield recase(index, token.text.lower())


@Rule
def wrong_name(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`GitHub` → `Github`, `JavaScript` → `Javascript`, `Unicode` → `unicode`: a name not as its owners write it."""
    for index in draft.places():
        token = draft.tokens[index]
        entry = tables.lexicon.entries.get(token.lower)
        if entry is None or entry.cased != token.text or token.lower in DAYS | MONTHS | LANGUAGES:
            continue
        if not token.text[1:].islower() and not token.text.isupper():
            yield recase(index, token.text.capitalize()).often(3.0)
            yield recase(index, token.text.lower())
        elif token.text.isupper() and len(token.text) > 2:
            yield recase(index, token.text.lower())
            yield recase(index, token.text.capitalize()).often(0.5)
        elif index and token.text != "I" and not entry.lemmas:
            yield recase(index, token.text.lower())


@Rule
def stray_capital(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`the user` → `the User`: of a common noun within a whole sentence."""
    forms = tables.paradigms
    if draft.tokens[-2].text not in (".", "?", "!", ":"):
        return
    for index in draft.places():
        text = draft.tokens[index].text
        is_inner = index > 1 and draft.tokens[index - 1].kind == "word" and text.islower() and len(text) > 3
        if is_inner and (forms.is_noun(text) and draft.at(index - 1) in ("the", "a", "an", "of", "your", "this", "for", "and")):
            yield recase(index, text.capitalize())
