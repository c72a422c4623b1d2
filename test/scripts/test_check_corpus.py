"""The corpus is checked by workers of Ray as the command line checks it, and what was done is not done again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import ray

import check_corpus
from cloze_model.checker_cli import ROOT, run_checker

TEXTS = ["This should throws an error.", "All is well here.", "We recieve the events in order.", "It ends."]


@pytest.fixture(scope="module", autouse=True)
def _no_ray_left() -> Iterator[None]:
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.parquet"
    pq.write_table(pa.table({"id": list("abcd"), "repo": ["one", "one", "two", "two"], "text": TEXTS}), path)
    return path


def test_checks_as_the_command_line_does_and_goes_on(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    check_corpus.main([str(corpus), "--out", str(out), "--workers", "1", "--rows", "2", "--context", "draft"])
    first = check_corpus.read_checked(out)
    assert sorted(first["id"].to_pylist()) == ["a", "b"]
    # What a run was ended in is no row.
    (out / "broken.part").write_bytes(b"PAR1")

    capsys.readouterr()
    check_corpus.main([str(corpus), "--out", str(out), "--workers", "1", "--context", "draft"])
    told = capsys.readouterr().out
    rows = {row["id"]: row for row in check_corpus.read_checked(out).to_pylist()}
    assert "2 texts, 8 words" in told
    expected = run_checker(TEXTS, ROOT / "model", "--context", "draft")
    for name, answer in zip("abcd", expected, strict=True):
        kinds = [(finding["start"], finding["kind"], finding["probability"]) for finding in answer["findings"]]
        assert [(finding["start"], finding["kind"], finding["probability"]) for finding in rows[name]["findings"]] == kinds
    assert {name: len(row["findings"]) for name, row in rows.items()} == {"a": 1, "b": 0, "c": 1, "d": 0}

    check_corpus.main([str(corpus), "--out", str(out), "--workers", "1", "--context", "draft"])
    assert "words/s" not in capsys.readouterr().out


def test_tells_repositories_with_most_findings_first() -> None:
    rows = [("a", "few", 1000, 1), ("b", "many", 500, 2), ("c", "few", 1000, 2), ("d", None, 10, 0)]
    finding = {"start": 0, "end": 1, "text": "a", "kind": "article", "message": "", "probability": 0.5}
    table = [{"id": name, "repo": repo, "words": words, "findings": [finding] * count} for name, repo, words, count in rows]
    checked = pa.Table.from_pylist(table, schema=check_corpus.CHECKED)
    assert check_corpus.by_repository(checked) == [("many", 500, 2), ("few", 2000, 3), ("", 10, 0)]


@pytest.mark.parametrize(("rows", "problem"), [([{"id": 1}], "no column text"), ([{"id": 1, "text": "a"}, {"id": 1, "text": "b"}], "an id stands there twice")])
def test_says_what_is_wrong_with_a_corpus(rows: list[dict], problem: str, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with pytest.raises(SystemExit, match=problem):
        check_corpus.read_corpus(path)
