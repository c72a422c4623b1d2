#!/usr/bin/env python3
"""Between steps 2 and 3, once there is a model: correct what it finds in clean text, where the rest of the corpus agrees.

    npm run build
    python scripts/fix_corpus.py --pairs build/filtered.jsonl

Clean text is not clean: one sentence in 120 has a mistake that the corpus confirms, and a model that is told to leave them
alone learns to. Break-it-fix-it (Yasunaga & Liang 2021) has a critic classify what is found; here it is what other sources write
between the same neighbours. `OUT/sentences` (`text`, `source`, `general`) is what `make_pairs` may take for clean: the corpus without those of the
sentences drawn that have a finding, unless it is wrong. `OUT/pairs.jsonl` has the corrections of `--pairs`, with what
they left uncorrected corrected too, and those found in the corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from datasets import Dataset, load_from_disk
from tqdm import tqdm

from cloze_model.attested import ChangeClass, Wording, classify_change, sources_of, wordings
from cloze_model.checker_cli import main_guard, run_checker
from cloze_model.examples import read_pairs
from cloze_model.run_metadata import BUILD, write_meta
from cloze_model.sampling import HELD_OUT, held_out, sample

CHUNK = 20_000
"""Sentences checked at a time; what is checked stays when the run is killed."""

COUNTED = 100_000
"""Sentences of the corpus that one process asks at a time."""

SUSPECT = 0.5
"""Probability from which a sentence with a doubtful finding is not taken for clean."""


@dataclass(frozen=True)
class Finding:
    """One change that the model proposes in a sentence: `text[start:end]` becomes `fix`."""

    start: int
    end: int
    fix: str
    probability: float

    def applied(self, text: str) -> str:
        return text[: self.start] + self.fix + text[self.end :]


def check(texts: Sequence[str], model: Path, folder: Path) -> list[list[Finding]]:
    """What the most sensitive setting finds in each text. Capitals, and the full stop at the end, depend on what surrounds a sentence."""
    found: list[list[Finding]] = []
    folder.mkdir(parents=True, exist_ok=True)
    for begin in tqdm(range(0, len(texts), CHUNK), desc="checking", unit="chunk"):
        chunk = texts[begin : begin + CHUNK]
        path = folder / f"{zlib.crc32(chr(10).join(chunk).encode()):08x}.jsonl"
        if not path.exists():
            answers = run_checker(chunk, model, "--sensitivity", "strict")
            fresh = path.with_suffix(".new")
            fresh.write_text("".join(json.dumps(answer["findings"]) + "\n" for answer in answers), encoding="utf-8")
            fresh.rename(path)
        found += [
            [Finding(one["start"], one["end"], one["fixes"][0]["text"], one["probability"]) for one in json.loads(line) if is_classified(one, text)]
            for text, line in zip(chunk, path.read_text(encoding="utf-8").splitlines(), strict=True)
        ]
    return found


def is_classified(finding: dict, text: str) -> bool:
    """False for a capital and for a mark at the end of a sentence: they depend on what stands around it, which the corpus has not kept."""
    is_end = finding["category"] == "punctuation" and not text[finding["end"] :].strip("\"'”’)]*_ ")
    return bool(finding["fixes"]) and finding["category"] != "capitalization" and not is_end


def classify(texts: Sequence[str], sources: Sequence[str], found: Sequence[list[Finding]], sentences: Dataset, processes: int) -> list[list[ChangeClass]]:
    """What the corpus says of each finding."""
    asked = [[wordings(text, one.applied(text)) for one in own] for text, own in zip(texts, found, strict=True)]
    wanted = {wording for own in asked for pair in own for wording in pair}
    ranges = [range(begin, min(begin + COUNTED, len(sentences))) for begin in range(0, len(sentences), COUNTED)]
    attested: dict[Wording, set[str]] = {}
    with get_context("fork").Pool(processes, _share, (sentences, wanted)) as pool:
        for part in tqdm(pool.imap(_count_chunk, ranges), desc="asking the corpus", total=len(ranges), unit="chunk"):
            for wording, own in part.items():
                attested.setdefault(wording, set()).update(own)

    def others(wording: Wording, source: str) -> int:
        return len(attested.get(wording, set()) - {source})

    return [
        [classify_change(one.probability, others(typed, source), others(fixed, source)) for one, (typed, fixed) in zip(own, pairs, strict=True)]
        for source, own, pairs in zip(sources, found, asked, strict=True)
    ]


_shared: tuple[Dataset, set[Wording]]
"""What a process that was forked reads without its being sent."""


def _share(*value: object) -> None:
    global _shared
    _shared = value


def _count_chunk(indices: range) -> dict[Wording, set[str]]:
    sentences, wanted = _shared
    rows = sentences.select(indices)
    return sources_of(wanted, zip(rows["source"], rows["text"], strict=True))


def corrected(text: str, found: Sequence[Finding], classes: Sequence[ChangeClass]) -> str:
    """The text with what is right put in."""
    for one, kind in sorted(zip(found, classes, strict=True), key=lambda pair: -pair[0].start):
        text = one.applied(text) if kind == "right" else text
    return text


def is_suspect(found: Sequence[Finding], classes: Sequence[ChangeClass]) -> bool:
    return any(kind == "doubtful" and one.probability >= SUSPECT for one, kind in zip(found, classes, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="what prepare_corpus wrote")
    parser.add_argument("--pairs", type=Path, required=True, help="JSON lines with `source`, `target` and, if known, `repo`")
    parser.add_argument("--model", type=Path, default=Path("model"), help="a model folder that ships")
    parser.add_argument("--sentences", type=int, default=600_000, help="sentences to check")
    parser.add_argument("--general", type=float, default=0.2, help="share of them from general prose, as far as there is enough")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, default=BUILD / "fixed")
    options = parser.parse_args()

    sentences = load_from_disk(str(options.corpus / "sentences"))
    pairs = read_pairs(options.pairs)
    is_general = list(sentences["general"])
    flags = held_out(sentences, is_general)
    taught = sample(is_general, [not held for held in flags], options.sentences, options.general, options.seed)
    # As many as `make_pairs` holds out, and some in place of those that fall away.
    places = [*taught, *sample(is_general, flags, HELD_OUT * 11 // 10, options.general, options.seed)]
    drawn = sentences.select(places)
    texts = [*drawn["text"], *(pair["target"] for pair in pairs)]
    sources = [*drawn["source"], *(pair.get("repo", "") for pair in pairs)]
    found = check(texts, options.model, options.out / "findings")
    classes = classify(texts, sources, found, sentences, options.processes)

    right = [corrected(text, own, its) for text, own, its in zip(texts, found, classes, strict=True)]
    kept = [at for at in range(len(drawn)) if right[at] == texts[at] and not is_suspect(found[at], classes[at])]
    fallen = set(places) - {places[at] for at in kept}
    sentences.select([at for at in range(len(sentences)) if at not in fallen]).save_to_disk(options.out / "sentences")
    corrections = [pair | {"target": target} for pair, target in zip(pairs, right[len(drawn) :], strict=True)]
    # General prose is held out by sentences, and a pair does not say so.
    told = [at for at, general in enumerate(drawn["general"]) if at < len(taught) or not general]
    corpus = [
        {"source": texts[at], "target": right[at], "repo": sources[at]} for at in told if right[at] != texts[at] and not is_suspect(found[at], classes[at])
    ]
    lines = [*corrections, *corpus]
    (options.out / "pairs.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    counts = Counter(kind for own in classes for kind in own)
    write_meta(options.out, options=vars(options), kept=len(kept), found=len(corpus), **counts)
    print(f"{len(kept):,} of {len(drawn):,} sentences taken for clean, {len(corpus):,} corrections found, findings {dict(counts)} → {options.out}")


if __name__ == "__main__":
    main_guard(main)
