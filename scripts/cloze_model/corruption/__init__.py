"""Errors made on purpose: a clean sentence in, the same sentence with errors and their labels out."""

from __future__ import annotations

from random import Random

from ..edits import Edit
from ..text import split_words
from .corrupted_sentence import CorruptedSentence
from .error_statistics import ErrorStatistics
from .punctuation import run_on
from .rule import Kind, Rule
from .trigrams import form_of
from .writers import CORPUS_CHECKED, LEARNER, RARE, TECHNICAL, Writer


def corrupt(text: str, writer: Writer, statistics: ErrorStatistics, first: Rule | None = None) -> tuple[str, list[Edit]] | None:
    """A corrupted sentence with its edits, or None where no error could be put in.

    `first` is a kind to begin with; two sentences are there to be written as one. The same state of the writer's generator gives the same result.
    """
    sentence = CorruptedSentence(split_words(text))
    rng = writer.rng
    wanted = writer.count(len(sentence.tokens))
    if run_on.has_place(sentence, statistics):
        first = run_on
    made = first is not None and make(first, sentence, statistics, rng)
    for kind in writer.draw(wanted * 4):
        if made >= wanted:
            break
        made += make(kind, sentence, statistics, rng)
    return sentence.finish() if made else None


def make(kind: Kind, sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """Tries to make one error of the kind; it is taken back where it may be none."""
    if kind not in CORPUS_CHECKED:
        return kind(sentence, statistics, rng)
    before = sentence.save()
    if not kind(sentence, statistics, rng):
        return False
    if is_common(sentence, statistics):
        sentence.restore(before)
        return False
    return True


def is_common(sentence: CorruptedSentence, statistics: ErrorStatistics) -> bool:
    """True if clean text has the words around the last error again and again."""
    tokens, at = sentence.tokens[:-1], sentence.touched
    forms = [form_of(token.text, token.kind) for token in tokens[max(0, at - 3) : at + 4]]
    begin = min(at, 3)
    is_gap = at < len(sentence.tokens) and sentence.tokens[at].fix is None
    return statistics.trigrams.is_common(forms, begin, begin if is_gap else begin + 1, begins=at <= 3, ends=at + 4 >= len(tokens))


def places_of(text: str, statistics: ErrorStatistics) -> int:
    """Which of the `RARE` kinds the sentence has a place for: bit n for the n-th."""
    sentence = CorruptedSentence(split_words(text))
    return sum(rule.has_place(sentence, statistics) << number for number, rule in enumerate(RARE))


__all__ = ["LEARNER", "RARE", "TECHNICAL", "Kind", "Rule", "ErrorStatistics", "Writer", "corrupt", "make", "places_of"]
