#!/usr/bin/env python3
"""What integers cost: each head of a fine-tuned model in floating point against the same head as it ships, and with parts left in floating point.

    python scripts/compare_quantization.py --model build/averaged --dev ../shared/data/edits/dev.jsonl

One table. The heads are asked at the places where the model in floating point is not sure (above 0.1 for "replace" or for a gap), and, masked,
at the middle of each sentence: where it is sure, so are all. `--model` must be what finetune or average wrote; what ships is rounded already.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from cloze_model.batches import Batch, collate
from cloze_model.checker_cli import main_guard, read_rows
from cloze_model.checkpoint import EMBEDDINGS, quantized
from cloze_model.encoding import Encoder
from cloze_model.labels import IGNORE_INDEX, screening_row
from cloze_model.metric import Score, score
from cloze_model.model import TAGS, CorrectionModel
from cloze_model.run_metadata import BUILD
from cloze_model.screening import apply, suggest

THRESHOLD = 0.5
"""Of screening alone, for F0.5."""

BATCH = 32

TABLE = (EMBEDDINGS, "lm.cls.predictions.decoder")
HEADS = ("word", "gap", "replace", "insert", "lm.cls")
VARIANTS: dict[str, dict] = {
    "weights alone": {"activations": False},
    "activations alone": {"weights": False},
    "both, as it ships": {},
    "embeddings and decoder in floating point": {"exempt": TABLE},
    "heads in floating point": {"exempt": HEADS},
    "first layer in floating point": {"exempt": ("lm.bert.encoder.layer.0",)},
    "last layer in floating point": {"exempt": ("lm.bert.encoder.layer.5",)},
}


@dataclass(frozen=True)
class Answers:
    """What one variant says: at every word, then at the reference places only."""

    replace: Tensor
    """(words,) probability that the word is to be replaced."""
    gap: Tensor
    """(gaps,) probability that a word is missing."""
    words: dict[str, Tensor]
    """By vocabulary head, (places,): the piece that it puts first."""


def batches(encoder: Encoder, texts: list[str]) -> Iterator[Batch]:
    rows = sorted((screening_row(encoder, text, []) for text in texts), key=lambda row: len(row.ids))
    for begin in range(0, len(rows), BATCH):
        yield collate(rows[begin : begin + BATCH], encoder.pad)


def middles(batch: Batch) -> Tensor:
    """(B,) a word in the middle of each row."""
    return torch.stack([places[len(places) // 2] for places in ((row != IGNORE_INDEX).nonzero().squeeze(-1) for row in batch["tag"])])


@torch.no_grad()
def answers(model: CorrectionModel, encoder: Encoder, texts: list[str], reference: Answers | None) -> Answers:
    """Asks every head; the vocabulary heads where `reference`, the answers in floating point, is not sure (its own, if None)."""
    replace, gap, states = [], [], {"replace": [], "insert": [], "masked": []}
    for batch in batches(encoder, texts):
        hidden = model.encode(batch["ids"], batch["types"], batch["mask"])
        pairs = model.with_previous(hidden)
        at_words, at_gaps = batch["tag"] != IGNORE_INDEX, batch["gap"] != IGNORE_INDEX
        replace.append(model.tag_and_case(hidden[at_words])[0].softmax(-1)[:, TAGS.index("replace")])
        gap.append(model.gap_logit(pairs[at_gaps]).sigmoid())
        states["replace"].append(hidden[at_words])
        states["insert"].append(pairs[at_gaps])
        middle = (torch.arange(len(batch["ids"])), middles(batch))
        masked = batch["ids"].index_put(middle, torch.tensor(encoder.mask))
        states["masked"].append(model.encode(masked, batch["types"], batch["mask"])[middle])
    found = Answers(torch.cat(replace), torch.cat(gap), {})
    where = {"replace": (reference or found).replace > 0.1, "insert": (reference or found).gap > 0.1, "masked": slice(None)}
    heads = {"replace": model.replace_logits, "insert": model.insert_logits, "masked": model.masked_logits}
    for name, head in heads.items():
        found.words[name] = torch.cat([head(part).argmax(-1) for part in torch.cat(states[name])[where[name]].split(512)])
    return found


def f05(model: CorrectionModel, encoder: Encoder, rows: list[dict]) -> Score:
    made = suggest(model, encoder, [row["source"] for row in rows])
    return score((row["source"], row["targets"], apply(row["source"], one, THRESHOLD)) for row, one in zip(rows, made, strict=True))


def compared(name: str, found: Answers, exact: Answers, result: Score) -> str:
    """A line of the table."""
    cells = [name]
    for head in ("replace", "gap"):
        mine, right = getattr(found, head), getattr(exact, head)
        cells.append(f"{torch.corrcoef(torch.stack([mine, right]))[0, 1]:.4f}, {(mine - right).abs().max():.2f}")
    cells += [f"{100 * (found.words[head] == right).float().mean():.1f} %" for head, right in exact.words.items()]
    return f"| {' | '.join([*cells, f'{result.f05:.3f}'])} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=BUILD / "averaged", help="what finetune or average wrote")
    parser.add_argument("--dev", type=Path, required=True, help="JSON lines of corrections")
    parser.add_argument("--limit", type=int, default=10_000, help="rows taken")
    options = parser.parse_args()

    encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(options.model))
    rows = read_rows(options.dev)[: options.limit]
    texts = [row["source"] for row in rows]
    exact_model = CorrectionModel.load(options.model).eval()
    exact = answers(exact_model, encoder, texts, None)
    print("| variant | p(replace): correlation, largest difference | p(gap): likewise | same word: replace | insert | masked | dev, F0.5 of screening |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: |")
    print(compared("floating point", exact, exact, f05(exact_model, encoder, rows)))
    for name, parts in VARIANTS.items():
        model = quantized(CorrectionModel.load(options.model), **parts)
        print(compared(name, answers(model, encoder, texts, exact), exact, f05(model, encoder, rows)), flush=True)


if __name__ == "__main__":
    main_guard(main)
