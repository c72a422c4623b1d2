#!/usr/bin/env python3
"""Step 5: how far to trust which evidence: fit the combination, calibrate its probabilities, choose the thresholds.

    python scripts/export.py --out build/uncalibrated && npm run build
    python scripts/calibrate.py --model build/uncalibrated --dev ../shared/data/edits/dev.jsonl ../shared/data/edits/learner-dev.jsonl \\
        --clean ../shared/data/edits/clean-dev.jsonl ../shared/data/edits/clean-general-dev.jsonl

The ensembles of gradient-boosted trees learn on the held-out repositories of the training corrections (`make_pairs`),
never on dev; dev calibrates (isotonic regression) and chooses the thresholds.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from datasets import load_from_disk
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression

from cloze_model.edits import Edit, apply_edits
from cloze_model.evidence import ENSEMBLE_OF, ENSEMBLES, Place, collect_places
from cloze_model.metric import Score, score
from cloze_model.product import main_guard, read_rows, run_checker
from cloze_model.steps import BUILD

TARGETS = {"relaxed": 0.15, "balanced": 0.75, "strict": 4.0}
"""Most false alarms per 1,000 words of clean text that each sensitivity may raise on dev, with room for text that is not dev: 0.3, 1 and 4 are promised.

The fewer they are, the more room: thresholds chosen on half of the clean sentences for 0.15 let through up to 0.2 in the other half."""

GATE_LOSS = 0.005
"""Share of what the most sensitive setting shows on dev that the gates may turn back."""

FORESTS = 3
"""What one forest comes to depends by a point of F0.5 on which rows it stops by; the mean of three is steadier."""

GRID = [0.1, 0.15, *np.round(np.arange(0.2, 0.9, 0.04), 3).tolist(), 0.9, 0.92, 0.94, 0.96, 0.98]
"""Thresholds that are tried for all operations together."""

STEPS = np.arange(-4.0, 6.0, 0.25)
"""Log-odds whose probabilities are tried for one ensemble: where its calibration is flat, a small step in probability is a large one in findings."""

OPERATIONS = ("replace", "delete", "insert", "merge", "split", "case")


def held_rows(folder: Path) -> list[dict]:
    """The held-out pairs as rows; the target is made of the source's words and its edits, which is all that is compared."""
    rows = []
    for row in load_from_disk(str(folder)):
        edits = [Edit(op, index, text) for op, index, text in zip(row["ops"], row["indices"], row["texts"], strict=True)]
        if not any(edit.op == "unknown" for edit in edits):
            rows.append({"source": row["text"], "targets": [apply_edits(row["text"], edits)]})
    return rows


def fit(places: list[Place], name: str, seed: int) -> dict:
    """One ensemble over all proposals of its operations → flat trees."""
    chosen = [
        (proposal["features"], right)
        for place in places
        for proposal, right in zip(place.proposals, place.right, strict=True)
        if ENSEMBLE_OF[proposal["operation"]] == name
    ]
    features, labels = np.array([one[0] for one in chosen]), np.array([one[1] for one in chosen])
    if labels.sum() < 20:
        return {"baseline": -20.0, "trees": [], "calibration": {"x": [0.0], "y": [0.0]}}
    forest = grow(features, labels, seed)
    print(f"{name}: {len(labels):,} proposals, {labels.sum():,} right, {len(forest['trees'])} trees")
    return forest


def grow(features: np.ndarray, labels: np.ndarray, seed: int, trees: int = 400, forests: int = FORESTS) -> dict:
    """The mean of several forests of gradient-boosted trees, each with as many trees as its own held-out seventh calls for."""
    baseline, grown = 0.0, []
    for number in range(forests):
        booster = HistGradientBoostingClassifier(
            max_iter=trees, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=40, l2_regularization=5.0,
            early_stopping=True, validation_fraction=0.15, n_iter_no_change=20, random_state=seed + number,
        )  # fmt: skip
        booster.fit(features, labels)
        baseline += float(booster._baseline_prediction.ravel()[0]) / forests
        grown += [flat_tree(tree[0].nodes, forests) for tree in booster._predictors]
    return {"baseline": baseline, "trees": grown}


