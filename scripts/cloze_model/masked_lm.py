"""The encoder under its vocabulary head: BERT's, with absolute positions alone or with a relative position bias besides."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import BertConfig, BertForMaskedLM
from transformers.modeling_outputs import MaskedLMOutput

from .relative_position import buckets_by_distance, relative_bias

HIDDEN_AWAY = -10_000.0
"""Added to the score of a key that is padding."""


class MaskedLM(BertForMaskedLM):
    """`BertForMaskedLM`, but for two things.

    Where the configuration has `relative_attention_num_buckets` (MPNet's own name for it), attention has a bias by distance. And the
    training loss costs 15 % of the head: over 30,522 words the head is as dear as a small encoder.

    The loss is the mean over the labelled positions, or their sum divided by `num_items_in_batch`, which the Trainer counts
    over all processes (and then scales by their number, which a model that ignored it would take for a doubled loss).
    With labels the logits are (N, V), one row for each label that is not -100; without labels they are (B, L, V) as usual.
    """

    def __init__(self, config: BertConfig) -> None:
        super().__init__(config)
        if buckets := getattr(config, "relative_attention_num_buckets", None):
            self.bert.encoder.relative_attention_bias = nn.Embedding(buckets, config.num_attention_heads)

    @property
    def position_biases(self) -> Tensor | None:
        """The table of biases by distance, (buckets, heads); None where positions are absolute only."""
        table = getattr(self.bert.encoder, "relative_attention_bias", None)
        return None if table is None else table.weight

    def encode(self, ids: Tensor, types: Tensor | None, mask: Tensor) -> Tensor:
        """(B, L) ids, case classes and attention mask → (B, L, H)."""
        if (table := self.position_biases) is not None:
            # Four dimensions: BERT adds such a mask to the scores as it is.
            buckets = torch.tensor(buckets_by_distance(table.shape[0]), device=table.device)
            mask = (1.0 - mask[:, None, None, :].to(table.dtype)) * HIDDEN_AWAY + relative_bias(table, buckets, ids.shape[1])
            if torch.is_autocast_enabled(mask.device.type):
                mask = mask.to(torch.get_autocast_dtype(mask.device.type))
        return self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask)[0]

    def forward(self, input_ids=None, attention_mask=None, token_type_ids=None, labels=None, num_items_in_batch=None, **kwargs):
        hidden = self.encode(input_ids, token_type_ids, torch.ones_like(input_ids) if attention_mask is None else attention_mask)
        if labels is None:
            return MaskedLMOutput(logits=self.cls(hidden))
        chosen = labels != -100
        logits = self.cls(hidden[chosen])  # (N, V)
        # The sum of no terms is zero and keeps the graph whole where a batch has no label.
        total = F.cross_entropy(logits.float(), labels[chosen], reduction="sum")
        loss = total / (chosen.sum().clamp(min=1) if num_items_in_batch is None else num_items_in_batch)
        return MaskedLMOutput(loss=loss, logits=logits if not torch.is_grad_enabled() else None)
