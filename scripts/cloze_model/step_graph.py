"""The training step that ships: forward, loss and backward over the adapter, as one graph.

`StepGraph` is the forward pass and the loss; `joint_graph` lets PyTorch write the backward pass down beside it, so that a
runtime without autograd can train. Only the adapter learns; the weights are those of the inference graphs, in floating point.
"""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.export import Dim
from torch.export.experimental import _export_forward_backward
from torch.export.graph_signature import OutputKind
from torch.nn import functional as F

from .graphs import Adapter, EncoderGraph, VocabularyGraph, adapter_layout, pairs_of
from .model import CorrectionModel
from .quantize import MATRIX_USES, SMALL, dequantize_rows

OPSET = 18
INPUTS = ("ids", "types", "mask", "tags", "tagWeights", "cases", "caseWeights", "gaps", "gapWeights", "places", "kinds", "targets", "targetWeights", "adapter")
"""In order: as `src/training/batches.ts` names them."""

FLOATS = frozenset(("mask", "tagWeights", "caseWeights", "gaps", "gapWeights", "targetWeights", "adapter"))
"""The inputs that are not integers."""


class StepGraph(nn.Module):
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
            (unlikelihood(tag_logits, tags) * tag_weights).sum()
            + (unlikelihood(case_logits, cases) * case_weights).sum()
            + (gap_losses * gap_weights).sum()
            + (unlikelihood(words, targets) * target_weights).sum()
        )


def unlikelihood(logits: Tensor, targets: Tensor) -> Tensor:
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
    step = StepGraph(model).eval()
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
        torch.onnx.export(joint, (), str(path), input_names=list(INPUTS), output_names=["loss", "gradient"], opset_version=OPSET, dynamo=True, external_data=False)
    return onnx.load(str(path))


Stored = tuple[TensorProto, TensorProto, int, bool]
"""A matrix in 8 bits as the inference graphs have it: its integers, its scales, their axis, and whether it lies transposed."""


def share_weights(step: onnx.ModelProto, folder: Path) -> onnx.ModelProto:
    """Points every matrix of the graph at the bytes of the inference graphs; the graph is changed in place and returned.

    Raises ValueError if the folder's weights are not those that the graph was made from.
    """
    graph, known = step.graph, stored_matrices(folder)
    _fold_transposes(graph)
    kept: dict[str, TensorProto] = {}
    for tensor in list(graph.initializer):
        array = numpy_helper.to_array(tensor)
        consumers = [node for node in graph.node if tensor.name in node.input]
        if not consumers:
            continue
        # Stacked biases look like a matrix, but only what is multiplied or looked up is one.
        if array.dtype != np.float32 or array.ndim != 2 or array.size < SMALL or not all(node.op_type in MATRIX_USES for node in consumers):
            kept[tensor.name] = tensor
            continue
        stored = known.get(_digest(array))
        if stored is None:
            raise ValueError(f"The weights of {tensor.name} {array.shape} are not in {folder}.")
        kept |= {stored[0].name: stored[0], stored[1].name: stored[1]}
        for number, node in enumerate(consumers):
            _read_stored(graph, node, tensor.name, f"{tensor.name}_{number}", stored)
    del graph.initializer[:]
    graph.initializer.extend(kept.values())
    _strip(step)
    return step


def stored_matrices(folder: Path) -> dict[bytes, Stored]:
    """The matrices of the inference graphs by the digest of what they stand for, as they lie and transposed."""
    known: dict[bytes, Stored] = {}
    for name in ("encoder.onnx", "vocabulary.onnx"):
        tensors = {tensor.name: tensor for tensor in onnx.load(str(folder / name), load_external_data=False).graph.initializer}
        for title, tensor in tensors.items():
            if not title.endswith("_q") or (scales := tensors.get(f"{title[:-2]}_s")) is None:
                continue
            values, scale = (numpy_helper.to_array(part, base_dir=str(folder)) for part in (tensor, scales))
            for axis in (axis for axis in (0, 1) if values.shape[axis] == scale.size):
                matrix = dequantize_rows(values, scale, axis)
                known[_digest(matrix)] = (tensor, scales, axis, False)
                known.setdefault(_digest(matrix.T), (tensor, scales, axis, True))
    return known


def _digest(array: np.ndarray) -> bytes:
    return hashlib.sha256(repr(array.shape).encode() + np.ascontiguousarray(array).tobytes()).digest()


def _fold_transposes(graph: onnx.GraphProto) -> None:
    """Turns what the exporter leaves as a transposition of an initialiser into an initialiser."""
    arrays = {tensor.name: tensor for tensor in graph.initializer}
    for node in [node for node in graph.node if node.op_type == "Transpose"]:
        if node.input[0] in arrays:  # a second transposition finds the result of the first
            arrays[node.output[0]] = numpy_helper.from_array(numpy_helper.to_array(arrays[node.input[0]]).T, node.output[0])
            graph.initializer.append(arrays[node.output[0]])
            graph.node.remove(node)


def _read_stored(graph: onnx.GraphProto, node: onnx.NodeProto, name: str, fresh: str, stored: Stored) -> None:
    """Lets one node read the stored matrix in place of the initialiser `name`.

    Each has a conversion of its own, so that no matrix stays in memory in floating point between its uses.
    """
    values, scales, axis, transposed = stored
    at = list(graph.node).index(node)
    if node.op_type == "Gather":
        new = _gather(node, values.name, scales.name, fresh)
    else:  # the second factor of a product
        new = [helper.make_node("DequantizeLinear", [values.name, scales.name], [fresh], axis=axis)]
        flags = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        if transposed or node.op_type == "Gemm":
            flags["transB"] = int(flags.get("transB", 0) != transposed)
            new.append(helper.make_node("Gemm", [node.input[0], fresh, *node.input[2:]], node.output, **flags))
        else:
            new.append(helper.make_node("MatMul", [node.input[0], fresh], node.output))
    graph.node.remove(node)
    for offset, one in enumerate(new):
        graph.node.insert(at + offset, one)


def _gather(node: onnx.NodeProto, values: str, scales: str, fresh: str) -> list[onnx.NodeProto]:
    """Looks up integers and scales, then multiplies: the table is never held in floating point."""
    ids, axes = node.input[1], f"{fresh}_axes"
    return [
        helper.make_node("Gather", [values, ids], [f"{fresh}_q"], axis=0),
        helper.make_node("Cast", [f"{fresh}_q"], [f"{fresh}_f"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [scales, ids], [f"{fresh}_s"], axis=0),
        helper.make_node("Constant", [], [axes], value=numpy_helper.from_array(np.array([-1], np.int64))),
        helper.make_node("Unsqueeze", [f"{fresh}_s", axes], [f"{fresh}_u"]),
        helper.make_node("Mul", [f"{fresh}_f", f"{fresh}_u"], node.output),
    ]


def _strip(step: onnx.ModelProto) -> None:
    """Takes out what the exporter notes for its own debugging: half of the file."""
    for part in (step, step.graph, *step.graph.node, *step.graph.input, *step.graph.output, *step.graph.initializer):
        part.doc_string = ""
        del part.metadata_props[:]
    del step.graph.value_info[:]
