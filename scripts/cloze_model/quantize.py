"""Weights and products in small integers: a quarter of the memory, and twice the speed of floating point (docs/experiments.md).

Each matrix is stored with one scale an output channel (an embedding: a row). What it is multiplied with is rounded to 8
bits at run time with one scale a row, so a sentence's scores do not depend on its neighbours in the batch. The weights
take 7 of their 8 bits: older processors add two products in 16 bits, which then never overflow (255 · 63 · 2 < 2¹⁵), and
every processor comes to the same sums. Both graphs point at the same bytes of one external file, so a matrix that both use is stored once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALL = 4096
"""Elements below which a tensor stays in floating point inside the graph: biases, norms."""

MATRIX_USES = ("MatMul", "Gemm", "Gather")
"""What reads a matrix of weights."""

LEVELS = 63
"""Steps from 0 to a weight's largest magnitude."""

CONSTANTS = {
    "last_axis": np.array([-1], np.int64),
    "zero_point": np.array(128, np.uint8),
    "step": np.array(1 / 127, np.float32),
    "tiny": np.array(1e-8, np.float32),
}
"""What the added nodes share."""

RUNTIME_DOMAIN = "com.microsoft"


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
    """Integers of -63 to 63 with one scale for each index of `axis`: weight ≈ values * scale."""
    reduced = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.maximum(np.abs(weight).max(axis=reduced), 1e-8).astype(np.float32) / LEVELS
    shape = [-1 if i == axis else 1 for i in range(weight.ndim)]
    return np.clip(np.rint(weight / scale.reshape(shape)), -LEVELS, LEVELS).astype(np.int8), scale


def dequantize_rows(values: np.ndarray, scale: np.ndarray, axis: int) -> np.ndarray:
    """The matrix that `quantize_rows` stands for, in 32-bit floating point."""
    return values.astype(np.float32) * scale.reshape([-1 if i == axis else 1 for i in range(values.ndim)])


def quantize_graph(model: onnx.ModelProto, weights: WeightFile) -> onnx.ModelProto:
    """Moves every large matrix of the graph to integers in `weights`, and its products with it; the graph is changed in place and returned."""
    graph = model.graph
    kept, nodes, rounded = [], [], set()
    for tensor in graph.initializer:
        array = numpy_helper.to_array(tensor)
        consumers = [node for node in graph.node if tensor.name in node.input]
        # Stacked biases look like a matrix, but only what is multiplied or looked up is one.
        if array.dtype != np.float32 or array.size < SMALL or array.ndim != 2 or not all(node.op_type in MATRIX_USES for node in consumers):
            kept.append(tensor)
            continue
        # An embedding's rows, as they are looked up and as the decoder's Gemm reads them; else the columns of x @ W.
        axis = 1 if consumers[0].op_type == "MatMul" else 0
        values, scale = quantize_rows(array, axis)
        kept += [weights.add(f"{tensor.name}_q", values), weights.add(f"{tensor.name}_s", scale)]
        for node in consumers:
            graph.node.remove(node)
            if node.op_type == "Gather":
                nodes += _gather(node, tensor.name)
                continue
            if node.input[0] not in rounded:
                rounded.add(node.input[0])
                nodes += _round_rows(node.input[0])
            nodes += _product(node, tensor.name) if node.op_type == "MatMul" else _decode(node, tensor.name)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in CONSTANTS.items())
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(_in_order(nodes + rest, graph))
    model.opset_import.append(helper.make_opsetid(RUNTIME_DOMAIN, 1))
    return model


def _gather(node: onnx.NodeProto, name: str) -> list[onnx.NodeProto]:
    """Gather on the bytes and on the scales, then the product: the table is never held in floating point."""
    out, ids = node.output[0], node.input[1]
    return [
        helper.make_node("Gather", [f"{name}_q", ids], [f"{out}_q"], axis=0),
        helper.make_node("Cast", [f"{out}_q"], [f"{out}_f"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_s", ids], [f"{out}_s"], axis=0),
        helper.make_node("Unsqueeze", [f"{out}_s", "last_axis"], [f"{out}_u"]),
        helper.make_node("Mul", [f"{out}_f", f"{out}_u"], [out]),
    ]


def _round_rows(x: str) -> list[onnx.NodeProto]:
    """`x_q`: each row divided by its largest magnitude `x_max`, in bytes."""
    return [
        helper.make_node("Abs", [x], [f"{x}_abs"]),
        helper.make_node("ReduceMax", [f"{x}_abs", "last_axis"], [f"{x}_largest"], keepdims=1),
        helper.make_node("Max", [f"{x}_largest", "tiny"], [f"{x}_max"]),
        helper.make_node("Div", [x, f"{x}_max"], [f"{x}_unit"]),
        helper.make_node("QuantizeLinear", [f"{x}_unit", "step", "zero_point"], [f"{x}_q"]),
    ]


def _product(node: onnx.NodeProto, name: str) -> list[onnx.NodeProto]:
    x, out = node.input[0], node.output[0]
    operands = [f"{x}_q", f"{name}_q", "step", f"{name}_s", "zero_point"]
    return [
        helper.make_node("MatMulIntegerToFloat", operands, [f"{out}_unit"], domain=RUNTIME_DOMAIN),
        helper.make_node("Mul", [f"{out}_unit", f"{x}_max"], [out]),
    ]


def _decode(node: onnx.NodeProto, name: str) -> list[onnx.NodeProto]:
    """The vocabulary's decoder, a Gemm that reads its (V, H) matrix transposed: the runtime transposes the bytes once, when it makes the session."""
    x, out = node.input[0], node.output[0]
    operands = [f"{x}_q", f"{name}_t", "step", f"{name}_s", "zero_point"]
    return [
        helper.make_node("Transpose", [f"{name}_q"], [f"{name}_t"], perm=[1, 0]),
        helper.make_node("MatMulIntegerToFloat", operands, [f"{out}_unit"], domain=RUNTIME_DOMAIN),
        helper.make_node("Mul", [f"{out}_unit", f"{x}_max"], [f"{out}_scaled"]),
        helper.make_node("Add", [f"{out}_scaled", node.input[2]], [out]),
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
