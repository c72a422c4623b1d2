"""Chances that hold: of an edit, of a position, in one kind of text; and the thresholds that a number of alarms allows."""

from __future__ import annotations

import numpy as np
import pytest

import calibrate as step
from calibrate import TARGETS, Alarms, alarms_of, alarms_table, choose_thresholds, least_odds
from cloze_model import annotations, forests
from cloze_model.calibration import add_raw, best_and_any, calibrate, equal_weights, fit_position_weights, fit_shift, log_odds, position_odds, to_probability
from cloze_model.forests import fit_gate, grow, raw_scores
from cloze_model.scored_positions import ENSEMBLES, ScoredPosition

LEVEL = {name: {"baseline": 0.0, "trees": [], "calibration": {"slope": 1.0, "intercept": 0.0}} for name in ENSEMBLES}


def position(raws: list[float], right: int | None, *, wrong: bool | None = None, read: bool = True, operation: str = "replace") -> ScoredPosition:
    """A position whose candidates have these raw scores, of which the one of that number is right."""
    candidates = [{"operation": operation, "features": [raw], "raw": raw} for raw in raws]
    marks = np.array([number == right for number in range(len(raws))])
    return ScoredPosition(0, [0.0], candidates, marks, right is not None if wrong is None else wrong, read)


def drawn(count: int, slope: float, intercept: float, seed: int = 0) -> list[ScoredPosition]:
    """Places of one candidate that is right as often as the line says."""
    generator = np.random.default_rng(seed)
    raws = generator.normal(-1, 2, count)
    right = generator.random(count) < to_probability(slope * raws + intercept)
    return [position([float(raw)], 0 if ok else None) for raw, ok in zip(raws, right, strict=True)]


def test_the_line_of_an_ensemble_is_found_again() -> None:
    line = calibrate([drawn(20_000, 0.7, 0.9)], "replace")
    assert line["slope"] == pytest.approx(0.7, abs=0.05)
    assert line["intercept"] == pytest.approx(0.9, abs=0.08)


def test_each_set_counts_as_much_as_the_others() -> None:
    assert equal_weights([2, 6]).tolist() == [2.0, 2.0] + [2 / 3] * 6
    alone, large = drawn(2_000, 1, 2, seed=1), drawn(20_000, 1, -2, seed=2)
    together = calibrate([alone, large], "replace")["intercept"]
    assert -0.5 < together < 0.5


def test_an_ensemble_that_nobody_needs_gets_a_line_that_changes_nothing() -> None:
    assert calibrate([drawn(100, 1, 0)], "case") == {"slope": 1.0, "intercept": 0.0}


@pytest.mark.parametrize(("right", "all_of"), [(4, 50), (50, 50)])
def test_of_too_few_or_of_one_kind_nothing_is_fitted(right: int, all_of: int) -> None:
    positions = [position([number / 10], 0 if number < right else None) for number in range(all_of)]
    assert calibrate([positions], "replace") == {"slope": 1.0, "intercept": 0.0}
    assert fit_position_weights([positions], LEVEL) == {"best": 0.0, "any": 1.0, "intercept": 0.0}


def test_five_are_enough() -> None:
    positions = [position([number / 10], 0 if number >= 45 else None) for number in range(50)]
    assert calibrate([positions], "replace")["slope"] > 2
    assert fit_position_weights([positions], LEVEL)["intercept"] < -1


def test_log_odds_are_bounded_as_in_the_product() -> None:
    far = np.log(1e-4 / (1 - 1e-4))
    assert log_odds(np.array([0.0, 0.2, 0.8, 1.0])) == pytest.approx([far, -np.log(4), np.log(4), -far])


def test_a_position_has_the_chance_of_its_best_edit_and_of_any() -> None:
    ensembles = LEVEL | {"delete": LEVEL["delete"] | {"calibration": {"slope": 2.0, "intercept": 0.5}}}
    one = position([-1.0, 0.5], None)
    one.candidates[0]["operation"] = "delete"
    deleted, replaced = to_probability(np.array([2.0 * -1.0 + 0.5, 0.5]))
    any_of = 1 - (1 - deleted) * (1 - replaced)
    assert best_and_any([one], ensembles)[0] == pytest.approx([0.5, np.log(any_of / (1 - any_of))])
    assert best_and_any([], ensembles).shape == (0, 2)


def test_each_set_counts_as_much_for_positions_too() -> None:
    alone, large = drawn(2_000, 1, 2, seed=1), drawn(20_000, 1, -2, seed=2)
    assert -0.5 < fit_position_weights([alone, large], LEVEL)["intercept"] < 0.5


def test_rivals_that_the_trees_know_of_are_not_counted_twice() -> None:
    generator = np.random.default_rng(3)
    positions = []
    for _ in range(8_000):
        # Of two candidates as likely as each other one is right in as many positions as either says: their sum is true of the position.
        raw = float(generator.normal(-0.5, 1))
        odds = to_probability(np.array(raw))
        positions.append(position([raw, raw], 0 if generator.random() < min(0.98, 1.4 * odds) else None))
    weights = fit_position_weights([positions], LEVEL)
    chances = to_probability(position_odds(positions, LEVEL, weights))
    wrong = np.array([one.is_wrong for one in positions])
    for low, high in ((0.2, 0.4), (0.4, 0.6), (0.6, 0.8)):
        inside = (chances >= low) & (chances < high)
        assert chances[inside].mean() == pytest.approx(wrong[inside].mean(), abs=0.05)


