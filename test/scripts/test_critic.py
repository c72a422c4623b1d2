"""The critic of pairs, with the model that ships: what a person corrected is likelier than what was typed, a rewording need not be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from steps import ROOT, run_step
from transformers import PreTrainedTokenizerFast

from cloze_model.checkpoint import read_model
from cloze_model.critic import choice_of, gains
from cloze_model.edits import Edit, align
from cloze_model.encoding import Encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(PreTrainedTokenizerFast.from_pretrained(ROOT / "model"))


def test_a_choice_puts_nothing_where_a_word_is_missing_or_one_too_many(encoder: Encoder) -> None:
    missing = choice_of(encoder, "It is good idea.", Edit("insert", 2, "a"))
    extra = choice_of(encoder, "It is the a good idea.", Edit("delete", 2, ""))
    assert missing and missing.typed == [encoder.none] and missing.fix == list(encoder.pieces("a"))
    assert extra and extra.fix == [encoder.none] and extra.typed == list(encoder.pieces("the"))


def test_a_choice_of_two_words_for_one_has_the_pieces_of_both(encoder: Encoder) -> None:
    text = "We can not wait."
    choice = choice_of(encoder, text, Edit("merge", 1, "cannot"))
    assert choice and choice.typed == [*encoder.pieces("can"), *encoder.pieces("not")]
    row = choice.masked(encoder.mask, 1)
    assert len(row.ids) == len(encoder.encode_text(text).ids) - len(choice.typed) + 1
    assert row.ids.count(encoder.mask) == 1


def test_an_edit_beyond_the_row_is_no_choice(encoder: Encoder) -> None:
    assert choice_of(encoder, "word " * 200, Edit("replace", 190, "words")) is None


def test_a_correction_gains_and_its_reverse_loses(encoder: Encoder) -> None:
    wrong, right = "We went too the store to buy some bread.", "We went to the store to buy some bread."
    forwards, back = gains(read_model(ROOT / "model"), encoder, [(wrong, align(wrong, right)), (right, align(right, wrong))])
    assert forwards[0] > 0
    assert back[0] == pytest.approx(-forwards[0], abs=1e-3)


def test_the_step_keeps_corrections_and_drops_what_makes_no_sense(tmp_path: Path) -> None:
    pairs = [
        {"source": "You can recieve the message twice.", "target": "You can receive the message twice."},
        {"source": "Open the door of the house.", "target": "Open the door as the house."},
    ]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    run_step("filter_pairs", "--pairs", tmp_path / "pairs.jsonl", "--critic", ROOT / "model", "--processes", 1, "--out", tmp_path / "kept.jsonl")
    assert [json.loads(line) for line in (tmp_path / "kept.jsonl").read_text().splitlines()] == pairs[:1]
