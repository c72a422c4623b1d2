"""The mean of models: every weight halfway between two, and none at all between models with different vocabularies."""

from __future__ import annotations

from pathlib import Path

import torch
from conftest import TinyRun
from steps import ROOT, run_step, start_step

from cloze_model.checkpoint import read_any


def test_every_weight_lies_halfway(tiny_run: TinyRun, tmp_path: Path) -> None:
    run_step("average", tiny_run.finetuned, tiny_run.model, "--out", tmp_path / "mean")
    one, other, mean = (read_any(folder).state_dict() for folder in (tiny_run.finetuned, tiny_run.model, tmp_path / "mean"))
    assert any((one[name] != other[name]).any() for name in one)
    for name, value in mean.items():
        torch.testing.assert_close(value, (one[name] + other[name]) / 2)


def test_models_with_different_vocabularies_have_no_mean(tiny_run: TinyRun, tmp_path: Path) -> None:
    process = start_step("average", tiny_run.finetuned, ROOT / "model", "--out", tmp_path / "mean")
    output = process.finish()
    assert process.returncode != 0 and "different vocabularies" in output
    assert not (tmp_path / "mean").exists()
