#!/usr/bin/env python3
"""Step 6: what the shipped model reaches, through the product's own command line.

    python scripts/evaluate.py --model model --corrections ../shared/data/edits/test.jsonl --clean ../shared/data/edits/clean-test.jsonl

Prints precision, recall and F0.5 of corrections, false alarms per 1,000 clean words, words per second, how often each
category is right, recall of words of one piece and of several, precision and recall of each type of error, and the
calibration error of the probabilities shown;
beside it, where the set was annotated, precision and false alarms as annotated; `--drafts` adds the everyday drafts;
`--plots DIR` draws the calibration and the threshold curve.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from transformers import PreTrainedTokenizerFast

from cloze_model.annotations import findings_as_annotated, has_annotations
from cloze_model.checker_cli import apply_fix, main_guard, read_rows, run_checker
from cloze_model.drafts import drafts_figures, kinds_table, read_drafts
from cloze_model.edits import Edit, align
from cloze_model.encoding import Encoder
from cloze_model.error_types import error_type
from cloze_model.lexicon import Lexicon
from cloze_model.metric import f_half, score, token_edits, tokens
from cloze_model.run_metadata import write_meta
from cloze_model.scored_positions import corrections

SENSITIVITIES = ("relaxed", "balanced", "strict")


def measure(rows: list[dict], model: Path, *flags: str) -> tuple[dict, list[dict]]:
    """Figures of one set, and the checker's answers."""
    start = time.monotonic()
    answers = run_checker([row["source"] for row in rows], model, *flags)
    seconds = time.monotonic() - start
    result = score((row["source"], row["targets"], answer["fixed"]) for row, answer in zip(rows, answers, strict=True))
    figures = {
        "precision": round(result.precision, 4),
        "recall": round(result.recall, 4),
        "f05": round(result.f05, 4),
        "words_per_second": round(sum(len(tokens(row["source"])) for row in rows) / seconds),
    }
    if result.clean_words:
        figures["alarms_per_1000"] = round(result.alarms_per_1000, 3)
    return figures, answers


def measure_drafts(half: str, model: Path, *flags: str) -> dict:
    """Figures of the everyday drafts (`cloze_model/drafts.py`)."""
    mistakes, correct = read_drafts("mistakes", half), read_drafts("correct", half)
    answers = run_checker([row["source"] for row in mistakes + correct], model, "--context", "draft", "--hints", *flags)
    sure = [{**answer, "findings": [finding for finding in answer["findings"] if finding["tier"] == "sure"]} for answer in answers]
    figures, with_hints = (drafts_figures(mistakes, own[: len(mistakes)], correct, own[len(mistakes) :]) for own in (sure, answers))
    return figures | {"with_hints": {name: value for name, value in with_hints.items() if name != "kinds"}}


def as_annotated(name: str, rows: list[dict], answers: list[dict]) -> dict:
    """Precision of findings and false alarms as the references say, and as annotated (`cloze_model/annotations.py`)."""
    by_reference = [[is_right(row, finding, finding["fixes"][0]) for finding in answer["findings"]] for row, answer in zip(rows, answers, strict=True)]
    counts = findings_as_annotated(name, rows, answers, by_reference)
    findings, words = sum(counts.values()), sum(len(tokens(row["source"])) for row in rows)
    right = counts["of a reference"] + counts["right"]
    # What needed no correction is an alarm; a place that is wrong is none, though its fix does not correct it.
    alarms = findings - right - counts["place"]
    return counts | {
        "findings_per_1000": round(1000 * findings / max(1, words), 3),
        "precision_by_reference": round(counts["of a reference"] / max(1, findings), 3),
        "precision_as_annotated": round(right / max(1, findings), 3),
        "detection_as_annotated": round((right + counts["place"]) / max(1, findings), 3),
        "alarms_per_1000_by_reference": round(1000 * (findings - counts["of a reference"]) / max(1, words), 3),
        "alarms_per_1000_as_annotated": round(1000 * alarms / max(1, words), 3),
    }


