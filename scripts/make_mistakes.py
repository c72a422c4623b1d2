#!/usr/bin/env python3
"""The mistakes that tests of behaviour are written with: those of our own that the model is surest of, so that no test is about its weights.

    npm run build && python scripts/make_mistakes.py --model model

A candidate is kept if the product finds it alone, mends it as it should, and has no doubt of the mended sentence: by `MARGIN` beyond the line
of what is underlined, in drafts and on published pages. Run it after every new model; `test/mistakes/mistakes.test.ts` holds the list to it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from cloze_model.calibration import log_odds
from cloze_model.checker_cli import main_guard, run_checker
from cloze_model.manifest import read_manifest

FOLDER = Path("test/mistakes")
CONTEXTS = ("draft", "published")
MARGIN = 1.0
"""Nats. More than a document's own rate of mistakes moves the odds by."""
LEAST, MOST = 4, 8
"""Of each category."""

Answers = dict[str, list[dict]]


def margin(row: dict, found: Answers, lines: dict) -> float:
    """Nats by which the mistake is beyond the nearer line, negative if it is not found, or is found as something else."""
    nearest = float("inf")
    for context in CONTEXTS:
        findings = found[context]
        if len(findings) != 1 or findings[0]["category"] != row["category"] or mended(row["source"], findings[0]) != row["target"]:
            return -1.0
        nearest = min(nearest, log_odds(findings[0]["fixes"][0]["probability"]) - log_odds(lines[context]["sure"]))
    return nearest


def mended(source: str, finding: dict) -> str:
    """The candidates are ASCII, so that UTF-16 units are code points."""
    return source[: finding["start"]] + finding["fixes"][0]["text"] + source[finding["end"] :]


def described(row: dict, finding: dict) -> dict:
    """`original` and `fix` as a writer sees them: without the space that a word too many takes with it."""
    original = row["source"][finding["start"] : finding["end"]]
    start = finding["start"] + len(original) - len(original.lstrip())
    return {
        "source": row["source"],
        "target": row["target"],
        "original": original.strip(),
        "fix": finding["fixes"][0]["text"].strip(),
        "start": start,
        "kind": finding["kind"],
    }


def answers(texts: list[str], model: Path) -> list[Answers]:
    """All that the strictest checker has to say of each text."""
    by_context = {context: run_checker(texts, model, "--hints", "--sensitivity", "strict", "--context", context) for context in CONTEXTS}
    return [{context: by_context[context][number]["findings"] for context in CONTEXTS} for number in range(len(texts))]


def choose(candidates: list[dict], model: Path) -> dict[str, list]:
    """Category → what is kept of it, the surest first. Raises RuntimeError where that is too little to write tests with."""
    lines = read_manifest(model)["thresholds"]["balanced"]
    wrong = answers([row["source"] for row in candidates], model)
    right = answers([row.get("target", row["source"]) for row in candidates], model)
    kept: dict[str, list[tuple[float, dict]]] = {row["category"]: [] for row in candidates}
    for row, found, after in zip(candidates, wrong, right, strict=True):
        if any(after.values()):
            continue
        if row["category"] == "sound":
            kept["sound"].append((0.0, {"source": row["source"]}))
        elif (nats := margin(row, found, lines)) >= MARGIN:
            kept[row["category"]].append((nats, described(row, found["draft"][0])))
    chosen = {category: surest(rows) for category, rows in kept.items()}
    few = [f"{len(rows)} of {category}" for category, rows in chosen.items() if len(rows) < LEAST]
    if few:
        raise RuntimeError(f"Too few sentences with a margin: {', '.join(few)}. Write more into {FOLDER}/candidates.jsonl.")
    return chosen


def surest(rows: list[tuple[float, dict]]) -> list[dict]:
    """So many of them, the surest first, and of those about the same word the surest only."""
    by_word: dict[str, dict] = {}
    for _, row in sorted(rows, key=lambda one: -one[0]):
        by_word.setdefault(row.get("original", row["source"]), row)
    return list(by_word.values())[:MOST]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("model"), help="the model that ships")
    parser.add_argument("--candidates", type=Path, default=FOLDER / "candidates.jsonl", help="JSON lines: category, source, target")
    parser.add_argument("--out", type=Path, default=FOLDER / "mistakes.json")
    options = parser.parse_args()
    candidates = [json.loads(line) for line in options.candidates.read_text(encoding="utf-8").splitlines()]
    kept = choose(candidates, options.model)
    lists = [f' "{category}": [\n' + ",\n".join(f"  {json.dumps(row)}" for row in rows) + "\n ]" for category, rows in kept.items()]
    options.out.write_text("{\n" + ",\n".join(lists) + "\n}\n", encoding="utf-8")
    print(f"{', '.join(f'{len(rows)} of {category}' for category, rows in kept.items())} → {options.out}")


if __name__ == "__main__":
    main_guard(main)
