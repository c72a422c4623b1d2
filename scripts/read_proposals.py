#!/usr/bin/env python3
"""Reads proposals one by one: which of those that no reference makes are right all the same?

    python scripts/read_proposals.py list --model model --sets ../shared/data/edits/dev.jsonl --out build/reading.txt
    # put a letter in place of each ?
    python scripts/read_proposals.py record build/reading.txt
    python scripts/read_proposals.py report --model model --sets ../shared/data/edits/dev.jsonl

`list` writes what the model proposes and nobody has read, `record` appends the verdicts to `scripts/verdicts/` (what they
mean stands in `cloze_model/verdicts.py`), `report` sets what the references say beside what was read. `npm run build` first.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cloze_model.evidence import corrections
from cloze_model.product import code_points, main_guard, read_rows, run_checker
from cloze_model.verdicts import FOLDER, VERDICTS, Verdict, append_verdicts, edit_key, verdict

LEAST = 0.15
"""Probability from which on proposals are read: no sensitivity shows anything below."""

BUCKETS = (0.15, 0.3, 0.5, 0.7, 1.0)

LETTERS: dict[str, Verdict] = {name[0]: name for name in VERDICTS}

HEAD = "# Put a letter in place of each ?: r right, a acceptable, w wrong, p place (something is wrong here, and this does not mend it).\n"

CONTEXT = 40
"""Characters of the sentence shown on either side of an edit."""

ROW = re.compile(r"## (\S+) (\S+)$")
LINE = re.compile(r"(\S) ([0-9a-f]{12}) \d")


@dataclass(frozen=True)
class Proposal:
    """One edit of one row that the model proposes; offsets in code points."""

    row: dict
    start: int
    end: int
    text: str
    probability: float
    is_of_reference: bool

    def verdict(self, set_name: str) -> Verdict | None:
        return "right" if self.is_of_reference else verdict(set_name, self.row["id"], self.start, self.end, self.text)


def read_set(path: Path, limit: int) -> list[dict]:
    """The rows of a set; those without an id get their line's number."""
    return [{"id": str(number), **row} for number, row in enumerate(read_rows(path)[:limit], 1)]


def proposals_of(rows: Sequence[dict], answers: Sequence[dict], least: float) -> Iterator[Proposal]:
    """Every proposal of every place that has at least that probability, in the order of the text."""
    for row, answer in zip(rows, answers, strict=True):
        gold = corrections(row["source"], row["targets"])
        found = [proposal for place in answer["places"] for proposal in place["proposals"] if proposal["probability"] >= least]
        for proposal in sorted(found, key=lambda one: (one["start"], one["end"], -one["probability"])):
            start, end, text = code_points(row["source"], proposal)
            folded = text if proposal["operation"] == "case" else text.lower().replace("’", "'")
            yield Proposal(row, start, end, text, proposal["probability"], (proposal["operation"], start, end, folded) in gold)


def listing(set_name: str, proposals: Sequence[Proposal]) -> str:
    """The proposals without a verdict, each row's sentence and references once."""
    parts, last = [], None
    for one in proposals:
        if one.verdict(set_name) is not None:
            continue
        if one.row["id"] != last:
            last = one.row["id"]
            parts.append(f"\n## {set_name} {last}\n{one_line(one.row['source'])}\n")
            parts += [f"= {one_line(target)}\n" for target in one.row["targets"] if target != one.row["source"]]
        parts.append(f"? {edit_key(one.start, one.end, one.text)} {one.probability:.2f} {marked(one)}\n")
    return "".join(parts)


def marked(one: Proposal) -> str:
    source = one.row["source"]
    before, typed, after = source[max(0, one.start - CONTEXT) : one.start], source[one.start : one.end], source[one.end : one.end + CONTEXT]
    return one_line(f"{before}[{typed} → {one.text}]{after}")


def one_line(text: str) -> str:
    return " ".join(text.split())


def read_answers(text: str, name: str) -> dict[str, list[tuple[str, str, Verdict]]]:
    """(row id, key, verdict) by set of a listing with letters in it; lines that still have their ? are left out."""
    found: dict[str, list[tuple[str, str, Verdict]]] = {}
    set_name = row_id = ""
    for number, line in enumerate(text.splitlines(), 1):
        if row := ROW.match(line):
            set_name, row_id = row.groups()
        elif (answer := LINE.match(line)) and answer[1] not in "?=":
            if answer[1] not in LETTERS or not row_id:
                raise RuntimeError(f"{name}:{number}: {answer[1]} is none of {', '.join(LETTERS)}; nothing was recorded.")
            found.setdefault(set_name, []).append((row_id, answer[2], LETTERS[answer[1]]))
    return found


def report(set_name: str, proposals: Sequence[Proposal]) -> str:
    """Counts by verdict, and for each bucket of probability the share that the references make and that is right as read."""
    said = [(one, one.verdict(set_name)) for one in proposals]
    counts = Counter(name or "not read" for one, name in said if not one.is_of_reference)
    lines = [
        f"{set_name}: {sum(one.is_of_reference for one in proposals)} as a reference has them, " + ", ".join(f"{n} {name}" for name, n in counts.most_common())
    ]
    lines += ["", "| probability | proposals | of a reference | right as read | acceptable | place | not read |", "| --- | --: | --: | --: | --: | --: | --: |"]
    for low, high in zip(BUCKETS, BUCKETS[1:], strict=False):
        inside = [(one, name) for one, name in said if low <= one.probability < high or (high == BUCKETS[-1] and one.probability >= high)]
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
        for set_name, verdicts in read_answers(options.answers.read_text(encoding="utf-8"), str(options.answers)).items():
            print(f"{set_name}: {append_verdicts(FOLDER / f'{set_name}.tsv', verdicts)} new")
        return
    sets = {}
    for path in options.sets:
        rows = read_set(path, options.limit)
        answers = run_checker([row["source"] for row in rows], options.model, "--explain")
        sets[path.stem] = list(proposals_of(rows, answers, options.least))
    if options.command == "report":
        print("\n".join(report(name, proposals) for name, proposals in sets.items()))
    else:
        text = HEAD + "".join(listing(name, proposals) for name, proposals in sets.items())
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text, encoding="utf-8")
        print(f"{text.count(chr(10) + '? ')} proposals to read → {options.out}")


if __name__ == "__main__":
    main_guard(main)
