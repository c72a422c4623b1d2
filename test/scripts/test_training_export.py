"""The training step that ships: PyTorch's gradients out of a graph that shares the bytes of the inference graphs."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from conftest import TinyRun
from steps import run_step

from cloze_model.manifest import read_manifest
from cloze_model.training_graph import FLOATS


@pytest.fixture(scope="module")
def exported(tiny_run: TinyRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the model's folder with the step, and the parity file in it."""
    folder = tmp_path_factory.mktemp("step") / "model"
    shutil.copytree(tiny_run.model, folder)
    run_step("export_training", "--model", folder, "--parity", folder / "step.json")
    return folder


def test_the_contract_names_the_step_apart_from_what_checking_needs(exported: Path, tiny_run: TinyRun) -> None:
    manifest, before = (read_manifest(folder) for folder in (exported, tiny_run.model))
    training = manifest.pop("training")
    assert manifest == before
    assert hashlib.sha256((exported / training["graph"]).read_bytes()).hexdigest() == training["sha256"]
    assert training["layout"][0]["start"] == 0
    assert training["layout"][-1]["end"] == manifest["adapterLength"]
    assert all(one["end"] == other["start"] for one, other in zip(training["layout"], training["layout"][1:], strict=False))


def test_the_step_adds_little_and_changes_no_weights(exported: Path, tiny_run: TinyRun) -> None:
    assert (exported / "weights.bin").read_bytes() == (tiny_run.model / "weights.bin").read_bytes()
    assert (exported / "train.onnx").stat().st_size < 1.5e6
    operators = {node.domain for node in onnx.load(str(exported / "train.onnx"), load_external_data=False).graph.node}
    assert operators == {""}, "only standard operators"


def test_the_step_has_pytorchs_loss_and_gradient(exported: Path) -> None:
    golden = json.loads((exported / "step.json").read_text(encoding="utf-8"))
    length = json.loads((exported / "model.json").read_text(encoding="utf-8"))["adapterLength"]
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    # As the extension runs it: the runtime's threads overwrite each other's sums where two of them add to one element (ScatterND).
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(exported / "train.onnx"), options, providers=["CPUExecutionProvider"])
    inputs = {name: np.array(value["values"], np.float32 if name in FLOATS else np.int32).reshape(value["dims"]) for name, value in golden["inputs"].items()}
    loss, gradient = session.run(["loss", "gradient"], inputs | {"adapter": (np.sin(np.arange(length)) / 50).astype(np.float32)})
    assert loss == pytest.approx(golden["loss"], rel=1e-5)
    indices, slopes = zip(*golden["samples"], strict=True)
    assert np.abs(gradient[list(indices)] - np.array(slopes)).max() < 1e-5 * golden["largest"]
