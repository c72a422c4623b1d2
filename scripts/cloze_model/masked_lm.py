"""BERT for masked language modelling with the vocabulary head run at the labelled positions only."""

from __future__ import annotations

import torch
from torch.nn import functional as F
from transformers import BertForMaskedLM
from transformers.modeling_outputs import MaskedLMOutput


class SparseMaskedLM(BertForMaskedLM):
    """`BertForMaskedLM` whose training loss costs 15 % of the head: over 30,522 words the head is as dear as the encoder.

    The loss is the mean over the labelled positions, or their sum divided by `num_items_in_batch`, which the Trainer counts
    over all processes (and then scales by their number, which a model that ignored it would take for a doubled loss).
    With labels the logits are (N, V), one row for each label that is not -100; without labels they are (B, L, V) as usual.
    """

    def forward(self, input_ids=None, attention_mask=None, token_type_ids=None, labels=None, num_items_in_batch=None, **kwargs):
        if labels is None:
            return super().forward(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids, **kwargs)
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[0]  # (B, L, H)
        chosen = labels != -100
        logits = self.cls(hidden[chosen])  # (N, V)
        # The sum of no terms is zero and keeps the graph whole where a batch has no label.
        total = F.cross_entropy(logits.float(), labels[chosen], reduction="sum")
        loss = total / (chosen.sum().clamp(min=1) if num_items_in_batch is None else num_items_in_batch)
        return MaskedLMOutput(loss=loss, logits=logits if not torch.is_grad_enabled() else None)
