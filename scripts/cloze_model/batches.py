"""Batches of labelled rows: like lengths together, a fixed number of pieces each, the same order for the same seed.

Errors are put into sound sentences when they are drawn, other ones in each pass: errors seen twice teach half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import torch
from datasets import Dataset
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from .corruption import Tables
from .edits import Edit
from .encoding import Encoder
from .labels import IGNORE, Labelled, masked_row, screening_row
from .rows import GENERAL, SPARED, TECHNICAL, spoil

Batch = dict[str, Tensor]

CHARACTERS_A_PIECE = 4.4
"""Of English prose under this vocabulary; good enough to fill a batch without encoding twice."""


class PairBatches(IterableDataset):
    """An endless stream of batches over a dataset of pairs, from batch `start` on.

    `pieces` bounds a batch with its padding; `times` says how often a pass shows the rows of an origin, if not once; the share
    `masked` of the rows is shown with masks. Each process of `world` takes every `world`-th batch, and of these each
    loader worker every so many: what a process sees does not depend on their number.
    """

    def __init__(
        self,
        pairs: Dataset,
        tables: Tables,
        encoder: Encoder,
        pieces: int,
        masked: float,
        times: Mapping[str, int],
        seed: int,
        start: int = 0,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        # Column by column out of Arrow: row by row takes a minute.
        columns = pairs.with_format("arrow")[:].to_pydict()
        self.texts, self.ops, self.indices, self.fixes = (columns[name] for name in ("text", "ops", "indices", "texts"))
        self.origins = columns["origin"]
        self.order = [index for index, origin in enumerate(self.origins) for _ in range(times.get(origin, 1))]
        self.tables, self.encoder, self.pieces, self.masked, self.seed = tables, encoder, pieces, masked, seed
        self.start, self.rank, self.world = start, rank, world

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        mine, workers = (0, 1) if worker is None else (worker.id, worker.num_workers)
        for number, rows in enumerate(self._batches()):
            turn, rank = divmod(number, self.world)
            if rank == self.rank and turn >= self.start and (turn - self.start) % workers == mine:
                rng = Random(f"{self.seed}/{number}")
                yield collate([self._row(index, rng) for index in rows], self.encoder.pad)

    def _batches(self) -> Iterator[list[int]]:
        rng = Random(self.seed)
        limit = self.pieces * CHARACTERS_A_PIECE
        while True:
            order = self.order[:]
            rng.shuffle(order)
            for start in range(0, len(order), 20_000):
                chunk = sorted(order[start : start + 20_000], key=lambda index: len(self.texts[index]))
                batches, batch = [], []
                for index in chunk:
                    if batch and (len(batch) + 1) * (len(self.texts[index]) + 10) > limit:
                        batches.append(batch)
                        batch = []
                    batch.append(index)
                batches.append(batch)
                rng.shuffle(batches)
                yield from batches

    def _row(self, index: int, rng: Random) -> Labelled:
        text, origin = self.texts[index], self.origins[index]
        edits = [Edit(op, at, fix) for op, at, fix in zip(self.ops[index], self.indices[index], self.fixes[index], strict=True)]
        if origin in (GENERAL, TECHNICAL) and rng.random() >= SPARED:
            text, edits = spoil(text, origin, self.tables, rng) or (text, edits)
        if rng.random() < self.masked:
            return masked_row(self.encoder, text, edits, rng)
        return screening_row(self.encoder, text, edits)


def collate(rows: list[Labelled], pad: int) -> Batch:
    """Rows of any length → (B, L) tensors `ids`, `types`, `mask` and one of labels for each head."""
    size = max(len(row.ids) for row in rows)

    def column(name: str, fill: int) -> Tensor:
        return torch.tensor([getattr(row, name) + [fill] * (size - len(row.ids)) for row in rows])

    batch = {"ids": column("ids", pad), "types": column("types", 0)}
    batch["mask"] = torch.tensor([[1] * len(row.ids) + [0] * (size - len(row.ids)) for row in rows])
    return batch | {name: column(name, IGNORE) for name in ("tag", "case", "gap", "replace", "insert", "masked")}
