"""A model folder that ships → PyTorch again, its integer weights as the numbers that they stand for."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig

from .graphs import KINDS
from .masked_lm import MaskedLM
from .model import CorrectionModel
from .quantize import CONSTANTS, SMALL, dequantize_rows, quantize_rows

PREFIX = "model."
"""Of every parameter in the graphs: the exported modules hold the model under this name."""

EMBEDDINGS = "lm.bert.embeddings.word_embeddings"
"""The table of pieces, which the decoder's products read as well."""

STACKED = ("replace_bias", "insert_bias", "lm.cls.predictions.bias")
"""The rows of the vocabulary graph's biases, in the order of `KINDS`."""


def read_model(folder: Path) -> CorrectionModel:
    """The correcting model in evaluation mode. Raises RuntimeError if the graphs lack a parameter or have one too many."""
    config = BertConfig.from_dict(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    config._attn_implementation = "eager"
    model = CorrectionModel(MaskedLM(config))
    state = {name: torch.from_numpy(np.array(array, order="C")) for name, array in read_parameters(folder).items()}
    model.load_state_dict(tied(state))
    model.lm.tie_weights()
    return model.eval()


def read_any(folder: Path) -> CorrectionModel:
    """What pretrain or finetune wrote or what ships, told apart by its files, with eager attention."""
    if (folder / "encoder.onnx").exists():
        return read_model(folder)
    if (folder / "correction.json").exists():
        return CorrectionModel.load(folder)
    return CorrectionModel(MaskedLM.from_pretrained(folder, attn_implementation="eager"))


def tied(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The state with the names under which the decoder's weights are held a second time."""
    state["lm.cls.predictions.decoder.weight"] = state["lm.bert.embeddings.word_embeddings.weight"]
    state["lm.cls.predictions.decoder.bias"] = state["lm.cls.predictions.bias"]
    return state


def read_parameters(folder: Path) -> dict[str, np.ndarray]:
    """Every parameter of the model by its name in PyTorch, in 32-bit floating point."""
    parameters: dict[str, np.ndarray] = {}
    for name in ("encoder.onnx", "vocabulary.onnx"):
        graph = onnx.load(str(folder / name)).graph
        for tensor, array in _dequantized(graph).items():
            if tensor.startswith(PREFIX):
                parameters[tensor.removeprefix(PREFIX)] = array
            elif array.ndim == 2 and array.shape[0] == len(KINDS):
                parameters |= dict(zip(STACKED, array, strict=True))
            elif (bias := _bias_after(graph, tensor)) is not None:
                # The exporter stores a linear layer's weight transposed and forgets its name; its bias keeps its own.
                parameters[bias.removeprefix(PREFIX).removesuffix("bias") + "weight"] = array.T
    return parameters


def _dequantized(graph: onnx.GraphProto) -> dict[str, np.ndarray]:
    """Initialisers in floating point by name, those in 8 bits multiplied out."""
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer if tensor.name not in CONSTANTS}
    found = {name: array for name, array in arrays.items() if array.dtype == np.float32 and not name.endswith("_s")}
    for name in (name.removesuffix("_q") for name in arrays if name.endswith("_q")):
        found[name] = dequantize_rows(arrays[f"{name}_q"], arrays[f"{name}_s"], 1 if _products(graph, name) else 0)
    return found


def _products(graph: onnx.GraphProto, weight: str) -> list[onnx.NodeProto]:
    """Where rows are multiplied with this weight as it is stored."""
    return [node for node in graph.node if node.op_type == "MatMulIntegerToFloat" and f"{weight}_q" in node.input]


def _bias_after(graph: onnx.GraphProto, weight: str) -> str | None:
    """The name of what is added to the product with this weight."""
    unscaled = {node.output[0] for node in _products(graph, weight)}
    scaled = {node.output[0] for node in graph.node if node.op_type == "Mul" and unscaled & set(node.input)}
    names = (name for node in graph.node if node.op_type == "Add" and scaled & set(node.input) for name in node.input)
    return next((name for name in names if name.startswith(PREFIX) and name.endswith(".bias")), None)


def quantized(model: CorrectionModel, exempt: tuple[str, ...] = (), weights: bool = True, activations: bool = True) -> CorrectionModel:
    """The model with each matrix replaced, in place, by what its integers stand for, and what it is multiplied with rounded as the graphs
    round it: what `export` ships, known another way. Not for training.

    For comparison, either half can be left out, and the matrices whose names begin with one of `exempt`.
    """
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if weights and parameter.ndim == 2 and parameter.numel() >= SMALL and not name.startswith(exempt):
                values, scale = quantize_rows(parameter.numpy(), 0)
                parameter.copy_(torch.from_numpy(dequantize_rows(values, scale, 0)))
    if not activations:
        return model.eval()
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.Linear) and module.weight.numel() >= SMALL and not name.startswith(exempt):
            module.register_forward_pre_hook(lambda _, inputs: (rounded_rows(inputs[0]),))
    if EMBEDDINGS not in exempt:  # what these give is multiplied with the embeddings, which are no layer of their own
        for head in (model.replace, model.insert):
            head.register_forward_hook(lambda _, __, output: rounded_rows(output))
    return model.eval()


def rounded_rows(x: torch.Tensor) -> torch.Tensor:
    """(…, K) → (…, K): each row as 8 bits of its largest magnitude hold it."""
    step = x.abs().amax(-1, keepdim=True).clamp_min(1e-8) / 127
    return torch.round(x / step) * step
