"""What the tests of the pipeline share: a tokenizer, a lexicon, and one tiny run of all steps."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir
from steps import ROOT, run_step

from cloze_model.base_model import base_vocabulary
from cloze_model.corruption import ErrorStatistics
from cloze_model.corruption.error_statistics import count_errors
from cloze_model.encoding import Encoder
from cloze_model.lexicon import Lexicon, build_lexicon, count_words, merge_counts
from cloze_model.text import split_sentences
from cloze_model.vocabulary import CODE, CONTRACTIONS, NONE, SUFFIXES, assign_unused, build_tokenizer

# Nothing is written beside the tests, a loaded machine fails none of them, and what passed once passes again: other texts
# are tried when a seed is given (CONTRIBUTING.md).
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "cloze-hypothesis")
settings.register_profile("cloze", database=None, deadline=None, derandomize="CLOZE_SEED" not in os.environ)
settings.load_profile("cloze")

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """Over the packaged base vocabulary with our special pieces, without words of a corpus."""
    return Encoder(build_tokenizer(assign_unused(base_vocabulary(), [CODE, NONE, *CONTRACTIONS, *SUFFIXES])))


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Every sentence of the fixture corpus."""
    files = sorted((FIXTURES / "corpus").glob("*.txt"))
    return [sentence for path in files for line in path.read_text(encoding="utf-8").splitlines() for sentence in split_sentences(line)]


@pytest.fixture(scope="session")
def statistics(sentences: list[str]) -> ErrorStatistics:
    """What corruption draws from, out of the fixtures; every word counts three times, so that the lexicon is not empty."""
    forms, spread = merge_counts([count_words(("fixture", sentence) for sentence in sentences * 3)])
    wrong, dropped, extra = count_errors([("It is more then enough.", "It is more than enough."), ("We waited hour.", "We waited an hour.")])
    return ErrorStatistics(Lexicon(build_lexicon(forms, spread, set())), wrong, dropped, extra)


@pytest.fixture(scope="session")
def english() -> ErrorStatistics:
    """The lexicon that ships, without counts of corrections."""
    return ErrorStatistics(Lexicon.read(ROOT / "model" / "lexicon.txt"))


@dataclass(frozen=True)
class TinyRun:
    """The folders that the steps wrote."""

    corpus: Path
    pairs: Path
    pretrained: Path
    finetuned: Path
    model: Path


TINY = ("--tiny", "--minutes", 0)


@pytest.fixture(scope="session")
def tiny_run(tmp_path_factory: pytest.TempPathFactory) -> TinyRun:
    """All steps from prepare_corpus to export, each as a process of its own, in about half a minute."""
    out = tmp_path_factory.mktemp("tiny")
    run = TinyRun(*(out / name for name in ("corpus", "pairs", "pretrained", "finetuned", "model")))
    run_step("prepare_corpus", "--corpus", FIXTURES / "corpus", "--general", "village", "kitchen", "--out", run.corpus)
    run_step("make_pairs", "--corpus", run.corpus, "--pairs", FIXTURES / "pairs.jsonl", "--synthetic", 300, "--out", run.pairs)
    run_step("pretrain", *TINY, "--max-steps", 6, "--eval-steps", 3, "--corpus", run.corpus, "--out", run.pretrained)
    run_step("finetune", *TINY, "--max-steps", 6, "--dev", FIXTURES / "pairs.jsonl", "--pairs", run.pairs, "--base", run.pretrained, "--out", run.finetuned)
    run_step("export", "--model", run.finetuned, "--second", run.finetuned, "--lexicon", run.pairs / "lexicon.txt", "--out", run.model)
    return run
