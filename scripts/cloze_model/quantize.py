"""Weights as 8-bit integers on disk, exact floating-point arithmetic at run time.

Each matrix is stored with one scale an output channel (an embedding: a row) and dequantised in the graph; the runtime
folds that once, when it makes the session. Both graphs point at the same bytes of one external file, so a matrix that
both use is stored once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALL = 4096
"""Elements below which a tensor stays in floating point inside the graph: biases, norms."""

MATRIX_USES = ("MatMul", "Gemm", "Transpose", "Gather")
"""What reads a matrix of weights, at once or transposed first."""


class WeightFile:
    """Collects tensors into one file; the same bytes are stored once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = bytearray()
        self.places: dict[bytes, int] = {}

    def add(self, name: str, array: np.ndarray) -> TensorProto:
        """Stores an array and returns an initialiser that points at it."""
        raw = np.ascontiguousarray(array).tobytes()
        if raw not in self.places:
            self.data.extend(b"\0" * (-len(self.data) % 64))
            self.places[raw] = len(self.data)
            self.data.extend(raw)
        tensor = TensorProto(name=name, data_type=helper.np_dtype_to_tensor_dtype(array.dtype), dims=array.shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", self.path.name), ("offset", self.places[raw]), ("length", len(raw))):
            tensor.external_data.add(key=key, value=str(value))
        return tensor

    def write(self) -> None:
        self.path.write_bytes(bytes(self.data))


def quantize_rows(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with one scale for each index of `axis`: weight ≈ values * scale."""
    reduced = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.maximum(np.abs(weight).max(axis=reduced), 1e-8).astype(np.float32) / 127
    shape = [-1 if i == axis else 1 for i in range(weight.ndim)]
    return np.clip(np.rint(weight / scale.reshape(shape)), -127, 127).astype(np.int8), scale


def dequantize_rows(values: np.ndarray, scale: np.ndarray, axis: int) -> np.ndarray:
    """The matrix that `quantize_rows` stands for, in 32-bit floating point."""
    return values.astype(np.float32) * scale.reshape([-1 if i == axis else 1 for i in range(values.ndim)])


def quantize_graph(model: onnx.ModelProto, weights: WeightFile) -> onnx.ModelProto:
    """Moves every large matrix of the graph to 8 bits in `weights`; the graph is changed in place and returned."""
    graph = model.graph
    kept, nodes = [], []
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        consumers = [node for node in graph.node if tensor.name in node.input]
        # Stacked biases look like a matrix, but only what is multiplied or looked up is one.
        if array.dtype != np.float32 or array.size < SMALL or array.ndim != 2 or not any(node.op_type in MATRIX_USES for node in consumers):
            kept.append(tensor)
            continue
        gathers = [node for node in consumers if node.op_type == "Gather"]
        axis = 0 if gathers or _decodes(consumers) else 1  # an embedding's rows; else the columns of x @ W
        values, scale = quantize_rows(array, axis)
        kept += [weights.add(f"{tensor.name}_q", values), weights.add(f"{tensor.name}_s", scale)]
        for node in gathers:
            nodes += _gather(node, tensor.name)
        if len(gathers) < len(consumers):
            nodes.append(helper.make_node("DequantizeLinear", [f"{tensor.name}_q", f"{tensor.name}_s"], [tensor.name], axis=axis))
        for node in gathers:
            graph.node.remove(node)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    if any(node.op_type == "Unsqueeze" for node in nodes):
        graph.initializer.append(numpy_helper.from_array(np.array([-1], np.int64), "minus_one"))
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(_in_order(nodes + rest, graph))
    return model


def _decodes(consumers: list[onnx.NodeProto]) -> bool:
    """True for the vocabulary's decoder: its (V, H) matrix enters the product as a Gemm's transposed operand."""
    return any(node.op_type in ("Transpose", "Gemm") for node in consumers)


def _gather(node: onnx.NodeProto, name: str) -> list[onnx.NodeProto]:
    """Gather on the integers and on the scales, then the product: the table is never held in floating point."""
    out, ids = node.output[0], node.input[1]
    return [
        helper.make_node("Gather", [f"{name}_q", ids], [f"{out}_q"], axis=0),
        helper.make_node("Cast", [f"{out}_q"], [f"{out}_f"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_s", ids], [f"{out}_s"], axis=0),
        helper.make_node("Unsqueeze", [f"{out}_s", "minus_one"], [f"{out}_u"]),
        helper.make_node("Mul", [f"{out}_f", f"{out}_u"], [out]),
    ]


def _in_order(nodes: list[onnx.NodeProto], graph: onnx.GraphProto) -> list[onnx.NodeProto]:
    """The nodes so that each comes after what it reads."""
    ready = {tensor.name for tensor in graph.initializer} | {value.name for value in graph.input} | {""}
    ordered, waiting = [], list(nodes)
    while waiting:
        rest = []
        for node in waiting:
            if all(name in ready for name in node.input):
                ordered.append(node)
                ready.update(node.output)
            else:
                rest.append(node)
        if len(rest) == len(waiting):
            raise ValueError(f"The graph has a cycle or a missing input near {rest[0].name!r}.")
        waiting = rest
    return ordered
