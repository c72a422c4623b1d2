"""Gradient-boosted trees over the checker's features: which candidates are right, and which positions are worth masking."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from .scored_positions import ENSEMBLE_OF, ScoredPosition

FORESTS = 3
"""What one forest comes to depends by a point of F0.5 on which rows it stops by; the mean of three is steadier."""

GATE_LOSS = 0.02
"""Share of what is shown on dev, hints too, that the gates may turn back: 0.4 % of what is sure at balanced.

A third fewer positions of clean text are masked than with 0.005."""

UNSURE = {"baseline": -20.0, "trees": []}
"""A forest that finds nothing."""


def fit(positions: Sequence[ScoredPosition], name: str, seed: int) -> dict:
    """One ensemble over all candidates of its operations → flat trees."""
    chosen = [
        (candidate["features"], right)
        for position in positions
        for candidate, right in zip(position.candidates, position.right, strict=True)
        if ENSEMBLE_OF[candidate["operation"]] == name
    ]
    features, labels = np.array([one[0] for one in chosen]), np.array([one[1] for one in chosen])
    if labels.sum() < 20:
        return UNSURE
    forest = grow(features, labels, seed)
    print(f"{name}: {len(labels):,} candidates, {labels.sum():,} right, {len(forest['trees'])} trees", flush=True)
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


def fit_gates(learnt: Sequence[ScoredPosition], dev: Sequence[ScoredPosition], is_shown: Callable[[ScoredPosition], bool], seed: int) -> dict:
    """For words and for gaps, what masking would come to, foretold from screening."""
    return {
        name: fit_gate([one for one in learnt if one.is_gap == is_gap], [one for one in dev if one.is_gap == is_gap], is_shown, seed)
        for name, is_gap in (("word", False), ("gap", True))
    }


def fit_gate(learnt: Sequence[ScoredPosition], dev: Sequence[ScoredPosition], is_shown: Callable[[ScoredPosition], bool], seed: int) -> dict:
    """Trees over positions that were masked, and the least score that is let through.

    Learnt on the held-out positions; `dev`, of dev, says how low a score a position can have that is shown.
    """
    forest = grow(np.array([position.gate_features for position in learnt]), np.array([is_shown(position) for position in learnt]), seed, trees=60, forests=1)
    scores = raw_scores(forest, np.array([position.gate_features for position in dev]))
    wanted = np.array([is_shown(position) for position in dev])
    least = float(np.quantile(scores[wanted], GATE_LOSS)) if wanted.any() else 0.0
    passing = scores >= least
    print(f"gate: of {len(dev):,} positions of dev {passing.sum():,} pass, of {wanted.sum():,} that are shown {passing[wanted].sum():,}", flush=True)
    return forest | {"least": round(least, 4)}


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


def raw_scores(forest: dict, features: np.ndarray) -> np.ndarray:
    """(N, F) → (N,) log-odds, exactly as `src/inference/trees.ts` adds them up."""
    total = np.full(len(features), forest["baseline"])
    for tree in forest["trees"]:
        feature, threshold, left, right, value = (np.array(tree[key]) for key in ("feature", "threshold", "left", "right", "value"))
        node = np.zeros(len(features), dtype=int)
        while (inner := left[node] > 0).any():
            down = np.where(features[np.arange(len(features)), feature[node]] <= threshold[node], left[node], right[node])
            node = np.where(inner, down, node)
        total += value[node]
    return total