def by_category(rows: list[dict], answers: list[dict]) -> dict[str, dict[str, float]]:
    """How many findings of each category there are, and how many make only edits that a reference makes too."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, answer in zip(rows, answers, strict=True):
        for finding in answer["findings"]:
            found[finding["category"]] += 1
            right[finding["category"]] += is_right(row, finding, finding["fixes"][0])
    return {name: {"findings": count, "right": right[name], "precision": round(right[name] / count, 3)} for name, count in found.most_common()}


def is_right(row: dict, finding: dict, fix: dict) -> bool:
    """True if the fix alone makes only edits that one of the references makes."""
    before = tokens(row["source"])
    made = token_edits(before, tokens(apply_fix(row["source"], finding, fix)))
    return bool(made) and any(made <= token_edits(before, tokens(target)) for target in row["targets"])


def recall_by_pieces(rows: list[dict], answers: list[dict], encoder: Encoder) -> dict[str, dict[str, float]]:
    """Recall of replacements, apart for words that are one piece to the model and words of several."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row, answer in zip(rows, answers, strict=True):
        gold = {one for one in corrections(row["source"], row["targets"]) if one[0] == "replace"}
        before = row["source"].encode("utf-16-le")
        made = {
            (len(before[: 2 * finding["start"]].decode("utf-16-le")), finding["fixes"][0]["text"].lower().replace("’", "'")) for finding in answer["findings"]
        }
        for _, start, _, text in gold:
            name = "one piece" if len(encoder.pieces(text)) == 1 else "several pieces"
            wanted[name] += 1
            found[name] += (start, text) in made
    return {name: {"wanted": count, "recall": round(found[name] / count, 3)} for name, count in wanted.items()}


def by_type(rows: list[dict], answers: list[dict], lexicon: Lexicon) -> dict[str, tuple[int, int, int]]:
    """For each type of error how often people correct it, how often the product does, and how often it does as they do."""
    wanted: Counter[str] = Counter()
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, answer in zip(rows, answers, strict=True):
        source = row["source"]
        own = _folded(align(source, answer["fixed"]))
        # Of several references the one that is nearest to what was made, as the metric takes it.
        gold = max((_folded(align(source, target)) for target in row["targets"]), key=lambda edits: (len(edits & own), -len(edits)))
        for counter, edits in ((wanted, gold), (made, own), (right, gold & own)):
            counter.update(error_type(edit, source, lexicon) for edit in edits)
    return {name: (wanted[name], made[name], right[name]) for name, _ in (wanted + made).most_common()}


def _folded(edits: list[Edit]) -> set[Edit]:
    return {edit if edit.op == "case" else Edit(edit.op, edit.index, edit.text.lower()) for edit in edits}


def type_table(types: dict[str, tuple[int, int, int]]) -> str:
    """The counts as a Markdown table with precision, recall and F0.5."""
    lines = ["| type | by people | by Cloze | precision | recall | F0.5 |", "| --- | --: | --: | --: | --: | --: |"]
    for name, (wanted, made, right) in types.items():
        precision, recall = right / max(1, made), right / max(1, wanted)
        lines.append(f"| {name} | {wanted} | {made} | {f'{precision:.2f}' if made else '–'} | {recall:.2f} | {f_half(precision, recall):.2f} |")
    return "\n".join(lines)


Bin = tuple[float, float, int]
"""Mean probability, share right, and count."""


def scored_fixes(rows: list[dict], answers: list[dict], most: int | None = None) -> list[tuple[float, bool]]:
    """(probability, is right) of the first so many fixes of every finding, or of all, least sure first."""
    findings = ((row, finding) for row, answer in zip(rows, answers, strict=True) for finding in answer["findings"])
    return sorted((fix["probability"], is_right(row, finding, fix)) for row, finding in findings for fix in finding["fixes"][:most])


def calibration_error(pairs: list[tuple[float, bool]], bins: int = 15) -> tuple[float, list[Bin]]:
    """Expected calibration error over equal-mass bins, and the bins."""
    if not pairs:
        return 0.0, []
    parts = np.array_split(np.array(pairs, dtype=float), min(bins, len(pairs)))
    table = [(float(part[:, 0].mean()), float(part[:, 1].mean()), len(part)) for part in parts]
    return sum(abs(p - ok) * count for p, ok, count in table) / len(pairs), table


def error_by_chance(pairs: list[tuple[float, bool]], draws: int = 200) -> float:
    """The mean calibration error of so many findings whose probabilities are exactly true: few findings in a bin scatter."""
    generator = np.random.default_rng(0)
    chances = np.array([p for p, _ in pairs])
    return float(np.mean([calibration_error(list(zip(chances, generator.random(len(chances)) < chances, strict=True)))[0] for _ in range(draws)]))


def threshold_curve(rows: list[dict], answers: list[dict]) -> list[tuple[float, float, float]]:
    """(threshold, precision, recall) of findings above it, counted as findings and not as token edits."""
    findings = scored_fixes(rows, answers, 1)[::-1]
    gold = sum(min(len(token_edits(tokens(row["source"]), tokens(target))) for target in row["targets"]) for row in rows)
    right, curve = 0, []
    for number, (probability, ok) in enumerate(findings, 1):
        right += ok
        curve.append((probability, right / number, right / max(1, gold)))
    return curve


