"""Annotations: how an edit is named, what their files may hold, and the way of a candidate from the listing into them."""

import hashlib
import json
import sys
from pathlib import Path

import pytest

import annotate_candidates
from cloze_model import annotations
from cloze_model.annotations import LABELS, append_annotations, candidate_of, edit_key, findings_as_annotated, is_of_reference, label_of, read_annotations
from cloze_model.checker_cli import code_points

SOURCE = "A bird 🐦 sing in the trees , and he listen."
ROW = {"id": "bird", "source": SOURCE, "targets": ["A bird 🐦 sings in the trees, and he listen."]}


def candidate(typed: str, text: str, probability: float, operation: str = "replace") -> dict:
    """One of the product's, in UTF-16 units."""
    start = len(SOURCE[: SOURCE.index(typed)].encode("utf-16-le")) // 2
    return {"operation": operation, "start": start, "end": start + len(typed), "text": text, "probability": probability}


ANSWER = {
    "id": 0,
    "positions": [
        {"candidates": [candidate("sing", "sings", 0.6), candidate("sing", "sang", 0.3), candidate("sing", "song", 0.1)]},
        {"candidates": [candidate("listen", "listens", 0.8)]},
        {"candidates": [candidate("and", "but", 0.2)]},
    ],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(annotations, "FOLDER", tmp_path / "annotations")
    monkeypatch.setattr(annotate_candidates, "FOLDER", tmp_path / "annotations")
    read_annotations.cache_clear()
    return tmp_path / "annotations"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["annotate_candidates.py", *map(str, arguments)])
    annotate_candidates.main()


def test_the_key_is_the_hash_of_place_and_text() -> None:
    assert edit_key(7, 11, "sings") == hashlib.sha256(b"7:11:sings").hexdigest()[:12] == "aa9b956c7a28"
    assert len({edit_key(7, 11, "sings"), edit_key(7, 12, "sings"), edit_key(7, 11, "Sings"), edit_key(71, 1, "sings")}) == 4


def test_offsets_are_counted_in_code_points() -> None:
    assert code_points(SOURCE, candidate("sing", "sings", 1)) == (SOURCE.index("sing"), SOURCE.index("sing") + 4, "sings")


def test_what_was_appended_is_found_again(folder: Path) -> None:
    key = edit_key(9, 13, "sang")
    assert label_of("birds", "bird", 9, 13, "sang") is None
    assert append_annotations(folder / "birds.tsv", [("bird", key, "acceptable"), ("bird", key, "acceptable")]) == 1
    assert append_annotations(folder / "birds.tsv", [("bird", key, "acceptable")]) == 0
    assert label_of("birds", "bird", 9, 13, "sang") == "acceptable"
    assert label_of("birds", "other", 9, 13, "sang") is None
    assert (folder / "birds.tsv").read_text() == f"bird\t{key}\tacceptable\n"


def test_another_verdict_than_before_is_an_error_and_changes_nothing(folder: Path) -> None:
    append_annotations(folder / "birds.tsv", [("bird", "0" * 12, "right")])
    with pytest.raises(RuntimeError, match="bird 000000000000 is right there and wrong now"):
        append_annotations(folder / "birds.tsv", [("new", "1" * 12, "right"), ("bird", "0" * 12, "wrong")])
    assert (folder / "birds.tsv").read_text() == "bird\t000000000000\tright\n"


@pytest.mark.parametrize("line", ["bird\t000000000000\tmaybe", "bird\t0000\tright", "bird right", "bird\t000000000000\tright\tbecause", ""])
def test_a_line_that_is_no_verdict_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "broken.tsv"
    path.write_text(f"bird\t000000000001\tright\n{line}\n")
    with pytest.raises(RuntimeError, match="broken.tsv:2: expected"):
        read_annotations(path)


def test_two_verdicts_of_one_edit_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "twice.tsv").write_text("bird\t000000000000\tright\nbird\t000000000000\twrong\n")
    with pytest.raises(RuntimeError, match="twice.tsv:2: .*keep one"):
        read_annotations(tmp_path / "twice.tsv")


