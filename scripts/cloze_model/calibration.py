"""From raw scores to chances: of an edit, of a place, and in one kind of text; straight lines in log-odds, as `src/inference` reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import brentq
from sklearn.linear_model import LogisticRegression

from .evidence import ENSEMBLE_OF, ENSEMBLES, Place
from .forests import raw_scores

TINY = 1e-4
"""As in `src/grammar/odds.ts`: nearer to 0 and 1 a probability is as good as certain."""

READ_FROM = 0.15
"""Chance of an edit from which on it was read (`read_proposals.py`): what is rarer counts as right only where a reference makes it."""


def log_odds(chance: np.ndarray) -> np.ndarray:
    bounded = np.clip(chance, TINY, 1 - TINY)
    return np.log(bounded / (1 - bounded))


def to_chance(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.asarray(odds, dtype=float)))


def equal_weights(sizes: Sequence[int]) -> np.ndarray:
    """One weight for each row of sets one after another: each set counts as much as the others, and all together as many rows as they have."""
    return np.concatenate([np.full(size, sum(sizes) / (len(sizes) * max(1, size))) for size in sizes])


def add_raw(places: Sequence[Place], combination: dict) -> None:
    """Writes `raw`, the trees' log-odds, into every proposal."""
    for name in ENSEMBLES:
        chosen = [proposal for place in places for proposal in place.proposals if ENSEMBLE_OF[proposal["operation"]] == name]
        if chosen:
            for proposal, raw in zip(chosen, raw_scores(combination[name], np.array([one["features"] for one in chosen])), strict=True):
                proposal["raw"] = float(raw)


def calibrate(sets: Sequence[Sequence[Place]], name: str) -> dict[str, float]:
    """Platt's line (1999) for one ensemble: raw score of each place's best proposal → log-odds that it is right.

    Each set weighs as much as the others: the learners' has six times as many places as that of documentation, in which people make other mistakes.
    """
    best = [[max(own) for place in places if (own := scores_of(place, name))] for places in sets]
    raw = np.array([score for one in best for score, _ in one])
    right = np.array([ok for one in best for _, ok in one])
    if right.sum() < 5 or right.all():
        return {"slope": 1.0, "intercept": 0.0}
    line = LogisticRegression(C=1e6).fit(raw[:, None], right, equal_weights([len(one) for one in best if one]))
    return {"slope": round(float(line.coef_[0, 0]), 4), "intercept": round(float(line.intercept_[0]), 4)}


def scores_of(place: Place, name: str) -> list[tuple[float, bool]]:
    """Raw score and rightness of the place's proposals that the ensemble judges."""
    return [(one["raw"], bool(ok)) for one, ok in zip(place.proposals, place.right, strict=True) if ENSEMBLE_OF[one["operation"]] == name]


def best_and_any(places: Sequence[Place], combination: dict) -> np.ndarray:
    """(N, 2): log-odds of the likeliest proposal of each place, and of any of them, as `src/inference/slotScores.ts` has them."""
    rows = []
    for place in places:
        lines = [combination[ENSEMBLE_OF[one["operation"]]]["calibration"] for one in place.proposals]
        chances = to_chance([line["slope"] * one["raw"] + line["intercept"] for one, line in zip(place.proposals, lines, strict=True)])
        rows.append((chances.max(), 1 - np.prod(1 - chances)))
    return log_odds(np.array(rows).reshape(-1, 2))


def weigh_places(sets: Sequence[Sequence[Place]], combination: dict) -> dict[str, float]:
    """How the edits of one place add up to the chance that something is wrong there: a logistic regression on the best one and on any of them.

    The trees know of a proposal's rivals, so that a plain sum would count them twice.
    """
    features = np.concatenate([best_and_any(places, combination) for places in sets])
    wrong = np.array([place.is_wrong for places in sets for place in places])
    if wrong.sum() < 5 or wrong.all():
        return {"best": 0.0, "any": 1.0, "intercept": 0.0}
    line = LogisticRegression(C=1e6).fit(features, wrong, equal_weights([len(places) for places in sets if places]))
    best, any_of = line.coef_[0]
    return {"best": round(float(best), 4), "any": round(float(any_of), 4), "intercept": round(float(line.intercept_[0]), 4)}


def place_odds(places: Sequence[Place], combination: dict, weights: dict[str, float]) -> np.ndarray:
    """(N,) log-odds that something is wrong in each place, in sentences that have mistakes."""
    both = best_and_any(places, combination)
    return weights["best"] * both[:, 0] + weights["any"] * both[:, 1] + weights["intercept"]


def fit_shift(places: Sequence[Place], odds: np.ndarray) -> float:
    """Nats that the log-odds move by where mistakes are as frequent as here: those with which as many are expected as there are.

    Of places that are likely enough to have been read, since the others' mistakes are not known.
    """
    known = np.array([place.is_read for place in places]) & (to_chance(odds) >= READ_FROM)
    wrong = np.array([place.is_wrong for place in places])[known].sum()
    if not 0 < wrong < known.sum():
        return 0.0
    return float(brentq(lambda shift: to_chance(odds[known] + shift).sum() - wrong, -12.0, 12.0))
