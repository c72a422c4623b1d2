"""`model.json` has a checksum of itself; `test/inference/badModel.test.ts` has what the program does with it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from steps import ROOT, run_step

from cloze_model.manifest import read_manifest, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_manifest(tmp_path, {"formatVersion": 1, "screeningThresholds": {"word": 0.08}, "text": {"words": "[’é😀]"}})
    return tmp_path


def test_the_checksum_is_of_all_bytes_before_it(folder: Path) -> None:
    start, mark, end = (folder / "model.json").read_bytes().rpartition(b',"sha256":"')
    assert mark and end == hashlib.sha256(start).hexdigest().encode() + b'"}\n'


def test_it_is_no_part_of_what_the_manifest_says(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert list(manifest) == ["formatVersion", "screeningThresholds", "text"]
    before = (folder / "model.json").read_bytes()
    write_manifest(folder, json.loads(before))
    assert (folder / "model.json").read_bytes() == before
    write_manifest(folder, manifest | {"formatVersion": 2})
    assert (folder / "model.json").read_bytes()[-70:] != before[-70:]


def test_an_earlier_manifest_is_sealed_as_it_is(tmp_path: Path) -> None:
    shipped = (ROOT / "model" / "model.json").read_bytes()
    (tmp_path / "model.json").write_bytes(shipped[: shipped.rindex(b',"sha256"')] + b"}\n")
    for _ in range(2):
        run_step("seal_model", "--model", tmp_path)
        assert (tmp_path / "model.json").read_bytes() == shipped
