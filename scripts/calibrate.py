#!/usr/bin/env python3
"""Step 5: fit the trees, calibrate their probabilities, find the priors, choose the thresholds.

    python scripts/export.py --out build/uncalibrated && npm run build
    python scripts/calibrate.py --model build/uncalibrated --dev ../shared/data/edits/dev.jsonl ../shared/data/edits/learner-dev.jsonl \\
        --clean ../shared/data/edits/clean-dev.jsonl ../shared/data/edits/clean-general-dev.jsonl

The gradient-boosted trees learn on the held-out corrections and sentences (`make_pairs`), never on dev. Dev, the learners' dev set
and the half of the everyday drafts that is there to be fitted calibrate; what somebody annotated counts (`annotations/`). The thresholds are
chosen on what the product shows, false alarm by false alarm: it knows names, competing positions and a document's own rate.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from datasets import load_from_disk

from cloze_model.annotations import candidate_of, is_of_reference, label_of
from cloze_model.calibration import add_raw, calibrate, fit_position_weights, fit_shift, log_odds, position_odds, to_probability
from cloze_model.checker_cli import main_guard, read_rows, run_checker
from cloze_model.drafts import read_drafts
from cloze_model.edits import Edit, apply_edits
from cloze_model.forests import fit, fit_gates
from cloze_model.manifest import read_manifest, write_manifest
from cloze_model.metric import tokens
from cloze_model.run_metadata import BUILD
from cloze_model.scored_positions import ENSEMBLES, ScoredPosition, collect_positions
from cloze_model.text import split_words
from export import OPEN

TIERS = ("sure", "perhaps")

TARGETS = {
    "relaxed": {"draft": {"sure": 4}, "published": {"sure": 0.1}},
    "balanced": {"draft": {"sure": 5, "perhaps": 20}, "published": {"sure": 0.4, "perhaps": 1.5}},
    "strict": {"draft": {"sure": 20, "perhaps": 35}, "published": {"sure": 2.5, "perhaps": 5}},
}
"""Most false alarms per 1,000 words, as annotated, from each threshold on: for drafts in the difficult correct sentences, for published
text in each clean set of dev."""

PROMISES = {
    "relaxed": {"draft": {"sure": 5}, "published": {"sure": 0.3}},
    "balanced": {"draft": {"sure": 10, "perhaps": 20}, "published": {"sure": 1, "perhaps": 2}},
    "strict": {"draft": {"sure": 20, "perhaps": 40}, "published": {"sure": 4, "perhaps": 8}},
}
"""What the settings say of each threshold: the targets, with room for text that is not dev."""

RANGES = {"draft": [-0.5, 0.8], "published": [-0.6, 0.6]}
"""How far a document's own rate may move the odds, in nats. Without an upper bound learners' chat lost 0.06 F0.5."""

RATE_WORDS = 200
"""Words with the usual rate that count beside a document's own."""

LOWEST_THRESHOLD = 0.02
"""Threshold at which findings are collected to choose among."""


def held_rows(folder: Path) -> list[dict]:
    """The held-out pairs as rows; the target is made of the source's words and its edits, which is all that is compared."""
    rows = []
    for row in load_from_disk(str(folder)):
        edits = [Edit(op, index, text) for op, index, text in zip(row["ops"], row["indices"], row["texts"], strict=True)]
        if not any(edit.op == "unknown" for edit in edits):
            rows.append({"source": row["text"], "targets": [apply_edits(row["text"], edits)]})
    return rows


@contextmanager
def variant(model: Path, **changes: object) -> Iterator[Path]:
    """The model's files beside a manifest with other entries, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        manifest = read_manifest(model)
        for file in manifest["files"]:
            (folder / file).parent.mkdir(exist_ok=True)
            _link(model / file, folder / file)
        write_manifest(folder, manifest | changes)
        yield folder


def _link(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:
        shutil.copyfile(path, other)


class Checker:
    """The product's answers, kept on disk: what the trees learn from takes a quarter of an hour to collect."""

    def __init__(self, model: Path, folder: Path) -> None:
        self.model, self.folder = model, folder
        self.weights = read_manifest(model)["files"]

    def explanations(self, rows: Sequence[dict]) -> list[dict]:
        """What is weighed in every position that screening does not clear, whether or not a gate would let it pass."""
        texts = [row["source"] for row in rows]
        kept = self.folder / f"{hashlib.sha256(json.dumps([self.weights, texts]).encode()).hexdigest()[:16]}.jsonl"
        if not kept.exists():
            with variant(self.model, gates={"word": OPEN, "gap": OPEN}) as folder:
                answers = run_checker(texts, folder, "--explain")
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_suffix(".new")
            fresh.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
            fresh.rename(kept)
        return [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]

    def findings(self, rows: Sequence[dict], context: str, decision: dict) -> list[list[dict]]:
        """All findings from `LOWEST_THRESHOLD` on, under a decision whose thresholds are not chosen yet."""
        thresholds = {name: {context: {"sure": LOWEST_THRESHOLD} for context in ("draft", "published")} for name in TARGETS}
        with variant(self.model, **decision, gates={"word": OPEN, "gap": OPEN}, thresholds=thresholds) as folder:
            answers = run_checker([row["source"] for row in rows], folder, "--context", context)
        return [answer["findings"] for answer in answers]


