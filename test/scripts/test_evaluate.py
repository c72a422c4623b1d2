"""What the evaluation makes of the product's answers."""

from pathlib import Path

import pytest

import evaluate
from cloze_model import annotations
from cloze_model.annotations import append_annotations, edit_key, read_annotations


def finding(start: int, end: int, text: str, tier: str = "sure") -> dict:
    return {"start": start, "end": end, "tier": tier, "fixes": [{"text": text, "probability": 0.9}]}


def test_the_drafts_are_read_as_drafts_and_hints_are_counted_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    sets = {
        "mistakes": [{"kind": "verb", "source": "He go.", "targets": ["He goes."]}, {"kind": "verb", "source": "She sing.", "targets": ["She sings."]}],
        "correct": [{"kind": "plain", "source": "That is right.", "targets": ["That is right."]}],
    }
    answers = [[finding(3, 5, "goes")], [finding(4, 8, "sings", "perhaps")], [finding(0, 4, "This", "perhaps")]]
    asked = []

    def checker(texts: list[str], model: Path, *flags: str) -> list[dict]:
        asked.append((texts, flags))
        return [{"findings": findings} for findings in answers]

    monkeypatch.setattr(evaluate, "read_drafts", lambda name, half: sets[name] if half == "report" else [])
    monkeypatch.setattr(evaluate, "run_checker", checker)
    figures = evaluate.measure_drafts("report", Path("model"), "--sensitivity", "balanced")
    assert asked == [(["He go.", "She sing.", "That is right."], ("--context", "draft", "--hints", "--sensitivity", "balanced"))]
    assert (figures["flagged"], figures["corrected"], figures["clean_alarms"]) == (1, 1, 0)
    assert figures["kinds"] == {"verb": {"sentences": 2, "flagged": 1, "corrected": 1}}
    hints = figures["with_hints"]
    assert (hints["flagged"], hints["corrected"], hints["clean_alarms"], hints["clean_alarms_per_1000"]) == (2, 2, 1, 250.0)


def test_alarms_are_counted_as_the_references_say_and_as_annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake nobody corrected is no alarm to who has read it, nor is a place that is wrong."""
    monkeypatch.setattr(annotations, "FOLDER", tmp_path)
    read_annotations.cache_clear()
    append_annotations(
        tmp_path / "page.tsv", [("1", edit_key(3, 5, "goes"), "right"), ("1", edit_key(13, 16, "see"), "place"), ("1", edit_key(9, 12, "it"), "wrong")]
    )
    rows = [{"id": "1", "source": "He go as she sea to.", "targets": ["He go as she sea too."]}]
    found = [finding(3, 5, "goes"), finding(9, 12, "it"), finding(13, 16, "see"), finding(17, 19, "too"), finding(0, 2, "It")]
    figures = evaluate.as_annotated("page", rows, [{"findings": found}])
    counts = {name: figures[name] for name in ("of a reference", "right", "acceptable", "wrong", "place", "not annotated")}
    assert counts == {"of a reference": 1, "right": 1, "acceptable": 0, "wrong": 1, "place": 1, "not annotated": 1}
    assert (figures["precision_by_reference"], figures["precision_as_annotated"], figures["detection_as_annotated"]) == (0.2, 0.4, 0.6)
    # Of seven tokens, the full stop among them.
    assert (figures["alarms_per_1000_by_reference"], figures["alarms_per_1000_as_annotated"]) == (571.429, 285.714)
