"""Which corrections a model confirms: the fix must be likelier than what was typed, under masks (Yasunaga et al. 2021, LM-Critic).

People also reword, rename and update; such edits leave a sentence no likelier than it was, and would teach a checker to
find fault with what is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .batches import collate
from .edits import Edit
from .encoding import MAX_PIECES, Encoder
from .labels import IGNORE_INDEX, LabelledRow
from .model import CorrectionModel
from .text import split_words


@dataclass(frozen=True)
class Choice:
    """Two texts for one place: the row with the place cut out, where it is, and the pieces of what was typed and of the fix."""

    ids: list[int]
    types: list[int]
    start: int
    typed: list[int]
    fix: list[int]

    def masked(self, mask: int, count: int) -> LabelledRow:
        """The row with so many masks in the place, each labelled."""
        ids = [*self.ids[: self.start], *[mask] * count, *self.ids[self.start :]]
        types = [*self.types[: self.start], *[0] * count, *self.types[self.start :]]
        nothing = [IGNORE_INDEX] * len(ids)
        labels = [*nothing[: self.start], *[mask] * count, *nothing[self.start + count :]]
        return LabelledRow(ids, types, nothing, nothing, nothing, nothing, nothing, labels)


def choice_of(encoder: Encoder, text: str, edit: Edit) -> Choice | None:
    """What was typed against the fix; None for an edit that masks say nothing of, or beyond the end of the row.

    Nothing, which an insertion finds in its gap and a deletion leaves behind, is the piece `[NONE]`.
    """
    if edit.op in ("case", "unknown"):
        return None
    words = split_words(text)
    row = encoder.encode(words)
    last = edit.index + (2 if edit.op == "merge" else 1)
    if len(row.starts) < min(len(words), last + 1):
        return None
    places = [*row.starts, len(row.ids) - 1]
    start = places[edit.index]
    end = start if edit.op == "insert" else places[last]
    typed = row.ids[start:end] or [encoder.none]
    fix = [piece for word in edit.text.split() for piece in encoder.pieces(word)] or [encoder.none]
    if len(row.ids) + len(fix) > MAX_PIECES:
        return None
    return Choice([*row.ids[:start], *row.ids[end:]], [*row.types[:start], *row.types[end:]], start, typed, fix)


@torch.no_grad()
def gains(model: CorrectionModel, encoder: Encoder, rows: Sequence[tuple[str, Sequence[Edit]]], size: int = 48) -> list[list[float]]:
    """For each (sentence, edits) the gain of every edit that masks speak of: log-likelihood of the fix less that of what was typed, per piece of the longer."""
    choices = [(number, one) for number, (text, edits) in enumerate(rows) for edit in edits if (one := choice_of(encoder, text, edit))]
    # What was typed and the fix share a row if they have as many pieces.
    asked = [(at, count) for at, (_, one) in enumerate(choices) for count in {len(one.typed), len(one.fix)}]
    asked.sort(key=lambda pair: len(choices[pair[0]][1].ids) + pair[1])
    likelihoods: dict[tuple[int, int, bool], float] = {}
    for begin in range(0, len(asked), size):
        chosen = asked[begin : begin + size]
        batch = collate([choices[at][1].masked(encoder.mask, count) for at, count in chosen], encoder.pad)
        batch = {name: value.to(model.embeddings.device) for name, value in batch.items()}
        where = batch["masked"] != IGNORE_INDEX
        logs = model.masked_logits(model.encode(batch["ids"], batch["types"], batch["mask"])[where]).log_softmax(-1)
        for (at, count), own in zip(chosen, logs.split([count for _, count in chosen]), strict=True):
            for is_fix, pieces in ((False, choices[at][1].typed), (True, choices[at][1].fix)):
                if len(pieces) == count:
                    likelihoods[at, count, is_fix] = own[range(count), pieces].sum().item()
    found: list[list[float]] = [[] for _ in rows]
    for at, (number, one) in enumerate(choices):
        gain = likelihoods[at, len(one.fix), True] - likelihoods[at, len(one.typed), False]
        found[number].append(gain / max(len(one.typed), len(one.fix)))
    return found
