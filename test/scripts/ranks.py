"""Runs a step of the pipeline, and leaves a digest of the weights that each of its processes ends with: `ranks.py FOLDER STEP OPTIONS`."""

from __future__ import annotations

import hashlib
import runpy
import sys
from pathlib import Path

import torch
from accelerate import Accelerator, PartialState
from transformers import Trainer

SCRIPTS = Path(__file__).parents[2] / "scripts"


def note(folder: Path, model: torch.nn.Module) -> None:
    digest = hashlib.sha256(b"".join(value.detach().cpu().numpy().tobytes() for value in model.parameters()))
    (folder / f"rank{PartialState().process_index}").write_text(digest.hexdigest())


def main() -> None:
    folder, step = Path(sys.argv[1]), sys.argv[2]
    sys.argv = [step, *sys.argv[3:]]
    sys.path.insert(0, str(SCRIPTS))
    evaluate, save_state = Trainer.evaluate, Accelerator.save_state

    # Each process comes by here after its last step: pre-training by the first, fine-tuning by the second.
    def evaluated(self: Trainer, *rest: object, **options: object) -> object:
        note(folder, self.model)
        return evaluate(self, *rest, **options)

    def saved(self: Accelerator, *rest: object, **options: object) -> object:
        if self._models:
            note(folder, self._models[0])
        return save_state(self, *rest, **options)

    Trainer.evaluate, Accelerator.save_state = evaluated, saved
    runpy.run_path(str(SCRIPTS / f"{step}.py"), run_name="__main__")


if __name__ == "__main__":
    main()
