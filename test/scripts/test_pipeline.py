"""All steps from end to end, killed and resumed, and in two processes."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
import torch
from conftest import TINY, TinyRun
from datasets import load_from_disk
from steps import PATIENCE, run_step, start_step
from transformers import BertForMaskedLM, PreTrainedTokenizerFast

from cloze_model.checkpoint import read_any
from cloze_model.encoding import Encoder
from cloze_model.lexicon import Lexicon
from cloze_model.masked_lm import MaskedLM
from cloze_model.model import CorrectionModel

LOSSES = re.compile(r"^step (\d+) .* (tag .*)$", re.MULTILINE)


def finetune_options(run: TinyRun, out: Path, *more: object) -> list[object]:
    return [*TINY, "--precision", "no", "--log-steps", 1, "--pairs", run.pairs, "--base", run.pretrained, "--out", out, *more]


def pretrain_options(run: TinyRun, out: Path, *more: object) -> list[object]:
    return [*TINY, "--precision", "fp32", "--log-steps", 1, "--corpus", run.corpus, "--out", out, *more]


def curve_of_pretraining(out: Path) -> list[tuple[int, str, float]]:
    """(step, what, loss) of the whole run, the parts before and after a kill."""
    states = sorted(out.glob("checkpoints/checkpoint-*/trainer_state.json"), key=lambda path: int(path.parent.name.rpartition("-")[2]))
    history = json.loads(states[-1].read_text())["log_history"]
    return [(entry["step"], name, entry[name]) for entry in history for name in ("loss", "eval_loss", "eval_top1") if name in entry]


def kill_once(step: str, options: list[object], sign: Path) -> None:
    """Starts the step and kills it, as a power cut would, as soon as the file is there."""
    process = start_step(step, *options)
    deadline = time.monotonic() + PATIENCE
    while not sign.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.poll() is None, process.finish()[-4000:]
    process.kill()
    process.finish()


def test_every_step_leaves_what_the_next_one_needs(tiny_run: TinyRun) -> None:
    sentences = load_from_disk(str(tiny_run.corpus / "sentences"))
    assert len(sentences) > 80 and any(sentences["general"]) and not all(sentences["general"])
    pairs = load_from_disk(str(tiny_run.pairs / "train"))
    assert {"real", "clean", "general", "technical"} == set(pairs["origin"])
    assert len(load_from_disk(str(tiny_run.pairs / "held"))) > 0
    assert "file" in Lexicon.read(tiny_run.pairs / "lexicon.txt")
    encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(tiny_run.corpus / "tokenizer"))
    assert len(encoder.pieces("don't")) == 1 and None not in (encoder.code, encoder.none)
    assert BertForMaskedLM.from_pretrained(tiny_run.pretrained).config.num_hidden_layers == 2
    assert CorrectionModel.load(tiny_run.finetuned).lm.config.type_vocab_size == 4
    for folder in (tiny_run.corpus, tiny_run.pairs, tiny_run.pretrained, tiny_run.finetuned):
        assert "source_commit" in json.loads((folder / "meta.json").read_text())
    figures = json.loads((tiny_run.pretrained / "meta.json").read_text())["figures"]
    assert 0 <= figures["eval_top1"] <= 1 and figures["eval_loss"] > 0


def test_held_out_sources_are_in_no_training_set(tiny_run: TinyRun) -> None:
    train, held = (set(load_from_disk(str(tiny_run.pairs / name))["text"]) for name in ("train", "held"))
    assert not train & held
    # "kitchen" is the fixture that falls to the held-out share.
    assert "The worker can not be stopped." in held


def test_pretraining_goes_on_after_a_kill(tiny_run: TinyRun, tmp_path: Path) -> None:
    options = ["--strategy", "span", "--subset", 60, "--max-steps", 14, "--eval-steps", 4]
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    run_step("pretrain", *pretrain_options(tiny_run, whole, *options))
    kill_once("pretrain", pretrain_options(tiny_run, cut, *options), cut / "checkpoints/checkpoint-4/trainer_state.json")
    assert not (cut / "meta.json").exists()
    run_step("pretrain", *pretrain_options(tiny_run, cut, *options))
    assert curve_of_pretraining(cut) == curve_of_pretraining(whole)


@pytest.mark.parametrize("step", ["pretrained", "finetuned", "model"])
def test_pretraining_goes_on_from_a_model_of_any_step(tiny_run: TinyRun, step: str) -> None:
    lm = read_any(getattr(tiny_run, step)).lm
    assert isinstance(lm, MaskedLM) and lm.position_biases is None
    bert = BertForMaskedLM(lm.config).eval()
    bert.load_state_dict(lm.state_dict())
    ids, mask = torch.tensor([[2, 40, 50, 60, 3], [2, 70, 3, 0, 0]]), torch.tensor([[1] * 5, [1, 1, 1, 0, 0]])
    with torch.no_grad():
        ours, theirs = (one.eval()(input_ids=ids, attention_mask=mask).logits[mask.bool()] for one in (lm, bert))
    assert torch.equal(ours, theirs)


def test_finetuning_goes_on_after_a_kill(tiny_run: TinyRun, tmp_path: Path) -> None:
    options = ["--max-steps", 10, "--save-steps", 3]
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    expected = dict(LOSSES.findall(run_step("finetune", *finetune_options(tiny_run, whole, *options))))
    kill_once("finetune", finetune_options(tiny_run, cut, *options), cut / "checkpoint/progress.json")
    output = run_step("finetune", *finetune_options(tiny_run, cut, *options))
    after = dict(LOSSES.findall(output))
    assert "resumed at step" in output and 0 < len(after) < len(expected) == 10
    assert after == {step: losses for step, losses in expected.items() if step in after}
    assert (whole / "model.safetensors").read_bytes() == (cut / "model.safetensors").read_bytes()


def in_two_processes(step: str, options: list[object], folder: Path) -> str:
    """Each learns from sentences of its own, so they end with the same weights only if each gradient reached both."""
    output = run_step("../test/scripts/ranks", folder, step, *options, processes=2)
    first, second = ((folder / f"rank{rank}").read_text() for rank in range(2))
    assert first == second
    return output


def test_two_processes_pretrain_as_one_would(tiny_run: TinyRun, tmp_path: Path) -> None:
    options = ["--minutes", 5, "--max-steps", 2, "--eval-steps", 2, "--batch", 8]
    in_two_processes("pretrain", pretrain_options(tiny_run, tmp_path / "two", *options), tmp_path)
    run_step("pretrain", *pretrain_options(tiny_run, tmp_path / "one", *options, "--batch", 16))
    two, one = (dict(((step, name), loss) for step, name, loss in curve_of_pretraining(tmp_path / folder)) for folder in ("two", "one"))
    assert (tmp_path / "two/checkpoints/checkpoint-2/rng_state_1.pth").exists()
    # Other batches, since sentences are grouped by length for each process; but losses of one size.
    for key in one:
        assert two[key] == pytest.approx(one[key], rel=0.15, abs=0.05)


def test_two_processes_finetune_together(tiny_run: TinyRun, tmp_path: Path) -> None:
    output = in_two_processes("finetune", finetune_options(tiny_run, tmp_path, "--minutes", 5, "--max-steps", 3), tmp_path)
    assert [step for step, _ in LOSSES.findall(output)] == ["1", "2", "3"]
    assert (tmp_path / "checkpoint/random_states_1.pkl").exists()
    assert CorrectionModel.load(tmp_path)


@pytest.mark.parametrize("step", ["prepare_corpus", "filter_pairs", "make_pairs", "shards", "pretrain", "finetune", "export"])
def test_help(step: str) -> None:
    assert "--out" in run_step(step, "--help")


def test_an_empty_corpus_is_one_clear_message(tmp_path: Path) -> None:
    process = start_step("prepare_corpus", "--corpus", tmp_path, "--out", tmp_path / "out")
    output = process.finish()
    assert process.returncode == 1 and "No prose found" in output and "Traceback" not in output
