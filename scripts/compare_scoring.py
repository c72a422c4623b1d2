#!/usr/bin/env python3
"""What masking adds to screening, and what the cascade misses of what masking everything would find.

    python scripts/compare_scoring.py --model model --dev ../shared/data/edits/dev.jsonl --test ../shared/data/edits/test.jsonl \\
        --clean ../shared/data/edits/clean-dev.jsonl

One table: screening alone, masking alone, the cascade and exhaustive scoring. The last two are the product as it ships. For
the first two the ensembles are fitted anew without the other's features, and the clean set chooses the threshold, as in `calibrate.py`;
all is read as published. Masking everything takes a hundred times as long, so all sets are cut to `--limit` rows.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from calibrate import LOWEST_THRESHOLD, TARGETS, alarms_of, held_rows, variant
from cloze_model.calibration import add_raw, calibrate, fit_position_weights
from cloze_model.checker_cli import main_guard, read_rows, run_checker
from cloze_model.forests import fit
from cloze_model.manifest import read_manifest, write_manifest
from cloze_model.metric import Score, score, tokens
from cloze_model.run_metadata import BUILD
from cloze_model.scored_positions import ENSEMBLES, ScoredPosition, collect_positions
from export import OPEN

SCREENING = ("keep", "tag", "head", "headTyped", "headLag", "typedCaseLog", "errors")
MASKED = ("masked", "maskedTyped", "maskedGain", "maskedLag", "noneGain")
"""Features of `src/inference/features.ts` that come from the one or the other; what remains is known of the words themselves."""

NOTHING_MASKED = {"word": 2.0, "gap": 2.0, "case": 2.0, "misspelt": 2.0}
"""Floors above every probability: the sentence is screened and that is all."""

TIMED = {"cascade": 1000, "exhaustive": 60}
"""Clean sentences that are timed."""


def without(positions: list[ScoredPosition], names: tuple[str, ...], features: list[str]) -> list[ScoredPosition]:
    """The positions with those features blanked: a constant is of no use to a tree."""
    columns = [features.index(name) for name in names]
    for position in positions:
        for candidate in position.candidates:
            for column in columns:
                candidate["features"][column] = 0.0
    return positions


class Comparison:
    """The sets, and what each way of scoring makes of them."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.model = options.model
        self.features = json.loads((options.model / "model.json").read_text(encoding="utf-8"))["labels"]["features"]
        self.held = held_rows(options.pairs / "held")
        self.sets = {name: read_rows(path)[: options.limit] for name, path in (("dev", options.dev), ("test", options.test), ("clean", options.clean))}
        self.clean = [row["source"] for row in read_rows(options.clean)]

    def shipped(self, scoring: str) -> dict[str, Score]:
        """Balanced, as the model ships."""
        flags = ("--context", "published", "--scoring", scoring)
        return {name: self.score(name, run_checker([row["source"] for row in self.sets[name]], self.model, *flags)) for name in ("dev", "test")}

    def fitted(self, scoring: str, blanked: tuple[str, ...], held: int) -> dict[str, Score]:
        """Ensembles of their own without the blanked features, and the threshold that the clean set then allows."""

        def positions(rows: list[dict]) -> list[ScoredPosition]:
            answers = run_checker([row["source"] for row in rows], self.model, "--explain", "--scoring", scoring)
            return without(collect_positions(rows, answers), blanked, self.features)

        # Evenly from all of it: corrections of people come first, then clean text, then made errors.
        learnt, dev = positions(self.held[:: max(1, len(self.held) // held)]), positions(self.sets["dev"])
        ensembles = {name: fit(learnt, name, seed=0) for name in ENSEMBLES}
        add_raw([*learnt, *dev], ensembles)
        ensembles = {name: forest | {"calibration": calibrate([dev], name)} for name, forest in ensembles.items()}
        decision = {"ensembles": ensembles, "placeWeights": fit_position_weights([dev], ensembles), "gates": {"word": OPEN, "gap": OPEN}}
        found = [answer["findings"] for answer in self.answers("clean", scoring, decision, LOWEST_THRESHOLD)]
        threshold = alarms_of("clean", self.sets["clean"], found).threshold(TARGETS["balanced"]["published"]["sure"])
        return {name: self.score(name, self.answers(name, scoring, decision, threshold)) for name in ("dev", "test")}

    def answers(self, name: str, scoring: str, decision: dict, threshold: float) -> list[dict]:
        """What the product says of a set, read as published, under another decision."""
        thresholds = {sensitivity: {context: {"sure": threshold} for context in contexts} for sensitivity, contexts in TARGETS.items()}
        with variant(self.model, **decision, thresholds=thresholds) as folder:
            return run_checker([row["source"] for row in self.sets[name]], folder, "--context", "published", "--scoring", scoring)

    def score(self, name: str, answers: list[dict]) -> Score:
        return score((row["source"], row["targets"], answer["fixed"]) for row, answer in zip(self.sets[name], answers, strict=True))

    def words_per_second(self, scoring: str, screen_only: bool = False) -> float:
        """Of the clean set, two processes of one thread, the start not counted."""
        with tempfile.TemporaryDirectory() as folder:
            model = Path(shutil.copytree(self.model, Path(folder) / "model"))
            if screen_only:
                write_manifest(model, read_manifest(model) | {"screeningThresholds": NOTHING_MASKED})
            texts = self.clean[: TIMED[scoring]]
            start = seconds_of(lambda: run_checker(["", ""], model, "--scoring", scoring))
            whole = seconds_of(lambda: run_checker(texts, model, "--scoring", scoring))
        return sum(len(tokens(text)) for text in texts) / (whole - start)


def seconds_of(action: Callable[[], object]) -> float:
    begin = time.monotonic()
    action()
    return time.monotonic() - begin


def line(name: str, results: dict[str, Score], speed: str) -> str:
    cells = [f"{one.f05:.3f} ({one.precision:.2f} / {one.recall:.2f})" for one in (results["dev"], results["test"])]
    return f"| {name} | {' | '.join(cells)} | {results['dev'].true + results['test'].true} | {speed} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("model"))
    parser.add_argument("--pairs", type=Path, default=BUILD / "pairs", help="what make_pairs wrote; its held part is learnt from")
    parser.add_argument("--dev", type=Path, required=True, help="JSON lines of corrections")
    parser.add_argument("--test", type=Path, required=True, help="JSON lines of corrections")
    parser.add_argument("--clean", type=Path, required=True, help="JSON lines of clean sentences")
    parser.add_argument("--limit", type=int, default=300, help="rows taken of each set")
    parser.add_argument("--held", type=int, default=600, help="held-out rows that masking alone learns from; the others have ten times as many")
    options = parser.parse_args()

    comparison = Comparison(options)
    cascade, exhaustive = comparison.words_per_second("cascade"), comparison.words_per_second("exhaustive")
    lines = [
        line("screening only", comparison.fitted("cascade", MASKED, 10 * options.held), f"{comparison.words_per_second('cascade', screen_only=True):,.0f}"),
        line("masked only", comparison.fitted("exhaustive", SCREENING, options.held), f"{exhaustive:,.0f}"),
        line("cascade", comparison.shipped("cascade"), f"{cascade:,.0f}"),
        line("exhaustive", comparison.shipped("exhaustive"), f"{exhaustive:,.0f}"),
    ]
    print("| balanced | dev, F0.5 (P / R) | test | true corrections | words/s |\n| --- | --- | --- | ---: | ---: |")
    print("\n".join(lines))


if __name__ == "__main__":
    main_guard(main)
