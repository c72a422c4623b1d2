"""The wall-clock stop as a callback of the Trainer."""

from __future__ import annotations

from transformers import TrainerCallback

from .steps import Budget


class WallClock(TrainerCallback):
    """Stops the training once its minutes are spent, with a last evaluation and checkpoint."""

    def __init__(self, minutes: float) -> None:
        self.budget = Budget(minutes)

    def on_step_end(self, args, state, control, **kwargs):
        if self.budget.over():
            control.should_training_stop = True
            control.should_save = True
        return control
