"""What the error functions draw from: the lexicon, the corrections people made, and sets of words that are confused."""

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
from .sounds import begins_with_vowel
from .usage import Usage

CONFUSED = [
    set(group.split())
    for group in (
        "their there they're", "its it's", "your you're", "whose who's", "then than", "affect effect", "lose loose", "to too two",
        "by buy bye", "of off", "were where we're was", "quite quiet quit", "accept except", "advice advise", "weather whether",
        "than that", "for from form", "if of", "is as in it", "on in at", "an and any", "this these those the", "there these",
        "has have had", "is are was were be been", "do does did done", "a an", "he the", "or of", "one won", "know now no",
        "principal principle", "complement compliment", "discreet discrete", "passed past", "lead led", "choose chose chosen",
        "every ever very", "through though thorough thought", "which witch", "here hear", "write right", "site sight cite",
        "insure ensure assure", "its' its", "lets let's", "cant can't", "wont won't", "much many", "less fewer few little",
        "other another others", "some any", "since for", "who whom which that", "say tell", "make do", "other's others",
        "between among", "also too", "so such", "like as", "beside besides", "later latter", "maybe may", "everyday every",
        "apart a", "use used uses", "might may", "will would", "can could", "shall should", "into in onto", "with within without",
        "good well", "easy easily", "real really", "different differently", "hard hardly", "late lately", "most mostly",
        "them they their", "him he his", "her she hers", "us we our", "me my I", "it its", "itself themselves", "yours your",
        "what which", "when where while", "during while", "because due", "bring take", "teach learn", "borrow lend",
        "interested interesting", "bored boring", "excited exciting", "tired tiring", "confused confusing", "until by",
    )
]  # fmt: skip
PREPOSITIONS = "of in on at to for with by from about into onto over under between through during as within after before since".split()
ARTICLES = ["a", "an", "the"]
AUXILIARIES = "is are was were be been being has have had do does did can could will would should may might must".split()
DROPPED = (
    ARTICLES + PREPOSITIONS + AUXILIARIES
    + "that which who it this these they you we i he she not and or but so if when than there then also other same more all any your".split()
)  # fmt: skip
EXTRA = ARTICLES + PREPOSITIONS + AUXILIARIES + "that it which also more so there then this and you will not".split()


FILES = ("lexicon.txt", "tables.json", "usage.npy")
"""What `Tables.write` writes."""


@dataclass
class Tables:
    """`wrong[word]` counts what people wrote where that word belongs; `dropped` and `extra` are counts over all corrections; `usage` says what sound
    text has again and again."""

    lexicon: Lexicon
    wrong: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    dropped: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    usage: Usage = field(default_factory=Usage)
    families: dict[str, list[str]] = field(default_factory=dict, repr=False)
    """What `choice.family` has found so far."""

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
        self.usage.write(folder / "usage.npy")
        counts = {"wrong": self.wrong, "dropped": self.dropped, "extra": self.extra}
        (folder / "tables.json").write_text(json.dumps(counts, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Tables:
        """Reads what `write` wrote. Raises FileNotFoundError."""
        counts = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
        wrong = {right: Counter(typed) for right, typed in counts["wrong"].items()}
        return cls(Lexicon.read(folder / "lexicon.txt"), wrong, Counter(counts["dropped"]), Counter(counts["extra"]), Usage.read(folder / "usage.npy"))


def mine_pairs(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, Counter[str]], Counter[str], Counter[str]]:
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
