"""Calibrating and evaluating from end to end, on the tiny model: nobody can use what it finds, but each step leaves what the next one reads."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import FIXTURES, TinyRun
from steps import ROOT, run_step

from cloze_model.manifest import read_manifest, write_manifest
from cloze_model.metric import tokens

SENSITIVITIES = ("relaxed", "balanced", "strict")


@pytest.fixture(scope="module", autouse=True)
def _program() -> None:
    """The command line, of which both are made."""
    if not (ROOT / "dist" / "cli.js").exists():
        subprocess.run(["npm", "run", "--silent", "build"], cwd=ROOT, check=True)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the corrections of the fixtures should be."""
    rows = [json.loads(line) for line in (FIXTURES / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    path = tmp_path_factory.mktemp("clean") / "clean.jsonl"
    path.write_text("".join(json.dumps({"source": row["target"], "target": row["target"]}) + "\n" for row in rows), encoding="utf-8")
    return path


def test_evaluate_measures_each_set_at_each_sensitivity(tiny_run: TinyRun, clean: Path, tmp_path: Path) -> None:
    sets = ["--corrections", FIXTURES / "pairs.jsonl", "--clean", clean]
    output = run_step("evaluate", "--model", tiny_run.model, *sets, "--limit", 12, "--out", tmp_path)
    figures = json.loads((tmp_path / "meta.json").read_text())["report"]
    assert output
    for name in ("pairs", "clean"):
        for sensitivity in SENSITIVITIES:
            one = figures[name][sensitivity]
            assert 0 <= one["precision"] <= 1 and 0 <= one["recall"] <= 1 and one["words_per_second"] > 0
    assert figures["clean"]["strict"]["alarms_per_1000"] >= figures["clean"]["relaxed"]["alarms_per_1000"]


def test_calibrate_leaves_a_decision_that_the_command_line_takes(tiny_run: TinyRun, clean: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "calibration.json", tmp_path / "kept"
    options = ["--pairs", tiny_run.pairs, "--dev", FIXTURES / "pairs.jsonl", "--clean", clean, "--limit", 12, "--explanations", kept, "--out", out]
    run_step("calibrate", "--model", tiny_run.model, *options)
    fitted = json.loads(out.read_text())
    assert set(fitted) == {"ensembles", "slotWeights", "priors", "thresholds", "promises", "gates", "scores"}
    assert set(fitted["thresholds"]) == set(SENSITIVITIES) and list(kept.glob("*.jsonl"))

    folder = tmp_path / "model"
    shutil.copytree(tiny_run.model, folder)
    write_manifest(folder, read_manifest(folder) | fitted)
    text = "The worker can not be stopped."
    command = ["node", str(ROOT / "dist" / "cli.js"), "check", "--jsonl", "--model", str(folder), "--threads", "1"]
    done = subprocess.run(command, input=json.dumps({"id": 1, "text": text}) + "\n", capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    assert tokens(json.loads(done.stdout)["fixed"])

    again = tmp_path / "again.json"
    run_step("calibrate", "--model", folder, "--thresholds-only", "--clean", clean, "--limit", 12, "--out", again)
    assert json.loads(again.read_text()) == fitted
