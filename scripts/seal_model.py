#!/usr/bin/env python3
"""Gives a model that was exported by an earlier version the checksum of its `model.json`. Look at what the file says before: it is taken as it is.

python scripts/seal_model.py --model model
"""

from __future__ import annotations

import argparse
from pathlib import Path

from cloze_model.manifest import read_manifest, write_manifest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("model"), help="a folder that export.py wrote")
    folder = parser.parse_args().model
    write_manifest(folder, read_manifest(folder))
    print(f"sealed → {folder / 'model.json'}")


if __name__ == "__main__":
    main()