def plot(folder: Path, bins: list[Bin], curve: list[tuple[float, float, float]]) -> None:
    """Writes `calibration.png` and `thresholds.png`."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    folder.mkdir(parents=True, exist_ok=True)
    figure, axes = pyplot.subplots(figsize=(4, 4), layout="constrained")
    axes.plot([0, 1], [0, 1], linestyle=":", color="gray")
    axes.plot([p for p, _, _ in bins], [ok for _, ok, _ in bins], marker="o")
    axes.set(xlabel="probability shown", ylabel="share of findings that are right", xlim=(0, 1), ylim=(0, 1))
    figure.savefig(folder / "calibration.png", dpi=120)
    figure, axes = pyplot.subplots(figsize=(5, 4), layout="constrained")
    for label, values in (("precision", [p for _, p, _ in curve]), ("recall", [r for _, _, r in curve]), ("F0.5", [f_half(p, r) for _, p, r in curve])):
        axes.plot([t for t, _, _ in curve], values, label=label)
    axes.set(xlabel="threshold", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    figure.savefig(folder / "thresholds.png", dpi=120)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("model"))
    parser.add_argument("--corrections", type=Path, nargs="*", default=[], help="JSON lines with source and target(s)")
    parser.add_argument("--clean", type=Path, nargs="*", default=[], help="JSON lines of clean sentences")
    parser.add_argument("--context", choices=("draft", "published"), help="how all sets are read; without it corrections as drafts, clean sets as published")
    parser.add_argument("--drafts", choices=("fit", "report", "all"), help="the everyday drafts too: report, unless something is chosen on the other half")
    parser.add_argument("--sensitivity", choices=SENSITIVITIES, nargs="*", default=list(SENSITIVITIES))
    parser.add_argument("--scoring", choices=("cascade", "exhaustive"), default="cascade")
    parser.add_argument("--limit", type=int, default=100_000, help="rows taken of each set")
    parser.add_argument("--plots", type=Path, help="folder for the two pictures, from the first correction set")
    parser.add_argument("--out", type=Path, help="write the figures there as meta.json")
    options = parser.parse_args()

    encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(options.model))
    lexicon = Lexicon.read(options.model / "lexicon.txt")
    report: dict[str, dict] = defaultdict(dict)
    for path in [*options.corrections, *options.clean]:
        rows = read_rows(path)[: options.limit]
        for sensitivity in options.sensitivity:
            context = options.context or ("draft" if path in options.corrections else "published")
            figures, answers = measure(rows, options.model, "--context", context, "--sensitivity", sensitivity, "--scoring", options.scoring)
            if path in options.corrections and sensitivity == "balanced":
                figures["categories"] = by_category(rows, answers)
                figures["pieces"] = recall_by_pieces(rows, answers, encoder)
            if has_annotations(path.stem):
                figures["as_annotated"] = as_annotated(path.stem, rows, answers)
            report[path.stem][sensitivity] = figures
            print(path.stem, sensitivity, json.dumps(figures), flush=True)
            if path in options.corrections and sensitivity == "balanced":
                figures["types"] = by_type(rows, answers, lexicon)
                print(type_table(figures["types"]), flush=True)
    for sensitivity in options.sensitivity if options.drafts else []:
        figures = measure_drafts(options.drafts, options.model, "--sensitivity", sensitivity, "--scoring", options.scoring)
        report["drafts"][sensitivity] = figures
        print(f"drafts ({options.drafts})", sensitivity, json.dumps({name: value for name, value in figures.items() if name != "kinds"}), flush=True)
        print(kinds_table(figures["kinds"]), flush=True)
    if options.corrections:
        rows = read_rows(options.corrections[0])[: options.limit]
        answers = measure(rows, options.model, "--context", options.context or "draft", "--sensitivity", "strict")[1]
        for name, most in (("fixes", None), ("findings", 1)):
            pairs = scored_fixes(rows, answers, most)
            error, bins = calibration_error(pairs)
            print(f"calibration error of {options.corrections[0].stem}, strict, {len(pairs)} {name}: {error:.4f}; by chance alone {error_by_chance(pairs):.4f}")
        if options.plots:
            plot(options.plots, bins, threshold_curve(rows, answers))
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        write_meta(options.out, report=report)


if __name__ == "__main__":
    main_guard(main)
