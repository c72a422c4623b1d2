"""A labelled sentence → the rows that the model learns from: as typed, or with masks over some places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from .edits import Edit
from .encoding import MAX_PIECES, Encoder, case_of, word_types
from .model import TAGS
from .text import Word, split_words

IGNORE_INDEX = -100


@dataclass(frozen=True)
class LabelledRow:
    """Pieces of one row and, for each position, what each head should say there; `IGNORE_INDEX` where it has no say."""

    ids: list[int]
    types: list[int]
    tag: list[int]
    case: list[int]
    gap: list[int]
    replace: list[int]
    insert: list[int]
    masked: list[int]


def first_piece(encoder: Encoder, text: str) -> int:
    """The id of the text's first piece: a word of several pieces is known to the vocabulary heads by its first."""
    return encoder.pieces(text)[0]


def screening_row(encoder: Encoder, text: str, edits: Sequence[Edit]) -> LabelledRow:
    """The sentence as typed, each word and gap labelled."""
    words = split_words(text)
    row = encoder.encode(words)
    size = len(row.ids)
    tag, case, gap, replace, insert = ([IGNORE_INDEX] * size for _ in range(5))
    for word, start in zip(words, row.starts, strict=False):
        tag[start], gap[start] = TAGS.index("keep"), 0
        if word.kind == "word":
            case[start] = case_of(word.text)
    if len(row.starts) == len(words):
        gap[size - 1] = 0
    places = [*row.starts, size - 1 if len(row.starts) == len(words) else None]
    for edit in edits:
        at = places[edit.index] if edit.index < len(places) else None
        if at is None:
            continue
        if edit.op == "insert":
            gap[at], insert[at] = 1, first_piece(encoder, edit.text)
        elif edit.op == "unknown":
            gap[at] = IGNORE_INDEX
        elif edit.op == "case":
            case[at] = case_of(edit.text)
        else:
            tag[at] = TAGS.index(edit.op)
            case[at] = case_of(edit.text) if edit.op == "replace" else IGNORE_INDEX
            if edit.op == "replace":
                replace[at] = first_piece(encoder, edit.text)
            if edit.op == "merge" and edit.index + 1 < len(row.starts):
                following = row.starts[edit.index + 1]
                tag[following] = case[following] = gap[following] = IGNORE_INDEX
    return LabelledRow(row.ids, row.types, tag, case, gap, replace, insert, [IGNORE_INDEX] * size)


def masked_row(encoder: Encoder, text: str, edits: Sequence[Edit], rng: Random, rate: float = 0.15) -> LabelledRow:
    """The sentence with masks: as many as the right word has pieces, `[NONE]` where nothing belongs.

    Half of the wrong places are masked, so that the head learns what belongs there while other errors are still in sight.
    """
    words = split_words(text)
    by_word = {edit.index: edit for edit in edits if edit.op in ("replace", "delete", "merge", "split")}
    by_gap = {edit.index: edit for edit in edits if edit.op in ("insert", "unknown")}
    ids, types, masked = [encoder.cls], [0], [IGNORE_INDEX]
    is_full = False

    def put(pieces: Sequence[int], own: Sequence[int], hide: Sequence[int] | None) -> None:
        nonlocal is_full
        # What follows a word that does not fit stays out too: a sentence with holes would be another sentence.
        is_full = is_full or len(ids) + max(len(pieces), len(hide or ())) >= MAX_PIECES
        if is_full:
            return
        ids.extend([encoder.mask] * len(hide) if hide else pieces)
        types.extend([0] * len(hide) if hide else own)
        masked.extend(hide or [IGNORE_INDEX] * len(pieces))

    for index in range(len(words) + 1):
        missing = by_gap.get(index)
        if missing is not None and missing.op == "insert" and rng.random() < 0.5:
            put((), (), encoder.pieces(missing.text))
        elif missing is None and rng.random() < 0.04:
            put((), (), (encoder.none,))
        if index < len(words):
            _put_word(encoder, words[index], by_word.get(index), put, rng, rate)
    size = len(ids) + 1
    nothing = [IGNORE_INDEX] * size
    return LabelledRow([*ids, encoder.sep], [*types, 0], nothing, nothing, nothing, nothing, nothing, [*masked, IGNORE_INDEX])


def _put_word(encoder: Encoder, word: Word, edit: Edit | None, put, rng: Random, rate: float) -> None:
    pieces = encoder.word_pieces(word)
    hide: Sequence[int] | None = None
    if word.kind != "opaque" and rng.random() < (rate if edit is None else 0.5):
        if edit is None:
            hide = pieces
        elif edit.op == "replace":
            hide = encoder.pieces(edit.text)
        elif edit.op == "delete":
            hide = (encoder.none,)
        elif edit.op == "split":
            hide = [piece for part in edit.text.split() for piece in encoder.pieces(part)]
    put(pieces, word_types(word, pieces), hide)
