#!/usr/bin/env python3
"""Annotates candidates by hand: which of those that no reference makes are right all the same?

    python scripts/annotate_candidates.py list --model model --sets ../shared/data/edits/dev.jsonl --out build/annotating.txt
    # put a letter in place of each ?
    python scripts/annotate_candidates.py record build/annotating.txt
    python scripts/annotate_candidates.py report --model model --sets ../shared/data/edits/dev.jsonl

`list` writes what the model proposes and nobody has annotated, `record` appends the labels to `scripts/annotations/` (what they
mean stands in `cloze_model/annotations.py`), `report` sets what the references say beside the annotations. `npm run build` first.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cloze_model.annotations import FOLDER, LABELS, Label, append_annotations, edit_key, label_of
from cloze_model.checker_cli import code_points, main_guard, read_rows, run_checker
from cloze_model.scored_positions import corrections

LEAST = 0.15
"""Probability from which on candidates are annotated: no sensitivity shows anything below."""

BUCKETS = (0.15, 0.3, 0.5, 0.7, 1.0)

LETTERS: dict[str, Label] = {name[0]: name for name in LABELS}

HEAD = "# Put a letter in place of each ?: r right, a acceptable, w wrong, p place (something is wrong here, and this does not correct it).\n"

CONTEXT = 40
"""Characters of the sentence shown on either side of an edit."""

ROW = re.compile(r"## (\S+) (\S+)$")
LINE = re.compile(r"(\S) ([0-9a-f]{12}) \d")


@dataclass(frozen=True)
class Candidate:
    """One edit of one row that the model proposes; offsets in code points."""

    row: dict
    start: int
    end: int
    text: str
    probability: float
    is_of_reference: bool

    def label(self, set_name: str) -> Label | None:
        return "right" if self.is_of_reference else label_of(set_name, self.row["id"], self.start, self.end, self.text)


def read_set(path: Path, limit: int) -> list[dict]:
    """The rows of a set; those without an id get their line's number."""
    return [{"id": str(number), **row} for number, row in enumerate(read_rows(path)[:limit], 1)]


def candidates_of(rows: Sequence[dict], answers: Sequence[dict], least: float) -> Iterator[Candidate]:
    """Every candidate of every place that has at least that probability, in the order of the text."""
    for row, answer in zip(rows, answers, strict=True):
        gold = corrections(row["source"], row["targets"])
        found = [candidate for position in answer["positions"] for candidate in position["candidates"] if candidate["probability"] >= least]
        for candidate in sorted(found, key=lambda one: (one["start"], one["end"], -one["probability"])):
            start, end, text = code_points(row["source"], candidate)
            folded = text if candidate["operation"] == "case" else text.lower().replace("’", "'")
            yield Candidate(row, start, end, text, candidate["probability"], (candidate["operation"], start, end, folded) in gold)


def listing(set_name: str, candidates: Sequence[Candidate]) -> str:
    """The candidates without a label, each row's sentence and references once."""
    parts, last = [], None
    for one in candidates:
        if one.label(set_name) is not None:
            continue
        if one.row["id"] != last:
            last = one.row["id"]
            parts.append(f"\n## {set_name} {last}\n{one_line(one.row['source'])}\n")
            parts += [f"= {one_line(target)}\n" for target in one.row["targets"] if target != one.row["source"]]
        parts.append(f"? {edit_key(one.start, one.end, one.text)} {one.probability:.2f} {marked(one)}\n")
    return "".join(parts)


def marked(one: Candidate) -> str:
    source = one.row["source"]
    before, typed, after = source[max(0, one.start - CONTEXT) : one.start], source[one.start : one.end], source[one.end : one.end + CONTEXT]
    return one_line(f"{before}[{typed} → {one.text}]{after}")


def one_line(text: str) -> str:
    return " ".join(text.split())


def read_answers(text: str, name: str) -> dict[str, list[tuple[str, str, Label]]]:
    """(row id, key, label) by set of a listing with letters in it; lines that still have their ? are left out."""
    found: dict[str, list[tuple[str, str, Label]]] = {}
    set_name = row_id = ""
    for number, line in enumerate(text.splitlines(), 1):
        if row := ROW.match(line):
            set_name, row_id = row.groups()
        elif (answer := LINE.match(line)) and answer[1] not in "?=":
            if answer[1] not in LETTERS or not row_id:
                raise RuntimeError(f"{name}:{number}: {answer[1]} is none of {', '.join(LETTERS)}; nothing was recorded.")
            found.setdefault(set_name, []).append((row_id, answer[2], LETTERS[answer[1]]))
    return found


def report(set_name: str, candidates: Sequence[Candidate]) -> str:
    """Counts by label, and for each bucket of probability the share that the references make and that is right as annotated."""
    labelled = [(one, one.label(set_name)) for one in candidates]
    counts = Counter(name or "not annotated" for one, name in labelled if not one.is_of_reference)
    lines = [
        f"{set_name}: {sum(one.is_of_reference for one in candidates)} as a reference has them, " + ", ".join(f"{n} {name}" for name, n in counts.most_common())
    ]
    lines += [
        "",
        "| probability | candidates | of a reference | right as annotated | acceptable | place | not annotated |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for low, high in zip(BUCKETS, BUCKETS[1:], strict=False):
        inside = [(one, name) for one, name in labelled if low <= one.probability < high or (high == BUCKETS[-1] and one.probability >= high)]
        shares = [
            sum(one.is_of_reference for one, _ in inside),
            *(sum(name == wanted for _, name in inside) for wanted in ("right", "acceptable", "place", None)),
        ]
        lines.append(f"| {low}–{high} | {len(inside)} | " + " | ".join(f"{share / max(1, len(inside)):.2f}" for share in shares) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("list", "report"):
        command = commands.add_parser(name)
        command.add_argument("--model", type=Path, default=Path("model"))
        command.add_argument("--sets", type=Path, nargs="+", required=True, help="JSON lines with source and target or targets")
        command.add_argument("--least", type=float, default=LEAST, help="probability from which on")
        command.add_argument("--limit", type=int, default=100_000, help="rows taken of each set (trials)")
    commands.choices["list"].add_argument("--out", type=Path, required=True)
    record = commands.add_parser("record")
    record.add_argument("answers", type=Path, help="what `list` wrote, with letters in it")
    options = parser.parse_args()

    if options.command == "record":
        for set_name, annotations in read_answers(options.answers.read_text(encoding="utf-8"), str(options.answers)).items():
            print(f"{set_name}: {append_annotations(FOLDER / f'{set_name}.tsv', annotations)} new")
        return
    sets = {}
    for path in options.sets:
        rows = read_set(path, options.limit)
        answers = run_checker([row["source"] for row in rows], options.model, "--explain")
        sets[path.stem] = list(candidates_of(rows, answers, options.least))
    if options.command == "report":
        print("\n".join(report(name, candidates) for name, candidates in sets.items()))
    else:
        text = HEAD + "".join(listing(name, candidates) for name, candidates in sets.items())
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
        print(f"{text.count(chr(10) + '? ')} candidates to annotate → {options.out}")


if __name__ == "__main__":
    main_guard(main)
