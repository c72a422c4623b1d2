"""Every error made on purpose can be undone by its labels, and the same seed makes the same errors."""

from random import Random

import pytest

from cloze_model.corruption import LEARNER, TECHNICAL, Tables, corrupt
from cloze_model.corruption.draft import Draft
from cloze_model.corruption.kinds import Kind
from cloze_model.edits import apply_edits, fold
from cloze_model.text import split_words

KINDS = sorted({*LEARNER, *TECHNICAL}, key=lambda kind: kind.__name__)
EXAMPLES = [
    "I can't log into the server without JavaScript, because the users' tokens have expired.",
    "The well-known setup script is used by everyone who cannot wait; it doesn't need a password.",
]


def words_of(text: str) -> str:
    return " ".join(fold(word.text) for word in split_words(text))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_is_undone_by_its_labels(kind: Kind, sentences: list[str], tables: Tables) -> None:
    made = 0
    for number, sentence in enumerate([*sentences, *EXAMPLES]):
        draft = Draft(split_words(sentence))
        rng = Random(number)
        if not any(kind(draft, tables, rng) for _ in range(6)):
            continue
        if (result := draft.finish()) is None:
            continue
        text, edits = result
        assert edits and text != sentence
        assert apply_edits(text, edits) == words_of(sentence)
        made += 1
    assert made, "no fixture sentence lets this kind of error in"


@pytest.mark.parametrize("style", [LEARNER, TECHNICAL], ids=["learner", "technical"])
def test_several_errors_are_undone_together(style: dict[Kind, float], sentences: list[str], tables: Tables) -> None:
    rng = Random(3)
    for sentence in sentences:
        if (made := corrupt(sentence, style, tables, rng)) is not None:
            assert apply_edits(*made) == words_of(sentence)


def test_the_same_seed_makes_the_same_errors(sentences: list[str], tables: Tables) -> None:
    def run(seed: int) -> list:
        rng = Random(seed)
        return [corrupt(sentence, LEARNER, tables, rng) for sentence in sentences]

    assert run(1) == run(1)
    assert run(1) != run(2)


def test_opaque_spans_and_numbers_stay_as_they_are(sentences: list[str], tables: Tables) -> None:
    rng = Random(5)
    for sentence in sentences:
        made = corrupt(sentence, LEARNER, tables, rng)
        kept = [word.text for word in split_words(sentence) if word.kind in ("opaque", "number")]
        if made is not None:
            assert [word.text for word in split_words(made[0]) if word.kind in ("opaque", "number")] == kept
