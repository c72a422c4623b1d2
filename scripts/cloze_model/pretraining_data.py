"""The sentences of the pre-training, and the order in which a run sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch.utils.data import Dataset, Sampler
from transformers.trainer_pt_utils import get_length_grouped_indices

from .encoding import Encoder
from .text import split_words


class EncodedSentences(Dataset):
    """Encodes a sentence when it is asked for. `lengths` are in characters: enough to batch like with like.

    Item `number` is sentence `number % n` as pass `number // n` shows it: a collator that draws its masks from the
    pass and the sentence masks the same after a kill, whatever the number of processes and loader workers.
    """

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self.texts = texts
        self.encoder = encoder
        self.lengths = [len(text) for text in texts]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, number: int) -> dict[str, object]:
        """The encoder's inputs; `starts`, the position of each word's first piece and last that of `[SEP]`; `words`; `text`; `pass`."""
        turn, index = divmod(number, len(self.texts))
        words = split_words(self.texts[index])
        row = self.encoder.encode(words)
        return {
            "input_ids": row.ids,
            "token_type_ids": row.types,
            "attention_mask": [1] * len(row.ids),
            "starts": [*row.starts, len(row.ids) - 1],
            "words": [word.text for word in words[: len(row.starts)]],
            "text": self.texts[index],
            "pass": turn,
        }


class LengthGrouped(Sampler[int]):
    """Sentences of like length side by side, in an order that the seed and the pass alone decide.

    A third of the pieces would be padding else. (The sampler of transformers draws from the global generator, which is
    elsewhere after a resume.)
    """

    def __init__(self, lengths: Sequence[int], batch: int, seed: int) -> None:
        self.lengths, self.batch, self.seed, self.epoch = lengths, batch, seed, 0

    def set_epoch(self, epoch: int) -> None:
        """Called by the Trainer before each pass."""
        self.epoch = epoch

    def __len__(self) -> int:
        return len(self.lengths)

    def __iter__(self) -> Iterator[int]:
        generator = torch.Generator().manual_seed(self.seed + 1_000_003 * self.epoch)
        first = self.epoch * len(self.lengths)
        return (first + index for index in get_length_grouped_indices(self.lengths, self.batch, generator=generator))