def test_from_the_listing_to_the_report(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    """What the reference makes and what is too unlikely need no annotation; what has a label is not listed again."""
    monkeypatch.setattr(annotate_candidates, "run_checker", lambda texts, model, flag: [ANSWER for _ in texts])
    path, out = tmp_path / "birds.jsonl", tmp_path / "reading.txt"
    path.write_text(json.dumps(ROW) + "\n")
    run(monkeypatch, "list", "--sets", path, "--out", out)
    listed = out.read_text()
    assert [line.split(" ", 3)[3] for line in listed.splitlines() if line.startswith("? ")] == [
        "A bird 🐦 [sing → sang] in the trees , and he listen.",
        "A bird 🐦 sing in the trees , [and → but] he listen.",
        "A bird 🐦 sing in the trees , and he [listen → listens].",
    ]
    # Two of them are answered, the third is left for later.
    answered = listed.replace("? ", "p ", 1).replace("? ", "a ", 1)
    out.write_text(answered)
    run(monkeypatch, "record", out)
    assert [line.split("\t")[2] for line in (folder / "birds.tsv").read_text().splitlines()] == ["place", "acceptable"]
    run(monkeypatch, "list", "--sets", path, "--out", out)
    assert [line[-19:] for line in out.read_text().splitlines() if line.startswith("? ")] == ["[listen → listens]."]
    run(monkeypatch, "report", "--sets", path)
    printed = capsys.readouterr().out
    assert "birds: 1 as a reference has them, 1 place, 1 acceptable, 1 not annotated" in printed
    assert "| 0.15–0.3 | 1 | 0.00 | 0.00 | 1.00 | 0.00 | 0.00 |" in printed
    assert "| 0.5–0.7 | 1 | 1.00 | 1.00 | 0.00 | 0.00 | 0.00 |" in printed


def test_a_letter_that_is_none_records_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reading.txt").write_text("## birds bird\nA bird sing.\nr 000000000000 0.50 x\nx 000000000001 0.50 x\n")
    with pytest.raises(RuntimeError, match="reading.txt:4: x is none of r, a, w, p"):
        run(monkeypatch, "record", tmp_path / "reading.txt")
    assert not folder.exists()


def test_the_files_that_ship_are_whole() -> None:
    files = sorted(annotations.FOLDER.glob("*.tsv"))
    assert files
    for path in files:
        assert set(read_annotations(path).values()) <= set(LABELS)


def in_text(source: str, typed: str, text: str) -> tuple[dict, dict]:
    """A finding of what is typed, in UTF-16 units, and its fix."""
    start = len(source[: source.index(typed)].encode("utf-16-le")) // 2
    return {"start": start, "end": start + len(typed)}, {"text": text}


@pytest.mark.parametrize(
    ("finding", "fix", "expected"),
    [
        (*in_text(SOURCE, "sing", "sings"), (9, 13, "sings")),
        (*in_text(SOURCE, " sing", ""), (9, 13, "")),
        (*in_text(SOURCE, "sing ", ""), (9, 13, "")),
        ({"start": 10, "end": 10}, {"text": "can "}, (9, 9, "can")),
        ({"start": 14, "end": 14}, {"text": " well"}, (14, 14, "well")),
        (*in_text(SOURCE, "A bird", "Bird"), (0, 1, "")),
        (*in_text(SOURCE, "A", "Once a"), (0, 0, "once")),
        (*in_text(SOURCE, "A", "I saw a"), (0, 0, "I saw")),
        ({"start": len(SOURCE) + 1, "end": len(SOURCE) + 1}, {"text": "!"}, (len(SOURCE), len(SOURCE), "!")),
    ],
)
def test_a_fix_is_traced_to_its_proposal(finding: dict, fix: dict, expected: tuple[int, int, str]) -> None:
    """What a deletion or an insertion takes of the white space is no part of the candidate; an insertion stands before a word."""
    assert candidate_of(SOURCE, finding, fix) == expected


def test_an_edit_of_a_reference_is_known_by_its_place_and_text() -> None:
    row = {"id": "case", "source": "he say it on monday, and leaves", "targets": ["He says it on Monday and leaves."]}
    known = [(0, 2, "He"), (3, 6, "says"), (3, 6, "Says"), (13, 19, "Monday"), (19, 20, ""), (31, 31, ".")]
    assert [is_of_reference(row, *edit) for edit in known] == [True] * 6
    assert [is_of_reference(row, *edit) for edit in ((0, 2, "HE"), (3, 6, "said"), (13, 19, "MONDAY"), (13, 20, ""), (31, 31, "!"))] == [False] * 5


def test_findings_are_counted_as_annotated(folder: Path) -> None:
    at = SOURCE.index("and")
    append_annotations(folder / "birds.tsv", [("bird", edit_key(9, 13, "sang"), "acceptable"), ("bird", edit_key(at, at + 3, ""), "place")])
    found = [("sing", "sang", False), (" and", "", False), ("sing", "sings", True), ("listen", "listens", False)]
    findings = [{**one, "fixes": [fix]} for one, fix in (in_text(SOURCE, typed, text) for typed, text, _ in found)]
    counts = findings_as_annotated("birds", [ROW], [{"findings": findings}], [[known for *_, known in found]])
    assert counts == {"of a reference": 1, "right": 0, "acceptable": 1, "wrong": 0, "place": 1, "not annotated": 1}


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [(", we", ". We", (11, 12, ".")), (" we", ". We", (12, 12, ".")), (", we left", ". We left", (11, 20, ". We left")), (", we", "; we", (11, 15, "; we"))],
)
def test_a_capital_behind_the_end_of_a_sentence_is_no_part_of_the_proposal(typed: str, text: str, expected: tuple[int, int, str]) -> None:
    source = f"It was late{typed} at once."
    assert candidate_of(source, *in_text(source, typed, text)) == expected
