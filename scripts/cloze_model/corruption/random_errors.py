"""Kinds of errors without a rule: what may be put in nearly everywhere, drawn at random, and so not always an error."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .confusion_sets import ARTICLES, AUXILIARIES, CONFUSION_SETS, DROPPED, EXTRA, PREPOSITIONS
from .corrupted_sentence import CorruptedSentence
from .error_statistics import ErrorStatistics
from .spelling import LEARNERS, WRITERS, misspell

_CONFUSIONS: dict[str, list[str]] = {}
for _group in CONFUSION_SETS:
    for _word in _group:
        _CONFUSIONS.setdefault(_word.lower(), []).extend(sorted(other for other in _group if other != _word))


def _pick(sentence: CorruptedSentence, rng: Random, fits: Callable[[str], object]) -> int | None:
    """The index of a random untouched word whose lower-case text fits."""
    places = [index for index in sentence.places() if fits(sentence.tokens[index].lower)]
    return rng.choice(places) if places else None


def _swap(sentence: CorruptedSentence, rng: Random, options: Callable[[str], list[str]]) -> bool:
    index = _pick(sentence, rng, options)
    if index is None:
        return False
    word = sentence.tokens[index].lower
    wrong = rng.choice(options(word))
    if wrong.lower() == word:
        return False
    sentence.replace(index, wrong)
    return True


def _misspell_one(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random, shares: tuple[int, ...]) -> bool:
    tokens = sentence.tokens
    # A name is not for us to spell.
    places = [
        i
        for i in sentence.places()
        if len(tokens[i].text) >= 4 and tokens[i].text[1:].islower() and "'" not in tokens[i].lower and (i == 0 or tokens[i].text.islower())
    ]
    if not places:
        return False
    # Nine letters on average in documentation.
    index = rng.choices(places, [(len(tokens[i].text) - 2) ** 1.5 for i in places])[0]
    word = tokens[index].lower
    wrong = misspell(word, rng, shares)
    if wrong == word or wrong in statistics.lexicon:
        return False
    sentence.replace(index, wrong)
    return True


def spelling(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`receive` → `recieve`, as writers of documentation slip. Long words are misspelt more often than short ones."""
    return _misspell_one(sentence, statistics, rng, WRITERS)


def learner_spelling(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """The same as learners of English slip: more vowels for vowels, more typos a word."""
    return _misspell_one(sentence, statistics, rng, LEARNERS)


def mined(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """What people really wrote in place of a word, as often as they did."""
    index = _pick(sentence, rng, statistics.wrong.__contains__)
    if index is None:
        return False
    wrongs = statistics.wrong[sentence.tokens[index].lower]
    sentence.replace(index, rng.choices(list(wrongs), [count**0.75 for count in wrongs.values()])[0])
    return True


def confusion(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`their` → `there`: words that sound or look alike, or that learners mix up."""
    return _swap(sentence, rng, lambda word: _CONFUSIONS.get(word, []))


def inflection(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`throws` → `throw`: another form of the same word (agreement, tense, number, degree); without its "s" three times as often as with one too many."""
    index = _pick(sentence, rng, lambda word: len(word) > 2 and statistics.lexicon.forms(word))
    if index is None:
        return False
    word = sentence.tokens[index].lower
    forms = statistics.lexicon.forms(word)[:8]
    sentence.replace(index, rng.choices(forms, [3.0 if word == form + "s" else 1.0 for form in forms])[0])
    return True


def missing_word(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """A function word left out; one time in twenty any word."""
    if rng.random() < 0.05:
        index = _pick(sentence, rng, lambda word: True)
    elif rng.random() < 0.5 and statistics.dropped:
        index = _pick(sentence, rng, lambda word: statistics.dropped[word] >= 3)
    else:
        index = _pick(sentence, rng, DROPPED.__contains__)
    return index is not None and sentence.leave_out(index)


def extra_word(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """A function word where none belongs, often beside one of its kind (`to for`, `is are`)."""
    places = [i for i in sentence.places() if i and sentence.tokens[i - 1].kind != "end"]
    if not places:
        return False
    index = rng.choice(places)
    word = sentence.tokens[index].lower
    kin = next((group for group in (ARTICLES, AUXILIARIES, PREPOSITIONS) if word in group), None)
    if kin and rng.random() < 0.5:
        extra = rng.choice(kin)
    elif statistics.extra and rng.random() < 0.5:
        extra = rng.choices(list(statistics.extra), list(statistics.extra.values()))[0]
    else:
        extra = rng.choice(EXTRA)
    if not extra.isalpha() or extra == word or extra == sentence.tokens[index - 1].lower:
        return False
    sentence.insert(index, extra)
    return True


def split_word(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`into` → `in to`, `cannot` → `can not`: both parts are words."""

    def cuts(word: str) -> list[int]:
        return [at for at in range(2, len(word) - 1) if word[:at] in statistics.lexicon and word[at:] in statistics.lexicon]

    index = _pick(sentence, rng, lambda word: len(word) >= 4 and "'" not in word and cuts(word))
    if index is None:
        return False
    sentence.split(index, rng.choice(cuts(sentence.tokens[index].lower)))
    return True


def merged_words(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`a lot` → `alot`, `set up` → `setup`; mostly such as make a word, else any two short ones."""
    tokens = sentence.tokens

    def can_join(i: int) -> bool:
        following = tokens[i + 1]
        return following.kind == "word" and following.free and following.space and following.text.islower() and "'" not in tokens[i].text + following.text

    pairs = [i for i in sentence.places() if can_join(i)]
    words = [i for i in pairs if tokens[i].lower + tokens[i + 1].lower in statistics.lexicon]
    short = [i for i in pairs if len(tokens[i].text) + len(tokens[i + 1].text) <= 8]
    chosen = words if words and rng.random() < 0.5 else short
    if not chosen:
        return False
    sentence.merge(rng.choice(chosen))
    return True
