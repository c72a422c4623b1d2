#!/usr/bin/env python3
"""Step 4: teach the pre-trained model to correct: leave or mask the wrong words, learn the right ones.

    python scripts/finetune.py --minutes 90 --dev ../shared/data/edits/dev.jsonl --clean ../shared/data/edits/clean-dev.jsonl
    accelerate launch --multi_gpu --num_processes 2 scripts/finetune.py --minutes 90
    python scripts/finetune.py --teacher build/teacher model      # learns from what these predict as well
    python scripts/finetune.py --workspace ../my-project         # the model that ships, adapted to one project
    python scripts/finetune.py --minutes 1 --tiny                # CI

The rate falls in a straight line to zero over the wall-clock budget or `--max-steps`, whichever is nearer its end; with
`--minutes 0` there is no clock, and a run is the same each time, killed and resumed or not. A checkpoint is written every
`--save-minutes` or `--save-steps`; the same command after a kill goes on from it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from datasets import load_from_disk
from torch.utils.data import DataLoader
from transformers import PreTrainedTokenizerFast

from cloze_model.batches import PairBatches
from cloze_model.checker_cli import main_guard
from cloze_model.checkpoint import read_any
from cloze_model.corruption import ErrorStatistics
from cloze_model.encoding import Encoder
from cloze_model.examples import GENERAL, REAL
from cloze_model.labels import IGNORE_INDEX
from cloze_model.loss import CorrectionLoss, Teachers
from cloze_model.machine import this_machine
from cloze_model.metric import score
from cloze_model.model import CorrectionModel
from cloze_model.project_data import SHIPPED, write_rows
from cloze_model.run_metadata import BUILD, write_meta
from cloze_model.screening import apply, suggest

WEIGHTS = {"tag": 1.0, "case": 0.3, "gap": 1.0, "replace": 0.6, "insert": 0.6, "masked": 0.25}
"""How much each head's summed log-likelihood counts; a batch's sum is divided by its words."""

GENTLE = {"base": SHIPPED, "out": BUILD / "adapted", "minutes": 15, "rate": 2e-5, "head_rate": 5e-5, "real_times": 1}
"""What `--workspace` changes of the defaults: a model that knows English already is moved a little, so that it does not forget the rest."""


def parameter_groups(model: CorrectionModel, rate: float, head_rate: float) -> list[dict]:
    """The encoder learns slower than the heads that begin from nothing; biases and norms do not decay."""
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        groups.setdefault((name.startswith("lm."), parameter.ndim > 1), []).append(parameter)
    return [
        {"params": parameters, "lr": rate if encoder else head_rate, "peak": rate if encoder else head_rate, "weight_decay": 0.01 if decays else 0.0}
        for (encoder, decays), parameters in groups.items()
    ]


def evaluate(model: CorrectionModel, encoder: Encoder, corrections: Path, clean: Path | None, limit: int) -> str:
    """Screening alone on dev: the best F0.5 over thresholds, and false alarms per 1,000 clean words there."""
    model.eval()
    rows = [json.loads(line) for line in corrections.read_text(encoding="utf-8").splitlines()][:limit]
    made = suggest(model, encoder, [row["source"] for row in rows])
    references = [row.get("targets") or [row["target"]] for row in rows]
    best = max(
        (
            (score((row["source"], gold, apply(row["source"], found, threshold)) for row, gold, found in zip(rows, references, made, strict=True)), threshold)
            for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
        ),
        key=lambda pair: pair[0].f05,
    )
    text = f"{corrections.stem}: F0.5 {best[0].f05:.3f} (P {best[0].precision:.3f} R {best[0].recall:.3f}) at {best[1]}"
    if clean is not None:
        sentences = [json.loads(line)["source"] for line in clean.read_text(encoding="utf-8").splitlines()][:limit]
        found = suggest(model, encoder, sentences)
        alarms = score((text_, [text_], apply(text_, one, best[1])) for text_, one in zip(sentences, found, strict=True))
        text += f", clean {alarms.alarms_per_1000:.2f}/1,000"
    model.train()
    return text


def set_rate(optimizer: torch.optim.Optimizer, step: int, warmup: int, spent: float) -> None:
    """Linear warm-up by steps, then a straight line to zero by the clock."""
    factor = min(1.0, (step + 1) / warmup) * max(0.0, 1.0 - spent)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def soft_share(options: argparse.Namespace, spent: float) -> float:
    """The teachers' share of the loss, which may fall in a straight line to nothing; from there on they are not asked."""
    return options.soft if options.soft_until is None else options.soft * max(0.0, 1.0 - spent / options.soft_until)


def save_checkpoint(accelerator: Accelerator, folder: Path, step: int, seconds: float) -> None:
    """Writes a whole new checkpoint before it replaces the last one: a kill in between loses neither."""
    fresh = folder.with_suffix(".new")
    if accelerator.is_main_process:
        shutil.rmtree(fresh, ignore_errors=True)
    accelerator.wait_for_everyone()
    accelerator.save_state(str(fresh))
    accelerator.wait_for_everyone()
    if accelerator.is_main_process:
        (fresh / "progress.json").write_text(json.dumps({"step": step, "seconds": seconds}))
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    accelerator.wait_for_everyone()


