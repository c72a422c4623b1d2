#!/usr/bin/env python3
"""Step 7: a fine-tuned, calibrated model → the folder that ships: ONNX with 8-bit weights, `model.json`, parity file.

    python scripts/export.py --model build/finetuned --second build/wide --calibration build/calibration.json --out model
    python scripts/export.py --model build/finetuned --hf build/hf      # a standard Hugging Face fill-mask folder
    python scripts/make_parity.py --model build/finetuned               # then the parity file, from the same weights
    python scripts/export_training.py --model model                     # and the training step, from what ships

(`to_hf.py` makes the Hugging Face folder from the 8-bit weights of a shipped model.)

Without a calibration the model finds nothing, but `cloze check --jsonl --explain` shows its features: that is what
`calibrate.py` learns from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from torch import nn
from transformers import PreTrainedTokenizerFast

from cloze_model.base_model import BASE_LICENCE, MINILM
from cloze_model.checkpoint import read_any
from cloze_model.encoding import CASES, MAX_PIECES
from cloze_model.graphs import KINDS, EncoderGraph, VocabularyGraph, adapter_layout
from cloze_model.manifest import read_manifest, write_manifest
from cloze_model.model import TAGS, CorrectionModel
from cloze_model.quantize import WeightFile, quantize_graph
from cloze_model.run_metadata import BUILD, source_commit
from cloze_model.text import ABBREVIATIONS, CODE_START, SENTENCE_END, WORD_PATTERN
from to_hf import write_hf

FORMAT = 5
"""Of `model.json`; `src/inference/manifest.ts` reads no other."""

SECOND = "second"
"""Folder of the large model within that of the small one."""

GRAPH_FILES = ("encoder.onnx", "vocabulary.onnx", "weights.bin", "config.json")
"""What each of the two models has of its own."""

OVERLAP = 32
OPSET = 18
DOUBT_THRESHOLDS = {"word": 0.4, "gap": 0.4, "case": 0.4, "misspelt": 0.03}
"""Beside 0.08 one finding of 219 is lost on drafts, and of correct documentation 14 % is read again instead of 63 %; 0.5 loses one in forty more of
them for 3 % (docs/experiments.md)."""
SCREENING_THRESHOLDS = {"word": 0.15, "gap": 0.15, "case": 0.1, "misspelt": 0.03}
"""What both must see for a place to be masked: beside 0.08 nothing is lost on dev, and a seventh fewer places are looked at (docs/experiments.md)."""

FEATURES = (
    "keep tag head headTyped headLag masked maskedTyped maskedGain maskedLag noneGain typedCaseLog errors typedKnown typedFrequency newKnown "
    "newFrequency editDistance editShare sameLemma typedCase typedPieces newPieces words isFirst isLast apostropheOnly isMark typedLength margin "
    "repeats sameStart sameLetters closerWords marginOverCloser marginOverForms marginOverOperations typo sharedStart sharedEnd"
).split()
"""As in `src/inference/features.ts`, which refuses a model made for others."""

GATE_FEATURES = (
    "keep replace delete merge split typedCase headBest headTyped errors known frequency pieces words isFirst isLast isMark length typoDistance"
).split()
"""As in `src/inference/gate.ts`."""

OPEN = {"baseline": 0.0, "trees": [], "least": 0.0}
"""A gate through which everything passes."""

UNSURE = {"baseline": -20.0, "trees": [], "calibration": {"slope": 1.0, "intercept": 0.0}}
"""An ensemble that finds nothing."""

LEVEL = {"shift": 0.0, "rate": 0.01, "range": [0.0, 0.0]}
"""A prior that moves nothing."""


def export_graph(module: nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], dynamic: dict[str, dict[int, str]]) -> onnx.ModelProto:
    """The module as an ONNX model in floating point, with standard operators only."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # The exporter that this is written for warns of its successor at every turn.
        warnings.simplefilter("ignore")
        path = Path(folder) / "graph.onnx"
        torch.onnx.export(
            module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=outputs, dynamic_axes=dynamic,
            opset_version=OPSET, dynamo=False, do_constant_folding=True,
        )  # fmt: skip
        return onnx.load(str(path))


def encoder_graph(model: CorrectionModel) -> onnx.ModelProto:
    length = adapter_layout(model)[-1].end
    rows = {0: "batch", 1: "length"}
    inputs = {
        "ids": torch.ones(2, 9, dtype=torch.int32),
        "types": torch.zeros(2, 9, dtype=torch.int32),
        "mask": torch.ones(2, 9),
        "adapter": torch.zeros(length),
    }
    names = ["hidden", "tags", "cases", "gaps"]
    return export_graph(EncoderGraph(model), inputs, names, {name: rows for name in ("ids", "types", "mask", *names)})


def vocabulary_graph(model: CorrectionModel) -> onnx.ModelProto:
    inputs = {
        "pairs": torch.zeros(3, 2 * model.lm.config.hidden_size),
        "kinds": torch.tensor([0, 1, 2], dtype=torch.int32),
        "adapter": torch.zeros(adapter_layout(model)[-1].end),
    }
    return export_graph(VocabularyGraph(model), inputs, ["logs"], {name: {0: "places"} for name in ("pairs", "kinds", "logs")})


