"""`model.json`, what a model says of itself: written with its own checksum, so that a bit that flips in it is noticed when it is loaded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

NAME = "model.json"


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the folder's `model.json` says, without its checksum."""
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    manifest.pop("sha256", None)
    return manifest


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Writes `model.json`. Its last entry, `sha256`, is of all bytes before the comma that it stands behind (`src/inference/node/loadModel.ts`)."""
    entries = {key: value for key, value in manifest.items() if key != "sha256"}
    start = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))[:-1]
    digest = hashlib.sha256(start.encode("utf-8")).hexdigest()
    (folder / NAME).write_text(f'{start},"sha256":"{digest}"}}\n', encoding="utf-8")
