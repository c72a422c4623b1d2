"""What people say of candidates that no reference has, by set, row and edit.

Half of what counts as a false alarm on published pages is a mistake nobody corrected; fitting, calibration and figures can
therefore ask here what a candidate is, beside what the references say. The files hold no text of the sets:
`scripts/annotations/SET.tsv` has the row's id, the edit's key and the label in each line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from .checker_cli import code_points
from .scored_positions import corrections

Label = Literal["right", "acceptable", "wrong", "place"]
"""right: what is typed is wrong, and a careful editor would make this edit, perhaps with others that the sentence needs besides;
acceptable: the text is no worse with it, but needed no correction;
wrong: what is typed is right, and the text worse with the edit;
place: something is wrong at this place, and this edit does not correct it."""

LABELS: tuple[Label, ...] = get_args(Label)

FOLDER = Path(__file__).resolve().parents[1] / "annotations"


_RAISED = re.compile(r"(?P<typed>\S?)(?P<space>\s+)(?P<word>\S+)\n(?P<text>[.!?])(?P=space)(?i:(?P=word))")


def edit_key(start: int, end: int, text: str) -> str:
    """Names an edit of a row's source; offsets in code points."""
    return hashlib.sha256(f"{start}:{end}:{text}".encode()).hexdigest()[:12]


def candidate_of(source: str, finding: dict, fix: dict) -> tuple[int, int, str]:
    """The candidate behind a finding's fix, in code points: without the white space, the neighbour and the capital that it takes with it."""
    start, end, text = code_points(source, {**finding, "text": fix["text"]})
    typed = source[start:end]
    if raised := _RAISED.fullmatch(typed + "\n" + text):
        # A mark ends a sentence, and the next word begins one with a capital.
        next_word = end - len(raised["word"])
        return (start, start + 1, raised["text"]) if raised["typed"] else (next_word, next_word, raised["text"])
    head, tail = typed[: len(typed) - len(text)].strip(), text[: len(text) - len(typed)].strip()
    if head and typed.lower().endswith(f" {text.lower()}"):
        # The first word goes, and its capital to the next.
        return start, start + len(head), ""
    if typed and tail and text.lower().endswith(f" {typed.lower()}"):
        return start, start, tail if re.match(r"I\b", tail) else tail[0].lower() + tail[1:]
    if typed.strip() and not text.strip():
        return start + len(typed) - len(typed.lstrip()), end - len(typed) + len(typed.rstrip()), ""
    if not typed:
        # An insertion stands before the next word, or at the end.
        start = len(source) - len(source[start:].lstrip()) if source[start:].strip() else len(source)
        return start, start, text.strip()
    return start, end, text


def label_of(set_name: str, row_id: str, start: int, end: int, text: str) -> Label | None:
    """The annotation of this edit, or None if there is none; offsets in code points.

    An edit that the row's reference makes is right without an annotation, and is not in the files: `scored_positions.corrections` knows it.
    """
    return read_annotations(FOLDER / f"{set_name}.tsv").get((row_id, edit_key(start, end, text)))


def has_annotations(set_name: str) -> bool:
    return (FOLDER / f"{set_name}.tsv").exists()


@cache
def read_annotations(path: Path) -> dict[tuple[str, str], Label]:
    """Labels by row id and edit key; none where there is no file. Raises RuntimeError for a line that is none."""
    found: dict[tuple[str, str], Label] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        row_id, key, label = (line.split("\t") + ["", ""])[:3]
        if label not in LABELS or len(key) != 12 or line.count("\t") != 2:
            raise RuntimeError(f"{path}:{number}: expected a row's id, a key of 12 digits and one of {', '.join(LABELS)}, divided by tabs.")
        if found.setdefault((row_id, key), label) != label:
            raise RuntimeError(f"{path}:{number}: {row_id} {key} was {found[row_id, key]} before: keep one of the two lines.")
    return found


def append_annotations(path: Path, annotations: Iterable[tuple[str, str, Label]]) -> int:
    """Adds (row id, key, label) that the file does not have yet → how many. Raises RuntimeError where it says otherwise."""
    known = dict(read_annotations(path))
    new = []
    for row_id, key, label in annotations:
        if known.setdefault((row_id, key), label) != label:
            raise RuntimeError(f"{path}: {row_id} {key} is {known[row_id, key]} there and {label} now: change the line itself if that is meant.")
        if (row_id, key) not in read_annotations(path):
            new.append(f"{row_id}\t{key}\t{label}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(dict.fromkeys(new))
    read_annotations.cache_clear()
    return len(dict.fromkeys(new))


def findings_as_annotated(set_name: str, rows: Sequence[dict], answers: Sequence[dict], by_reference: Sequence[Sequence[bool]]) -> dict[str, int]:
    """How many findings a reference makes, and what the others are as annotated; `by_reference` says of each finding whether one does."""
    counts = dict.fromkeys(("of a reference", *LABELS, "not annotated"), 0)
    for row, answer, of_reference in zip(rows, answers, by_reference, strict=True):
        for finding, known in zip(answer["findings"], of_reference, strict=True):
            one = candidate_of(row["source"], finding, finding["fixes"][0])
            known = known or is_of_reference(row, *one)
            counts["of a reference" if known else label_of(set_name, row["id"], *one) or "not annotated"] += 1
    return counts


def is_of_reference(row: dict, start: int, end: int, text: str) -> bool:
    """True if a reference makes this very edit; a metric that counts tokens may align the two otherwise."""
    gold = corrections(row["source"], row["targets"])
    folded = text.lower().replace("’", "'")
    return any(place == [start, end] and made == (text if operation == "case" else folded) for operation, *place, made in gold)
