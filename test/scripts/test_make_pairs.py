"""What is taught and what is held out."""

from __future__ import annotations

import json
from pathlib import Path

from cloze_model.sampling import is_held
from make_pairs import divided


def write(path: Path, repositories: list[str]) -> Path:
    path.write_text("".join(json.dumps({"repo": repo, "source": "He go.", "target": "He goes."}) + "\n" for repo in repositories))
    return path


def test_whole_repositories_are_held_out_and_more_of_those_without_prose(tmp_path: Path) -> None:
    known, fresh = ([f"{kind}/{number}" for number in range(500)] for kind in ("known", "fresh"))
    taught, held = divided(write(tmp_path / "known.jsonl", known * 2), write(tmp_path / "fresh.jsonl", fresh))
    kept = {pair["repo"] for pair in held}
    assert kept == {name for name in known if is_held(name)} | {name for name in fresh if is_held(name, 5)}
    assert 10 <= len(kept & {*known}) <= 35 and 75 <= len(kept & {*fresh}) <= 125
    assert len(taught) + len(held) == 1500 and kept.isdisjoint(pair["repo"] for pair in taught)


def test_unseen_pairs_may_be_missing(tmp_path: Path) -> None:
    taught, held = divided(write(tmp_path / "known.jsonl", ["known/1"]), None)
    assert len(taught) + len(held) == 1
