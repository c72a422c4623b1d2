"""One function an error kind: each tries to put one error of its kind into the draft and says whether it did."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .draft import Draft
from .spelling import misspell
from .tables import ARTICLES, AUXILIARIES, CONFUSED, DROPPED, EXTRA, PREPOSITIONS, Tables

Kind = Callable[[Draft, Tables, Random], bool]

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


def spelling(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`receive` → `recieve`. Long words are misspelt more often than short ones."""
    places = [i for i in draft.places() if len(draft.tokens[i].text) >= 4 and draft.tokens[i].text[1:].islower() and "'" not in draft.tokens[i].lower]
    if not places:
        return False
    index = rng.choices(places, [len(draft.tokens[i].text) - 2 for i in places])[0]
    word = draft.tokens[index].lower
    wrong = misspell(word, rng)
    if wrong == word or wrong in tables.lexicon:
        return False
    draft.replace(index, wrong)
    return True


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


def real_word_slip(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`server` → `serve`: a slip that makes another word."""
    index = _pick(draft, rng, lambda word: len(word) > 1)
    if index is None:
        return False
    options = tables.lexicon.neighbours(draft.tokens[index].lower)
    if not options:
        return False
    weights = [2 ** min(10.0, tables.lexicon.entries[option].frequency / 1.5) for option in options]
    draft.replace(index, rng.choices(options, weights)[0])
    return True


def inflection(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`throws` → `throw`: another form of the same word (agreement, tense, number, degree)."""
    return _swap(draft, rng, lambda word: tables.lexicon.forms(word)[:8] if len(word) > 2 else [])


_AGREEING = {
    one: other
    for pair in ("is are", "was were", "has have", "does do", "doesn't don't", "isn't aren't", "this these", "that those")
    for one, other in (pair.split(), pair.split()[::-1])
}


def agreement(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`is` → `are`, `returns` → `return`: a verb or noun with or without its s."""

    def options(word: str) -> list[str]:
        if word in _AGREEING:
            return [_AGREEING[word]]
        return [form for form in tables.lexicon.forms(word) if form in (word + "s", word + "es") or word in (form + "s", form + "es")]

    return _swap(draft, rng, options)


_ENDINGS = [
    tuple(ending.strip("-") for ending in pair.split("/"))
    for pair in (
        "-ent/-ence -ant/-ance -e/-ion -/-ly -ly/- -/-ness -ness/- -/-al -al/- -ive/-ion -ion/-e -ion/-ive -y/-ily -le/-ly -ence/-ent -ance/-ant "
        "-ity/- -/-ity -/-ful -ful/- -/-able -ation/-e -e/-ation -/-ment -ment/- -/-er -er/- -ing/-ed -ed/-ing"
    ).split()
]


def word_form(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`different` → `difference`: another word of the family, by its ending."""

    def options(word: str) -> list[str]:
        made = [word.removesuffix(old) + new for old, new in _ENDINGS if word.endswith(old) and len(word) - len(old) > 3]
        return [other for other in made if other != word and other in tables.lexicon]

    return _swap(draft, rng, options)


def article(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`an` → `a`, `the` → `a`."""
    return _swap(draft, rng, lambda word: {"a": ["an", "an", "the"], "an": ["a", "a", "a", "the"], "the": ["a", "an", "this"]}.get(word, []))


def preposition(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`in` → `on`."""
    return _swap(draft, rng, lambda word: [other for other in PREPOSITIONS[:12] if other != word] if word in PREPOSITIONS else [])


def missing_article(draft: Draft, tables: Tables, rng: Random) -> bool:
    index = _pick(draft, rng, ARTICLES.__contains__)
    return index is not None and draft.leave_out(index)


def missing_word(draft: Draft, tables: Tables, rng: Random) -> bool:
    """A function word left out; one time in ten any word."""
    if rng.random() < 0.1:
        index = _pick(draft, rng, lambda word: True)
    elif rng.random() < 0.5 and tables.dropped:
        index = _pick(draft, rng, lambda word: tables.dropped[word] >= 3)
    else:
        index = _pick(draft, rng, DROPPED.__contains__)
    return index is not None and draft.leave_out(index)


def doubled_word(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`the the`; short words above all."""
    places = [index for index in draft.places() if index and draft.tokens[index + 1].free]
    if not places:
        return False
    index = rng.choices(places, [4 if len(draft.tokens[i].text) < 5 else 1 for i in places])[0]
    # The second one is the one too many, as a left-to-right alignment has it.
    draft.insert(index + 1, draft.tokens[index].text)
    return True


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


def extra_article(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`the` or `a` before a noun that takes none."""
    index = _pick(draft, rng, lambda word: len(word) > 3)
    if index is None or not index or draft.tokens[index - 1].lower in {*ARTICLES, "this", "that", "its", "their", "your", "our", "my", "each", "every"}:
        return False
    draft.insert(index, rng.choice(["the", "the", "a"]))
    return True


def apostrophe(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`don't` → `dont`, `users` → `user's`, `user's` → `users`."""

    def options(word: str) -> list[str]:
        if "'" in word:
            return [word.replace("'", "")]
        if word in ("its", "whose", "your", "their", "lets", "were", "wont", "cant"):
            return {"its": ["it's"], "whose": ["who's"], "your": ["you're"], "their": ["they're"], "lets": ["let's"], "were": ["we're"]}.get(word, [])
        return [word[:-1] + "'s"] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and rng.random() < 0.15 else []

    index = _pick(draft, rng, lambda word: "'" in word) if rng.random() < 0.7 else None
    if index is None:
        index = _pick(draft, rng, options)
    if index is None:
        return False
    choices = options(draft.tokens[index].lower)
    if not choices or choices[0] == draft.tokens[index].lower:
        return False
    draft.replace(index, rng.choice(choices))
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
    chosen = words if words and rng.random() < 0.8 else short
    if not chosen:
        return False
    draft.merge(rng.choice(chosen))
    return True


def lost_capital(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`English` → `english`, `I` → `i`, and the first word of the sentence."""
    places = [i for i in draft.places() if draft.tokens[i].text[0].isupper() and (draft.tokens[i].text[1:].islower() or draft.tokens[i].text == "I")]
    if not places:
        return False
    index = rng.choice(places)
    if index == 0 and not draft.tokens[-2].text.endswith((".", "!", "?", ":")):
        return False
    draft.recase(index, draft.tokens[index].text.lower())
    return True


def stray_capital(draft: Draft, tables: Tables, rng: Random) -> bool:
    """`the User` for `the user`, `Javascript` for `JavaScript`, `git` for `Git`."""
    named = [
        i
        for i in draft.places()
        if (entry := tables.lexicon.entries.get(draft.tokens[i].lower)) and entry.cased == draft.tokens[i].text and not entry.cased[1:].islower()
    ]
    if named and rng.random() < 0.6:
        index = rng.choice(named)
        text = draft.tokens[index].text
        draft.recase(index, rng.choice([text.lower(), text.capitalize(), text.capitalize()]))
        return draft.tokens[index].text != text
    index = _pick(draft, rng, lambda word: len(word) > 3)
    if not index or not draft.tokens[index].text.islower():
        return False
    draft.recase(index, draft.tokens[index].text.capitalize())
    return True


def missing_mark(draft: Draft, tables: Tables, rng: Random) -> bool:
    """A comma, hyphen or other mark left out; one time in four the last full stop."""
    places = [i for i in draft.places("mark") if draft.tokens[i].text in ",-:;"]
    last = len(draft.tokens) - 2
    if last > 2 and draft.tokens[last].text in ".?!" and draft.tokens[last].free and (not places or rng.random() < 0.25):
        return draft.leave_out(last)
    if not places:
        return False
    index = rng.choice(places)
    if draft.tokens[index].text == "-":
        draft.tokens[index + 1].space = True
    return draft.leave_out(index)


def extra_comma(draft: Draft, tables: Tables, rng: Random) -> bool:
    """A comma between two words that want none."""
    places = [i for i in draft.places() if i and draft.tokens[i - 1].kind == "word" and draft.tokens[i].space]
    if not places:
        return False
    draft.insert_mark(rng.choice(places), ",")
    return True


TECHNICAL: dict[Kind, float] = {
    spelling: 17, mined: 22, confusion: 6, real_word_slip: 8, inflection: 9, agreement: 9, word_form: 2, article: 5, preposition: 2, missing_article: 4,
    missing_word: 9, doubled_word: 3, extra_word: 7, extra_article: 2, apostrophe: 3, split_word: 2, merged_words: 3, lost_capital: 2, stray_capital: 2,
    missing_mark: 5, extra_comma: 1,
}  # fmt: skip
"""Weights as the real corrections of documentation have them, as far as a count by eye and by tag tells."""

LEARNER: dict[Kind, float] = {
    spelling: 10, mined: 8, confusion: 10, real_word_slip: 4, inflection: 14, agreement: 12, word_form: 6, article: 6, preposition: 9, missing_article: 10,
    missing_word: 9, doubled_word: 1, extra_word: 5, extra_article: 6, apostrophe: 6, split_word: 2, merged_words: 2, lost_capital: 5, stray_capital: 1,
    missing_mark: 8, extra_comma: 2,
}  # fmt: skip
"""Weights of what learners of English write: articles, prepositions, verb forms, several errors a sentence."""
