"""The clock of a training that may be killed at any moment."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from cloze_model.budget import Budget, WallClock


def test_a_kill_while_the_clock_is_written_leaves_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    args, state = SimpleNamespace(output_dir=str(tmp_path)), SimpleNamespace(is_world_process_zero=True, global_step=4)
    clock = WallClock(10)
    clock.budget = Budget(10, before=120)
    clock.on_save(args, state, None)
    written = (tmp_path / "clock.json").read_text()

    def killed(path: Path, *_: object, **__: object) -> None:
        path.open("w").close()
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_text", killed)
    with pytest.raises(KeyboardInterrupt):
        WallClock(10).on_save(args, state, None)
    assert (tmp_path / "clock.json").read_text() == written
    resumed = WallClock(10)
    resumed.on_train_begin(args, state, None)
    assert 120 <= resumed.budget.elapsed() < 180
