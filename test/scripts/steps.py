"""Runs steps of the pipeline, each in a process of its own that is forked from one that has imported PyTorch already.

To import it takes five seconds of a core, longer than most of these steps, and there are some forty of them.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing import forkserver, get_context
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "scripts"
ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "PYTHONWARNINGS": "ignore"}

PATIENCE = 900
"""Seconds after which a process hangs, on any machine; its end is waited for, so a test takes no longer for it."""

PRELOADED = ["pretrain", "finetune", "export", "export_training", "compare_quantization", "calibrate", "evaluate", "filter_pairs", "fix_corpus"]
"""Steps with all that they import, and what is imported late."""
LATE = ["onnxscript", "torch._dynamo", "torch.onnx._internal.exporter._core", "transformers.models.bert.modeling_bert", "transformers.trainer"]


class Step(Protocol):
    """A step that runs; its output is text, errors among it."""

    @property
    def returncode(self) -> int | None: ...

    def poll(self) -> int | None: ...

    def kill(self) -> None: ...

    def finish(self) -> str: ...


class Forked:
    """A step in a process that begins as a copy of one that has everything imported and has done nothing yet."""

    def __init__(self, script: Path, options: Sequence[str]) -> None:
        self._output = tempfile.NamedTemporaryFile(prefix="cloze-step-", suffix=".txt")
        self._process = _server().Process(target=_run, args=(str(script), options, self._output.name, dict(ENVIRONMENT)))
        self._process.start()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def finish(self) -> str:
        """Waits for its end → what it printed."""
        self._process.join(PATIENCE)
        assert self._process.exitcode is not None, f"It hangs. So far: {self._read()}"
        return self._read()

    def _read(self) -> str:
        return Path(self._output.name).read_text(encoding="utf-8")


class Launched:
    """Several processes of a step, by `accelerate launch`, all of them started anew."""

    def __init__(self, script: Path, options: Sequence[str], processes: int) -> None:
        # Its `--multi_gpu` is what starts several processes at all; without a GPU they talk by gloo. (`--cpu` would start one.)
        launch = ["-m", "accelerate.commands.accelerate_cli", "launch", "--multi_gpu", "--num_processes", str(processes), "--main_process_port", "0"]
        command = [sys.executable, *launch, str(script), *options]
        self._process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    def poll(self) -> int | None:
        return self._process.poll()

    def kill(self) -> None:
        self._process.kill()

    def finish(self) -> str:
        return self._process.communicate(timeout=PATIENCE)[0]


def start_step(step: str, *options: object, processes: int = 1) -> Step:
    """Starts a step of the pipeline."""
    script, given = (SCRIPTS / f"{step}.py").resolve(), [str(option) for option in options]
    return Forked(script, given) if processes == 1 else Launched(script, given, processes)


def run_step(step: str, *options: object, processes: int = 1) -> str:
    """Runs a step of the pipeline to its end → what it printed. Fails the test if the step fails."""
    process = start_step(step, *options, processes=processes)
    output = process.finish()
    assert process.returncode == 0, output[-4000:]
    return output


@cache
def _server():
    """The context whose server has imported the steps, in their environment."""
    context = get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, *LATE])
    before = dict(os.environ)
    # The server takes both from its environment: how many threads there are is read once, and no path is handed to it.
    os.environ.update(ENVIRONMENT, PYTHONPATH=os.pathsep.join([str(SCRIPTS), str(Path(__file__).parent)]))
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)
    return context


def _run(script: str, options: Sequence[str], output: str, environment: Mapping[str, str]) -> None:
    """In the new process: as `python SCRIPT OPTIONS` would."""
    descriptor = os.open(output, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.path[:0] = [str(SCRIPTS), *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))]
    sys.argv = [script, *options]
    runpy.run_path(script, run_name="__main__")
