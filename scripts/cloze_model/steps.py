"""What every step shares: where things lie, the wall-clock budget, and the readable `meta.json` beside the weights."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

BUILD = Path("build")
"""Default folder of everything the steps make; git ignores it."""


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


def write_meta(folder: Path, **facts: Any) -> None:
    """Writes `meta.json`: what made this folder, with which figures."""
    facts["source_commit"] = source_commit()
    (folder / "meta.json").write_text(json.dumps(facts, indent=1, default=str) + "\n", encoding="utf-8")


def source_commit() -> str:
    """The commit of the scripts, or "unknown" outside a repository."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=Path(__file__).parent)
    return done.stdout.strip() if done.returncode == 0 else "unknown"
