"""How far a key is from its query, as a bias on attention: T5's buckets (Raffel et al. 2020), as MPNet (Song et al. 2020) has them.

All layers share one table with a row for each bucket and a column for each head. Half of the buckets are for keys before the query,
half for those after it; near distances have one each, farther ones share the rest in equal steps of the logarithm.
"""

from __future__ import annotations

import math
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional as F

FARTHEST = 128
"""Distance in pieces from which all are one bucket; no row is longer (`encoding.MAX_PIECES`)."""


@cache
def buckets_by_distance(count: int) -> tuple[int, ...]:
    """The bucket, of `count`, of each `key - query` from -FARTHEST to FARTHEST.

    In 32 bits, as transformers computes it: a logarithm that falls just short of a step is in the bucket before.
    """
    distance = torch.arange(-FARTHEST, FARTHEST + 1)
    half, near = count // 2, count // 4
    size = distance.abs()
    steps = torch.log(size.float().clamp(min=1) / near) / math.log(FARTHEST / near) * (half - near)
    far = (near + steps.long()).clamp(max=half - 1)
    return tuple(((distance > 0) * half + torch.where(size < near, size, far)).tolist())


def relative_bias(table: Tensor, buckets: Tensor, length: int) -> Tensor:
    """The (buckets, heads) table of a model, and `buckets_by_distance` → (heads, L, L): what is added to the score of each query (row) and key (column)."""
    position = torch.arange(length, device=table.device)
    distance = (position.unsqueeze(0) - position.unsqueeze(1)).clamp(-FARTHEST, FARTHEST) + FARTHEST
    return F.embedding(buckets[distance], table).permute(2, 0, 1)
