"""Capitals: of days, languages and names, of "I", at the start of a sentence; and where none belongs."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, recase
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import DAYS, LANGUAGES, MONTHS


@Rule
def missing_capital(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`Monday` → `monday`, `English` → `english`, `I` → `i`, `I'm` → `i'm`, and the first word of a sentence."""
    for index in sentence.places():
        token = sentence.tokens[index]
        if not token.text[0].isupper():
            continue
        if token.lower in DAYS | MONTHS | LANGUAGES and token.text[1:].islower():
            yield recase(index, token.text.lower()).often(3.0)
        elif token.text == "I" or token.text.startswith(("I'", "I’")):
            yield recase(index, token.text.lower()).often(2.0)
        elif index == 0 and token.text[1:].islower() and sentence.tokens[-2].text in (".", "!", "?", ":") and len(sentence.tokens) > 5:
            yield recase(index, token.text.lower())


@Rule
def wrong_name(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`GitHub` → `Github`, `JavaScript` → `Javascript`, `Unicode` → `unicode`: a name not as its owners write it."""
    for index in sentence.places():
        token = sentence.tokens[index]
        entry = statistics.lexicon.entries.get(token.lower)
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
def extra_capital(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`the user` → `the User`: of a common noun within a whole sentence."""
    forms = statistics.paradigms
    if sentence.tokens[-2].text not in (".", "?", "!", ":"):
        return
    for index in sentence.places():
        text = sentence.tokens[index].text
        is_inner = index > 1 and sentence.tokens[index - 1].kind == "word" and text.islower() and len(text) > 3
        if is_inner and (forms.is_noun(text) and sentence.at(index - 1) in ("the", "a", "an", "of", "your", "this", "for", "and")):
            yield recase(index, text.capitalize())
