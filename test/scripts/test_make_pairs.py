"""What is taught and what is held out."""

from __future__ import annotations

import json
from pathlib import Path

from datasets import Dataset

from cloze_model.sampling import is_held, runs
from make_pairs import divided, texts_of


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


def sentences(*texts: str, source: str = "a") -> Dataset:
    return Dataset.from_list([{"source": source, "general": False, "text": text} for text in texts])


def test_two_sentences_in_a_row_are_taken_where_people_write_them_as_one() -> None:
    texts = ("It was very late.", "We’re at home now.", "Stop it right now.", "This is so long. " * 9, "It is", "They go home now.")
    assert runs(sentences(*texts), range(6), [True] * 6, 9) == [0]
    assert runs(sentences(*texts), [0], [True, False, *[True] * 4], 9) == []
    assert runs(Dataset.from_list([*sentences(texts[0]), *sentences(texts[1], source="b")]), [0], [True] * 2, 9) == []
    one, general = texts_of(sentences(*texts[:2] * 9), [*range(18)], [True] * 18)
    assert (one[18:], general) == (["It was very late. We’re at home now."], [False] * 19)
