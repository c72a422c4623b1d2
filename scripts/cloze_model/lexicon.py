"""The words of the language as the corpus and a morphological dictionary know them.

One line a word: `word<TAB>log-frequency<TAB>lemma[,lemma…]<TAB>cased form or empty`, most frequent first. The same file
ships as `model/lexicon.txt` and tells the editor what is a word, which words are forms of one another, and how a name is
written.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lemminflect
import regex

_TOKEN = regex.compile(r"(?<![\p{L}\p{N}_./`@\-])[A-Za-z]{1,24}(?![\p{N}_`/@]|\.[a-z])")
_CODE = regex.compile(r"`[^`]*`")
_FORMS = ("NOUN", "VERB", "ADJ", "ADV")


@dataclass(frozen=True)
class Entry:
    """A word in lower case. `frequency` is the natural log of its count; `cased` its usual form where that is not lower case."""

    frequency: float
    lemmas: tuple[str, ...]
    cased: str


def count_words(sentences: Iterable[tuple[str, str]]) -> tuple[dict[str, Counter[str]], dict[str, set[str]]]:
    """(source, text) pairs → counts of each cased form by lower-cased word, and the sources in which the word occurs.

    The first word of a sentence is capitalised for another reason, so it counts in lower case only if it is written so.
    """
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    spread: dict[str, set[str]] = defaultdict(set)
    for source, text in sentences:
        for match in _TOKEN.finditer(_CODE.sub(" ", text)):
            token = match.group()
            if match.start() == 0 and token[1:].islower():
                continue
            forms[token.lower()][token] += 1
            spread[token.lower()].add(source)
    return forms, spread


def merge_counts(parts: Iterable[tuple[dict[str, Counter[str]], dict[str, set[str]]]]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """The counts of several stretches of the corpus as if they had been counted together."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    spread: dict[str, set[str]] = defaultdict(set)
    for own_forms, own_spread in parts:
        for word, counter in own_forms.items():
            forms[word].update(counter)
        for word, sources in own_spread.items():
            spread[word] |= sources
    return forms, Counter({word: len(sources) for word, sources in spread.items()})


def lemmas_of(word: str) -> tuple[str, ...]:
    """Dictionary lemmas of a word over all parts of speech; empty for a word the dictionary does not have."""
    found = lemminflect.getAllLemmas(word)
    return tuple(sorted({lemma.lower() for part in _FORMS for lemma in found.get(part, ())}))


def build_lexicon(forms: dict[str, Counter[str]], spread: Counter[str], misspelt: set[str]) -> dict[str, Entry]:
    """Keeps dictionary words seen three times, and jargon that many sources share and nobody corrected."""
    entries = {}
    for word, counter in forms.items():
        count = counter.total()
        lemmas = lemmas_of(word)
        jargon = spread[word] >= 8 and count >= 40 and word not in misspelt
        if count < 3 or len(word) == 1 and word not in ("a", "i") or not (lemmas or jargon):
            continue
        usual, times = counter.most_common(1)[0]
        cased = usual if usual != word and times >= 0.7 * count and counter[word] < 0.1 * count else ""
        entries[word] = Entry(math.log(count), lemmas, cased)
    return with_inflections(dict(sorted(entries.items(), key=lambda item: -item[1].frequency)))


def with_inflections(entries: dict[str, Entry]) -> dict[str, Entry]:
    """The entries and, last, the other inflections that the dictionary has of their lemmas: "inflections" is a word where "inflection" is one.

    Of several spellings only the first: the dictionary gives "refered" after "referred".
    """
    added: dict[str, Entry] = {}
    for lemma in sorted({lemma for entry in entries.values() for lemma in entry.lemmas if lemma in entries}):
        for forms in lemminflect.getAllInflections(lemma).values():
            form = forms[0].lower()
            if form not in entries and _TOKEN.fullmatch(form):
                added[form] = Entry(0.0, lemmas_of(form) or (lemma,), "")
    return entries | added


class Lexicon:
    """Look-ups over the entries."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Reads the file that `write` made. Raises ValueError on a line of another shape."""
        entries = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            fields = line.split("\t")
            if len(fields) != 4:
                raise ValueError(f"{path}:{number}: expected four fields divided by tabs.")
            entries[fields[0]] = Entry(float(fields[1]), tuple(filter(None, fields[2].split(","))), fields[3])
        return cls(entries)

    def write(self, path: Path) -> None:
        lines = (f"{word}\t{entry.frequency:.2f}\t{','.join(entry.lemmas)}\t{entry.cased}" for word, entry in self.entries.items())
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def __contains__(self, word: str) -> bool:
        return word.lower() in self.entries

    @cached_property
    def _by_lemma(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for word, entry in self.entries.items():
            for lemma in entry.lemmas:
                groups[lemma].append(word)
        return groups

    def forms(self, word: str) -> list[str]:
        """The other forms of the word's lemmas, most frequent first."""
        entry = self.entries.get(word)
        if entry is None:
            return []
        return list(dict.fromkeys(form for lemma in entry.lemmas for form in self._by_lemma[lemma] if form != word))

    @cached_property
    def _deletions(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for word in list(self.entries)[:25_000]:
            for key in deletions(word):
                index[key].append(word)
        return index

    def neighbours(self, word: str) -> list[str]:
        """Frequent words one edit away (insertion, deletion, substitution or swap)."""
        found = {other for key in deletions(word) for other in self._deletions.get(key, ())}
        return sorted(other for other in found if other != word and abs(len(other) - len(word)) <= 1)


def deletions(word: str) -> list[str]:
    """The word itself and it with each single letter left out: two words that share one are an edit or two apart."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]
