"""Batches of labelled rows: as long ones together, a fixed number of pieces each, the same order for the same seed.

Errors are put into clean sentences when they are drawn, other ones in each pass: errors seen twice teach half.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import torch
from datasets import Dataset
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from .corruption import RARE, ErrorStatistics
from .corruption.writers import LEARNER, TECHNICAL
from .edits import Edit
from .encoding import MAX_PIECES, Encoder
from .examples import CLEAN_SHARE, FEATURES, SYNTHETIC, corrupt_sentence
from .labels import IGNORE_INDEX, LabelledRow, masked_row, screening_row

Batch = dict[str, Tensor]

CHARACTERS_A_PIECE = 4.4
"""Of English prose under this vocabulary: good enough for a row whose pieces nobody counted."""

LENGTH_STEP = 16
"""Rows are padded to a multiple of so many pieces, and as many go into a batch as fill it: eight shapes. oneDNN keeps what it prepared for each; of any
length there were a thousand, some gigabytes."""

MARGIN = 2
"""Pieces that errors may add to a row before another one is drawn for it."""

TRIES = 4
"""Draws of a row that has come out longer than its batch; then it is shown as it stands."""

RARE_SHARE = 0.18
"""Share of the rows that are drawn for a rare kind of error: first the kind, then a sentence that has a place for it."""

MAX_REPEATS = 4
"""A pass draws no sentence more often for one kind."""


class PairRows:
    """The columns of a dataset of pairs where they lie on disk; what is needed of every row is held as integers.

    `pieces` (n,) uint8 as in `FEATURES`; `sizes` those to which a row is padded (n,) int16; `origins` as indices into `names` (n,) int8;
    `rare` (n,) uint32, a bit for each kind of `RARE` with a place.
    """

    def __init__(self, pairs: Dataset) -> None:
        if missing := set(FEATURES) - set(pairs.column_names):
            raise SystemExit(f"The pairs have no column {', '.join(sorted(missing))}: an earlier make_pairs made them. Make them again.")
        table: pa.Table = pairs.with_format("arrow")[:]
        self._texts, self._ops, self._indices, self._fixes = (table.column(name) for name in ("text", "ops", "indices", "texts"))
        self.pieces = _numbers(table.column("pieces"), np.uint8)
        characters = _numbers(pc.utf8_length(self._texts), np.float32)
        pieces = np.where(self.pieces > 0, self.pieces, characters / CHARACTERS_A_PIECE + 2)
        self.sizes = (np.ceil(np.minimum(pieces + MARGIN, MAX_PIECES) / LENGTH_STEP) * LENGTH_STEP).astype(np.int16)
        codes = pc.index_in(table.column("origin"), pc.unique(table.column("origin")))
        self.names: list[str] = pc.unique(table.column("origin")).to_pylist()
        self.origins = _numbers(codes, np.int8)
        self.rare = _numbers(table.column("rare"), np.uint32)

    def __len__(self) -> int:
        return len(self.sizes)

    def origin(self, index: int) -> str:
        return self.names[self.origins[index]]

    def of_origin(self, *origins: str) -> np.ndarray:
        """(n,) bool: the rows of these origins."""
        return np.isin(self.origins, [number for number, name in enumerate(self.names) if name in origins])

    def text(self, index: int) -> str:
        return self._texts[index].as_py()

    def edits(self, index: int) -> list[Edit]:
        columns = (column[index].as_py() for column in (self._ops, self._indices, self._fixes))
        return [Edit(op, at, fix) for op, at, fix in zip(*columns, strict=True)]


def _numbers(column: pa.ChunkedArray, kind: type) -> np.ndarray:
    return column.to_numpy().astype(kind)


class PairBatches(IterableDataset):
    """An endless stream of batches over a dataset of pairs, from batch `start` on.

    `pieces` bounds a batch with its padding; `times` says how often a pass shows the rows of an origin, if not once; the share
    `masked` of the rows is shown with masks, and `rare` of them are sentences chosen for a rare kind of error. Each process of `world` takes every
    `world`-th batch, and of these each loader worker every so many: what a process sees does not depend on their number.
    """

    def __init__(
        self,
        pairs: Dataset,
        statistics: ErrorStatistics,
        encoder: Encoder,
        pieces: int,
        masked: float,
        times: Mapping[str, int],
        seed: int,
        start: int = 0,
        rank: int = 0,
        world: int = 1,
        rare: float = RARE_SHARE,
    ) -> None:
        self.rows = PairRows(pairs)
        repeats = np.array([times.get(name, 1) for name in self.rows.names], dtype=np.int64)
        self.order = np.repeat(np.arange(len(self.rows), dtype=np.int32), repeats[self.rows.origins] if len(self.rows) else 0)
        self.statistics, self.encoder, self.pieces, self.masked, self.seed = statistics, encoder, pieces, masked, seed
        self.start, self.rank, self.world, self.rare = start, rank, world, rare
        # Made once, before the loader's processes fork: some seconds each.
        statistics.prepare()

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        mine, workers = (0, 1) if worker is None else (worker.id, worker.num_workers)
        for number, (size, drawn) in enumerate(self._batches()):
            turn, rank = divmod(number, self.world)
            if rank == self.rank and turn >= self.start and (turn - self.start) % workers == mine:
                rng = Random(f"{self.seed}/{number}")
                yield collate([self._row(index, kind, size, rng) for index, kind in drawn], self.encoder.pad)

    def _batches(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """The size of a batch's rows, and each row's index with the rare kind it was drawn for, or -1."""
        rng = np.random.default_rng(self.seed)
        while True:
            waiting: dict[int, list[tuple[int, int]]] = {}
            indices, kinds = self._pass(rng)
            for index, kind, size in zip(indices.tolist(), kinds.tolist(), self.rows.sizes[indices].tolist(), strict=True):
                batch = waiting.setdefault(size, [])
                batch.append((index, kind))
                if len(batch) == max(1, self.pieces // size):
                    yield size, waiting.pop(size)
            yield from waiting.items()

    def _pass(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Every row as often as it is to be shown, and some for rare kinds, in disorder."""
        drawn = list(self._rare_rows(rng))
        indices = np.concatenate([self.order, *(rows for rows, _ in drawn)])
        kinds = np.concatenate([np.full(len(self.order), -1, np.int8), *(np.full(len(rows), kind, np.int8) for rows, kind in drawn)])
        disorder = rng.permutation(len(indices))
        return indices[disorder], kinds[disorder]

    def _rare_rows(self, rng: np.random.Generator) -> Iterator[tuple[np.ndarray, int]]:
        """For each rare kind the rows drawn for it, (m,) int32: as many as its weight asks for among the kinds that have places."""
        pools = [np.flatnonzero(self.rows.rare >> number & 1).astype(np.int32) for number in range(len(RARE))]
        weights = [LEARNER.get(kind, 0.0) + TECHNICAL.get(kind, 0.0) if len(pool) else 0.0 for kind, pool in zip(RARE, pools, strict=True)]
        wanted = len(self.order) * self.rare / (1.0 - self.rare)
        for number, (pool, weight) in enumerate(zip(pools, weights, strict=True)):
            count = min(round(wanted * weight / (sum(weights) or 1.0)), MAX_REPEATS * len(pool))
            if count:
                times = -(-count // len(pool))
                yield np.concatenate([rng.permutation(pool) for _ in range(times)])[:count], number

    def _row(self, index: int, kind: int, size: int, rng: Random) -> LabelledRow:
        """The row as it is shown this time; it is as it stands where errors make it too long again and again."""
        for _ in range(TRIES):
            row = self._draw(index, kind, rng)
            if len(row.ids) <= size:
                return row
        return screening_row(self.encoder, self.rows.text(index), self.rows.edits(index))

    def _draw(self, index: int, kind: int, rng: Random) -> LabelledRow:
        text, origin = self.rows.text(index), self.rows.origin(index)
        edits: list[Edit] = []
        if origin not in SYNTHETIC:
            edits = self.rows.edits(index)
        elif rng.random() >= CLEAN_SHARE:
            text, edits = corrupt_sentence(text, origin, self.statistics, rng, RARE[kind] if kind >= 0 else None) or (text, edits)
        if rng.random() < self.masked:
            return masked_row(self.encoder, text, edits, rng)
        return screening_row(self.encoder, text, edits)


def collate(rows: list[LabelledRow], pad: int) -> Batch:
    """Rows of any length → (B, L) tensors `ids`, `types`, `mask` and one of labels for each head; L is a multiple of `LENGTH_STEP`."""
    size = -(-max(len(row.ids) for row in rows) // LENGTH_STEP) * LENGTH_STEP

    def column(name: str, fill: int) -> Tensor:
        return torch.tensor([getattr(row, name) + [fill] * (size - len(row.ids)) for row in rows])

    batch = {"ids": column("ids", pad), "types": column("types", 0)}
    batch["mask"] = torch.tensor([[1] * len(row.ids) + [0] * (size - len(row.ids)) for row in rows])
    return batch | {name: column(name, IGNORE_INDEX) for name in ("tag", "case", "gap", "replace", "insert", "masked")}
