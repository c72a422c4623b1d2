#!/usr/bin/env python3
"""A model folder that ships → a standard Hugging Face fill-mask folder.

    python scripts/to_hf.py --model model --out /tmp/cloze-hf

It holds `model.safetensors` for transformers and `onnx/model.onnx` (32-bit) for `@huggingface/transformers`. Token type 0
means "no capitals", so that the pipeline's predictions for text without capitals are those of our masked scorer. No class of
transformers has token types and a relative position bias both: of a model with one only the ONNX graph is written.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import torch
from torch import nn
from transformers import PreTrainedTokenizerFast

from cloze_model.checkpoint import read_model
from cloze_model.masked_lm import MaskedLM

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OPSET = 18


class Logits(nn.Module):
    """The model with the inputs in the order and under the names that the library expects; only the logits come out."""

    def __init__(self, lm: MaskedLM) -> None:
        super().__init__()
        self.lm = lm

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        return self.lm(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).logits


def write_hf(lm: MaskedLM, tokenizer: PreTrainedTokenizerFast, out: Path) -> None:
    """Writes the folder; `lm` and `tokenizer` are any standard pair."""
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    lm.config.architectures = ["BertForMaskedLM"]
    if lm.position_biases is None:
        lm.save_pretrained(out)
    else:
        lm.config.save_pretrained(out)
    tokenizer.save_pretrained(out)
    rows = {0: "batch", 1: "length"}
    example = torch.ones(2, 7, dtype=torch.int64)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits(lm.eval()), (example, example, torch.zeros_like(example)), str(out / "onnx" / "model.onnx"), input_names=list(INPUTS),
            output_names=["logits"], dynamic_axes={name: rows for name in (*INPUTS, "logits")}, opset_version=OPSET, dynamo=False,
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("model"), help="what export wrote")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_hf(read_model(options.model).lm, PreTrainedTokenizerFast.from_pretrained(options.model), options.out)
    print(f"Hugging Face folder → {options.out}")


if __name__ == "__main__":
    main()
