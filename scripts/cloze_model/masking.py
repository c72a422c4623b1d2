"""Masking strategies of the pre-training, by name. Each collator turns encoded rows into a masked batch."""

from __future__ import annotations

from collections.abc import Sequence

from torch.utils.data import Dataset
from transformers import DataCollatorForLanguageModeling

from .encoding import Encoder


class EncodedSentences(Dataset):
    """Encodes a sentence when it is asked for. `lengths` are in characters: enough to batch like with like."""

    def __init__(self, texts: Sequence[str], encoder: Encoder) -> None:
        self.texts = texts
        self.encoder = encoder
        self.lengths = [len(text) for text in texts]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> dict[str, list[int]]:
        row = self.encoder.encode_text(self.texts[index])
        return {"input_ids": row.ids, "token_type_ids": row.types, "attention_mask": [1] * len(row.ids)}


class TokenMasking(DataCollatorForLanguageModeling):
    """BERT's: each piece is chosen alone; of the chosen 80 % are masked, 10 % replaced, 10 % left (Devlin et al. 2018).

    The case of a masked piece is hidden with it.
    """

    def torch_call(self, examples):
        batch = super().torch_call(examples)
        batch["token_type_ids"] = batch["token_type_ids"].masked_fill(batch["input_ids"] == self.tokenizer.mask_token_id, 0)
        return batch


STRATEGIES = {"token": TokenMasking}


def build_collator(strategy: str, encoder: Encoder, rate: float, seed: int | None = None) -> DataCollatorForLanguageModeling:
    """The collator of that name. Raises ValueError for an unknown one."""
    if strategy not in STRATEGIES:
        raise ValueError(f"Unknown masking strategy {strategy!r}: one of {', '.join(sorted(STRATEGIES))}.")
    return STRATEGIES[strategy](tokenizer=encoder.tokenizer, mlm=True, mlm_probability=rate, seed=seed)
