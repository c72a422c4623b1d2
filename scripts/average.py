#!/usr/bin/env python3
"""Between steps 4 and 5: the mean of several fine-tuned models, weight by weight.

    python scripts/average.py build/finetuned-1 build/finetuned-2 --out build/finetuned

Models that were fine-tuned from the same one, with other seeds or data, lie in one basin: their mean is better than each of them and
costs the writer nothing (model soups, Wortsman et al. 2022). Several single-threaded trainings also use several cores better
than one training over them all. The tokenizer is the first model's; all must have the same vocabulary.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from transformers import PreTrainedTokenizerFast

from cloze_model.checkpoint import read_any
from cloze_model.model import CorrectionModel
from cloze_model.run_metadata import BUILD, write_meta


def mean(models: list[CorrectionModel]) -> CorrectionModel:
    """The first model with every weight replaced by the mean over all of them. Raises RuntimeError on unlike shapes."""
    states = [model.state_dict() for model in models]
    models[0].load_state_dict({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]})
    return models[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+", help="folders that finetune wrote, or that ship")
    parser.add_argument("--out", type=Path, default=BUILD / "averaged")
    options = parser.parse_args()

    tokenizers = [PreTrainedTokenizerFast.from_pretrained(folder) for folder in options.models]
    if any(tokenizer.get_vocab() != tokenizers[0].get_vocab() for tokenizer in tokenizers):
        raise SystemExit("The models have different vocabularies: their mean would mean nothing.")
    mean([read_any(folder) for folder in options.models]).save(options.out)
    tokenizers[0].save_pretrained(options.out)
    write_meta(options.out, options=vars(options))
    print(f"mean of {len(options.models)} models → {options.out}")


if __name__ == "__main__":
    main()
