"""Inflections by part of speech, out of `lemminflect`'s dictionary, for the words of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import lemminflect

from ..lexicon import Lexicon

RARE_PLURAL = 3.0
"""A noun whose plural is rarer than e^-3 (a twentieth) of its singular is not counted: "information", "software"."""


class Verb(NamedTuple):
    """The forms of a verb: use, uses, using, used, used."""

    base: str
    third: str
    gerund: str
    past: str
    participle: str


_TAGS = ("VB", "VBZ", "VBG", "VBD", "VBN")
"""What the Penn Treebank calls the forms of a verb."""

BE = Verb("be", "is", "being", "was", "been")
HAVE = Verb("have", "has", "having", "had", "had")
DO = Verb("do", "does", "doing", "did", "done")


@dataclass(frozen=True)
class Paradigms:
    """Each dictionary takes a lower-case form to what it is a form of; where a form belongs to several words, to the most frequent.

    `base`, `third`, `gerund`, `past` and `participle` hold verbs by that form; `plural_of` and `singular_of` nouns, `positive_of` "easy" by "easier",
    `comparative_of` the other way about, and `superlative_of` "easiest" by "easy". `uncounted` are nouns that hardly have a plural.
    """

    base: dict[str, Verb]
    third: dict[str, Verb]
    gerund: dict[str, Verb]
    past: dict[str, Verb]
    participle: dict[str, Verb]
    plural_of: dict[str, str]
    singular_of: dict[str, str]
    comparative_of: dict[str, str]
    superlative_of: dict[str, str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    uncounted: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Paradigms:
        """Reads them for every lemma of the lexicon, in the lexicon's order of frequency."""
        entries = lexicon.entries
        verbs: list[tuple[Verb, dict[str, tuple[str, ...]]]] = [(verb, {}) for verb in (BE, HAVE, DO)]
        nouns, degrees, adverbs = {}, {}, set()
        for lemma in dict.fromkeys(lemma for entry in entries.values() for lemma in entry.lemmas):
            forms = {tag: tuple(map(str.lower, spellings)) for tag, spellings in lemminflect.getAllInflections(lemma).items()}
            first = {tag: spellings[0] for tag, spellings in forms.items()}
            if {"VBZ", "VBD", "VBG"} <= first.keys() and lemma not in (BE.base, HAVE.base, DO.base):
                verbs.append((Verb(lemma, first["VBZ"], first["VBG"], first["VBD"], first.get("VBN", first["VBD"])), forms))
            if "NNS" in first:
                nouns[lemma] = first["NNS"]
            if "JJ" in first:
                degrees[lemma] = (first.get("JJR"), first.get("JJS"))
            if "RB" in first:
                adverbs.add(lemma)

        def frequency(word: str) -> float:
            entry = entries.get(word)
            return entry.frequency if entry else -1.0

        counted = {one: many for one, many in nouns.items() if frequency(one) - frequency(many) < RARE_PLURAL and one != many}
        return cls(
            *(_first((form, verb) for verb, forms in verbs for form in (verb[slot], *forms.get(tag, ()))) for slot, tag in enumerate(_TAGS)),
            plural_of=counted,
            singular_of=_first((many, one) for one, many in counted.items()),
            comparative_of={word: more for word, (more, _) in degrees.items() if more and more in entries},
            superlative_of={word: most for word, (_, most) in degrees.items() if most and most in entries},
            adjectives=frozenset(degrees),
            adverbs=frozenset(adverbs),
            uncounted=frozenset(one for one in nouns if one not in counted),
        )

    def verb(self, word: str) -> Verb | None:
        """The verb that the word is a form of."""
        for forms in (self.base, self.third, self.gerund, self.past, self.participle):
            if word in forms:
                return forms[word]
        return None

    def is_noun(self, word: str) -> bool:
        """True if the word can be a noun, in either number."""
        return word in self.plural_of or word in self.singular_of or word in self.uncounted


def _first(pairs: Iterable[tuple[str, object]]) -> dict:
    found: dict = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found
