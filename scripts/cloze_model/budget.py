"""The wall-clock budget of a step, and the stop at its end as a callback of the Trainer."""

from __future__ import annotations

import json
import time
from pathlib import Path

import torch
from accelerate import PartialState
from accelerate.utils import reduce
from transformers import TrainerCallback


class Budget:
    """A wall-clock budget in minutes, counted from its making; `before` seconds of it are gone. Zero or less means: no limit."""

    def __init__(self, minutes: float, before: float = 0.0) -> None:
        self.seconds = minutes * 60
        self.start = time.monotonic() - before

    def elapsed(self) -> float:
        """Seconds used, those of the runs before included."""
        return time.monotonic() - self.start

    def spent(self) -> float:
        """Share of the budget that is gone, 0 without a limit; may exceed 1."""
        return self.elapsed() / self.seconds if self.seconds > 0 else 0.0

    def over(self) -> bool:
        return self.spent() >= 1.0


class WallClock(TrainerCallback):
    """Stops the training once its minutes are spent, with a last evaluation and checkpoint; zero minutes: never.

    A resumed run has what the killed one left: `clock.json` beside the checkpoints holds the seconds spent.
    """

    def __init__(self, minutes: float) -> None:
        self.minutes = minutes
        self.budget = Budget(minutes)

    def on_train_begin(self, args, state, control, **kwargs):
        clock = Path(args.output_dir) / "clock.json"
        before = json.loads(clock.read_text())["seconds"] if state.global_step and clock.exists() else 0.0
        self.budget = Budget(self.minutes, before)

    def on_save(self, args, state, control, **kwargs):
        if state.is_world_process_zero:
            clock = Path(args.output_dir) / "clock.json"
            # Beside it first: a kill between emptying and writing would leave a clock that cannot be read.
            fresh = clock.with_suffix(".new")
            fresh.write_text(json.dumps({"seconds": self.budget.elapsed()}))
            fresh.replace(clock)

    def on_step_end(self, args, state, control, **kwargs):
        if self._over():
            control.should_training_stop = True
            control.should_save = True
        return control

    def _over(self) -> bool:
        """The same answer in every process: one that stopped alone would leave the others waiting for its gradients."""
        processes = PartialState()
        if self.minutes <= 0 or processes.num_processes == 1:
            return self.budget.over()
        return reduce(torch.tensor(self.budget.spent(), device=processes.device), reduction="mean").item() >= 1.0
