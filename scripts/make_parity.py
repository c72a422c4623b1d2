#!/usr/bin/env python3
"""The parity file: what PyTorch makes of some 200 texts, for TypeScript to make the same of them.

    python scripts/make_parity.py --model build/finetuned --texts test/golden/texts.json --out test/golden/parity.json

Run it beside `export.py`, on the same model: the weights are rounded to 8 bits here as there, so what is left to differ is
arithmetic alone (some 1e-4). Offsets are UTF-16 code units of the sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from zlib import crc32

import torch
from transformers import PreTrainedTokenizerFast

from cloze_model.checkpoint import quantized, read_any
from cloze_model.encoding import CASES, Encoder, Row
from cloze_model.model import TAGS, CorrectionModel
from cloze_model.run_metadata import BUILD
from cloze_model.text import Word, split_paragraphs, split_sentences, split_words

TOP = 5


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def rounded(values: torch.Tensor) -> list[float]:
    return [round(value, 5) for value in values.tolist()]


def describe_words(sentence: str, words: list[Word]) -> list[list[object]]:
    return [[word.text, word.kind, utf16(sentence[: word.start]), utf16(sentence[: word.end])] for word in words]


def top(logits: torch.Tensor) -> list[list[float]]:
    """[id, natural log-probability] of the likeliest pieces, likeliest first."""
    values, ids = logits.log_softmax(-1).topk(TOP)
    return [[index, round(value, 4)] for index, value in zip(ids.tolist(), values.tolist(), strict=True)]


def masked_words(sentence: str, row: Row) -> list[int]:
    """Two words of the row, or as many as it has, chosen by the text."""
    count = len(row.starts)
    return sorted({crc32(f"{turn}{sentence}".encode()) % count for turn in range(2)}) if count else []


class Describer:
    """A model and its encoder, asked for one sentence at a time: no padding, no neighbours."""

    def __init__(self, model: CorrectionModel, encoder: Encoder) -> None:
        self.model, self.encoder = model, encoder

    def encode(self, ids: list[int], types: list[int]) -> torch.Tensor:
        """(L, H)"""
        return self.model.encode(torch.tensor([ids]), torch.tensor([types]), torch.ones(1, len(ids), dtype=torch.int64))[0]

    def sentence(self, sentence: str) -> dict[str, object]:
        """Words; and of the first window: pieces, screening, and two words masked in turn."""
        words = split_words(sentence)
        row = self.encoder.encode(words)
        hidden = self.encode(row.ids, row.types)
        pairs = self.model.with_previous(hidden[None])[0]
        places = torch.tensor([*row.starts, len(row.ids) - 1])
        tags, cases = (logits.softmax(-1) for logits in self.model.tag_and_case(hidden[places[:-1]]))
        return {
            "text": sentence,
            "words": describe_words(sentence, words),
            "ids": row.ids,
            "types": row.types,
            "starts": places.tolist(),
            "tags": [[TAGS[best], round(chance, 5)] for best, chance in zip(tags.argmax(-1).tolist(), tags.amax(-1).tolist(), strict=True)],
            "cases": [[CASES[best], round(chance, 5)] for best, chance in zip(cases.argmax(-1).tolist(), cases.amax(-1).tolist(), strict=True)],
            "gaps": rounded(self.model.gap_logit(pairs[places]).sigmoid()),
            "masked": [self.place(row, hidden, pairs, places.tolist(), index) for index in masked_words(sentence, row)],
        }

    def place(self, row: Row, hidden: torch.Tensor, pairs: torch.Tensor, places: list[int], index: int) -> dict[str, object]:
        """What stands under the mask of a word (one mask a piece, the first is read), and the heads that read it as typed."""
        start, end = places[index], places[index + 1]
        ids = [*row.ids[:start], *[self.encoder.mask] * (end - start), *row.ids[end:]]
        types = [*row.types[:start], *[0] * (end - start), *row.types[end:]]
        under = self.encode(ids, types)[start]
        return {
            "word": index,
            "masked": top(self.model.masked_logits(under[None])[0]),
            "replace": top(self.model.replace_logits(hidden[start][None])[0]),
            "insert": top(self.model.insert_logits(pairs[start][None])[0]),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=BUILD / "finetuned", help="the model that was exported, or what ships")
    parser.add_argument("--tokenizer", type=Path, help="folder of the pieces, for one that has none of its own: model for model/second")
    parser.add_argument("--texts", type=Path, default=Path("test/golden/texts.json"), help="a JSON array of plain texts")
    parser.add_argument("--out", type=Path, default=Path("test/golden/parity.json"))
    options = parser.parse_args()

    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.tokenizer or options.model)
    describer = Describer(quantized(read_any(options.model)), Encoder(tokenizer))
    lines = []
    with torch.no_grad():
        for text in json.loads(options.texts.read_text(encoding="utf-8")):
            sentences = [sentence for paragraph in split_paragraphs(text) for sentence in split_sentences(paragraph)]
            lines.append(json.dumps({"text": text, "sentences": [describer.sentence(sentence) for sentence in sentences]}, separators=(",", ":")))
    options.out.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{len(lines)} texts → {options.out}")


if __name__ == "__main__":
    main()
