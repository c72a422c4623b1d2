"""Writing suggestions into a sentence."""

import pytest

from cloze_model.screening import Suggestion, apply


def replace(index: int, text: str, probability: float = 0.9) -> Suggestion:
    return Suggestion("replace", index, text, probability)


@pytest.mark.parametrize(
    ("text", "suggestions", "expected"),
    [
        ("He go home.", [replace(1, "goes")], "He goes home."),
        ("Their is one.", [replace(0, "there")], "There is one."),
        ("So am i.", [Suggestion("case", 2, "I", 0.9)], "So am I."),
        ("He is teacher.", [Suggestion("insert", 2, "a", 0.9)], "He is a teacher."),
        ("However it works.", [Suggestion("insert", 1, ",", 0.9)], "However, it works."),
        ("That is all", [Suggestion("insert", 3, ".", 0.9)], "That is all."),
        ("It is is here.", [Suggestion("delete", 2, "", 0.9)], "It is here."),
        ("He go home.", [replace(1, "goes", 0.4)], "He go home."),
        ("He go home.", [replace(1, "goes", 0.8), replace(1, "went", 0.7)], "He goes home."),
        ("Use `a  b` now.", [], "Use `a b` now."),
        ("", [], ""),
    ],
)
def test_apply(text: str, suggestions: list[Suggestion], expected: str) -> None:
    assert apply(text, suggestions, 0.5) == expected
