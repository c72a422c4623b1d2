"""Alignment and its inverse."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cloze_model.edits import Edit, align, apply_edits, fold, word_distance
from cloze_model.text import split_words

WORDS = st.sampled_from("the a cat cats sat set in to into on mat , . I english English don't it's can not cannot".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


def plain(text: str) -> str:
    return " ".join(fold(word.text) for word in split_words(text))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("He go home.", "He goes home.", [Edit("replace", 1, "goes")]),
        ("He went to to school.", "He went to school.", [Edit("delete", 3, "")]),
        ("He is teacher.", "He is a teacher.", [Edit("insert", 2, "a")]),
        ("I can not go.", "I cannot go.", [Edit("merge", 1, "cannot")]),
        ("It takes alot of time.", "It takes a lot of time.", [Edit("split", 2, "a lot")]),
        ("i speak english.", "I speak English.", [Edit("case", 0, "I"), Edit("case", 2, "English")]),
        ("He said “no”.", 'He said "no".', []),
        ("We waited.", "We waited for an hour.", [Edit("unknown", 2, "")]),
        ("Same here.", "Same here.", []),
        # Words alike belong together: by their case, their beginning, or that both are words. As `test/training/learn/wordEdits.test.ts` has it.
        ("cat dog", "dogs", [Edit("delete", 0, ""), Edit("replace", 1, "dogs")]),
        ("dog cat", "dogs", [Edit("replace", 0, "dogs"), Edit("delete", 1, "")]),
        ("go goins", "going", [Edit("delete", 0, ""), Edit("replace", 1, "going")]),
        ("goins go", "going", [Edit("replace", 0, "going"), Edit("delete", 1, "")]),
        ("go GOins", "goinG", [Edit("delete", 0, ""), Edit("replace", 1, "goinG")]),
        (", cat", "dog", [Edit("delete", 0, ""), Edit("replace", 1, "dog")]),
        ("cat ,", "dog", [Edit("replace", 0, "dog"), Edit("delete", 1, "")]),
        ("we see it", "we saw that it", [Edit("replace", 1, "saw"), Edit("insert", 2, "that")]),
        ("we saw that it", "we see it", [Edit("replace", 1, "see"), Edit("delete", 2, "")]),
        ("we ALOT it", "we a lot it", [Edit("split", 1, "a lot")]),
        ("It goes in to in to it.", "It goes into into it.", [Edit("merge", 2, "into"), Edit("merge", 4, "into")]),
    ],
)
def test_align(source: str, target: str, expected: list[Edit]) -> None:
    assert align(source, target) == expected
    if all(edit.op != "unknown" for edit in expected):
        assert apply_edits(source, expected) == plain(target)


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("Word", "word", 0.1), (",", "word", 1.9), ("go", "going", 1.3), ("GOing", "goes", 1.3), ("cat", "dog", 1.5), ("a", "ab", 1.25)],
)
def test_words_are_the_nearer_the_more_they_share(a: str, b: str, distance: float) -> None:
    assert word_distance(a, b) == word_distance(b, a) == pytest.approx(distance)


@given(SENTENCES, SENTENCES)
def test_applying_the_alignment_gives_the_target(source: str, target: str) -> None:
    edits = align(source, target)
    assume(all(edit.op != "unknown" for edit in edits))
    assert apply_edits(source, edits) == plain(target)


@given(SENTENCES)
def test_a_sentence_needs_no_edit_of_itself(text: str) -> None:
    assert align(text, text) == []


@given(SENTENCES, SENTENCES)
def test_edits_stand_at_places_of_the_sentence(source: str, target: str) -> None:
    size = len(split_words(source))
    for edit in align(source, target):
        assert 0 <= edit.index <= size - (edit.op not in ("insert", "unknown")) - (edit.op == "merge")
