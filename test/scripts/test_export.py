"""What ships: the same weights in 8 bits, graphs that compute what PyTorch does, hashes of every file."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from conftest import FIXTURES, TinyRun
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from steps import run_step
from transformers import BertForMaskedLM, PreTrainedTokenizerFast

from cloze_model.checkpoint import quantized, read_model
from cloze_model.encoding import Encoder
from cloze_model.graphs import KINDS
from cloze_model.model import CorrectionModel
from cloze_model.quantize import dequantize_rows, quantize_rows


@pytest.fixture(scope="module")
def shipped(tiny_run: TinyRun) -> CorrectionModel:
    return quantized(CorrectionModel.load(tiny_run.finetuned))


def test_the_weights_come_back(tiny_run: TinyRun, shipped: CorrectionModel) -> None:
    expected, found = shipped.state_dict(), read_model(tiny_run.model).state_dict()
    assert expected.keys() == found.keys()
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def test_the_contract_names_every_file(tiny_run: TinyRun) -> None:
    manifest = json.loads((tiny_run.model / "model.json").read_text(encoding="utf-8"))
    assert files_in(tiny_run.model) == {*manifest["files"], "model.json"}
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((tiny_run.model / name).read_bytes()).hexdigest() == digest
    assert list(manifest)[-1] == "sha256"


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_was_exported_is_exported_again_to_the_same_bytes(tiny_run: TinyRun, tmp_path: Path) -> None:
    run_step("export", "--model", tiny_run.model, "--second", tiny_run.model / "second", "--lexicon", tiny_run.pairs / "lexicon.txt", "--out", tmp_path)
    assert files_in(tmp_path) == files_in(tiny_run.model)
    for name in files_in(tmp_path) - {"model.json", "tokenizer_config.json"}:
        assert (tmp_path / name).read_bytes() == (tiny_run.model / name).read_bytes(), name


def test_two_models_of_other_pieces_are_refused(tiny_run: TinyRun, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(tiny_run.finetuned, other)
    text = (other / "tokenizer.json").read_text(encoding="utf-8")
    (other / "tokenizer.json").write_text(text.replace('"the":', '"thy":'), encoding="utf-8")
    with pytest.raises(AssertionError, match="other has another vocabulary than the small model"):
        run_step("export", "--model", tiny_run.finetuned, "--second", other, "--lexicon", tiny_run.pairs / "lexicon.txt", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def run_graph(folder: Path, name: str, **inputs: np.ndarray) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(str(folder / f"{name}.onnx"), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs), strict=True))


def assert_agree(found: np.ndarray, expected: torch.Tensor, near: float, tipped: float) -> None:
    """The same to the last digits in most places; where an activation was tipped over to its next step, off by what rounding does.

    A row is tipped as a whole, and what tips one (a piece in its place) tips all that have it: a tenth to a quarter of the values, by
    which tiny model the machine's arithmetic makes in six steps. The median is none of them.
    """
    difference = np.abs(found - expected.numpy())
    assert np.mean(difference > near) < 0.5
    assert np.median(difference) < near / 20
    assert difference.max() < tipped


def test_the_graphs_compute_what_the_model_does(tiny_run: TinyRun, shipped: CorrectionModel, sentences: list[str]) -> None:
    encoder = Encoder(PreTrainedTokenizerFast.from_pretrained(tiny_run.model))
    adapter = np.zeros(json.loads((tiny_run.model / "model.json").read_text())["adapterLength"], np.float32)
    # All of them: the share of tipped rows among a few is a matter of chance.
    rows = [encoder.encode_text(sentence) for sentence in sentences]
    size = max(len(row.ids) for row in rows)
    ids, types, mask = (np.zeros((len(rows), size), np.int64) for _ in range(3))
    for number, row in enumerate(rows):
        for array, values in ((ids, row.ids), (types, row.types), (mask, [1] * len(row.ids))):
            array[number, : len(row.ids)] = values
    found = run_graph(tiny_run.model, "encoder", ids=ids.astype(np.int32), types=types.astype(np.int32), mask=mask.astype(np.float32), adapter=adapter)
    with torch.no_grad():
        hidden = shipped.encode(*map(torch.from_numpy, (ids, types, mask)))
        pairs = shipped.with_previous(hidden)
        tags, cases = (logits.softmax(-1) for logits in shipped.tag_and_case(hidden))
        real = torch.from_numpy(mask).bool()
        for name, expected in (("hidden", hidden), ("tags", tags), ("cases", cases)):
            assert_agree(found[name][real], expected[real], 2e-4, 0.1)
        # Nothing is read at [CLS], before which there is no position.
        assert_agree(found["gaps"][:, 1:][real[:, 1:]], shipped.gap_logit(pairs).sigmoid()[:, 1:][real[:, 1:]], 2e-4, 0.1)
        three = pairs[0, 1:4]
        logs = run_graph(tiny_run.model, "vocabulary", pairs=three.numpy(), kinds=np.arange(len(KINDS), dtype=np.int32), adapter=adapter)["logs"]
        heads = (shipped.replace_logits(three[:1, 384:]), shipped.insert_logits(three[1:2]), shipped.masked_logits(three[2:, 384:]))
        assert_agree(logs, torch.cat(heads).log_softmax(-1), 1e-3, 0.3)


@given(arrays(np.float32, (3, 5), elements=st.floats(-100, 100, width=32)), st.integers(0, 1))
def test_rounding_is_off_by_half_a_step_at_most(weight: np.ndarray, axis: int) -> None:
    values, scale = quantize_rows(weight, axis)
    step = scale.reshape([-1, 1] if axis == 0 else [1, -1])
    assert values.dtype == np.int8
    assert (np.abs(dequantize_rows(values, scale, axis) - weight) <= 0.501 * step + 1e-6).all()


def test_a_standard_folder_comes_out_of_the_shipped_one(tiny_run: TinyRun, tmp_path: Path) -> None:
    run_step("to_hf", "--model", tiny_run.model, "--out", tmp_path)
    ids = torch.tensor([[101, 2002, 103, 2188, 1012, 102]])
    inputs = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)}
    with torch.no_grad():
        expected = read_model(tiny_run.model).lm(**inputs).logits
        np.testing.assert_allclose(BertForMaskedLM.from_pretrained(tmp_path).eval()(**inputs).logits, expected, atol=1e-4)
    session = onnxruntime.InferenceSession(str(tmp_path / "onnx/model.onnx"), providers=["CPUExecutionProvider"])
    np.testing.assert_allclose(session.run(["logits"], {name: value.numpy() for name, value in inputs.items()})[0], expected, atol=1e-3)


def test_the_parity_file(tiny_run: TinyRun, tmp_path: Path) -> None:
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps(["", "It 😀 works.\r\n\r\nOr not? Yes."]))
    run_step("make_parity", "--model", tiny_run.finetuned, "--texts", texts, "--out", tmp_path / "parity.json")
    empty, text = json.loads((tmp_path / "parity.json").read_text())
    assert empty == {"text": "", "sentences": []}
    assert [sentence["text"] for sentence in text["sentences"]] == ["It 😀 works.", "Or not?", "Yes."]
    assert text["sentences"][0]["words"][:3] == [["It", "word", 0, 2], ["😀", "mark", 3, 5], ["works", "word", 6, 11]]
    assert len(text["sentences"][0]["gaps"]) == 5


def test_what_integers_cost_is_told_head_by_head(tiny_run: TinyRun) -> None:
    lines = run_step("compare_quantization", "--model", tiny_run.finetuned, "--dev", FIXTURES / "pairs.jsonl", "--limit", 8).splitlines()
    rows = {cells[0]: cells[1:] for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| "))}
    assert rows["floating point"][:5] == ["1.0000, 0.00", "1.0000, 0.00", "100.0 %", "100.0 %", "100.0 %"]
    correlation, largest = (float(part) for part in rows["both, as it ships"][0].split(","))
    assert 0.9 < correlation <= 1
    assert largest > 0
