"""The training step's matrices → the bytes of the inference graphs: one file of weights serves all three."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .quantize import MATRIX_USES, SMALL, dequantize_rows

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
