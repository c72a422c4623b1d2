"""Masking strategies of the pre-training, by name. Each collator turns encoded sentences into a masked batch.

All take a rate, the share of the pieces that is chosen (15 % by default; Wettig et al. 2023 find 40 % better for large
models and 15–20 % for small ones). A chosen unit — a piece, a word, a span — is masked (80 %), replaced by random
pieces (10 %) or left (10 %) as a whole, and its pieces are what the model learns to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random
from typing import Any

import torch
from transformers import DataCollatorForLanguageModeling
from transformers.data.data_collator import pad_without_fast_tokenizer_warning

from .corruption.confusion_sets import CONFUSION_SETS, DROPPED
from .encoding import Encoder
from .labels import IGNORE_INDEX
from .lexicon import lemmas_of

Unit = Sequence[int]
"""Positions of one row that share one fate."""

INPUTS = ("input_ids", "token_type_ids", "attention_mask")
ERROR_PRONE = frozenset(DROPPED) | {word.lower() for group in CONFUSION_SETS for word in group}


class TokenMasking(DataCollatorForLanguageModeling):
    """`token`: each piece is chosen alone (Devlin et al. 2018). The plainest, the cheapest to reason about, and what every other is measured by.

    Masks are new in each pass (dynamic, Liu et al. 2019), drawn from the seed, the pass and the sentence: the same after a
    resume. The case of a masked piece is hidden with it. Special pieces, `[CODE]` among them, are never chosen.
    """

    def torch_call(self, examples: list[dict[str, Any]]) -> dict[str, torch.Tensor]:
        """Items of `EncodedSentences` → (B, L) `input_ids`, `token_type_ids`, `attention_mask` and `labels`."""
        rows = [{name: example[name] for name in INPUTS} for example in examples]
        batch = dict(pad_without_fast_tokenizer_warning(self.tokenizer, rows, return_tensors="pt"))
        batch["labels"] = torch.full_like(batch["input_ids"], IGNORE_INDEX)
        for row, example in enumerate(examples):
            rng = Random(self.key(example))
            for unit in self.choose(example, rng):
                places = torch.tensor(unit)
                batch["labels"][row, places] = batch["input_ids"][row, places]
                fate = rng.random()
                if fate < self.mask_replace_prob:
                    batch["input_ids"][row, places] = self.tokenizer.mask_token_id
                    batch["token_type_ids"][row, places] = 0
                elif fate < self.mask_replace_prob + self.random_replace_prob:
                    batch["input_ids"][row, places] = torch.tensor([rng.randrange(len(self.tokenizer)) for _ in unit])
        return batch

    def key(self, example: dict[str, Any]) -> str:
        """What the random choices for this example are drawn from."""
        return f"{self.seed}/{example['pass']}/{example['text']}"

    def choose(self, example: dict[str, Any], rng: Random) -> Iterator[Unit]:
        """The units to hide."""
        return ((place,) for place in self.free(example) if rng.random() < self.mlm_probability)

    def free(self, example: dict[str, Any]) -> list[int]:
        """Positions of pieces that may be chosen."""
        special = set(self.tokenizer.all_special_ids)
        return [place for place, piece in enumerate(example["input_ids"]) if piece not in special]

    def words(self, example: dict[str, Any]) -> list[tuple[str, Unit]]:
        """The words that may be chosen, each with the positions of all its pieces."""
        free, starts = set(self.free(example)), example["starts"]
        spans = zip(example["words"], starts[:-1], starts[1:], strict=True)
        return [(word, range(start, end)) for word, start, end in spans if free.issuperset(range(start, end))]


class StaticMasking(TokenMasking):
    """`static`: the same masks in each pass, as BERT's first release had them.

    Worse for training (a mask seen twice teaches half), right for measuring: the held-out loss is always taken under
    these, at 15 % of the pieces, so that runs of different strategies can be compared.
    """

    def key(self, example: dict[str, Any]) -> str:
        return f"{self.seed}/{example['text']}"


class WholeWordMasking(TokenMasking):
    """`whole-word`: all pieces of a word at once (BERT's later release; Cui et al. 2019).

    The rest of a word gives its masked piece away ("##ing" after "return"); the correcting model never sees such a hint,
    since it masks whole words. The encoder gives the word starts.
    """

    def choose(self, example: dict[str, Any], rng: Random) -> Iterator[Unit]:
        return (places for _, places in self.words(example) if rng.random() < self.mlm_probability)


class SpanMasking(TokenMasking):
    """`span`: runs of words of geometric length, p = 0.2, at most 10, 3.8 on average (SpanBERT, Joshi et al. 2020).

    Teaches what several words together must have said: of use for missing and extra words and for candidates of several
    pieces; harder, so it needs more steps before it pays. A span ends where the rate is used up.
    """

    LENGTHS = range(1, 11)
    WEIGHTS = tuple(0.2 * 0.8 ** (length - 1) for length in LENGTHS)

    def choose(self, example: dict[str, Any], rng: Random) -> Iterator[Unit]:
        words = [places for _, places in self.words(example)]
        budget = int(sum(map(len, words)) * self.mlm_probability + rng.random())
        taken: set[int] = set()
        while budget > 0 and len(taken) < len(words):
            start = rng.choice([index for index in range(len(words)) if index not in taken])
            (length,) = rng.choices(self.LENGTHS, self.WEIGHTS)
            unit: list[int] = []
            for index in range(start, min(start + length, len(words))):
                if index in taken or len(unit) >= budget:
                    break
                taken.add(index)
                unit.extend(words[index])
            budget -= len(unit)
            yield unit


class ErrorProneMasking(TokenMasking):
    """`error-prone`: whole words, those first that people get wrong: function words and confusion sets four times as often as
    the rest, words with several forms twice as often, at the same overall rate.

    The checker asks the model about these places most; a noun that could be any noun teaches it little.
    """

    def choose(self, example: dict[str, Any], rng: Random) -> Iterator[Unit]:
        words = [(places, weight_of(word.lower().replace("’", "'"))) for word, places in self.words(example)]
        total, weighed = sum(len(places) for places, _ in words), sum(weight * len(places) for places, weight in words)
        return (places for places, weight in words if rng.random() < self.mlm_probability * weight * total / weighed)


@lru_cache(maxsize=1 << 17)
def weight_of(word: str) -> float:
    """How much more often than another a lower-case word is chosen by error-prone masking."""
    if word in ERROR_PRONE:
        return 4.0
    return 2.0 if word.isalpha() and lemmas_of(word) else 1.0


STRATEGIES = {
    "token": TokenMasking,
    "static": StaticMasking,
    "whole-word": WholeWordMasking,
    "span": SpanMasking,
    "error-prone": ErrorProneMasking,
}


def build_collator(strategy: str, encoder: Encoder, rate: float = 0.15, seed: int = 0) -> TokenMasking:
    """The collator of that name. Raises ValueError for an unknown one."""
    if strategy not in STRATEGIES:
        raise ValueError(f"Unknown masking strategy {strategy!r}: one of {', '.join(sorted(STRATEGIES))}.")
    return STRATEGIES[strategy](tokenizer=encoder.tokenizer, mlm=True, mlm_probability=rate, seed=seed)