def test_the_shift_makes_as_many_mistakes_expected_as_there_are() -> None:
    positions = drawn(30_000, 1, -1.5)
    odds = np.array([one.candidates[0]["raw"] for one in positions])
    assert fit_shift(positions, odds) == pytest.approx(-1.5, abs=0.1)


def test_what_nobody_read_says_nothing_of_the_shift() -> None:
    known = drawn(30_000, 1, -1.5)
    unread = [position([2.0], None, read=False)] * 10_000
    odds = np.array([one.candidates[0]["raw"] for one in [*known, *unread]])
    assert fit_shift([*known, *unread], odds) == pytest.approx(-1.5, abs=0.1)


def test_without_a_mistake_or_without_anything_sound_there_is_no_shift() -> None:
    assert fit_shift([position([1.0], None)] * 5, np.ones(5)) == fit_shift([position([1.0], 0)] * 5, np.ones(5)) == 0.0


def test_the_trees_are_added_up_as_scikit_learn_does() -> None:
    generator = np.random.default_rng(4)
    features = generator.normal(size=(3_000, 4))
    labels = features[:, 0] + features[:, 1] > generator.normal(0, 0.5, 3_000)
    forest = grow(features, labels, seed=0, trees=40, forests=2)
    scores = raw_scores(forest, features)
    assert ((scores > 0) == labels).mean() > 0.85
    positions = [position([0.0], None) for _ in features]
    for one, row in zip(positions, features, strict=True):
        one.candidates[0]["features"] = row.tolist()
    add_raw(positions, {name: forest for name in ENSEMBLES})
    assert [one.candidates[0]["raw"] for one in positions] == scores.tolist()


def test_an_ensemble_of_which_too_little_is_right_believes_nothing() -> None:
    assert forests.fit([position([1.0], 0)] * 19, "replace", 0) == forests.UNSURE


def test_a_gate_lets_through_what_is_shown() -> None:
    generator = np.random.default_rng(5)

    def seen(value: float) -> ScoredPosition:
        return ScoredPosition(0, [value], [{"operation": "replace"}], np.array([False]), value > 0, True)

    positions = [seen(float(value)) for value in generator.normal(size=4_000)]
    gate = fit_gate(positions, positions, lambda one: one.is_wrong, 0)
    passing = raw_scores(gate, np.array([one.gate_features for one in positions])) >= gate["least"]
    shown = np.array([one.is_wrong for one in positions])
    assert passing[shown].mean() >= 0.99
    assert passing[~shown].mean() < 0.1


def test_a_line_lies_just_above_the_first_alarm_too_many() -> None:
    alarms = Alarms("set", [0.9, 0.5, 0.7, 0.3], 2_000)
    assert alarms.threshold(1) == pytest.approx(0.5005)
    assert alarms.rate(alarms.threshold(1)) == 1
    assert alarms.threshold(0) == pytest.approx(0.9005)
    assert alarms.threshold(2) == step.LOWEST_THRESHOLD
    assert Alarms("set", [0.9999], 2_000).threshold(0) == 0.99


def test_every_set_of_a_context_must_allow_a_line() -> None:
    quiet, loud = Alarms("quiet", [0.4] * 9, 1_000), Alarms("loud", [0.8] * 9, 1_000)
    thresholds = choose_thresholds({"draft": [quiet], "published": [quiet, loud]})
    assert thresholds["balanced"]["published"] == {"sure": 0.8005, "perhaps": 0.8005}
    assert thresholds["strict"]["draft"]["sure"] == step.LOWEST_THRESHOLD
    table = alarms_table({"draft": [quiet], "published": [quiet, loud]}, thresholds)
    assert table["balanced"]["quiet"]["sure"] == 0
    for sensitivity, contexts in TARGETS.items():
        assert thresholds[sensitivity].keys() == contexts.keys()
        assert all(thresholds[sensitivity][context].keys() == tiers.keys() for context, tiers in contexts.items())


def test_what_was_read_as_wrong_is_no_alarm(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotations, "FOLDER", tmp_path)
    annotations.read_annotations.cache_clear()
    row = {"id": "1", "source": "He go home.", "targets": ["He go home."]}
    (tmp_path / "pages.tsv").write_text(f"1\t{annotations.edit_key(3, 5, 'goes')}\tright\n1\t{annotations.edit_key(3, 5, 'got')}\tacceptable\n")

    def finding(text: str) -> dict:
        return {"start": 3, "end": 5, "operation": "replace", "fixes": [{"text": text}], "probability": 0.6}

    found = [[finding("goes"), finding("got"), finding("gone")]]
    assert alarms_of("pages", [row], found).probabilities == [0.6, 0.6]
    assert alarms_of("pages", [row | {"targets": ["He gone home."]}], found).probabilities == [0.6]
    annotations.read_annotations.cache_clear()


def test_the_gates_let_through_what_the_lowest_line_may_show() -> None:
    thresholds = {name: {context: {"sure": 0.5, "perhaps": 0.4} for context in ("draft", "published")} for name in TARGETS}
    priors = {"draft": {"shift": -0.5}, "published": {"shift": -2.0}}
    assert least_odds(thresholds, priors) == pytest.approx(float(log_odds(np.array(0.4))) + 0.5)
