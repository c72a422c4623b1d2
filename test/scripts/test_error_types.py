"""Types of errors, told from the words."""

from __future__ import annotations

import pytest
from steps import ROOT

from cloze_model.edits import align
from cloze_model.error_types import error_type
from cloze_model.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.read(ROOT / "model" / "lexicon.txt")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("It is good idea.", "It is a good idea.", "M:DET"),
        ("After that we left.", "After that, we left.", "M:PUNCT"),
        ("It depends of the the host.", "It depends on the host.", "R:PREP U:DET"),
        ("You recieve it.", "You receive it.", "R:SPELL"),
        ("The pages is long.", "The pages are long.", "R:INFL"),
        ("It walks good in english.", "It walks well in English.", "R:OTHER R:ORTH"),
        ("Dont lose it's name.", "Don't lose its name.", "R:APOSTROPHE R:APOSTROPHE"),
        ("He went when she came.", "He went while she came.", "R:CONJ"),
        ("A big page.", "A large page.", "R:OTHER"),
        ("Setup the host.", "Set up the host.", "R:ORTH"),
    ],
)
def test_types(lexicon: Lexicon, source: str, target: str, expected: str) -> None:
    assert " ".join(error_type(edit, source, lexicon) for edit in align(source, target)) == expected
