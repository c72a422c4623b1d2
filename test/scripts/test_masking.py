"""The masking strategies: rates, units, and the same masks after a resume."""

from random import Random

import pytest
import torch

from cloze_model.encoding import Encoder
from cloze_model.labels import IGNORE_INDEX
from cloze_model.masking import STRATEGIES, TokenMasking, build_collator, weight_of
from cloze_model.pretraining_data import EncodedSentences, LengthGrouped


@pytest.fixture(scope="module")
def dataset(encoder: Encoder, sentences: list[str]) -> EncodedSentences:
    return EncodedSentences(sentences, encoder)


def masks(collator: TokenMasking, dataset: EncodedSentences, turn: int = 0) -> dict[str, torch.Tensor]:
    return collator([dataset[turn * len(dataset) + index] for index in range(len(dataset))])


@pytest.mark.parametrize("rate", [0.15, 0.4])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_rate_is_kept(strategy: str, rate: float, encoder: Encoder, dataset: EncodedSentences) -> None:
    chosen = free = 0
    for turn in range(12):
        batch = masks(build_collator(strategy, encoder, rate, seed=turn), dataset, turn)
        chosen += (batch["labels"] != IGNORE_INDEX).sum().item()
    for index in range(len(dataset)):
        free += 12 * len(build_collator("token", encoder).free(dataset[index]))
    assert chosen / free == pytest.approx(rate, rel=0.07)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_four_fifths_are_masked_and_the_case_with_them(strategy: str, encoder: Encoder, dataset: EncodedSentences) -> None:
    batch = masks(build_collator(strategy, encoder, 0.4), dataset)
    plain = [dataset[index] for index in range(len(dataset))]
    hidden, chosen = batch["input_ids"] == encoder.mask, batch["labels"] != IGNORE_INDEX
    assert hidden.sum() / chosen.sum() == pytest.approx(0.8, abs=0.08)
    assert not (hidden & ~chosen).any()
    assert (batch["token_type_ids"][hidden] == 0).all()
    for row, example in enumerate(plain):
        ids = torch.tensor(example["input_ids"])
        size = len(ids)
        assert torch.equal(torch.where(chosen[row, :size], batch["labels"][row, :size], batch["input_ids"][row, :size]), ids)
        assert not chosen[row, size:].any()


def test_special_pieces_are_never_chosen(encoder: Encoder) -> None:
    dataset = EncodedSentences(["Run `make test` in https://example.org now."], encoder)
    for strategy in STRATEGIES:
        labels = masks(build_collator(strategy, encoder, 0.9), dataset)["labels"]
        assert not {encoder.cls, encoder.sep, encoder.code} & set(labels.flatten().tolist())


@pytest.mark.parametrize("strategy", ["whole-word", "span", "error-prone"])
def test_a_word_is_hidden_whole(strategy: str, encoder: Encoder, dataset: EncodedSentences) -> None:
    batch = masks(build_collator(strategy, encoder, 0.3), dataset)
    for row in range(len(dataset)):
        starts = dataset[row]["starts"]
        for start, end in zip(starts, starts[1:], strict=False):
            assert len({label != IGNORE_INDEX for label in batch["labels"][row, start:end].tolist()}) == 1


def test_spans_run_over_several_words(encoder: Encoder, dataset: EncodedSentences) -> None:
    collator = build_collator("span", encoder, 0.4)
    units = [len(unit) for index in range(len(dataset)) for unit in collator.choose(dataset[index], Random(index))]
    assert max(units) > 3 and sum(units) / len(units) > 2


def test_error_prone_places_are_preferred(encoder: Encoder, dataset: EncodedSentences) -> None:
    collator = build_collator("error-prone", encoder, 0.15)
    counts = {1.0: [0, 0], 2.0: [0, 0], 4.0: [0, 0]}
    for index in range(len(dataset)):
        example = dataset[index]
        for word, _ in collator.words(example):
            counts[weight_of(word.lower())][1] += 20
        for seed in range(20):
            hidden = {tuple(unit) for unit in collator.choose(example, Random(f"{index}/{seed}"))}
            for word, places in collator.words(example):
                counts[weight_of(word.lower())][0] += tuple(places) in hidden
    rates = {weight: chosen / total for weight, (chosen, total) in counts.items()}
    assert [rates[4.0] / 4, rates[2.0] / 2] == pytest.approx([rates[1.0]] * 2, rel=0.2)
    assert (weight_of("the"), weight_of("their"), weight_of("servers"), weight_of(",")) == (4.0, 4.0, 2.0, 1.0)


def test_static_masks_stay_and_others_change(encoder: Encoder, dataset: EncodedSentences) -> None:
    for strategy in STRATEGIES:
        collator = build_collator(strategy, encoder)
        first, second = masks(collator, dataset, 0), masks(collator, dataset, 1)
        assert torch.equal(first["labels"], second["labels"]) == (strategy == "static")
        # Of the sentence and the pass alone: not of what was drawn before.
        assert torch.equal(masks(collator, dataset, 1)["input_ids"], second["input_ids"])
        assert not torch.equal(masks(build_collator(strategy, encoder, seed=1), dataset)["labels"], first["labels"])


def test_unknown_strategy(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="whole-word"):
        build_collator("none", encoder)


def test_order_depends_on_seed_and_pass_only() -> None:
    lengths = [(7 * index) % 50 + 1 for index in range(200)]
    sampler = LengthGrouped(lengths, 8, seed=1)
    first = list(sampler)
    assert sorted(first) == list(range(200)) and list(sampler) == first
    sampler.set_epoch(1)
    second = list(sampler)
    assert sorted(second) == list(range(200, 400)) and [number - 200 for number in second] != first
    assert list(LengthGrouped(lengths, 8, seed=2)) != first
