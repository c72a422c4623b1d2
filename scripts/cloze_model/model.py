"""The correcting model: one encoder, one vocabulary shared by all its uses, and small heads.

Screening heads read a sentence as typed; the masked head reads it with a mask in a place. Shapes: B rows, L pieces, N
chosen positions, H the width (384 as it ships), V = 30,522. All screening outputs stand at the first piece of a word; a gap's stand at the
first piece of the word after it (at `[SEP]` for the last gap) and read that position and the one before.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import BertConfig

from .encoding import CASES
from .masked_lm import MaskedLM

TAGS = ("keep", "replace", "delete", "merge", "split")
"""What to do with a word, in the order of the tag head's outputs."""


class Transform(nn.Module):
    """Linear, GELU, layer norm: the shape of BERT's own head before its vocabulary."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.dense = nn.Linear(inputs, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(nn.functional.gelu(self.dense(x)))


class CorrectionModel(nn.Module):
    """`lm` is a standard masked language model; everything else is what correction adds to it."""

    def __init__(self, lm: MaskedLM) -> None:
        super().__init__()
        self.lm = lm
        hidden, vocabulary = lm.config.hidden_size, lm.config.vocab_size
        self.word = Transform(hidden, hidden)
        self.gap = Transform(2 * hidden, hidden)
        self.tag_out = nn.Linear(hidden, len(TAGS))
        self.case_out = nn.Linear(hidden, len(CASES))
        self.gap_out = nn.Linear(hidden, 1)
        self.replace = Transform(hidden, hidden)
        self.insert = Transform(2 * hidden, hidden)
        self.replace_bias = nn.Parameter(torch.zeros(vocabulary))
        self.insert_bias = nn.Parameter(torch.zeros(vocabulary))

    @property
    def embeddings(self) -> Tensor:
        """(V, H), shared by input and every vocabulary head."""
        return self.lm.bert.embeddings.word_embeddings.weight

    def encode(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """(B, L) ids, case classes and attention mask → (B, L, H)."""
        return self.lm.encode(ids, types, mask)

    @staticmethod
    def with_previous(hidden: Tensor) -> Tensor:
        """(B, L, H) → (B, L, 2H): each position beside the one before it, what a gap sees."""
        return torch.cat([torch.roll(hidden, 1, dims=1), hidden], dim=-1)

    def tag_and_case(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """(…, H) → logits (…, tags) and (…, cases)."""
        word = self.word(hidden)
        return self.tag_out(word), self.case_out(word)

    def gap_logit(self, pairs: Tensor) -> Tensor:
        """(…, 2H) → (…): log-odds that something is missing in the gap."""
        return self.gap_out(self.gap(pairs)).squeeze(-1)

    def replace_logits(self, hidden: Tensor) -> Tensor:
        """(N, H) → (N, V): which word belongs in place of this one, given that it is wrong."""
        return nn.functional.linear(self.replace(hidden), self.embeddings, self.replace_bias)

    def insert_logits(self, pairs: Tensor) -> Tensor:
        """(N, 2H) → (N, V): which word is missing, given that one is."""
        return nn.functional.linear(self.insert(pairs), self.embeddings, self.insert_bias)

    def masked_logits(self, hidden: Tensor) -> Tensor:
        """(N, H) at masks → (N, V): the language model's own prediction."""
        return self.lm.cls(hidden)

    def save(self, folder: Path) -> None:
        """Writes `config.json`, `correction.json` (the heads' labels) and `model.safetensors`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.lm.config.save_pretrained(folder)
        (folder / "correction.json").write_text(json.dumps({"tags": TAGS, "cases": CASES}) + "\n", encoding="utf-8")
        state = {name: value.detach().cpu().contiguous() for name, value in self.state_dict().items()}
        # The decoder is the embeddings, and its bias is held twice.
        for tied in ("lm.cls.predictions.decoder.weight", "lm.cls.predictions.decoder.bias"):
            state.pop(tied, None)
        save_file(state, folder / "model.safetensors")

    @classmethod
    def load(cls, folder: Path) -> CorrectionModel:
        """Reads what `save` wrote. Raises FileNotFoundError or, on a wrong set of tensors, RuntimeError."""
        config = BertConfig.from_dict(json.loads((folder / "config.json").read_text(encoding="utf-8")))
        config._attn_implementation = "eager"
        model = cls(MaskedLM(config))
        state = load_file(folder / "model.safetensors")
        state["lm.cls.predictions.decoder.weight"] = state["lm.bert.embeddings.word_embeddings.weight"]
        state["lm.cls.predictions.decoder.bias"] = state["lm.cls.predictions.bias"]
        model.load_state_dict(state)
        model.lm.tie_weights()
        return model
