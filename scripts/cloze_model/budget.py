"""The wall-clock stop as a callback of the Trainer."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from accelerate import PartialState
from accelerate.utils import reduce
from transformers import TrainerCallback

from .steps import Budget


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
