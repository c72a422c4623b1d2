"""The two graphs that ship, as modules for the ONNX exporter.

`encoder`: ids, types, mask (B, L) and the adapter → `hidden` (B, L, H), `tags` (B, L, 5) and `cases` (B, L, 4) as
probabilities, `gaps` (B, L) the probability that something is missing before this piece.

`vocabulary`: `pairs` (N, 2H) — the hidden vector before a place, then the one at it — and `kinds` (N,) which head reads
it (`KINDS`) and the adapter → `logs` (N, V) natural log-probabilities.

The adapter is one flat vector (`adapter_layout`), zeros for the shipped model: low-rank changes of each layer's query
and value (Hu et al. 2021), changes of the vocabulary biases and of the small heads. Retraining fills it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .masked_lm import HIDDEN_AWAY
from .model import CorrectionModel
from .relative_position import buckets_by_distance, relative_bias

KINDS = ("replace", "insert", "masked")
RANK = 4


@dataclass(frozen=True)
class Slice:
    """A named part of the flat adapter vector."""

    name: str
    start: int
    shape: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.start + math.prod(self.shape)


def adapter_layout(model: CorrectionModel) -> list[Slice]:
    """The parts of the adapter, in order, without gaps."""
    config = model.lm.config
    hidden = config.hidden_size
    shapes: list[tuple[str, tuple[int, ...]]] = []
    for layer in range(config.num_hidden_layers):
        for part in ("query", "value"):
            shapes += [(f"layer.{layer}.{part}.down", (hidden, RANK)), (f"layer.{layer}.{part}.up", (RANK, hidden))]
    shapes += [(name, tuple(getattr(model, name).weight.shape)) for name in ("tag_out", "case_out", "gap_out")]
    shapes += [(f"{kind}.bias", (config.vocab_size,)) for kind in KINDS]
    slices, start = [], 0
    for name, shape in shapes:
        slices.append(Slice(name, start, shape))
        start = slices[-1].end
    return slices


class Adapter:
    """Reads named parts, which follow each other, out of the flat vector inside the graph."""

    def __init__(self, layout: list[Slice], vector: Tensor) -> None:
        start, end = layout[0].start, layout[-1].end
        own = vector if end - start == vector.shape[0] else vector[start:end]
        # One split and not a slice for each part: its gradient is one concatenation.
        parts = own.split([part.end - part.start for part in layout])
        self.parts = {part.name: values.reshape(part.shape) for part, values in zip(layout, parts, strict=True)}

    def low_rank(self, x: Tensor, name: str) -> Tensor:
        return x @ self.parts[f"{name}.down"] @ self.parts[f"{name}.up"]


def pairs_of(x: Tensor) -> Tensor:
    """(B, L, H) → (B, L, 2H): each position after the one before it. The first stands for its own: no word or gap is there."""
    return torch.cat([torch.cat([x[:, :1], x[:, :-1]], dim=1), x], dim=-1)


class EncoderGraph(nn.Module):
    """BERT's encoder written out, so that the adapter can enter each layer; then the screening heads."""

    def __init__(self, model: CorrectionModel) -> None:
        super().__init__()
        self.model = model
        self.layout = adapter_layout(model)
        if (biases := model.lm.position_biases) is not None:
            # Of the module, so that the exporter of the training step finds it made.
            self.register_buffer("buckets", torch.tensor(buckets_by_distance(biases.shape[0])), persistent=False)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor, adapter: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        parts = Adapter(self.layout, adapter)
        x = self.encode(ids, types, mask, parts)
        tags, cases, gaps = self.screen(x, parts)
        return x, tags.softmax(-1), cases.softmax(-1), gaps.sigmoid()

    def encode(self, ids: Tensor, types: Tensor, mask: Tensor, parts: Adapter) -> Tensor:
        """(B, L) three times → (B, L, H)."""
        bert = self.model.lm.bert
        table = bert.embeddings
        positions = torch.arange(ids.shape[1]).unsqueeze(0)
        x = table.word_embeddings(ids) + table.position_embeddings(positions) + table.token_type_embeddings(types)
        x = table.LayerNorm(x)  # (B, L, H)
        attention_bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * HIDDEN_AWAY  # (B, 1, 1, L)
        if (biases := self.model.lm.position_biases) is not None:
            attention_bias = attention_bias + relative_bias(biases, self.buckets, ids.shape[1])  # (B, heads, L, L)
        for number, layer in enumerate(bert.encoder.layer):
            x = self._layer(layer, f"layer.{number}", x, attention_bias, parts)
        return x

    def screen(self, x: Tensor, parts: Adapter) -> tuple[Tensor, Tensor, Tensor]:
        """(B, L, H) → logits of the tags (B, L, 5), of the cases (B, L, 4) and of a gap before each piece (B, L)."""
        model = self.model
        word = model.word(x)
        tags = F.linear(word, model.tag_out.weight + parts.parts["tag_out"], model.tag_out.bias)
        cases = F.linear(word, model.case_out.weight + parts.parts["case_out"], model.case_out.bias)
        gaps = F.linear(model.gap(pairs_of(x)), model.gap_out.weight + parts.parts["gap_out"], model.gap_out.bias).squeeze(-1)
        return tags, cases, gaps

    def _layer(self, layer: nn.Module, name: str, x: Tensor, attention_bias: Tensor, parts: Adapter) -> Tensor:
        attention = layer.attention.self
        heads = self.model.lm.config.num_attention_heads

        def split(y: Tensor) -> Tensor:
            return y.unflatten(-1, (heads, -1)).transpose(1, 2)  # (B, heads, L, H / heads)

        query = split(attention.query(x) + parts.low_rank(x, f"{name}.query"))
        key = split(attention.key(x))
        value = split(attention.value(x) + parts.low_rank(x, f"{name}.value"))
        weights = (query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + attention_bias).softmax(-1)
        context = (weights @ value).transpose(1, 2).flatten(2)
        out = layer.attention.output
        x = out.LayerNorm(out.dense(context) + x)
        return layer.output.LayerNorm(layer.output.dense(F.gelu(layer.intermediate.dense(x))) + x)


class VocabularyGraph(nn.Module):
    """Three transforms, one decoder: the (V, H) embeddings are held once."""

    def __init__(self, model: CorrectionModel) -> None:
        super().__init__()
        self.model = model
        self.layout = [part for part in adapter_layout(model) if part.name.endswith(".bias")]

    def forward(self, pairs: Tensor, kinds: Tensor, adapter: Tensor) -> Tensor:
        return self.logits(pairs, kinds, Adapter(self.layout, adapter)).log_softmax(-1)

    def logits(self, pairs: Tensor, kinds: Tensor, parts: Adapter) -> Tensor:
        """(N, 2H) and (N,) → (N, V)."""
        model = self.model
        hidden = pairs[:, pairs.shape[1] // 2 :]
        head = model.lm.cls.predictions
        states = torch.stack([model.replace(hidden), model.insert(pairs), head.transform(hidden)], dim=1)  # (N, 3, H)
        state = (states * F.one_hot(kinds.long(), len(KINDS)).to(states.dtype).unsqueeze(-1)).sum(1)
        biases = torch.stack([model.replace_bias, model.insert_bias, head.bias]) + torch.stack([parts.parts[f"{kind}.bias"] for kind in KINDS])
        # With a bias the product becomes a Gemm that reads the embeddings as they lie, so that both graphs share their bytes.
        logits = F.linear(state, model.embeddings, model.replace_bias)
        return logits + biases[kinds.long()] - model.replace_bias
