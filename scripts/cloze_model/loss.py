"""What fine-tuning lowers: each head's distance from the labels and, where there are teachers, from what they predict.

Distillation as Hinton et al. (2015) have it, at temperature 1, on the words of every sentence that is drawn: most of them
are clean ones of the corpus, of which a teacher's probabilities say more than "keep" does.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from .batches import Batch
from .labels import IGNORE_INDEX
from .model import CorrectionModel


def head_outputs(model: CorrectionModel, batch: Batch) -> dict[str, tuple[Tensor, Tensor]]:
    """Each head's logits at its N labelled places, (N, classes) and (N,) for `gap`, and the labels, (N,)."""
    hidden = model.encode(batch["ids"], batch["types"], batch["mask"])
    pairs = model.with_previous(hidden)
    heads = {
        "tag": (lambda x: model.tag_and_case(x)[0], hidden),
        "case": (lambda x: model.tag_and_case(x)[1], hidden),
        "gap": (model.gap_logit, pairs),
        "replace": (model.replace_logits, hidden),
        "insert": (model.insert_logits, pairs),
        "masked": (model.masked_logits, hidden),
    }
    chosen = {name: batch[name] != IGNORE_INDEX for name in heads}
    return {name: (head(source[chosen[name]]).float(), batch[name][chosen[name]]) for name, (head, source) in heads.items()}


class CorrectionLoss(torch.nn.Module):
    """The model with its losses, in one forward, as data-parallel wrappers want it.

    Where there are teachers, the share `soft` of each is the distance from their soft targets.
    """

    def __init__(self, model: CorrectionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, batch: Batch, soft_targets: dict[str, Tensor] | None = None, soft: float = 0.0) -> dict[str, Tensor]:
        """Batch and, if there are teachers, their `soft_targets` → summed negative log-likelihood of each head over the batch, a scalar each."""
        losses = {}
        for name, (logits, labels) in head_outputs(self.model, batch).items():
            distance = F.binary_cross_entropy_with_logits if name == "gap" else F.cross_entropy
            losses[name] = distance(logits, labels.to(logits.dtype) if name == "gap" else labels, reduction="sum")
            if soft_targets is not None:
                losses[name] = (1 - soft) * losses[name] + soft * distance(logits, soft_targets[name], reduction="sum")
        return losses


class Teachers:
    """Finished models over the same pieces, of any depth and width, whose predictions are averaged."""

    def __init__(self, models: Sequence[CorrectionModel]) -> None:
        self.models = [model.eval().requires_grad_(False) for model in models]

    @torch.no_grad()
    def soft_targets(self, batch: Batch) -> dict[str, Tensor]:
        """The mean of their probabilities at the labelled places: (N, classes) for each head, (N,) for `gap`."""
        said = [head_outputs(model, batch) for model in self.models]
        return {name: torch.stack([_probabilities(name, one[name][0]) for one in said]).mean(0) for name in said[0]}


def _probabilities(name: str, logits: Tensor) -> Tensor:
    return logits.sigmoid() if name == "gap" else logits.softmax(-1)
