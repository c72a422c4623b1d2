"""Kinds of errors without a rule: what may be put in nearly everywhere, drawn at random, and so not always an error."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .draft import Draft
from .spelling import LEARNERS, WRITERS, misspell
from .tables import ARTICLES, AUXILIARIES, CONFUSED, DROPPED, EXTRA, PREPOSITIONS, Tables

_CONFUSIONS: dict[str, list[str]] = {}
for _group in CONFUSED:
    for _word in _group:
        _CONFUSIONS.setdefault(_word.lower(), []).extend(sorted(other for other in _group if other != _word))


def _pick(draft: Draft, rng: Random, fits: Callable[[str], object]) -> int | None:
    """The index of a random untouched word whose lower-case text fits."""
    places = [index for index in draft.places() if fits(draft.tokens[index].lower)]
    return rng.choice(places) if places else None


def _swap(draft: Draft, rng: Random, options: Callable[[str], list[str]]) -> bool:
    index = _pick(draft, rng, options)
    if index is None:
        return False
    word = draft.tokens[index].lower
    wrong = rng.choice(options(word))
    if wrong.lower() == word:
        return False
    draft.replace(index, wrong)
    return True


def _misspell_one(draft: Draft, tables: Tables, rng: Random, shares: tuple[int, ...]) -> bool:
    tokens = draft.tokens
    # A name is not for us to spell.
    places = [
        i
        for i in draft.places()
        if len(tokens[i].text) >= 4 and tokens[i].text[1:].islower() and "'" not in tokens[i].lower and (i == 0 or tokens[i].text.islower())
    ]
    if not places:
        return False
    # Nine letters on average in documentation.
    index = rng.choices(places, [(len(tokens[i].text) - 2) ** 1.5 for i in places])[0]
    word = tokens[index].lower
    wrong = misspell(word, rng, shares)
    if wrong == word or wrong in tables.lexicon:
        return False
    draft.replace(index, wrong)
    return True


def spelling(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`receive` → `recieve`, as writers of documentation slip. Long words are misspelt more often than short ones."""
    return _misspell_one(draft, tables, rng, WRITERS)


def rough_spelling(draft: Draft, tables: Tables, rng: Random) -> bool:
    """The same as learners of English slip: more vowels for vowels, more slips a word."""
    return _misspell_one(draft, tables, rng, LEARNERS)


def mined(draft: Draft, tables: Tables, rng: Random) -> bool:
    """What people really wrote in place of a word, as often as they did."""
    index = _pick(draft, rng, tables.wrong.__contains__)
    if index is None:
        return False
    wrongs = tables.wrong[draft.tokens[index].lower]
    draft.replace(index, rng.choices(list(wrongs), [count**0.75 for count in wrongs.values()])[0])
    return True


def confusion(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`their` → `there`: words that sound or look alike, or that learners mix up."""
    return _swap(draft, rng, lambda word: _CONFUSIONS.get(word, []))


def inflection(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`throws` → `throw`: another form of the same word (agreement, tense, number, degree); without its "s" three times as often as with one too many."""
    index = _pick(draft, rng, lambda word: len(word) > 2 and tables.lexicon.forms(word))
    if index is None:
        return False
    word = draft.tokens[index].lower
    forms = tables.lexicon.forms(word)[:8]
    draft.replace(index, rng.choices(forms, [3.0 if word == form + "s" else 1.0 for form in forms])[0])
    return True


def missing_word(draft: Draft, tables: Tables, rng: Random) -> bool:
    """A function word left out; one time in twenty any word."""
    if rng.random() < 0.05:
        index = _pick(draft, rng, lambda word: True)
    elif rng.random() < 0.5 and tables.dropped:
        index = _pick(draft, rng, lambda word: tables.dropped[word] >= 3)
    else:
        index = _pick(draft, rng, DROPPED.__contains__)
    return index is not None and draft.leave_out(index)


def extra_word(draft: Draft, tables: Tables, rng: Random) -> bool:
    """A function word where none belongs, often beside one of its kind (`to for`, `is are`)."""
    places = [i for i in draft.places() if i and draft.tokens[i - 1].kind != "end"]
    if not places:
        return False
    index = rng.choice(places)
    word = draft.tokens[index].lower
    kin = next((group for group in (ARTICLES, AUXILIARIES, PREPOSITIONS) if word in group), None)
    if kin and rng.random() < 0.5:
        extra = rng.choice(kin)
    elif tables.extra and rng.random() < 0.5:
        extra = rng.choices(list(tables.extra), list(tables.extra.values()))[0]
    else:
        extra = rng.choice(EXTRA)
    if not extra.isalpha() or extra == word or extra == draft.tokens[index - 1].lower:
        return False
    draft.insert(index, extra)
    return True


def split_word(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`into` → `in to`, `cannot` → `can not`: both parts are words."""

    def cuts(word: str) -> list[int]:
        return [at for at in range(2, len(word) - 1) if word[:at] in tables.lexicon and word[at:] in tables.lexicon]

    index = _pick(draft, rng, lambda word: len(word) >= 4 and "'" not in word and cuts(word))
    if index is None:
        return False
    draft.split(index, rng.choice(cuts(draft.tokens[index].lower)))
    return True


def merged_words(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`a lot` → `alot`, `set up` → `setup`; mostly such as make a word, else any two short ones."""
    tokens = draft.tokens

    def can_join(i: int) -> bool:
        following = tokens[i + 1]
        return following.kind == "word" and following.free and following.space and following.text.islower() and "'" not in tokens[i].text + following.text

    pairs = [i for i in draft.places() if can_join(i)]
    words = [i for i in pairs if tokens[i].lower + tokens[i + 1].lower in tables.lexicon]
    short = [i for i in pairs if len(tokens[i].text) + len(tokens[i + 1].text) <= 8]
    chosen = words if words and rng.random() < 0.5 else short
    if not chosen:
        return False
    draft.merge(rng.choice(chosen))
    return True
