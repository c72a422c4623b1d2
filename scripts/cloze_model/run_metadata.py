"""What every step shares: where things lie, and the readable `meta.json` beside the weights."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

BUILD = Path("build")
"""Default folder of everything the steps make; git ignores it."""


def write_meta(folder: Path, **facts: Any) -> None:
    """Writes `meta.json`: what made this folder, with which figures."""
    facts["source_commit"] = source_commit()
    (folder / "meta.json").write_text(json.dumps(facts, indent=1, default=str) + "\n", encoding="utf-8")


def source_commit() -> str:
    """The commit of the scripts, or "unknown" outside a repository."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=Path(__file__).parent)
    return done.stdout.strip() if done.returncode == 0 else "unknown"
