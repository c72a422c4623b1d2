"""Words → what the encoder reads: piece ids and the case of each piece.

The case feature uses BERT's token types. Class 0 is "no capitals", which is also what marks, numbers, opaque spans,
special pieces and masks have: a mask must not tell the case of the word under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transformers import PreTrainedTokenizerBase

from .text import Word, split_words
from .vocabulary import CODE, NONE

CASES = ("lower", "capitalized", "upper", "mixed")
"""Names of the token types, in order."""

MAX_PIECES = 128
"""Longest row, special pieces included."""


def case_of(text: str) -> int:
    """Index into `CASES`: by the letters alone; one capital letter alone is "capitalized"."""
    letters = [character for character in text if character.isalpha()]
    # As `src/inference/wordCase.ts` has it: a capital has a small form (the letters of mathematics have none).
    capitals = [character != character.lower() and character == character.upper() for character in letters]
    if not any(capitals):
        return 0
    if not any(capitals[1:]) and capitals[0]:
        return 1
    return 2 if all(capitals) else 3


def word_types(word: Word, pieces: Sequence[int]) -> list[int]:
    """Token types of a word's pieces: the case of a word, and of what is said first of an opaque span; `[CODE]`, marks and numbers have none."""
    if word.kind == "opaque":
        return [*[case_of(word.spoken or "")] * (len(pieces) - 1), 0]
    return [case_of(word.text) if word.kind == "word" else 0] * len(pieces)


@dataclass(frozen=True)
class Row:
    """One sentence as pieces, `[CLS]` first and `[SEP]` last. `starts[i]` is the position of word i's first piece."""

    ids: list[int]
    types: list[int]
    starts: list[int]


class Encoder:
    """Encodes word by word, so that the place of each word is known without character offsets."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        self.tokenizer = tokenizer
        self.cls, self.sep, self.mask, self.pad, self.unk = (
            tokenizer.cls_token_id,
            tokenizer.sep_token_id,
            tokenizer.mask_token_id,
            tokenizer.pad_token_id,
            tokenizer.unk_token_id,
        )
        self.code = tokenizer.convert_tokens_to_ids(CODE)
        self.none = tokenizer.convert_tokens_to_ids(NONE)
        backend = tokenizer.backend_tokenizer

        @lru_cache(maxsize=1 << 18)
        def pieces(text: str) -> tuple[int, ...]:
            return tuple(backend.encode(text, add_special_tokens=False).ids) or (self.unk,)

        self.pieces = pieces

    def word_pieces(self, word: Word) -> tuple[int, ...]:
        """Piece ids of one word, at least one; an opaque span is `[CODE]`, behind an article after what is said first of it."""
        if word.kind != "opaque":
            return self.pieces(word.text)
        return (*self.pieces(word.spoken), self.code) if word.spoken else (self.code,)

    def encode(self, words: Sequence[Word]) -> Row:
        """Encodes a sentence; words that do not fit in `MAX_PIECES` are left out."""
        ids, types, starts = [self.cls], [0], []
        for word in words:
            pieces = self.word_pieces(word)
            if len(ids) + len(pieces) >= MAX_PIECES:
                break
            starts.append(len(ids))
            ids.extend(pieces)
            types.extend(word_types(word, pieces))
        return Row([*ids, self.sep], [*types, 0], starts)

    def encode_text(self, text: str) -> Row:
        """Splits one sentence into words and encodes it."""
        return self.encode(split_words(text))
