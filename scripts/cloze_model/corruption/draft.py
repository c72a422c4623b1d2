"""A sentence while errors are put into it: each token remembers how to undo what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..edits import Edit
from ..text import Word, split_words


@dataclass
class Token:
    """One token of the draft. `fix` is (op, text) if the token is wrong; `missing` is what was taken out before it."""

    text: str
    kind: str
    space: bool
    fix: tuple[str, str] | None = None
    missing: str | None = None

    @property
    def free(self) -> bool:
        """Nothing was done here yet."""
        return self.fix is None and self.missing is None

    @property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")


def like(text: str, model: str) -> str:
    """`text` with the capitals of `model`: all, the first or none."""
    if len(model) > 1 and model.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


class Draft:
    """A token list with an end marker, so that the gap after the last word has a place to be missing from."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.tokens = [Token(word.text, word.kind, word.space_before) for word in words] + [Token("", "end", False)]

    def places(self, kind: str = "word") -> list[int]:
        """Indices of untouched tokens of that kind."""
        return [index for index, token in enumerate(self.tokens) if token.kind == kind and token.free]

    def replace(self, index: int, wrong: str) -> None:
        """Writes `wrong` in place of the token, in its case."""
        token = self.tokens[index]
        token.fix = ("replace", token.text.replace("’", "'"))
        token.text = like(wrong, token.text)

    def recase(self, index: int, wrong: str) -> None:
        token = self.tokens[index]
        token.fix = ("case", token.text)
        token.text = wrong

    def leave_out(self, index: int) -> bool:
        """Takes the token out; false if the gap is taken. The next word keeps its own case."""
        following = self.tokens[index + 1]
        if not following.free:
            return False
        following.missing = self.tokens[index].text.replace("’", "'")
        following.space = self.tokens[index].space or following.space
        del self.tokens[index]
        return True

    def insert(self, index: int, extra: str) -> None:
        """Writes a word that does not belong there before the token."""
        self.tokens.insert(index, Token(extra, "word", index > 0, fix=("delete", "")))
        if self.tokens[index + 1].kind == "word":
            self.tokens[index + 1].space = True

    def insert_mark(self, index: int, mark: str) -> None:
        """Writes a mark that does not belong there right after the token before `index`."""
        self.tokens.insert(index, Token(mark, "mark", False, fix=("delete", "")))

    def split(self, index: int, at: int) -> None:
        """Breaks a word in two."""
        token = self.tokens[index]
        whole = token.text
        token.fix, token.text = ("merge", whole.replace("’", "'")), whole[:at]
        self.tokens.insert(index + 1, Token(whole[at:], "word", True, fix=("inner", "")))

    def merge(self, index: int) -> None:
        """Writes the token and the next as one word."""
        token, following = self.tokens[index], self.tokens[index + 1]
        token.fix = ("split", f"{token.text} {following.text}".replace("’", "'"))
        token.text += following.text
        del self.tokens[index + 1]

    def finish(self) -> tuple[str, list[Edit]] | None:
        """The text and its edits, or None if the text would not be split into these very tokens again."""
        text = "".join((" " if token.space else "") + token.text for token in self.tokens[:-1]).lstrip()
        if [word.text for word in split_words(text)] != [token.text for token in self.tokens[:-1]]:
            return None
        edits = []
        for index, token in enumerate(self.tokens):
            if token.missing is not None:
                edits.append(Edit("insert", index, token.missing))
            if token.fix is not None and token.fix[0] != "inner":
                edits.append(Edit(token.fix[0], index, token.fix[1]))
        return text, edits
