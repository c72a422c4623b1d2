"""The product's own command line, as the pipeline runs it: calibration and evaluation measure what ships, not a copy of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "dist" / "cli.js"
COMMAND = ["node", str(PROGRAM), "check", "--jsonl"]


def run_checker(texts: Sequence[str], model: Path, *flags: str, processes: int = 2) -> list[dict]:
    """One answer of `cloze check --jsonl` for each text, in order. Raises RuntimeError with the program's own message."""
    require_program()
    # Dealt out in turn: a set may begin with its long sentences.
    parts = [texts[first::processes] for first in range(min(processes, len(texts)))]
    answers: list[dict] = [{}] * len(texts)
    with ThreadPoolExecutor(processes) as pool:
        for first, own in enumerate(pool.map(lambda part: _run(part, model, flags), parts)):
            answers[first::processes] = own
    return answers


def write_lessons(folder: Path, out: Path) -> None:
    """Writes what `cloze retrain` would learn from the folder. Raises RuntimeError with the program's own message."""
    require_program()
    command = ["node", str(PROGRAM), "retrain", str(folder), "--write-data", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stderr.strip()}")
    print(done.stderr, end="", flush=True)


def require_program() -> None:
    """Raises RuntimeError if the command line is not built."""
    if not PROGRAM.exists():
        raise RuntimeError("dist/cli.js is missing: run `npm ci && npm run build` first.")


def _run(texts: Sequence[str], model: Path, flags: Sequence[str]) -> list[dict]:
    lines = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))
    command = [*COMMAND, "--model", str(model), "--threads", "1", *flags]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} failed: {done.stderr.strip()}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(texts):
        raise RuntimeError(f"{len(answers)} answers to {len(texts)} texts.")
    return answers


def read_rows(path: Path) -> list[dict]:
    """JSON lines with `source` and `target` or `targets`; the result always has `targets`."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if "source" not in row:
            raise SystemExit(f"{path}:{number}: each line needs `source`.")
        rows.append({**row, "targets": row.get("targets") or [row.get("target", row["source"])]})
    return rows


def code_points(source: str, candidate: dict) -> tuple[int, int, str]:
    """Start and end in code points, and text, of a candidate or fix of the product, which counts in UTF-16 units."""
    units = source.encode("utf-16-le")
    start, end = (len(units[: 2 * candidate[side]].decode("utf-16-le")) for side in ("start", "end"))
    return start, end, candidate["text"]


def apply_fix(source: str, finding: dict, fix: dict) -> str:
    """The text with one fix made; the product counts in UTF-16 units."""
    units = source.encode("utf-16-le")
    return (units[: 2 * finding["start"]] + fix["text"].encode("utf-16-le") + units[2 * finding["end"] :]).decode("utf-16-le")


def main_guard(action) -> None:
    """Runs a step's main and turns an expected failure into one line."""
    try:
        action()
    except RuntimeError as error:
        sys.exit(str(error))
