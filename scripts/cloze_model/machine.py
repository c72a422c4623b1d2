"""What the machine has, and what that makes of precision, batches and processes where nobody says otherwise."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

import torch

Precision = Literal["no", "bf16"]


@dataclass(frozen=True)
class Machine:
    """`cores` are those that this process may use; `has_bf16` says that products in bf16 are faster than in 32 bits, not only possible."""

    device: Literal["cpu", "cuda"]
    cores: int
    has_bf16: bool

    @property
    def precision(self) -> Precision:
        """bf16 trains five times as fast where processors multiply it, and slower where they do not."""
        return "bf16" if self.has_bf16 else "no"

    @property
    def pieces(self) -> int:
        """Of a batch: a GPU is filled by ten times as many as a processor."""
        return 32_768 if self.device == "cuda" else 3072

    @property
    def sentences(self) -> int:
        """Of a batch of pre-training, likewise."""
        return 1024 if self.device == "cuda" else 96

    @property
    def workers(self) -> int:
        """Processes that make batches. A GPU reads as many as a dozen cores make; beside a training on the cores one is enough."""
        return max(1, min(14, self.cores - 1)) if self.device == "cuda" else 1


def this_machine(device: str = "auto") -> Machine:
    """`device` is `cpu`, `cuda`, or `auto` for a GPU where there is one. Raises SystemExit where none is and one is asked for."""
    if device == "cuda" and not torch.cuda.is_available():
        raise SystemExit("There is no GPU that PyTorch can use: leave --device out, or say --device cpu.")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if device != "cpu" and torch.cuda.is_available():
        return Machine("cuda", cores, torch.cuda.is_bf16_supported())
    has = torch.cpu.get_capabilities()
    return Machine("cpu", cores, bool(has.get("avx512_bf16") or has.get("amx_bf16")))