@dataclass(frozen=True)
class AnnotatedSet:
    """Rows of dev, their positions, and whether they were published as they are."""

    name: str
    rows: list[dict]
    positions: list[ScoredPosition]


def annotation(name: str, row: dict, start: int, end: int, text: str) -> str | None:
    """The annotation of an edit of a set's row; none of a row without an id."""
    return label_of(name, row["id"], start, end, text) if "id" in row else None


def annotated_set(name: str, rows: list[dict], checker: Checker) -> AnnotatedSet:
    """A set of dev with the annotations of its candidates."""
    return AnnotatedSet(name, rows, collect_positions(rows, checker.explanations(rows), partial(annotation, name)))


def draft_set(name: str, checker: Checker, limit: int) -> AnnotatedSet:
    """Our own drafts, of which it is known what is wrong and that all else is right."""
    rows = read_drafts(name, "fit")[:limit]
    return AnnotatedSet(name, rows, collect_positions(rows, checker.explanations(rows), lambda *_: "wrong"))


def prior(context: str, sets: Sequence[AnnotatedSet], ensembles: dict, weights: dict[str, float]) -> dict:
    """How likely a mistake is in text of this kind: the shift that makes the chances true there, and mistakes a word."""
    positions = [position for one in sets for position in one.positions]
    odds = position_odds(positions, ensembles, weights)
    shift = fit_shift(positions, odds)
    words = sum(len(split_words(row["source"])) for one in sets for row in one.rows)
    rate = float(to_probability(odds + shift).sum()) / max(1, words)
    return {"shift": round(shift, 3), "rate": round(min(0.2, max(1e-5, rate)), 5), "range": RANGES[context]}


def is_alarm(name: str, row: dict, finding: dict) -> bool:
    """True unless a reference or an annotation says that something is wrong there; what nobody has annotated counts against it."""
    edit = candidate_of(row["source"], finding, finding["fixes"][0])
    return not is_of_reference(row, *edit) and annotation(name, row, *edit) not in ("right", "place")


@dataclass(frozen=True)
class Alarms:
    """Probabilities of the false alarms in a set of so many words."""

    name: str
    probabilities: list[float]
    words: int

    def threshold(self, target: float) -> float:
        """The least threshold with at most so many alarms per 1,000 words, just above the first one too many."""
        over = sorted(self.probabilities, reverse=True)[int(target * self.words / 1000) :]
        return min(0.99, over[0] + 5e-4) if over else LOWEST_THRESHOLD

    def rate(self, threshold: float) -> float:
        """Per 1,000 words."""
        return 1000 * sum(one >= threshold for one in self.probabilities) / max(1, self.words)


def alarms_of(name: str, rows: Sequence[dict], found: Sequence[Sequence[dict]]) -> Alarms:
    alarms = [finding["probability"] for row, own in zip(rows, found, strict=True) for finding in own if is_alarm(name, row, finding)]
    return Alarms(name, alarms, sum(len(tokens(row["source"])) for row in rows))


def choose_thresholds(alarms: dict[str, list[Alarms]]) -> dict:
    """For each sensitivity, context and tier the least threshold that every set of the context allows."""
    return {
        sensitivity: {
            context: {tier: round(max(one.threshold(target) for one in alarms[context]), 4) for tier, target in tiers.items()}
            for context, tiers in contexts.items()
        }
        for sensitivity, contexts in TARGETS.items()
    }


def alarms_table(alarms: dict[str, list[Alarms]], thresholds: dict) -> dict:
    """Alarms per 1,000 words of each set from each threshold on."""
    return {
        sensitivity: {
            one.name: {tier: round(one.rate(threshold), 2) for tier, threshold in tiers.items()}
            for context, tiers in contexts.items()
            for one in alarms[context]
        }
        for sensitivity, contexts in thresholds.items()
    }


