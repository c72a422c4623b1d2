"""A sentence while errors are put into it: each token remembers how to undo what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from ..edits import Edit, fold
from ..text import Word, split_words

WORD, MARK, NUMBER, END = "word", "mark", "number", "end"


@dataclass(slots=True)
class Token:
    """One token of the sentence. `fix` is (op, text) if the token is wrong; `missing` is what was taken out before it."""

    text: str
    kind: str
    space: bool
    fix: tuple[str, str] | None = None
    missing: str | None = None
    lower: str = field(init=False)

    def __post_init__(self) -> None:
        self.lower = fold(self.text).lower()

    def write(self, text: str) -> None:
        """Puts another text in its place."""
        self.text, self.lower = text, fold(text).lower()

    @property
    def free(self) -> bool:
        """Nothing was done here yet."""
        return self.fix is None and self.missing is None


def like(text: str, model: str) -> str:
    """`text` with the capitals of `model`: all, the first or none."""
    if len(model) > 1 and model.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


@dataclass(frozen=True, slots=True)
class Change:
    """One error that can be made: steps (what, at which token, with which text), and how often it is made beside the others of its kind.

    Indices are those of the sentence before the change. Adding two changes makes one of both.
    """

    steps: tuple[tuple[str, int, str], ...]
    weight: float = 1.0

    def __add__(self, other: Change) -> Change:
        return Change(self.steps + other.steps, self.weight * other.weight)

    def often(self, weight: float) -> Change:
        """The same, `weight` times as often."""
        return Change(self.steps, self.weight * weight)


def replace(index: int, wrong: str) -> Change:
    return Change((("replace", index, wrong),))


def drop(index: int) -> Change:
    return Change((("drop", index, ""),))


def insert(index: int, extra: str) -> Change:
    """A word that does not belong there, before the token."""
    return Change((("insert", index, extra),))


def insert_mark(index: int, mark: str) -> Change:
    """A mark that does not belong there, right after the token before `index`."""
    return Change((("mark", index, mark),))


def join(index: int) -> Change:
    """The token and the next as one word."""
    return Change((("join", index, ""),))


def cut(index: int, at: int) -> Change:
    """The token as two words, the first of `at` letters."""
    return Change((("cut", index, str(at)),))


def recase(index: int, wrong: str) -> Change:
    return Change((("recase", index, wrong),))


class CorruptedSentence:
    """A token list with an end marker, so that the gap after the last word has a place to be missing from.

    `touched` is the place of the last error, as an index into the tokens as they are then.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self.tokens = [Token(word.text, word.kind, word.space_before) for word in words] + [Token("", END, False)]
        self.touched = 0

    def places(self, kind: str = WORD) -> list[int]:
        """Indices of untouched tokens of that kind."""
        return [index for index, token in enumerate(self.tokens) if token.kind == kind and token.fix is None and token.missing is None]

    def at(self, index: int) -> str:
        """The lower-case text of a token that nothing was done to; empty for others and beyond the ends."""
        if not 0 <= index < len(self.tokens):
            return ""
        token = self.tokens[index]
        return token.lower if token.fix is None and token.missing is None else ""

    def is_word(self, index: int) -> bool:
        """True for an untouched word."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == WORD and self.tokens[index].free

    def save(self) -> list[Token]:
        """What `restore` takes the sentence back to."""
        return [copy(token) for token in self.tokens]

    def restore(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def apply(self, change: Change) -> bool:
        """Makes the error; false, and nothing is done, where something of it was changed before."""
        if not all(self._is_open(step) for step in change.steps):
            return False
        # From the end, so that the places before it stay where they are; what is put before a token comes last.
        for what, index, text in sorted(change.steps, key=lambda step: (-step[1], step[0] in ("insert", "mark"))):
            if what == "replace":
                self.replace(index, text)
            elif what == "drop":
                self._take_out(index)
            elif what == "insert":
                self.insert(index, text)
            elif what == "mark":
                self.insert_mark(index, text)
            elif what == "join":
                self.merge(index)
            elif what == "cut":
                self.split(index, int(text))
            else:
                self.recase(index, text)
        return True

    def _is_open(self, step: tuple[str, int, str]) -> bool:
        what, index, text = step
        token = self.tokens[index]
        if what in ("insert", "mark"):
            return token.missing is None and not (token.fix and token.fix[0] == "inner")
        if not token.free or token.kind == END or what in ("replace", "recase") and token.text == text:
            return False
        if what == "drop":
            following = self.tokens[index + 1]
            return following.missing is None and not (following.fix and following.fix[0] == "inner")
        return what != "join" or self.tokens[index + 1].free

    def replace(self, index: int, wrong: str) -> None:
        """Writes `wrong` in place of the token, in its case."""
        token = self.tokens[index]
        token.fix = ("replace", fold(token.text))
        token.write(like(wrong, token.text))
        self.touched = index

    def recase(self, index: int, wrong: str) -> None:
        token = self.tokens[index]
        token.fix = ("case", token.text)
        token.write(wrong)
        self.touched = index

    def leave_out(self, index: int) -> bool:
        """Takes the token out; false if the gap is taken. The next word keeps its own case."""
        if not self.tokens[index + 1].free:
            return False
        self._take_out(index)
        return True

    def _take_out(self, index: int) -> None:
        token, following = self.tokens[index], self.tokens[index + 1]
        following.missing = fold(token.text)
        if following.kind not in (MARK, END):
            following.space = token.space or token.kind == MARK and following.space or token.text == "-"
        del self.tokens[index]
        self.touched = index

    def insert(self, index: int, extra: str) -> None:
        """Writes a word that does not belong there before the token."""
        following = self.tokens[index]
        is_mark = following.kind in (MARK, END)
        self.tokens.insert(index, Token(extra, WORD, index > 0 and (following.space or is_mark), fix=("delete", "")))
        following.space = following.space or not is_mark
        self.touched = index

    def insert_mark(self, index: int, mark: str) -> None:
        """Writes a mark that does not belong there right after the token before `index`."""
        self.tokens.insert(index, Token(mark, MARK, False, fix=("delete", "")))
        self.touched = index

    def split(self, index: int, at: int) -> None:
        """Breaks a word in two."""
        token = self.tokens[index]
        whole = token.text
        token.fix = ("merge", fold(whole))
        token.write(whole[:at])
        self.tokens.insert(index + 1, Token(whole[at:], WORD, True, fix=("inner", "")))
        self.touched = index

    def merge(self, index: int) -> None:
        """Writes the token and the next as one word."""
        token, following = self.tokens[index], self.tokens[index + 1]
        token.fix = ("split", fold(f"{token.text} {following.text}"))
        token.write(token.text + following.text)
        del self.tokens[index + 1]
        self.touched = index

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
