#!/usr/bin/env python3
"""Step 2: masked language modelling on the corpus grows the base encoder its vocabulary head.

    python scripts/pretrain.py --minutes 60
    accelerate launch --num_processes 2 scripts/pretrain.py --minutes 60     # several processes, GPUs or nodes
    python scripts/pretrain.py --minutes 1 --tiny                            # CI
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
import transformers
from datasets import load_from_disk
from transformers import PreTrainedTokenizerFast, Trainer, TrainingArguments
from transformers.trainer_pt_utils import LengthGroupedSampler
from transformers.trainer_utils import get_last_checkpoint

from cloze_model.base import load_base
from cloze_model.budget import WallClock
from cloze_model.encoding import Encoder
from cloze_model.masked_lm import SparseMaskedLM
from cloze_model.masking import STRATEGIES, EncodedSentences, build_collator
from cloze_model.steps import BUILD, write_meta


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
        logging_steps=min(50, options.eval_steps),
        report_to=[],
        seed=options.seed,
        dataloader_num_workers=0 if options.tiny else 1,
    )


class LengthGroupedTrainer(Trainer):
    """Batches sentences of like length, from the dataset's own lengths: a third of the pieces would be padding else."""

    def _get_train_sampler(self, train_dataset=None):
        return LengthGroupedSampler(self.args.per_device_train_batch_size, lengths=self.train_dataset.lengths)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = parser.add_argument_group("data")
    data.add_argument("--corpus", type=Path, default=BUILD / "corpus", help="what prepare_corpus wrote")
    data.add_argument("--out", type=Path, default=BUILD / "pretrained")
    data.add_argument("--held-out", type=int, default=2000, help="sentences kept for the held-out loss")
    masking = parser.add_argument_group("masking")
    masking.add_argument("--strategy", choices=sorted(STRATEGIES), default="token")
    masking.add_argument("--rate", type=float, default=0.15, help="share of the pieces that is masked")
    training = parser.add_argument_group("training")
    training.add_argument("--minutes", type=float, default=60, help="wall-clock budget")
    training.add_argument("--batch", type=int, default=96, help="sentences a step and process")
    training.add_argument("--learning-rate", type=float, default=4e-4)
    training.add_argument("--warmup", type=int, default=100)
    training.add_argument("--max-steps", type=int, default=10_000_000)
    training.add_argument("--eval-steps", type=int, default=250)
    training.add_argument("--precision", choices=["fp32", "bf16"], default="bf16")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--tiny", action="store_true", help="two small layers and small batches, for CI")
    return parser.parse_args()


def main() -> None:
    options = parse_options()
    transformers.set_seed(options.seed)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.corpus / "tokenizer")
    encoder = Encoder(tokenizer)
    texts = list(load_from_disk(str(options.corpus / "sentences")).shuffle(seed=0)["text"])
    held_out = min(options.held_out, len(texts) // 5)
    evaluation, training = EncodedSentences(texts[:held_out], encoder), EncodedSentences(texts[held_out:], encoder)

    model = load_base(tokenizer, model_class=SparseMaskedLM, layers=2 if options.tiny else None)
    budget = WallClock(options.minutes)
    trainer = LengthGroupedTrainer(
        model=model,
        args=build_arguments(options),
        train_dataset=training,
        eval_dataset=evaluation,
        data_collator=build_collator(options.strategy, encoder, options.rate),
        callbacks=[budget],
    )
    trainer.train(resume_from_checkpoint=get_last_checkpoint(trainer.args.output_dir) if options.out.exists() else None)
    figures = trainer.evaluate()
    if trainer.is_world_process_zero():
        model.save_pretrained(options.out)
        tokenizer.save_pretrained(options.out)
        write_meta(options.out, options=vars(options), steps=trainer.state.global_step, figures=figures)
        print(f"held-out masked loss {figures['eval_loss']:.3f} → {options.out}")


if __name__ == "__main__":
    main()