def load_checkpoint(accelerator: Accelerator, folder: Path) -> tuple[int, float]:
    """Loads the last whole checkpoint → its step and the seconds until then; zeros if there is none."""
    for candidate in (folder, folder.with_suffix(".new")):
        if (candidate / "progress.json").exists():
            accelerator.load_state(str(candidate))
            progress = json.loads((candidate / "progress.json").read_text())
            accelerator.print(f"resumed at step {progress['step']}, {progress['seconds'] / 60:.1f} minutes in", flush=True)
            return progress["step"], progress["seconds"]
    return 0, 0.0


def share_spent(options: argparse.Namespace, accelerator: Accelerator, step: int, seconds: float) -> float:
    """How much of the budget is gone, by the clock or by the steps; the same number in every process, which end and slow down by it."""
    spent = step / options.max_steps
    if options.minutes > 0:
        spent = max(spent, seconds / (options.minutes * 60))
    if accelerator.num_processes == 1:
        return spent
    return accelerator.reduce(torch.tensor(spent, dtype=torch.float32, device=accelerator.device), reduction="mean").item()


def train(options: argparse.Namespace, accelerator: Accelerator, model: CorrectionModel, encoder: Encoder, teachers: Teachers | None) -> int:
    """Trains until the budget is spent; returns the number of steps."""
    wrapped = CorrectionLoss(model)
    optimizer = torch.optim.AdamW(parameter_groups(model, options.rate, options.head_rate), betas=(0.9, 0.98), fused=True)
    wrapped, optimizer = accelerator.prepare(wrapped, optimizer)
    checkpoint = options.out / "checkpoint"
    step, before = load_checkpoint(accelerator, checkpoint)
    stream = PairBatches(
        load_from_disk(str(options.pairs / "train")), ErrorStatistics.read(options.pairs), encoder, options.pieces, options.masked,
        {REAL: options.real_times, GENERAL: options.general_times}, options.seed,
        start=step, rank=accelerator.process_index, world=accelerator.num_processes,
    )  # fmt: skip
    start = time.monotonic()
    saved, evaluated, pieces, totals = start, start, 0, {}
    for batch in DataLoader(stream, batch_size=None, num_workers=options.workers, prefetch_factor=8 if options.workers else None):
        seconds = before + time.monotonic() - start
        spent = share_spent(options, accelerator, step, seconds)
        if spent >= 1.0:
            break
        batch = {name: value.to(accelerator.device) for name, value in batch.items()}
        set_rate(optimizer, step, options.warmup, spent)
        with accelerator.autocast():
            soft = soft_share(options, spent) if teachers else 0.0
            losses = wrapped(batch, teachers.soft_targets(batch) if soft else None, soft)
        words = (batch["tag"] != IGNORE_INDEX).sum() + (batch["masked"] != IGNORE_INDEX).sum()
        accelerator.backward(sum(WEIGHTS[name] * loss for name, loss in losses.items()) / words)
        accelerator.clip_grad_norm_(wrapped.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        # Summed where they are: a GPU would have to wait for each number that is read.
        pieces += batch["mask"].sum()
        for name, loss in losses.items():
            totals[name] = totals.get(name, 0) + torch.stack([loss.detach(), (batch[name] != IGNORE_INDEX).sum()])
        if step % options.log_steps == 0:
            report(accelerator, step, spent, seconds, float(pieces) / (time.monotonic() - start), totals)
            totals = {}
        if is_time_to_save(options, accelerator, step, time.monotonic() - saved):
            save_checkpoint(accelerator, checkpoint, step, seconds)
            saved = time.monotonic()
        if options.dev and accelerator.is_main_process and time.monotonic() - evaluated > options.eval_minutes * 60:
            accelerator.print("  " + evaluate(model, encoder, options.dev, options.clean, options.eval_limit), flush=True)
            evaluated = time.monotonic()
    save_checkpoint(accelerator, checkpoint, step, before + time.monotonic() - start)
    return step


def is_time_to_save(options: argparse.Namespace, accelerator: Accelerator, step: int, seconds: float) -> bool:
    """True in every process or in none: they save together."""
    if options.save_steps:
        return step % options.save_steps == 0
    late = torch.tensor(float(seconds > options.save_minutes * 60), device=accelerator.device)
    return accelerator.reduce(late, reduction="sum").item() > 0


def report(accelerator: Accelerator, step: int, spent: float, seconds: float, speed: float, totals: dict) -> None:
    """One line of progress: losses are means over their labelled places."""
    means = " ".join(f"{name} {float(total / count.clamp(min=1)):.3f}" for name, (total, count) in totals.items())
    left = f"{seconds / 60 * (1 / spent - 1):.1f} min left" if spent > 0 else "begun"
    accelerator.print(f"step {step} {100 * spent:.1f} % {left} {speed:.0f} pieces/s {means}", flush=True)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = parser.add_argument_group("data")
    data.add_argument("--pairs", type=Path, default=BUILD / "pairs", help="what make_pairs wrote")
    data.add_argument("--workspace", type=Path, help="a project's folder, or what `cloze retrain --write-data` wrote of it, in place of --pairs")
    data.add_argument("--base", type=Path, default=BUILD / "pretrained", help="what pretrain wrote, an earlier fine-tuned model, or one that ships")
    data.add_argument("--teacher", type=Path, nargs="+", default=[], help="finished models, of any size over the same pieces, to learn from beside the labels")
    data.add_argument("--out", type=Path, default=BUILD / "finetuned")
    data.add_argument("--dev", type=Path, help="JSON lines of corrections to watch, e.g. edits/dev.jsonl")
    data.add_argument("--clean", type=Path, help="JSON lines of clean sentences to watch")
    training = parser.add_argument_group("training")
    training.add_argument("--minutes", type=float, default=90, help="wall-clock budget; 0: none")
    training.add_argument("--max-steps", type=int, default=10_000_000)
    training.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto", help="auto: a GPU where there is one")
    training.add_argument("--pieces", type=int, help="pieces a batch, with padding (default: 3072, on a GPU 32768)")
    training.add_argument("--masked", type=float, default=0.22, help="share of the rows shown with masks")
    training.add_argument("--real-times", type=int, default=3, help="how often a pass shows each correction of people")
    training.add_argument("--general-times", type=int, default=3, help="likewise each sentence of general prose, with other errors each time")
    training.add_argument("--rate", type=float, default=3e-4)
    training.add_argument("--head-rate", type=float, default=1e-3)
    training.add_argument("--soft", type=float, default=0.5, help="share of the teachers' predictions in the loss at first; the labels count for the rest")
    training.add_argument("--soft-until", type=float, help="share of the budget in which the teachers' share falls to nothing (default: it does not fall)")
    training.add_argument("--warmup", type=int, default=100)
    training.add_argument("--precision", choices=["no", "bf16"], help="(default: bf16 where the machine multiplies it)")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--workers", type=int, help="processes that make batches (default: 1, for a GPU up to 14)")
    training.add_argument("--tiny", action="store_true", help="small batches and no loader process, for CI")
    watching = parser.add_argument_group("watching")
    watching.add_argument("--log-steps", type=int, default=25)
    watching.add_argument("--save-minutes", type=float, default=10)
    watching.add_argument("--save-steps", type=int, default=0, help="save every so many steps instead of by the clock")
    watching.add_argument("--eval-minutes", type=float, default=15)
    watching.add_argument("--eval-limit", type=int, default=400)
    options = parser.parse_args(arguments)
    if options.workspace:
        parser.set_defaults(**GENTLE)
        options = parser.parse_args(arguments)
        options.pairs = options.out / "pairs"
    machine = this_machine(options.device)
    options.device = machine.device
    for name in ("precision", "pieces", "workers"):
        if getattr(options, name) is None:
            setattr(options, name, getattr(machine, name))
    if options.tiny:
        options.pieces, options.warmup, options.workers = min(options.pieces, 512), min(options.warmup, 10), 0
    return options


def read_teachers(folders: Sequence[Path], tokenizer: PreTrainedTokenizerFast, device: torch.device) -> Teachers | None:
    """None if there are none. Raises SystemExit with one sentence for the reader if one knows other pieces."""
    for folder in folders:
        if PreTrainedTokenizerFast.from_pretrained(folder).get_vocab() != tokenizer.get_vocab():
            raise SystemExit(f"{folder} has another vocabulary than the model that learns: what it predicts cannot be compared.")
    return Teachers([read_any(folder).to(device) for folder in folders]) if folders else None


def main() -> None:
    options = parse_options()
    set_seed(options.seed)
    accelerator = Accelerator(mixed_precision=options.precision, cpu=options.device == "cpu")
    means = f"{options.device}, precision {options.precision}, {torch.get_num_threads()} threads, {options.workers} workers"
    accelerator.print(f"{means}, {options.pieces} pieces a batch", flush=True)
    if options.workspace:
        with accelerator.main_process_first():
            main_guard(lambda: write_rows(options.workspace, options.pairs, options.seed))
    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.base)
    model = read_any(options.base)
    # On CPUs the fused kernel is the faster one in 32 bits and the slower one in 16 (docs/experiments.md).
    model.lm.config._attn_implementation = "sdpa" if options.precision == "no" or options.device == "cuda" else "eager"
    model.train()
    teachers = read_teachers(options.teacher, tokenizer, accelerator.device)
    steps = train(options, accelerator, model, Encoder(tokenizer), teachers)
    if accelerator.is_main_process:
        model.save(options.out)
        tokenizer.save_pretrained(options.out)
        figures = evaluate(model, Encoder(tokenizer), options.dev, options.clean, 10_000) if options.dev else ""
        write_meta(options.out, options=vars(options), steps=steps, figures=figures)
        print(f"{steps} steps, {figures} → {options.out}")


if __name__ == "__main__":
    main()