def least_odds(thresholds: dict, priors: dict) -> float:
    """What a position must come to, before any shift, to be seen at the strict sensitivity, or as a hint at the balanced one."""
    wanted = [(context, thresholds["strict"][context]["sure"]) for context in ("draft", "published")]
    wanted += [(context, thresholds["balanced"][context]["perhaps"]) for context in ("draft", "published")]
    return min(float(log_odds(np.array(threshold))) - priors[context]["shift"] for context, threshold in wanted)


GatesFor = Callable[[dict], dict]
"""Thresholds → the gates of places that may come to them."""


def kept_decision(model: Path) -> tuple[dict, GatesFor]:
    """The decision that a model ships with, and its gates, whatever the thresholds."""
    manifest = read_manifest(model)
    return {name: manifest[name] for name in ("ensembles", "slotWeights", "priors")}, lambda _: manifest["gates"]


def fit_decision(options: argparse.Namespace, checker: Checker) -> tuple[dict, GatesFor]:
    """All that stands between what the models say and a chance."""
    rows = held_rows(options.pairs / "held")
    learnt = collect_positions(rows[: options.limit], checker.explanations(rows[: options.limit]))
    ensembles = {name: fit(learnt, name, options.seed) for name in ENSEMBLES}
    corrected, clean = ([annotated_set(path.stem, read_rows(path)[: options.limit], checker) for path in paths] for paths in (options.dev, options.clean))
    mistakes, correct = (draft_set(name, checker, options.limit) for name in ("mistakes", "correct"))
    dev = [position for one in (*corrected, *clean, mistakes, correct) for position in one.positions]
    add_raw([*learnt, *dev], ensembles)

    erroneous = [one.positions for one in (*corrected, mistakes)]
    ensembles = {name: forest | {"calibration": calibrate(erroneous, name)} for name, forest in ensembles.items()}
    weights = fit_position_weights(erroneous, ensembles)
    priors = {
        "weight": RATE_WORDS,
        "draft": prior("draft", [mistakes, correct], ensembles, weights),
        "published": prior("published", clean, ensembles, weights),
    }

    def gates_for(thresholds: dict) -> dict:
        least = least_odds(thresholds, priors)
        shown = {
            id(position): odds >= least
            for positions in (learnt, dev)
            for position, odds in zip(positions, position_odds(positions, ensembles, weights), strict=True)
        }
        return fit_gates(learnt, dev, lambda position: shown[id(position)], options.seed)

    return {"ensembles": ensembles, "slotWeights": weights, "priors": priors}, gates_for


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="an exported model, calibrated or not")
    parser.add_argument("--pairs", type=Path, default=BUILD / "pairs", help="what make_pairs wrote; its held part is learnt from")
    parser.add_argument("--dev", type=Path, nargs="+", default=[], help="JSON lines of corrections; not for --thresholds-only")
    parser.add_argument("--clean", type=Path, nargs="+", required=True, help="JSON lines of clean sentences")
    parser.add_argument("--thresholds-only", action="store_true", help="choose the thresholds anew and keep the rest; takes a minute")
    parser.add_argument("--limit", type=int, default=100_000, help="rows taken of each set (trials)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--explanations", type=Path, default=BUILD / "explanations", help="where the checker's answers are kept for the next time")
    parser.add_argument("--out", type=Path, default=BUILD / "calibration.json")
    options = parser.parse_args()
    if not (options.dev or options.thresholds_only):
        parser.error("--dev is needed for all but the thresholds")

    checker = Checker(options.model, options.explanations)
    decision, gates_for = kept_decision(options.model) if options.thresholds_only else fit_decision(options, checker)
    print({name: forest["calibration"] for name, forest in decision["ensembles"].items()}, decision["slotWeights"], decision["priors"], flush=True)

    correct = read_drafts("correct", "fit")[: options.limit]
    clean = {path.stem: read_rows(path)[: options.limit] for path in options.clean}
    alarms = {
        "draft": [alarms_of("correct", correct, checker.findings(correct, "draft", decision))],
        "published": [alarms_of(name, rows, checker.findings(rows, "published", decision)) for name, rows in clean.items()],
    }
    thresholds = choose_thresholds(alarms)
    scores = {"alarms": alarms_table(alarms, thresholds)}
    print(json.dumps(thresholds), json.dumps(scores), flush=True)

    fitted = decision | {"thresholds": thresholds, "promises": PROMISES, "gates": gates_for(thresholds), "scores": scores}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(fitted), encoding="utf-8")
    print(f"→ {options.out}")


if __name__ == "__main__":
    main_guard(main)
