"""Teachers: a student that predicts what they do has nothing to learn from them, and one of other pieces is turned away."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from conftest import TINY, TinyRun
from datasets import load_from_disk
from steps import ROOT, run_step, start_step
from transformers import BertModel, PreTrainedTokenizerFast

from cloze_model.base_model import base_folder, load_base
from cloze_model.batches import Batch, PairBatches
from cloze_model.corruption import ErrorStatistics
from cloze_model.encoding import Encoder
from cloze_model.loss import CorrectionLoss, Teachers
from cloze_model.model import CorrectionModel
from finetune import WEIGHTS, parse_options, soft_share


@pytest.fixture(scope="module")
def batch(tiny_run: TinyRun) -> Batch:
    encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(tiny_run.finetuned))
    return next(iter(PairBatches(load_from_disk(str(tiny_run.pairs / "train")), ErrorStatistics.read(tiny_run.pairs), encoder, 600, 0.3, {}, seed=1)))


def steepest(loss: CorrectionLoss, batch: Batch, teachers: Teachers) -> float:
    """The largest slope of any weight."""
    loss.zero_grad()
    sum(loss(batch, teachers.soft_targets(batch), 1.0).values()).backward()
    return max(float(parameter.grad.abs().max()) for parameter in loss.parameters() if parameter.grad is not None)


def test_a_student_learns_nothing_from_itself_and_much_from_another(tiny_run: TinyRun, batch: Batch) -> None:
    student, same, other = (CorrectionModel.load(tiny_run.finetuned) for _ in range(3))
    with torch.no_grad():
        other.tag_out.bias += torch.tensor([2.0, 0, 0, 0, 0])
    loss = CorrectionLoss(student)
    assert steepest(loss, batch, Teachers([same])) < 1e-3 < 1 < steepest(loss, batch, Teachers([other]))


def test_teachers_are_heard_alike_and_the_labels_for_the_rest(tiny_run: TinyRun, batch: Batch) -> None:
    student, one, other = (CorrectionModel.load(tiny_run.finetuned) for _ in range(3))
    with torch.no_grad():
        other.gap_out.bias += 3
    both, each = Teachers([one, other]).soft_targets(batch), [Teachers([model]).soft_targets(batch) for model in (one, other)]
    hard, soft, half = (CorrectionLoss(student)(batch, both, share) for share in (0.0, 1.0, 0.5))
    for name in WEIGHTS:
        torch.testing.assert_close(both[name], (each[0][name] + each[1][name]) / 2)
        torch.testing.assert_close(half[name], (hard[name] + soft[name]) / 2)
        torch.testing.assert_close(hard[name], CorrectionLoss(student)(batch)[name])


def test_the_teachers_share_falls_to_nothing() -> None:
    falling, constant = (parse_options(["--soft", "0.6", *more]) for more in (["--soft-until", "0.5"], []))
    assert [soft_share(falling, spent) for spent in (0.0, 0.25, 0.5, 0.9)] == [0.6, 0.3, 0.0, 0.0]
    assert [soft_share(constant, spent) for spent in (0.0, 0.9)] == [0.6, 0.6]


def test_a_deeper_model_teaches_a_shallower_one(tiny_run: TinyRun, tmp_path: Path) -> None:
    options = [*TINY, "--precision", "no", "--max-steps", 2, "--pairs", tiny_run.pairs]
    run_step("pretrain", *TINY, "--layers", 3, "--max-steps", 2, "--eval-steps", 2, "--corpus", tiny_run.corpus, "--out", tmp_path / "deep")
    run_step("finetune", *options, "--base", tmp_path / "deep", "--out", tmp_path / "teacher")
    run_step("finetune", *options, "--base", tiny_run.pretrained, "--teacher", tmp_path / "teacher", tiny_run.model, "--out", tmp_path / "student")
    assert CorrectionModel.load(tmp_path / "teacher").lm.config.num_hidden_layers == 3
    assert CorrectionModel.load(tmp_path / "student").lm.config.num_hidden_layers == 2


def test_a_teacher_of_other_pieces_is_turned_away(tiny_run: TinyRun, tmp_path: Path) -> None:
    options = [*TINY, "--max-steps", 1, "--pairs", tiny_run.pairs, "--base", tiny_run.pretrained, "--teacher", ROOT / "model", "--out", tmp_path]
    process = start_step("finetune", *options)
    output = process.finish()
    assert process.returncode == 1 and "has another vocabulary" in output and "Traceback" not in output
    assert not (tmp_path / "model.safetensors").exists()


def test_a_deeper_base_repeats_the_layers_of_the_packaged_one(tiny_run: TinyRun) -> None:
    tokenizer = PreTrainedTokenizerFast.from_pretrained(tiny_run.finetuned)
    layers, own = load_base(tokenizer, layers=8).bert.encoder.layer, BertModel.from_pretrained(base_folder()).encoder.layer
    assert len(layers) == 8 and len(own) == 6
    for layer, source in ((5, 5), (6, 0), (7, 1)):
        assert all(torch.equal(value, own[source].state_dict()[name]) for name, value in layers[layer].state_dict().items())
