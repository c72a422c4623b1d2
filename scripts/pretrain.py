#!/usr/bin/env python3
"""Step 2: masked language modelling on the corpus grows the base encoder its vocabulary head.

    python scripts/pretrain.py --minutes 60
    accelerate launch --multi_gpu --num_processes 2 scripts/pretrain.py --minutes 60     # several processes, GPUs or nodes
    python scripts/pretrain.py --minutes 1 --tiny                            # CI

Whatever the strategy, the held-out loss and accuracy are taken under one fixed set of masks, 15 % of the pieces.
The same command after a kill goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
import transformers
from datasets import load_from_disk
from torch import Tensor
from transformers import EvalPrediction, PreTrainedTokenizerFast, Trainer, TrainingArguments

from cloze_model.base_model import load_base
from cloze_model.budget import WallClock
from cloze_model.checkpoint import read_any
from cloze_model.encoding import Encoder
from cloze_model.labels import IGNORE_INDEX
from cloze_model.machine import this_machine
from cloze_model.masking import STRATEGIES, build_collator
from cloze_model.pretraining_data import EncodedSentences, LengthGrouped
from cloze_model.run_metadata import BUILD, write_meta

EVALUATION_RATE = 0.15


def build_arguments(options: argparse.Namespace) -> TrainingArguments:
    """The Trainer's settings; bf16 pays on CPUs with AVX-512 BF16 and on GPUs."""
    return TrainingArguments(
        output_dir=str(options.out / "checkpoints"),
        per_device_train_batch_size=options.batch,
        per_device_eval_batch_size=options.batch,
        learning_rate=options.learning_rate,
        lr_scheduler_type="constant_with_warmup",
        warmup_steps=options.warmup,
        weight_decay=0.01,
        max_grad_norm=1.0,
        max_steps=options.max_steps,
        bf16=options.precision == "bf16",
        use_cpu=not torch.cuda.is_available(),
        remove_unused_columns=False,
        eval_strategy="steps",
        eval_steps=options.eval_steps,
        save_steps=options.eval_steps,
        save_total_limit=2,
        logging_steps=min(options.log_steps, options.eval_steps),
        report_to=[],
        seed=options.seed,
        dataloader_num_workers=options.workers,
    )


class MaskedTrainer(Trainer):
    """Groups the batches by length, and evaluates under masks that do not depend on the strategy."""

    evaluation_collator = None

    def _get_train_sampler(self, train_dataset=None):
        return LengthGrouped(self.train_dataset.lengths, self.args.per_device_train_batch_size, self.args.seed)

    def get_eval_dataloader(self, eval_dataset=None):
        training, self.data_collator = self.data_collator, self.evaluation_collator
        try:
            return super().get_eval_dataloader(eval_dataset)
        finally:
            self.data_collator = training


def hits(logits: Tensor, labels: Tensor) -> Tensor:
    """(N, V) logits at the labelled places of (B, L) labels → (B, L): 1 where the top piece is right, 0 where not, else -100.

    Small, and of the labels' shape: gathering the logits would take gigabytes.
    """
    found = torch.full_like(labels, IGNORE_INDEX)
    chosen = labels != IGNORE_INDEX
    found[chosen] = (logits.argmax(-1) == labels[chosen]).long()
    return found


def accuracy(prediction: EvalPrediction) -> dict[str, float]:
    counted = prediction.predictions[prediction.label_ids != IGNORE_INDEX]
    return {"top1": float((counted == 1).mean()) if counted.size else 0.0}


def last_checkpoint(folder: Path) -> str | None:
    """The newest whole checkpoint; one that a kill cut short has no `trainer_state.json` yet."""
    whole = [path.parent for path in folder.glob("checkpoint-*/trainer_state.json")]
    return str(max(whole, key=lambda path: int(path.name.rpartition("-")[2]))) if whole else None


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = parser.add_argument_group("data")
    data.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="what prepare_corpus wrote")
    data.add_argument("--subset", type=int, help="take only so many sentences, drawn at random")
    data.add_argument("--base", type=Path, help="a model to go on from, of any step, in place of the packaged base")
    data.add_argument("--layers", type=int, help="of the encoder that the packaged base grows into: 12 for a teacher (default: the base's 6)")
    data.add_argument("--out", type=Path, default=BUILD / "pretrained")
    data.add_argument("--held-out", type=int, default=2000, help="sentences kept for the held-out loss")
    masking = parser.add_argument_group("masking")
    masking.add_argument("--strategy", choices=sorted(STRATEGIES), default="token")
    masking.add_argument("--rate", type=float, default=0.15, help="share of the pieces that is masked")
    training = parser.add_argument_group("training")
    training.add_argument("--minutes", type=float, default=60, help="wall-clock budget; 0: none")
    training.add_argument("--batch", type=int, help="sentences a step and process (default: 96, on a GPU 1024)")
    training.add_argument("--learning-rate", type=float, default=4e-4)
    training.add_argument("--warmup", type=int, default=100)
    training.add_argument("--max-steps", type=int, default=10_000_000)
    training.add_argument("--eval-steps", type=int, default=250, help="steps between two evaluations, each with a checkpoint")
    training.add_argument("--log-steps", type=int, default=50)
    training.add_argument("--precision", choices=["fp32", "bf16"], help="(default: bf16 where the machine multiplies it)")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--workers", type=int, help="processes that make batches (default: 1, for a GPU up to 14)")
    training.add_argument("--tiny", action="store_true", help="two layers, batches of 16 and no loader process, for CI")
    options = parser.parse_args(arguments)
    machine = this_machine()
    options.batch, options.workers = options.batch or machine.sentences, machine.workers if options.workers is None else options.workers
    options.precision = options.precision or ("bf16" if machine.has_bf16 else "fp32")
    if options.tiny:
        options.batch, options.warmup, options.workers, options.layers = min(options.batch, 16), min(options.warmup, 10), 0, options.layers or 2
    return options


def main() -> None:
    options = parse_options()
    transformers.set_seed(options.seed)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.corpus / "tokenizer")
    encoder = Encoder(tokenizer)
    sentences = load_from_disk(str(options.corpus / "sentences")).shuffle(seed=0)
    if options.subset:
        sentences = sentences.select(range(min(options.subset, len(sentences))))
    texts = list(sentences["text"])
    held_out = min(options.held_out, len(texts) // 5)

    model = read_any(options.base).lm.train() if options.base else load_base(tokenizer, layers=options.layers)
    if torch.cuda.is_available():
        model.config._attn_implementation = "sdpa"
    trainer = MaskedTrainer(
        model=model,
        args=build_arguments(options),
        train_dataset=EncodedSentences(texts[held_out:], encoder),
        eval_dataset=EncodedSentences(texts[:held_out], encoder),
        data_collator=build_collator(options.strategy, encoder, options.rate, options.seed),
        callbacks=[WallClock(options.minutes)],
        compute_metrics=accuracy,
        preprocess_logits_for_metrics=hits,
    )
    trainer.evaluation_collator = build_collator("static", encoder, EVALUATION_RATE)
    trainer.train(resume_from_checkpoint=last_checkpoint(options.out / "checkpoints"))
    figures = trainer.evaluate()
    if trainer.is_world_process_zero():
        model.save_pretrained(options.out)
        tokenizer.save_pretrained(options.out)
        write_meta(options.out, options=vars(options), steps=trainer.state.global_step, figures=figures)
        print(f"held-out masked loss {figures['eval_loss']:.3f}, top-1 accuracy {figures['eval_top1']:.3f} → {options.out}")


if __name__ == "__main__":
    main()
