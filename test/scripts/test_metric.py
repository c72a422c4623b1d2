"""The metric against cases counted by hand and, where it is at hand, against the project's own tool."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from cloze_model.corruption import LEARNER, ErrorStatistics, Writer, corrupt
from cloze_model.metric import Score, f_half, score, token_edits, tokens

TOOL = Path(__file__).parents[3] / "shared" / "tools" / "score_edits.py"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("He go home.", "He goes home.", {(1, 2, "goes")}),
        ("He is teacher.", "He is a teacher.", {(2, 2, "a")}),
        ("He is is here.", "He is here.", {(1, 2, "")}),
        ("It's “fine”.", 'It’s "fine".', set()),
        ("i know", "I know", {(0, 1, "I")}),
        ("use `a b` now", "use `a b` then", {(2, 3, "then")}),
        ("a b", "", {(0, 1, ""), (1, 2, "")}),
        ("", "a b", {(0, 0, "a"), (0, 0, "b")}),
        ("is here", "He is here", {(0, 0, "He")}),
        # The nearest words are the ones that change into each other, wherever a word is missing or too many beside them.
        ("xyz limits are", "limit are", {(0, 1, ""), (1, 2, "limit")}),
        ("limits are", "limit xyz are", {(0, 1, "limit"), (1, 1, "xyz")}),
    ],
)
def test_edits(a: str, b: str, expected: set) -> None:
    assert token_edits(tokens(a), tokens(b)) == expected


def test_counts() -> None:
    rows = [
        ("He go home.", ["He goes home."], "He goes home."),
        ("He go to home.", ["He goes home."], "He go to the home."),
        ("All is well.", ["All is well."], "All was well."),
    ]
    result = score(rows)
    assert (result.true, result.false, result.missed) == (1, 2, 2)
    assert (result.false_alarms, result.clean_words, result.alarms_per_1000) == (1, 4, 250)
    assert result.precision == pytest.approx(1 / 3) and result.recall == pytest.approx(1 / 3) and result.f05 == pytest.approx(1 / 3)


def test_the_best_reference_counts() -> None:
    result = score([("He go.", ["He went.", "He goes."], "He goes.")])
    assert (result.true, result.false, result.missed) == (1, 0, 0)


def test_scores_add_up() -> None:
    first, second = Score(9, 8, 7, 6, 50), Score(1, 2, 3, 4, 5)
    assert first.plus(second) == Score(10, 10, 10, 10, 55)
    assert first.minus(second) == Score(8, 6, 4, 2, 45)


def test_nothing_right_is_worth_nothing() -> None:
    assert f_half(0, 0) == 0
    assert score([("He go.", ["He goes."], "He run.")]).f05 == 0


def test_nothing_to_do_and_nothing_done() -> None:
    result = score([("Fine.", ["Fine."], "Fine.")])
    assert (result.precision, result.recall, result.alarms_per_1000) == (1.0, 1.0, 0.0)


@pytest.mark.skipif(not TOOL.exists(), reason="the project's own tool is not part of the repository")
def test_agrees_with_the_tool(sentences: list[str], statistics: ErrorStatistics, tmp_path: Path) -> None:
    rng = Random(1)
    gold, corrected, rows = [], [], []
    for number, sentence in enumerate(sentences):
        source = (corrupt(sentence, Writer(LEARNER, rng), statistics) or (sentence,))[0] if number % 3 else sentence
        targets = [sentence, (corrupt(sentence, Writer(LEARNER, rng), statistics) or (sentence,))[0]][: 1 + (number % 5 == 0)]
        made = (corrupt(rng.choice([source, sentence]), Writer(LEARNER, rng), statistics) or (sentence,))[0] if number % 2 else sentence
        gold.append({"id": number, "source": source, "targets": targets})
        corrected.append({"id": number, "fixed": made})
        rows.append((source, targets, made))
    for name, lines in (("gold", gold), ("made", corrected)):
        (tmp_path / name).write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = subprocess.run([sys.executable, TOOL, tmp_path / "gold", tmp_path / "made"], capture_output=True, text=True, check=True)
    theirs, ours = json.loads(done.stdout), score(rows)
    assert theirs["tp_fp_fn"] == [ours.true, ours.false, ours.missed]
    assert theirs["correction"]["F0.5"] == pytest.approx(ours.f05, abs=1e-4)
    assert theirs["clean"]["false_alarms_per_1000_words"] == pytest.approx(ours.alarms_per_1000, abs=0.01)
