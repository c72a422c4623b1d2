"""What the error functions draw from: the lexicon, the corrections people made, and the common trigrams of the corpus."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..edits import align, fold
from ..lexicon import Lexicon
from ..text import split_words
from .paradigms import Paradigms
from .pronunciation import begins_with_vowel
from .trigrams import CommonTrigrams

FILES = ("lexicon.txt", "error_statistics.json", "common_trigrams.npy")
"""What `ErrorStatistics.write` writes."""


@dataclass
class ErrorStatistics:
    """`wrong[word]` counts what people wrote where that word belongs; `dropped` and `extra` are counts over all corrections; `trigrams` says what clean
    text has again and again."""

    lexicon: Lexicon
    wrong: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    dropped: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    trigrams: CommonTrigrams = field(default_factory=CommonTrigrams)
    families: dict[str, list[str]] = field(default_factory=dict, repr=False)
    """What `word_choice.family` has found so far."""

    @cached_property
    def paradigms(self) -> Paradigms:
        """The inflections of the lexicon's words; some seconds, the first time."""
        return Paradigms.of(self.lexicon)

    def prepare(self) -> None:
        """Makes what is made on demand, so that processes that are forked share it."""
        self.lexicon.neighbours("server")
        self.lexicon.forms("server")
        self.paradigms.verb("serve")
        begins_with_vowel("hour")

    def frequency(self, word: str) -> float:
        """The natural log of the word's count in the corpus; 0 for a word it lacks."""
        entry = self.lexicon.entries.get(word)
        return entry.frequency if entry else 0.0

    def write(self, folder: Path) -> None:
        """Writes `FILES`."""
        self.lexicon.write(folder / "lexicon.txt")
        self.trigrams.write(folder / "common_trigrams.npy")
        counts = {"wrong": self.wrong, "dropped": self.dropped, "extra": self.extra}
        (folder / "error_statistics.json").write_text(json.dumps(counts, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> ErrorStatistics:
        """Reads what `write` wrote. Raises FileNotFoundError."""
        counts = json.loads((folder / "error_statistics.json").read_text(encoding="utf-8"))
        wrong = {right: Counter(typed) for right, typed in counts["wrong"].items()}
        return cls(
            Lexicon.read(folder / "lexicon.txt"),
            wrong,
            Counter(counts["dropped"]),
            Counter(counts["extra"]),
            CommonTrigrams.read(folder / "common_trigrams.npy"),
        )


def count_errors(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, Counter[str]], Counter[str], Counter[str]]:
    """(source, target) pairs → what was written for each right word, what was left out, what was one too many."""
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    dropped: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    for source, target in pairs:
        edits = align(source, target)
        if not 1 <= len(edits) <= 3:
            continue
        words = split_words(source)
        for edit in edits:
            typed = fold(words[edit.index].text).lower() if edit.index < len(words) else ""
            if edit.op == "insert":
                dropped[edit.text.lower()] += 1
            elif edit.op == "delete":
                extra[typed] += 1
            elif edit.op == "replace" and words[edit.index].kind == "word" and edit.text[0].isalpha():
                wrong[edit.text.lower()][typed] += 1
    return wrong, dropped, extra


def is_misspelling(wrong: str, right: str, lexicon_words: set[str]) -> bool:
    """True if the right word is one, the wrong one is none, and the two share most of their letters."""
    if wrong in lexicon_words or right not in lexicon_words:
        return False
    shared = sum((Counter(wrong) & Counter(right)).values())
    return shared >= 0.6 * max(len(wrong), len(right))
