"""Work on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def parallel(work: Callable[[Job], Result], jobs: Sequence[Job]) -> list[Result]:
    """The results of all jobs in their order, one job a process at a time."""
    with get_context("fork").Pool(min(len(jobs), os.cpu_count() or 1) or 1) as pool:
        return pool.map(work, jobs, chunksize=1)
