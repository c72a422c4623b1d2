"""What is carried to another machine is what is unpacked there."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TinyRun
from datasets import load_from_disk
from steps import run_step

import shards
from cloze_model.corruption.error_statistics import FILES


def rows_of(folder: Path) -> list[tuple]:
    rows = load_from_disk(str(folder / "train"))
    return sorted((row["text"], tuple(row["ops"]), tuple(row["indices"]), tuple(row["texts"]), row["origin"], row["pieces"], row["rare"]) for row in rows)


def test_rows_tables_and_tokenizer_come_back_as_they_were(tiny_run: TinyRun, tmp_path: Path) -> None:
    packed = run_step("shards", "pack", "--pairs", tiny_run.pairs, "--tokenizer", tiny_run.corpus / "tokenizer", "--out", tmp_path / "shards")
    assert "MB in 6 files, 1 to be carried" in packed
    run_step("shards", "unpack", "--shards", tmp_path / "shards", "--pairs", tmp_path / "pairs", "--corpus", tmp_path / "corpus")
    rows = rows_of(tmp_path / "pairs")
    assert rows == rows_of(tiny_run.pairs)
    assert sorted(load_from_disk(str(tmp_path / "corpus" / "sentences"))["text"]) == [
        text for text, *_, origin, _, _ in rows if origin in ("general", "technical")
    ]
    assert any(places for *_, places in rows)
    for path in (tiny_run.pairs / name for name in FILES):
        assert (tmp_path / "pairs" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "corpus" / "tokenizer" / "tokenizer.json").exists()


def test_what_has_arrived_is_unpacked_without_the_rest(tiny_run: TinyRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD", 50)
    written = shards.pack(tiny_run.pairs, tiny_run.corpus / "tokenizer", tmp_path / "shards", megabytes=64)
    assert len(written) > 7
    late = next(path for path in written if path.name.startswith("technical-"))
    late.unlink()
    shards.unpack(tmp_path / "shards", tmp_path / "pairs", tmp_path / "corpus")
    whole, part = rows_of(tiny_run.pairs), rows_of(tmp_path / "pairs")
    assert len(part) == len(whole) - 50 and set(part) < set(whole)


def test_no_part_is_larger_than_one_journey_may_be(tiny_run: TinyRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD", 20)
    whole = shards.pack(tiny_run.pairs, tiny_run.corpus / "tokenizer", tmp_path / "whole", megabytes=64)
    beside = sum(
        path.stat().st_size for path in (tmp_path / "whole").rglob("*") if path.is_file() and not path.name.startswith(("general", "technical", "rows"))
    )
    most = (beside + 4_000) / 1e6
    shards.pack(tiny_run.pairs, tiny_run.corpus / "tokenizer", tmp_path / "parts", megabytes=most)
    parts = sorted((tmp_path / "parts").iterdir())
    sizes = [sum(path.stat().st_size for path in part.rglob("*") if path.is_file()) for part in parts]
    assert len(parts) > 1 or sum(sizes) <= most * 1e6
    assert all(size <= most * 1e6 for size in sizes)
    assert sorted(path.name for path in whole) == sorted(path.name for path in (tmp_path / "parts").rglob("*.xz"))
    with pytest.raises(SystemExit, match="more than a part may have"):
        shards.pack(tiny_run.pairs, tiny_run.corpus / "tokenizer", tmp_path / "small", megabytes=0.0001)


def test_without_the_first_part_is_one_clear_message(tiny_run: TinyRun, tmp_path: Path) -> None:
    shards.pack(tiny_run.pairs, tiny_run.corpus / "tokenizer", tmp_path / "shards", megabytes=64)
    (tmp_path / "shards/part-0/lexicon.txt.xz").unlink()
    with pytest.raises(SystemExit, match="carry it there first"):
        shards.unpack(tmp_path / "shards", tmp_path / "pairs", tmp_path / "corpus")
