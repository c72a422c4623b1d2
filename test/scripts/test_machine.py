"""What the steps choose by what the machine has, and a model that travels to one with a GPU and back."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from conftest import TinyRun
from safetensors.torch import load_file

from carry_model import pack, unpack
from cloze_model import machine
from cloze_model.machine import Machine, this_machine
from cloze_model.model import CorrectionModel
from finetune import parse_options


def test_a_processor_trains_in_bf16_only_where_it_multiplies_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for found, expected in (({"avx512_bf16": True}, "bf16"), ({"amx_bf16": True, "avx512_bf16": False}, "bf16"), ({"avx2": True}, "no"), ({}, "no")):
        monkeypatch.setattr(machine.torch.cpu, "get_capabilities", lambda found=found: found)
        assert this_machine("cpu").precision == expected


def test_a_gpu_gets_larger_batches_and_more_loaders() -> None:
    gpu, processor = Machine("cuda", 16, True), Machine("cpu", 2, True)
    assert (gpu.pieces, gpu.sentences, gpu.workers) == (32_768, 1024, 14)
    assert (processor.pieces, processor.sentences, processor.workers) == (3072, 96, 1)
    assert Machine("cuda", 4, True).workers == 3


def test_a_gpu_that_is_not_there_is_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit, match="no GPU"):
        this_machine("cuda")
    assert this_machine().device == "cpu"


def test_what_is_said_comes_before_what_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("finetune.this_machine", lambda device: Machine("cuda", 16, True))
    chosen = parse_options([])
    assert (chosen.device, chosen.precision, chosen.pieces, chosen.workers) == ("cuda", "bf16", 32_768, 14)
    said = parse_options(["--precision", "no", "--pieces", "1000", "--workers", "0"])
    assert (said.precision, said.pieces, said.workers) == ("no", 1000, 0)


def test_a_model_is_carried_in_small_files(tiny_run: TinyRun, tmp_path: Path) -> None:
    written = pack(tiny_run.finetuned, tmp_path / "carried", 2)
    assert len(written) > 1 and all(path.stat().st_size <= 2e6 for path in written)
    unpack(tmp_path / "carried", tmp_path / "there")
    for path in tiny_run.finetuned.glob("*.json"):
        assert (tmp_path / "there" / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
    before, after = (load_file(folder / "model.safetensors") for folder in (tiny_run.finetuned, tmp_path / "there"))
    assert before.keys() == after.keys()
    for name, weight in before.items():
        # Half a step of a row; what is small is held as it is.
        step = weight.abs().amax(-1, keepdim=True) / 127 if weight.ndim == 2 and weight.numel() >= 4096 else torch.zeros(1)
        assert ((weight - after[name]).abs() <= 0.501 * step + 1e-9).all(), name
    CorrectionModel.load(tmp_path / "there")


def test_a_part_that_did_not_arrive_is_one_clear_message(tiny_run: TinyRun, tmp_path: Path) -> None:
    written = pack(tiny_run.finetuned, tmp_path / "carried", 2)
    written[1].unlink()
    with pytest.raises(SystemExit, match="do not make a whole one"):
        unpack(tmp_path / "carried", tmp_path / "there")
    assert not (tmp_path / "there").exists()
