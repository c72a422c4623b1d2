"""From raw scores to probabilities: of an edit, of a position, and in one kind of text; straight lines in log-odds, as `src/inference` reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import brentq
from sklearn.linear_model import LogisticRegression

from .forests import raw_scores
from .scored_positions import ENSEMBLE_OF, ENSEMBLES, ScoredPosition

TINY = 1e-4
"""As in `src/grammar/odds.ts`: nearer to 0 and 1 a probability is as good as certain."""

ANNOTATED_FROM = 0.15
"""Probability of an edit from which on it was annotated (`annotate_candidates.py`): what is rarer counts as right only where a reference makes it."""


def log_odds(chance: np.ndarray) -> np.ndarray:
    bounded = np.clip(chance, TINY, 1 - TINY)
    return np.log(bounded / (1 - bounded))


def to_probability(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.asarray(odds, dtype=float)))


def equal_weights(sizes: Sequence[int]) -> np.ndarray:
    """One weight for each row of sets one after another: each set counts as much as the others, and all together as many rows as they have."""
    return np.concatenate([np.full(size, sum(sizes) / (len(sizes) * max(1, size))) for size in sizes])


def add_raw(positions: Sequence[ScoredPosition], ensembles: dict) -> None:
    """Writes `raw`, the trees' log-odds, into every candidate."""
    for name in ENSEMBLES:
        chosen = [candidate for position in positions for candidate in position.candidates if ENSEMBLE_OF[candidate["operation"]] == name]
        if chosen:
            for candidate, raw in zip(chosen, raw_scores(ensembles[name], np.array([one["features"] for one in chosen])), strict=True):
                candidate["raw"] = float(raw)


def calibrate(sets: Sequence[Sequence[ScoredPosition]], name: str) -> dict[str, float]:
    """Platt's line (1999) for one ensemble: raw score of each position's best candidate → log-odds that it is right.

    Each set weighs as much as the others: the learners' has six times as many positions as that of documentation, in which people make other mistakes.
    """
    best = [[max(own) for position in positions if (own := scores_of(position, name))] for positions in sets]
    raw = np.array([score for one in best for score, _ in one])
    right = np.array([ok for one in best for _, ok in one])
    if right.sum() < 5 or right.all():
        return {"slope": 1.0, "intercept": 0.0}
    line = LogisticRegression(C=1e6).fit(raw[:, None], right, equal_weights([len(one) for one in best if one]))
    return {"slope": round(float(line.coef_[0, 0]), 4), "intercept": round(float(line.intercept_[0]), 4)}


def scores_of(position: ScoredPosition, name: str) -> list[tuple[float, bool]]:
    """Raw score and rightness of the position's candidates that the ensemble scores."""
    return [(one["raw"], bool(ok)) for one, ok in zip(position.candidates, position.right, strict=True) if ENSEMBLE_OF[one["operation"]] == name]


def best_and_any(positions: Sequence[ScoredPosition], ensembles: dict) -> np.ndarray:
    """(N, 2): log-odds of the likeliest candidate of each position, and of any of them, as `src/inference/slotScores.ts` has them."""
    rows = []
    for position in positions:
        lines = [ensembles[ENSEMBLE_OF[one["operation"]]]["calibration"] for one in position.candidates]
        chances = to_probability([line["slope"] * one["raw"] + line["intercept"] for one, line in zip(position.candidates, lines, strict=True)])
        rows.append((chances.max(), 1 - np.prod(1 - chances)))
    return log_odds(np.array(rows).reshape(-1, 2))


def fit_position_weights(sets: Sequence[Sequence[ScoredPosition]], ensembles: dict) -> dict[str, float]:
    """How the edits of one position add up to the chance that something is wrong there: a logistic regression on the best one and on any of them.

    The trees know of a candidate's rivals, so that a plain sum would count them twice.
    """
    features = np.concatenate([best_and_any(positions, ensembles) for positions in sets])
    wrong = np.array([position.is_wrong for positions in sets for position in positions])
    if wrong.sum() < 5 or wrong.all():
        return {"best": 0.0, "any": 1.0, "intercept": 0.0}
    line = LogisticRegression(C=1e6).fit(features, wrong, equal_weights([len(positions) for positions in sets if positions]))
    best, any_of = line.coef_[0]
    return {"best": round(float(best), 4), "any": round(float(any_of), 4), "intercept": round(float(line.intercept_[0]), 4)}


def position_odds(positions: Sequence[ScoredPosition], ensembles: dict, weights: dict[str, float]) -> np.ndarray:
    """(N,) log-odds that something is wrong in each position, in sentences that have mistakes."""
    both = best_and_any(positions, ensembles)
    return weights["best"] * both[:, 0] + weights["any"] * both[:, 1] + weights["intercept"]


def fit_shift(positions: Sequence[ScoredPosition], odds: np.ndarray) -> float:
    """Nats that the log-odds move by where mistakes are as frequent as here: those with which as many are expected as there are.

    Of positions that are likely enough to have been annotated, since the others' mistakes are not known.
    """
    known = np.array([position.is_annotated for position in positions]) & (to_probability(odds) >= ANNOTATED_FROM)
    wrong = np.array([position.is_wrong for position in positions])[known].sum()
    if not 0 < wrong < known.sum():
        return 0.0
    return float(brentq(lambda shift: to_probability(odds[known] + shift).sum() - wrong, -12.0, 12.0))
