"""What is carried to another machine is what is unpacked there."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TinyRun, run_step
from datasets import load_from_disk

import shards


def rows_of(folder: Path) -> list[tuple]:
    rows = load_from_disk(str(folder / "train"))
    return sorted((row["text"], tuple(row["ops"]), tuple(row["indices"]), tuple(row["texts"]), row["origin"]) for row in rows)


def test_rows_tables_and_tokenizer_come_back_as_they_were(tiny_run: TinyRun, tmp_path: Path) -> None:
    packed = run_step("shards", "pack", "--pairs", tiny_run.pairs, "--tokenizer", tiny_run.corpus / "tokenizer", "--out", tmp_path / "shards")
    assert "MB in 3 files" in packed
    run_step("shards", "unpack", "--shards", tmp_path / "shards", "--pairs", tmp_path / "pairs", "--corpus", tmp_path / "corpus")
    rows = rows_of(tmp_path / "pairs")
    assert rows == rows_of(tiny_run.pairs)
    assert sorted(load_from_disk(str(tmp_path / "corpus" / "sentences"))["text"]) == [text for text, *_, origin in rows if origin in ("general", "technical")]
    for path in (tiny_run.pairs / "tables.json", tiny_run.pairs / "lexicon.txt"):
        assert (tmp_path / "pairs" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "corpus" / "tokenizer" / "tokenizer.json").exists()


def test_what_has_arrived_is_unpacked_without_the_rest(tiny_run: TinyRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD", 50)
    written = shards.pack(tiny_run.pairs, tiny_run.corpus / "tokenizer", tmp_path / "shards")
    assert len(written) > 4
    late = next(path for path in written if path.name.startswith("technical-"))
    late.unlink()
    shards.unpack(tmp_path / "shards", tmp_path / "pairs", tmp_path / "corpus")
    whole, part = rows_of(tiny_run.pairs), rows_of(tmp_path / "pairs")
    assert len(part) == len(whole) - 50 and set(part) < set(whole)
