"""Which of our candidates become the mistakes that tests are written with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import make_mistakes
from cloze_model.manifest import write_manifest

SURE = {"draft": {"sure": 0.5, "perhaps": 0.2}, "published": {"sure": 0.5, "perhaps": 0.2}}
WRONG = {f"He {word}s must go.": (word, 0.9 + number / 100) for number, word in enumerate(["read", "sing", "walk", "wait"])}


@pytest.fixture
def model(tmp_path: Path) -> Path:
    write_manifest(tmp_path, {"thresholds": {"balanced": SURE}})
    return tmp_path


def row(source: str) -> dict:
    return {"category": "agreement", "source": source, "target": source.replace("s must", " must")}


def finding(source: str, text: str, probability: float, category: str = "agreement") -> dict:
    start = source.index(" ") + 1
    return {"start": start, "end": source.index(" must"), "category": category, "kind": "subject-verb", "fixes": [{"text": text, "probability": probability}]}


def checked(monkeypatch: pytest.MonkeyPatch, more: dict[str, list[dict]], published: dict[str, list[dict]] | None = None) -> None:
    """The checker finds what is wrong in `WRONG`, and `more`; on published pages `published` instead."""
    found = {source: [finding(source, word, chance)] for source, (word, chance) in WRONG.items()} | more

    def checker(texts: list[str], _: Path, *flags: str) -> list[dict]:
        assert {"--hints", "strict"} < set(flags)
        own = found | (published or {}) if flags[-1] == "published" else found
        return [{"findings": own.get(text, [])} for text in texts]

    monkeypatch.setattr(make_mistakes, "run_checker", checker)


def test_the_surest_come_first_with_what_is_underlined(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    checked(monkeypatch, {})
    chosen = make_mistakes.choose([row(source) for source in WRONG], model)["agreement"]
    assert [one["original"] for one in chosen] == ["waits", "walks", "sings", "reads"]
    assert chosen[0] == {"source": "He waits must go.", "target": "He wait must go.", "original": "waits", "fix": "wait", "start": 3, "kind": "subject-verb"}


def test_what_is_doubtful_anywhere_is_left_out(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    cases = {
        "We jumps must go.": [finding("We jumps must go.", "jump", 0.7)],
        "We sleeps must go.": [finding("We sleeps must go.", "slept", 0.99)],
        "We eats must go.": [finding("We eats must go.", "eat", 0.99, "wordChoice")],
        "We runs must go.": [],
        "We hops must go.": [finding("We hops must go.", "hop", 0.99)] * 2,
        "We digs must go.": [finding("We digs must go.", "dig", 0.99)],
        # The mended sentence is flagged itself.
        "We dig must go.": [finding("We dig must go.", "dug", 0.3)],
    }
    late = "We rests must go."
    checked(monkeypatch, cases | {late: [finding(late, "rest", 0.99)]}, {late: [finding(late, "rest", 0.6)]})
    chosen = make_mistakes.choose([row(source) for source in [*WRONG, *cases, late] if source != "We dig must go."], model)["agreement"]
    assert {one["source"] for one in chosen} == set(WRONG)


def test_a_word_that_is_taken_out_is_told_without_its_space(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    texts = [f"We {word} {word} it." for word in ("see", "say", "do", "buy")]
    found = {
        text: [
            {"start": len(text) // 2 - 1, "end": len(text) - 4, "category": "extraWord", "kind": "doubled-word", "fixes": [{"text": "", "probability": 0.9}]}
        ]
        for text in texts
    }
    checked(monkeypatch, found)
    rows = [{"category": "extraWord", "source": text, "target": make_mistakes.mended(text, found[text][0])} for text in texts]
    chosen = make_mistakes.choose(rows, model)["extraWord"]
    assert all(one["source"][one["start"] :].startswith(one["original"]) and one["original"].isalpha() and one["fix"] == "" for one in chosen)


def test_too_few_of_a_category_is_one_clear_message(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    checked(monkeypatch, {"We sat.": [{}]})
    with pytest.raises(RuntimeError, match="3 of agreement, 0 of sound"):
        make_mistakes.choose([*map(row, list(WRONG)[1:]), {"category": "sound", "source": "We sat."}], model)


def test_the_list_that_the_tests_use_is_of_these_candidates() -> None:
    candidates = {row["source"] for row in map(json.loads, (make_mistakes.FOLDER / "candidates.jsonl").read_text(encoding="utf-8").splitlines())}
    chosen = json.loads((make_mistakes.FOLDER / "mistakes.json").read_text(encoding="utf-8"))
    assert {one["source"] for rows in chosen.values() for one in rows} <= candidates