def fit_gate(learnt: list[Place], judged: list[Place], shown: dict[str, float], seed: int) -> dict:
    """What masking would come to, foretold from screening: trees over places that were masked, and the least score let through.

    Learnt on the held-out places; `judged`, of dev, says how low a score a place can have that the thresholds `shown` show.
    """

    def is_shown(place: Place) -> bool:
        return any(proposal["probability"] >= shown[proposal["operation"]] for proposal in place.proposals)

    forest = grow(np.array([place.screening for place in learnt]), np.array([is_shown(place) for place in learnt]), seed, trees=60, forests=1)
    scores = raw_scores(forest, np.array([place.screening for place in judged]))
    wanted = np.array([is_shown(place) for place in judged])
    least = float(np.quantile(scores[wanted], GATE_LOSS)) if wanted.any() else 0.0
    passing = scores >= least
    print(f"gate: of {len(judged):,} places of dev {passing.sum():,} pass, of {wanted.sum():,} that are shown {passing[wanted].sum():,}")
    return forest | {"least": round(least, 4)}


def fit_gates(learnt: list[Place], judged: list[Place], shown: dict[str, float], seed: int) -> dict:
    return {
        name: fit_gate([one for one in learnt if one.is_gap == is_gap], [one for one in judged if one.is_gap == is_gap], shown, seed)
        for name, is_gap in (("word", False), ("gap", True))
    }


def flat_tree(nodes: np.ndarray, forests: int) -> dict[str, list]:
    """scikit-learn's node records as parallel lists; a leaf points left to 0, and holds its share of a mean of so many forests."""
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "feature": [0 if is_leaf else int(index) for index, is_leaf in zip(nodes["feature_idx"], leaf, strict=True)],
        "threshold": [0 if is_leaf else round(float(value), 5) for value, is_leaf in zip(nodes["num_threshold"], leaf, strict=True)],
        "left": [0 if is_leaf else int(index) for index, is_leaf in zip(nodes["left"], leaf, strict=True)],
        "right": [0 if is_leaf else int(index) for index, is_leaf in zip(nodes["right"], leaf, strict=True)],
        "value": [round(float(value) / forests, 6) if is_leaf else 0 for value, is_leaf in zip(nodes["value"], leaf, strict=True)],
    }


def raw_scores(ensemble: dict, features: np.ndarray) -> np.ndarray:
    """(N, F) → (N,) log-odds, exactly as `src/inference/trees.ts` adds them up."""
    total = np.full(len(features), ensemble["baseline"])
    for tree in ensemble["trees"]:
        feature, threshold, left, right, value = (np.array(tree[key]) for key in ("feature", "threshold", "left", "right", "value"))
        node = np.zeros(len(features), dtype=int)
        while (inner := left[node] > 0).any():
            down = np.where(features[np.arange(len(features)), feature[node]] <= threshold[node], left[node], right[node])
            node = np.where(inner, down, node)
        total += value[node]
    return total


def add_raw(places: list[Place], combination: dict) -> None:
    """Writes `raw` into every proposal."""
    for name in ENSEMBLES:
        chosen = [proposal for place in places for proposal in place.proposals if ENSEMBLE_OF[proposal["operation"]] == name]
        if chosen:
            for proposal, raw in zip(chosen, raw_scores(combination[name], np.array([one["features"] for one in chosen])), strict=True):
                proposal["raw"] = float(raw)


def calibrate(sets: list[list[Place]], name: str) -> dict[str, list[float]]:
    """Isotonic regression over each place's best proposal of the ensemble: raw score → chance of being right.

    Each set weighs as much as the others: the learners' has six times as many places as that of documentation, in which people make other mistakes.
    """
    raw, right, weights = [], [], []
    for places in sets:
        best = [max(own) for place in places if (own := scores_of(place, name))]
        raw += [score for score, _ in best]
        right += [ok for _, ok in best]
        weights += [1 / max(1, len(best))] * len(best)
    if sum(right) < 5:
        return {"x": [0.0], "y": [0.0]}
    # Two pseudo-observations at each end keep certainty from resting on a handful of places.
    weights = [weight * len(raw) / sum(weights) for weight in weights] + [1.0] * 4
    raw += [max(raw)] * 2 + [min(raw)] * 2
    right += [False, True, False, True]
    model = IsotonicRegression(y_min=0.0, y_max=0.995, out_of_bounds="clip").fit(raw, np.array(right, dtype=float), weights)
    return smooth(model.X_thresholds_, model.y_thresholds_)


