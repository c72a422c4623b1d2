"""Apostrophes: of contractions and possessives, left out, misplaced, and where none belongs."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import PREPOSITIONS

_SOUNDS_LIKE = {
    "its": {"it's": 4.7}, "it's": {"its": 1.0}, "your": {"you're": 1.0}, "you're": {"your": 2.5}, "their": {"they're": 0.5, "there": 0.5},
    "they're": {"their": 1.0, "there": 1.0},
    "whose": {"who's": 1.0}, "who's": {"whose": 1.0}, "let's": {"lets": 2.0},
}  # fmt: skip


@Rule
def contraction(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`don't` → `dont`, `do'nt`; `it's` → `its`; `its` → `it's`; `lets you` → `let's you`."""
    for index in sentence.places():
        word = sentence.at(index)
        if "'" in word:
            plain = word.replace("'", "")
            if not word.endswith("'s") or word in ("that's", "what's", "there's", "here's", "where's", "how's", "let's", "it's", "he's", "she's"):
                yield replace(index, plain)
            if word.endswith("n't") and len(word) > 4 and word != "can't":
                yield replace(index, word[:-3] + "'nt").often(0.15)
        elif word == "lets" and sentence.at(index + 1) in ("you", "us", "them", "the", "users", "me", "it"):
            yield replace(index, "let's")
        for wrong, weight in _SOUNDS_LIKE.get(word, {}).items():
            yield replace(index, wrong).often(weight)


@Rule
def possessive(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`the user's file` → `the users file`, `the users' files` → `the users files`; `two users` → `two user's`, `URLs` → `URL's`. Not "the 1990s",
    not "is user's"."""
    nouns = statistics.paradigms
    for index in sentence.places("mark"):
        if (
            sentence.tokens[index].text in "'’"
            and sentence.at(index - 1) in nouns.singular_of
            and not sentence.tokens[index].space
            and sentence.is_word(index + 1)
        ):
            if not any(token.text in "'‘" for token in sentence.tokens[: index - 1]):
                yield drop(index).often(3.0)
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        text = sentence.tokens[index].text
        following = sentence.tokens[index + 1]
        if (
            word.endswith("'s")
            and word[:-2] in statistics.lexicon
            and word not in _NOT_POSSESSIVE
            and following.kind == "word"
            and following.lower not in ("a", "an", "the", "not", "been", "to")
        ):
            yield replace(index, text[:-2].lower() + "s").often(3.0)
        elif word in nouns.singular_of and word.endswith("s") and nouns.singular_of[word] + "s" == word and not following.lower == "'":
            is_noun = before in _BEFORE_NOUN or before in nouns.adjectives
            if is_noun and _is_free_of_noun(sentence, index + 1, statistics):
                yield replace(index, nouns.singular_of[word] + "'s").often(0.6)
        elif text[:-1].isupper() and text.endswith("s") and len(text) in (3, 4, 5) and _is_free_of_noun(sentence, index + 1, statistics):
            # "APIs": the commonest of all.
            yield Change((("replace", index, text[:-1] + "'s"),), 3.0)


_NOT_POSSESSIVE = frozenset("it's that's what's there's here's where's how's let's he's she's who's one's".split())
_BEFORE_NOUN = frozenset("the these those all many several some two three other your our their of multiple few".split())


def _is_free_of_noun(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if the noun before has nothing it could own: a verb, a preposition or a mark follows."""
    token = sentence.tokens[index]
    if not token.free or token.kind in ("opaque", "number"):
        return False
    return token.kind != "word" or token.lower in PREPOSITIONS or token.lower in _VERBS or token.lower in ("and", "or", "that", "which")


_VERBS = frozenset("is are was were have has had can will do must should may need".split())
