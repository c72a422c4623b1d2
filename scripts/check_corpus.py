#!/usr/bin/env python3
"""Checks a corpus with the product, in parallel on Ray Data, and tells the findings in 1,000 words of each repository.

The corpus is Parquet or JSON lines with `id`, `text` (plain text) and, where it comes from several, `repo`. What is found goes into a folder of Parquet,
a row for each text: `id`, `repo`, `words` (as white space divides them), `findings`. A run that was ended goes on where it was: texts whose row is
there are not checked again.

    scripts/check_corpus.py corpus.parquet --out build/checked --workers 2
    scripts/check_corpus.py corpus.parquet --out build/checked --address ray://head:10001 --workers 64
    scripts/check_corpus.py corpus.parquet --out build/scaling --scaling 1,2 --rows 400
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

# It would report home.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import pyarrow as pa
import pyarrow.dataset
import pyarrow.json
import pyarrow.parquet as pq
import ray
import ray.data

from cloze_model.checker_cli import COMMAND, ROOT, main_guard, require_program

FINDING = pa.struct(
    [
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        ("kind", pa.string()),
        ("message", pa.string()),
        ("probability", pa.float64()),
    ]
)
CHECKED = pa.schema([("id", pa.string()), ("repo", pa.string()), ("words", pa.int64()), ("findings", pa.list_(FINDING))])

# Texts of a block, which is written when it is done: so much is lost where a run is ended.
BLOCK = 500
# Texts that are handed to the product at once.
BATCH = 64


class Checker:
    """One process of the product, which answers as long as its worker lives."""

    def __init__(self, out: str, model: str, context: str, sensitivity: str) -> None:
        self._out = Path(out)
        command = [*COMMAND, "--threads", "1", "--model", model, "--context", context, "--sensitivity", sensitivity]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def __call__(self, block: pa.Table) -> pa.Table:
        """`id`, `repo`, `text` → a file of `CHECKED`, whole or not at all. Returns how many rows. Raises RuntimeError where the product ends too early."""
        rows = block.to_pylist()
        found = [findings for at in range(0, len(rows), BATCH) for findings in self._ask([row["text"] for row in rows[at : at + BATCH]])]
        checked = [
            {"id": row["id"], "repo": row["repo"], "words": len(row["text"].split()), "findings": findings} for row, findings in zip(rows, found, strict=True)
        ]
        name = uuid.uuid4().hex
        # Written by the worker itself: to hand it to another process of Ray's costs a core a second.
        pq.write_table(pa.Table.from_pylist(checked, schema=CHECKED), self._out / f"{name}.part")
        (self._out / f"{name}.part").rename(self._out / f"{name}.parquet")
        return pa.table({"rows": [len(rows)]})

    def _ask(self, texts: list[str]) -> list[list[dict]]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        stdin.write("".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts)))
        stdin.flush()
        answers: dict[int, list[dict]] = {}
        for _ in texts:
            line = stdout.readline()
            if line == "":
                raise RuntimeError(f"{' '.join(COMMAND)} ended with {self._process.wait()}.")
            answer = json.loads(line)
            answers[answer["id"]] = [{name: finding[name] for name in FINDING.names} for finding in answer["findings"]]
        return [answers[number] for number in range(len(texts))]


def read_corpus(path: Path) -> pa.Table:
    """`id`, `repo` and `text` as strings. Raises SystemExit if one of them but `repo` is missing, or an id stands there twice."""
    table = pa.json.read_json(path) if path.suffix in (".jsonl", ".json") else pa.dataset.dataset(path).to_table()
    if missing := [name for name in ("id", "text") if name not in table.column_names]:
        raise SystemExit(f"{path}: there is no column {missing[0]}.")
    repo = table["repo"] if "repo" in table.column_names else pa.nulls(len(table), pa.string())
    corpus = pa.table({name: column.cast(pa.string()) for name, column in (("id", table["id"]), ("repo", repo), ("text", table["text"]))})
    if len(corpus["id"].unique()) < len(corpus):
        raise SystemExit(f"{path}: an id stands there twice.")
    return corpus


def read_checked(out: Path) -> pa.Table:
    """What earlier runs have written."""
    return pa.concat_tables([CHECKED.empty_table(), *(pq.read_table(file, schema=CHECKED) for file in sorted(out.glob("*.parquet")))])


def check(corpus: pa.Table, out: Path, workers: int, model: Path, context: str, sensitivity: str) -> float:
    """Checks what has no row in `out` yet. Returns seconds, start of the workers included."""
    is_new = pa.compute.invert(pa.compute.is_in(corpus["id"], read_checked(out)["id"]))
    rest = corpus.filter(is_new)
    if len(rest) == 0:
        return 0.0
    start = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    checked = ray.data.from_arrow([rest.slice(at, BLOCK) for at in range(0, len(rest), BLOCK)]).map_batches(
        Checker,
        fn_constructor_args=(str(out.resolve()), str(model.resolve()), context, sensitivity),
        batch_format="pyarrow",
        batch_size=None,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=workers),
    )
    for _ in checked.iter_batches(batch_format="pyarrow"):
        pass
    return time.monotonic() - start


def size(checked: pa.Table) -> tuple[int, int]:
    """Texts and words."""
    return len(checked), sum(checked["words"].to_pylist())


def by_repository(checked: pa.Table) -> list[tuple[str, int, int]]:
    """Repository, words, findings; most findings in 1,000 words first."""
    sums: dict[str, list[int]] = {}
    for repo, words, findings in zip(*(checked[name].to_pylist() for name in ("repo", "words", "findings")), strict=True):
        own = sums.setdefault(repo or "", [0, 0])
        own[0] += words
        own[1] += len(findings)
    rows = [(repo, words, found) for repo, (words, found) in sums.items() if words > 0]
    return sorted(rows, key=lambda row: -row[2] / row[1])


def main(given: Sequence[str] | None = None) -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of Parquet that is written, and gone on with")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes of the product, a core each")
    parser.add_argument("--address", help="of a Ray cluster, whose machines see the same files; this machine without it")
    parser.add_argument("--model", type=Path, default=ROOT / "model")
    parser.add_argument("--context", choices=["draft", "published"], default="published")
    parser.add_argument("--sensitivity", choices=["relaxed", "balanced", "strict"], default="balanced")
    parser.add_argument("--rows", type=int, help="only so many of the texts")
    parser.add_argument("--scaling", help="measure with these numbers of workers, one after the other, each from the beginning: 1,2")
    options = parser.parse_args(given)
    require_program()
    corpus = read_corpus(options.corpus).slice(0, options.rows)
    os.environ["PYTHONPATH"] = str(ROOT / "scripts")
    ray.init(address=options.address, ignore_reinit_error=True, log_to_driver=False, logging_level="ERROR", include_dashboard=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    words = sum(len(text.split()) for text in corpus["text"].to_pylist())
    if options.scaling:
        rates: dict[int, float] = {}
        for workers in (int(one) for one in options.scaling.split(",")):
            out = options.out / str(workers)
            if any(out.glob("*.parquet")):
                raise SystemExit(f"{out}: measured already; another --out begins anew.")
            rates[workers] = words / check(corpus, out, workers, options.model, options.context, options.sensitivity)
            first = min(rates)
            rate, share = rates[workers], rates[workers] / rates[first]
            print(f"{workers} workers: {rate:.0f} words/s, {rate / workers:.0f} a worker, {share:.2f} of {first}", flush=True)
        return
    before = read_checked(options.out)
    seconds = check(corpus, options.out, options.workers, options.model, options.context, options.sensitivity)
    checked = read_checked(options.out)
    for repo, own, found in by_repository(checked):
        print(f"{1000 * found / own:8.2f} findings in 1,000 words  {found:6} {own:9} words  {repo}")
    if seconds > 0:
        texts, fresh = (after - earlier for after, earlier in zip(size(checked), size(before), strict=True))
        print(f"{texts} texts, {fresh} words in {seconds:.0f} s: {fresh / seconds:.0f} words/s, {fresh / seconds / options.workers:.0f} a core")


if __name__ == "__main__":
    main_guard(main)