def scores_of(place: Place, name: str) -> list[tuple[float, bool]]:
    """Raw score and rightness of the place's proposals that the ensemble judges."""
    return [(one["raw"], bool(ok)) for one, ok in zip(place.proposals, place.right, strict=True) if ENSEMBLE_OF[one["operation"]] == name]


def smooth(x: np.ndarray, y: np.ndarray) -> dict[str, list[float]]:
    """One point in the middle of each step, so that the line between them rises and equal probabilities are rare."""
    values = np.unique(y)
    points = [(float(x[y == value].mean()), float(value)) for value in values]
    return {"x": [round(a, 4) for a, _ in points], "y": [round(b, 4) for _, b in points]}


def probability(calibration: dict, raw: float) -> float:
    return float(np.interp(raw, calibration["x"], calibration["y"]))


def best_changes(places: list[Place], combination: dict) -> list[tuple[int, dict]]:
    """(sentence, proposal with `probability`) for the best proposal of each place."""
    changes = []
    for place in places:
        for proposal in place.proposals:
            proposal["probability"] = probability(combination[ENSEMBLE_OF[proposal["operation"]]]["calibration"], proposal["raw"])
        changes.append((place.sentence, max(place.proposals, key=lambda one: (one["probability"], one["raw"]))))
    return changes


def corrected(source: str, changes: list[dict]) -> str:
    """The source with the changes, the surest first where they meet; spacing as the metric sees it."""
    taken: list[dict] = []
    for change in sorted(changes, key=lambda one: -one["probability"]):
        if all(change["end"] < other["start"] or other["end"] < change["start"] or _beside(change, other) for other in taken):
            taken.append(change)
    for change in sorted(taken, key=lambda one: -one["start"]):
        text = change["text"]
        if change["operation"] == "insert":
            text = f" {text} "
        source = source[: change["start"]] + text + source[change["end"] :]
    return source


def _beside(a: dict, b: dict) -> bool:
    if a["operation"] == b["operation"] == "delete":  # "the the": each was judged with the other in place
        return abs(a["start"] - b["end"]) > 1 and abs(b["start"] - a["end"]) > 1
    points = a["start"] == a["end"] or b["start"] == b["end"]
    return not points and (a["end"] <= b["start"] or b["end"] <= a["start"])


@dataclass(frozen=True)
class JudgedSet:
    """Rows, the best change of each of their places (sentence, change), and the counts if nothing were changed."""

    rows: list[dict]
    changes: list[tuple[int, dict]]
    is_clean: bool
    unchanged: Score


Judged = dict[str, JudgedSet]


def counts(rows: list[dict], texts: list[str]) -> Score:
    return score((row["source"], row["targets"], text) for row, text in zip(rows, texts, strict=True))


def scored(judged: JudgedSet, thresholds: dict[str, float]) -> Score:
    by_sentence: dict[int, list[dict]] = {}
    for sentence, change in judged.changes:
        if change["probability"] >= thresholds[change["operation"]]:
            by_sentence.setdefault(sentence, []).append(change)
    # The counts are sums over rows, and most rows stay as they are.
    rows = [judged.rows[number] for number in by_sentence]
    sources = [row["source"] for row in rows]
    made = counts(rows, [corrected(source, changes) for source, changes in zip(sources, by_sentence.values(), strict=True)])
    return judged.unchanged.plus(made).minus(counts(rows, sources))


