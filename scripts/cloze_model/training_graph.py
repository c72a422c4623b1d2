"""The training step that ships: forward, loss and backward over the adapter, as one graph.

`TrainingGraph` is the forward pass and the loss; `joint_graph` lets PyTorch write the backward pass down beside it, so that a
runtime without autograd can train. Only the adapter learns; the weights are those of the inference graphs, in floating point.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.export import Dim
from torch.export.experimental import _export_forward_backward
from torch.export.graph_signature import OutputKind
from torch.nn import functional as F

from .graphs import Adapter, EncoderGraph, VocabularyGraph, adapter_layout, pairs_of
from .model import CorrectionModel

OPSET = 18
INPUTS = ("ids", "types", "mask", "tags", "tagWeights", "cases", "caseWeights", "gaps", "gapWeights", "places", "kinds", "targets", "targetWeights", "adapter")
"""In order: as `src/training/learn/maskedExamples.ts` names them."""

FLOATS = frozenset(("mask", "tagWeights", "caseWeights", "gaps", "gapWeights", "targetWeights", "adapter"))
"""The inputs that are not integers."""


class TrainingGraph(nn.Module):
    """Rows and what should be said of them → the weighted sum of all negative log-likelihoods.

    `ids`, `types`, `mask` (B, L) as the encoder reads them. `tags`, `cases`, `gaps` (B, L) and their weights (B, L): what the
    screening heads should say of each position, weight 0 where they have no say. `places` (N,) are positions, row · L + column, that
    the vocabulary head of `kinds` (N,) reads and should say `targets` (N,) in, with `targetWeights` (N,).
    """

    def __init__(self, model: CorrectionModel) -> None:
        super().__init__()
        self.encoder, self.vocabulary = EncoderGraph(model), VocabularyGraph(model)

    def forward(self, ids, types, mask, tags, tag_weights, cases, case_weights, gaps, gap_weights, places, kinds, targets, target_weights, adapter) -> Tensor:  # noqa: ANN001
        parts = Adapter(self.encoder.layout, adapter)
        x = self.encoder.encode(ids, types, mask, parts)
        tag_logits, case_logits, gap_logits = self.encoder.screen(x, parts)
        chosen = pairs_of(x).flatten(0, 1).index_select(0, places.long())  # (N, 2H)
        words = self.vocabulary.logits(chosen, kinds, parts)
        gap_losses = F.softplus(gap_logits) - gap_logits * gaps
        return (
            (negative_log_likelihood(tag_logits, tags) * tag_weights).sum()
            + (negative_log_likelihood(case_logits, cases) * case_weights).sum()
            + (gap_losses * gap_weights).sum()
            + (negative_log_likelihood(words, targets) * target_weights).sum()
        )


def negative_log_likelihood(logits: Tensor, targets: Tensor) -> Tensor:
    """(…, C) and (…) → (…): the negative log-likelihood of each target."""
    return -logits.log_softmax(-1).gather(-1, targets.long().unsqueeze(-1)).squeeze(-1)


def example_inputs(model: CorrectionModel) -> tuple[Tensor, ...]:
    """Inputs of no special size, for the exporter to follow; the adapter asks for its gradient."""
    rows = [torch.ones(3, 10, dtype=torch.float32 if name in FLOATS else torch.int32) for name in INPUTS[:9]]
    chosen = [torch.ones(5, dtype=torch.float32 if name in FLOATS else torch.int32) for name in INPUTS[9:13]]
    # Each is a tensor of its own: the exporter takes two names of one tensor for one input.
    return (*rows, *chosen, torch.zeros(adapter_layout(model)[-1].end, requires_grad=True))


def joint_graph(model: CorrectionModel, path: Path) -> onnx.ModelProto:
    """Writes `loss` and `gradient` of a batch as ONNX with standard operators, in floating point.

    PyTorch's own way from a loss to its backward graph is not public yet, so this step is written for the pinned version. `func.grad`
    cannot be exported, and tracing by `make_fx` fixes the shapes.
    """
    model.requires_grad_(False)
    step = TrainingGraph(model).eval()
    rows = {0: Dim("batch", min=1, max=512), 1: Dim("length", min=3, max=512)}
    chosen = {0: Dim("chosen", min=1, max=8192)}
    inputs = example_inputs(model)
    shapes = tuple(rows if value.ndim == 2 else chosen for value in inputs[:-1])
    program = torch.export.export(step, inputs, dynamic_shapes=(*shapes, None), strict=False)
    joint = _export_forward_backward(program)
    specs = joint.graph_signature.output_specs
    for spec in specs:
        # Without this the exporter takes the gradient for a by-product and leaves it out.
        spec.kind, spec.target = OutputKind.USER_OUTPUT, None
    joint.module_call_graph[0].signature.out_spec = torch.utils._pytree.tree_structure((0, 0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = {"input_names": list(INPUTS), "output_names": ["loss", "gradient"]}
        torch.onnx.export(joint, (), str(path), **names, opset_version=OPSET, dynamo=True, external_data=False)
    return onnx.load(str(path))