def read_second(folder: Path, tokenizer: PreTrainedTokenizerFast) -> CorrectionModel:
    """The large model, trained or exported. Raises SystemExit with one sentence for the reader if it knows other pieces."""
    own = folder / "tokenizer.json"  # what has been exported has none: the small model's tokenizer serves both
    if own.exists() and PreTrainedTokenizerFast.from_pretrained(folder).get_vocab() != tokenizer.get_vocab():
        raise SystemExit(f"{folder} has another vocabulary than the small model: both must read the same pieces.")
    return read_any(folder).eval()


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_graphs(model: CorrectionModel, out: Path) -> None:
    """Writes the model's two graphs, the weights that they share and its configuration."""
    out.mkdir(parents=True, exist_ok=True)
    weights = WeightFile(out / "weights.bin")
    for name, graph in (("encoder.onnx", encoder_graph(model)), ("vocabulary.onnx", vocabulary_graph(model))):
        (out / name).write_bytes(quantize_graph(graph, weights).SerializeToString())
    weights.write()
    model.lm.config.save_pretrained(out)


def shape(model: CorrectionModel) -> dict:
    """What the manifest says of one of the two."""
    return {
        "base": {"name": getattr(model.lm.config, "base_model", MINILM), "licence": BASE_LICENCE},
        "hiddenSize": model.lm.config.hidden_size,
        "adapterLength": adapter_layout(model)[-1].end,
    }


def write_model(model: CorrectionModel, second: CorrectionModel, tokenizer: PreTrainedTokenizerFast, lexicon: Path, calibration: dict, out: Path) -> None:
    """Writes every file of the folder and, last, the manifest that names them."""
    write_graphs(model, out)
    write_graphs(second, out / SECOND)
    tokenizer.save_pretrained(out)
    shutil.copyfile(lexicon, out / "lexicon.txt")
    shipped = [*GRAPH_FILES, "tokenizer.json", "tokenizer_config.json", "lexicon.txt", *(f"{SECOND}/{name}" for name in GRAPH_FILES)]
    manifest = {
        "formatVersion": FORMAT,
        "trainedFrom": {"commit": source_commit(), "data": "see model/README.md"},
        "files": {name: sha256(out / name) for name in shipped},
        **shape(model),
        "second": shape(second),
        "maxPieces": MAX_PIECES,
        "overlap": OVERLAP,
        "labels": {"tags": TAGS, "cases": CASES, "kinds": KINDS, "features": FEATURES, "gateFeatures": GATE_FEATURES},
        "text": {"words": WORD_PATTERN, "codeStart": CODE_START, "sentenceEnd": SENTENCE_END, "abbreviations": ABBREVIATIONS},
        "doubtThresholds": DOUBT_THRESHOLDS,
        "screeningThresholds": SCREENING_THRESHOLDS,
        **{name: calibration[name] for name in ("gates", "ensembles", "slotWeights", "priors", "thresholds", "promises", "scores")},
    }
    write_manifest(out, manifest)


def uncalibrated() -> dict:
    sensitivities = {"relaxed": {"sure": 0.5}, "balanced": {"sure": 0.5, "perhaps": 0.4}, "strict": {"sure": 0.5, "perhaps": 0.4}}
    return {
        "gates": {"word": OPEN, "gap": OPEN},
        "ensembles": {name: UNSURE for name in ("replace", "delete", "insert", "case")},
        "slotWeights": {"best": 0.0, "any": 1.0, "intercept": 0.0},
        "priors": {"weight": 200, "draft": LEVEL, "published": LEVEL},
        "thresholds": {name: {"draft": lines, "published": lines} for name, lines in sensitivities.items()},
        "promises": {},
        "scores": {},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=BUILD / "finetuned", help="the small model: what finetune wrote, or a folder that export wrote")
    parser.add_argument("--second", type=Path, default=Path("model") / SECOND, help="the large model, of the same pieces; likewise")
    parser.add_argument("--lexicon", type=Path, default=BUILD / "pairs" / "lexicon.txt", help="what make_pairs wrote")
    parser.add_argument("--calibration", type=Path, help="what calibrate wrote")
    parser.add_argument("--out", type=Path, default=Path("model"))
    parser.add_argument("--hf", type=Path, help="write a standard Hugging Face folder (fill-mask) there instead")
    options = parser.parse_args()

    tokenizer = PreTrainedTokenizerFast.from_pretrained(options.model)
    model = read_any(options.model).eval()
    if options.hf:
        write_hf(model.lm, tokenizer, options.hf)
        print(f"Hugging Face folder → {options.hf}")
        return
    calibration = json.loads(options.calibration.read_text()) if options.calibration else uncalibrated()
    with torch.no_grad():
        write_model(model, read_second(options.second, tokenizer), tokenizer, options.lexicon, calibration, options.out)
    size = sum((options.out / name).stat().st_size for name in read_manifest(options.out)["files"])
    print(f"{size / 1e6:.1f} MB → {options.out}")


if __name__ == "__main__":
    main()