def figures(sets: Judged, thresholds: dict[str, float]) -> dict[str, dict[str, float]]:
    """F0.5, precision and recall of each correction set, false alarms of each clean one."""
    results = {name: scored(judged, thresholds) for name, judged in sets.items()}
    corrections = {name: result for name, result in results.items() if not sets[name].is_clean}
    return {
        "f05": {name: round(result.f05, 4) for name, result in corrections.items()},
        "precision": {name: round(result.precision, 4) for name, result in corrections.items()},
        "recall": {name: round(result.recall, 4) for name, result in corrections.items()},
        "alarms": {name: round(results[name].alarms_per_1000 or 0.0, 3) for name, judged in sets.items() if judged.is_clean},
    }


def choose_thresholds(sets: Judged, combination: dict) -> tuple[dict, list[dict]]:
    """For each sensitivity the thresholds with the best mean F0.5 of the correction sets among those quiet enough on every clean set.

    First one threshold for all operations, whose curve is returned too; then each ensemble's own, in turn, while that helps.
    """
    curve = [{"threshold": float(threshold)} | figures(sets, dict.fromkeys(OPERATIONS, float(threshold))) for threshold in GRID]
    thresholds = {}
    for name, limit in TARGETS.items():
        quiet = [point for point in curve if is_quiet(point, limit)] or [curve[-1]]
        start = max(quiet, key=worth)
        thresholds[name], reached = refine(sets, dict.fromkeys(OPERATIONS, start["threshold"]), start, limit, combination)
        print(name, thresholds[name], reached)
    return thresholds, curve


def is_quiet(point: dict, limit: float) -> bool:
    return max(point["alarms"].values(), default=0.0) <= limit


def worth(point: dict) -> float:
    return sum(point["f05"].values())


def refine(sets: Judged, thresholds: dict[str, float], reached: dict, limit: float, combination: dict) -> tuple[dict[str, float], dict]:
    """Moves one ensemble's threshold at a time, twice over."""
    for _ in range(2):
        for name, operations in ENSEMBLES.items():
            for threshold in sorted({round(probability(combination[name]["calibration"], raw), 4) for raw in STEPS}):
                moved = thresholds | dict.fromkeys(operations, float(threshold))
                point = figures(sets, moved)
                if is_quiet(point, limit) and worth(point) > worth(reached):
                    thresholds, reached = moved, point
    return thresholds, reached


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="an exported model, calibrated or not")
    parser.add_argument("--pairs", type=Path, default=BUILD / "pairs", help="what make_pairs wrote; its held part is learnt from")
    parser.add_argument("--dev", type=Path, nargs="+", required=True, help="JSON lines of corrections")
    parser.add_argument("--clean", type=Path, nargs="+", required=True, help="JSON lines of clean sentences")
    parser.add_argument("--limit", type=int, default=100_000, help="rows taken of each set (trials)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=BUILD / "calibration.json")
    options = parser.parse_args()

    def evidence(rows: list[dict]) -> list[Place]:
        return collect_places(rows, run_checker([row["source"] for row in rows], options.model, "--explain"))

    learnt = evidence(held_rows(options.pairs / "held")[: options.limit])
    combination = {name: fit(learnt, name, options.seed) for name in ENSEMBLES}
    sets, everything, corrections = {}, [], []
    for path in [*options.dev, *options.clean]:
        rows = read_rows(path)[: options.limit]
        places = evidence(rows)
        add_raw(places, combination)
        everything += places
        corrections += [places] if path in options.dev else []
        sets[path.stem] = (rows, places, path in options.clean)
    for name in ENSEMBLES:
        # A probability is read beside a finding in text that has mistakes; what clean text raises is held down by the thresholds.
        combination[name]["calibration"] = calibrate(corrections, name)
    judged = {
        name: JudgedSet(rows, best_changes(places, combination), clean, counts(rows, [row["source"] for row in rows]))
        for name, (rows, places, clean) in sets.items()
    }
    thresholds, curve = choose_thresholds(judged, combination)
    add_raw(learnt, combination)
    best_changes(learnt, combination)
    gates = fit_gates(learnt, everything, thresholds["strict"], options.seed)
    options.out.write_text(json.dumps({"combination": combination, "gates": gates, "thresholds": thresholds, "scores": {"curve": curve}}))
    print(f"→ {options.out}")


if __name__ == "__main__":
    main_guard(main)
