"""Marks by rule: commas after an introduction, before "which", in lists; full stops, hyphens, brackets; and commas that separate what belongs together."""

from __future__ import annotations

from collections.abc import Iterator

from .draft import Change, Draft, drop, insert_mark, replace
from .rule import Rule
from .tables import Tables
from .words import ARTICLES, DETERMINERS, MODALS, POSSESSIVES, PREPOSITIONS, SUBJECTS

_SUBORDINATORS = frozenset("if when while although because since as after before once unless until whenever where though whereas given assuming".split())
_OPENERS = frozenset(
    "however therefore furthermore moreover additionally otherwise nevertheless nonetheless consequently unfortunately fortunately similarly likewise "
    "finally alternatively "
    "typically generally currently previously optionally specifically instead meanwhile hence indeed".split()
)
_OPENING_PHRASES = frozenset(
    "for example,for instance,in addition,in fact,in general,in contrast,in particular,in other words,as a result,on the other hand,by default,by "
    "contrast,of course,in this case,in the past,"
    "at first,in short,as always,to do this,to do so,after that,in that case,for this reason,in practice,in most cases,in some cases".split(",")
)
_STARTS = SUBJECTS | DETERMINERS | frozenset("there use make see set add run be do don't click select".split())


@Rule
def missing_comma(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`If it fails, try again.` → `If it fails try again.`; `However, it` → `However it`; `the tool, which` → `the tool which`; `red, green and
    blue` → `red green and blue`; `, but it` → `but it`.

    Where style decides (the comma before "and" in a list, after a short phrase of place) nothing is taken away.
    """
    commas = [index for index in draft.places("mark") if draft.at(index) == ","]
    if not commas:
        return
    first = commas[0]
    starts = draft.at(first + 1) in _STARTS or draft.at(first + 1) in tables.paradigms.base
    if draft.at(0) in _SUBORDINATORS and first > 2 and starts and not _lists(draft, commas, first):
        yield drop(first).often(4.0)
    elif first == 1 and draft.at(0) in _OPENERS or " ".join(draft.at(index) for index in range(first)) in _OPENING_PHRASES:
        yield drop(first).often(3.0)
    for index in commas:
        following = draft.at(index + 1)
        if following == "which" and draft.is_word(index - 1) and draft.at(index + 2) not in ("of", "in"):
            yield drop(index).often(1.5)
        elif following in ("but", "so", "yet") and draft.at(index + 2) in SUBJECTS | {"there", "the", "this"} and index > 2:
            yield drop(index).often(0.8 if following == "but" else 0.3)
        elif following == "and" and draft.at(index + 2) in SUBJECTS and index > 4 and index == first:
            yield drop(index).often(0.5)
        elif _divides_items(draft, commas, index, tables):
            yield drop(index)


def _lists(draft: Draft, commas: list[int], first: int) -> bool:
    """True if the first comma may belong to a list: another comma, "and" or "or" follows within four words."""
    return any(first < index <= first + 5 for index in commas) or any(draft.at(first + step) in ("and", "or") for step in range(1, 4))


def _divides_items(draft: Draft, commas: list[int], index: int, tables: Tables) -> bool:
    """True for a comma of a list that ends in "and" or "or" soon after: one item of one or two words stands between."""
    for place in (index + 2, index + 3):
        at = place + (draft.at(place) == ",")
        between = range(index + 1, place)
        if draft.at(at) in ("and", "or") and all(draft.is_word(one) and draft.at(one) not in ("and", "or", "but") for one in between):
            words = (draft.at(index - 1), draft.at(place - 1), draft.at(at + 1))
            return all(_is_item(word, tables) for word in words)
    return False


def _is_item(word: str, tables: Tables) -> bool:
    forms = tables.paradigms
    return bool(word) and (forms.is_noun(word) or word in forms.third or word in forms.gerund) and word not in PREPOSITIONS and word not in MODALS


@Rule
def missing_stop(draft: Draft, tables: Tables) -> Iterator[Change]:
    """The last full stop left out, of a whole sentence: a heading has none."""
    last = len(draft.tokens) - 2
    forms = tables.paradigms
    if last < 5 or draft.tokens[last].text not in (".", "?") or not draft.tokens[last].free or draft.tokens[last - 1].kind != "word":
        return
    if any(draft.at(index) in _FINITE or draft.at(index) in forms.third for index in range(1, last)) or draft.at(0) in forms.base:
        yield drop(last)


_FINITE = frozenset("is are was were has have can will should must may would could does do did".split())


@Rule
def missing_hyphen(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`a well-known tool` → `a well known tool`."""
    for index in draft.places("mark"):
        if (
            draft.at(index) == "-"
            and draft.is_word(index - 1)
            and draft.is_word(index + 1)
            and not draft.tokens[index].space
            and not draft.tokens[index + 1].space
        ):
            if draft.at(index - 1) in tables.lexicon and draft.at(index + 1) in tables.lexicon and len(draft.at(index - 1)) > 1:
                yield drop(index)


@Rule
def missing_bracket(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`(see below)` → `(see below`: the second of a pair of brackets or quotation marks."""
    texts = [token.text if token.free else "" for token in draft.tokens]
    for opening, closing in (("(", ")"), ("“", "”"), ("[", "]")):
        if texts.count(opening) == texts.count(closing) == 1 and texts.index(opening) < texts.index(closing):
            yield drop(texts.index(closing))
    if texts.count('"') == 2:
        yield drop(len(texts) - 1 - texts[::-1].index('"'))


_THAT_VERBS = frozenset(
    "know knows think means mean ensure ensures say says note shows show believe assume assumes indicates indicate suggests so sure likely clear "
    "important".split()
)
_NO_COMMA_AFTER = frozenset("although because unless such like and but or than if whether between".split())


@Rule
def extra_comma(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`know that` → `know, that`; `The tool is` → `The tool, is`; `although it` → `although, it`; `tea and milk` → `tea, and milk`: between what
    belongs together."""
    forms = tables.paradigms
    for index in draft.places():
        word, before = draft.at(index), draft.at(index - 1)
        if not draft.tokens[index].space or not draft.is_word(index - 1):
            continue
        if word == "that" and before in _THAT_VERBS and draft.at(index + 1) in SUBJECTS | DETERMINERS:
            yield insert_mark(index, ",").often(2.0)
        elif before in _NO_COMMA_AFTER and word in SUBJECTS | ARTICLES | POSSESSIVES:
            yield insert_mark(index, ",").often(0.5)
        elif (
            word in ("is", "are", "was", "were", "has", "can", "will", "must", "should")
            and 1 < index < 6
            and draft.at(0) in ("the", "this", "these", "all", "each", "your")
        ):
            if (
                all(draft.is_word(at) and (forms.is_noun(draft.at(at)) or draft.at(at) in forms.adjectives) for at in range(1, index))
                and draft.tokens[-2].text != "?"
            ):
                yield insert_mark(index, ",")
        elif word in ("and", "or") and draft.is_word(index + 1) and _is_pair(draft, index, tables):
            yield insert_mark(index, ",").often(0.6)


def _is_pair(draft: Draft, index: int, tables: Tables) -> bool:
    """Two nouns with "and" between them, and no comma near that would make them a list."""
    forms = tables.paradigms
    near = {draft.tokens[at].text for at in range(max(0, index - 6), min(index + 6, len(draft.tokens)))}
    first, second = draft.at(index - 1), draft.at(index + 1)
    both = [word in forms.singular_of and word not in forms.third for word in (first, second)]
    return all(both) and not near & {",", ";"}


@Rule
def wrong_mark(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`; however,` → `, however,`; `the following:` → `the following;`; a semicolon between clauses → a comma; a question mark → a full stop."""
    last = len(draft.tokens) - 2
    for index in draft.places("mark"):
        mark, following = draft.tokens[index].text, draft.at(index + 1)
        if mark == ";" and (following in _OPENERS or following in SUBJECTS or following in ("this", "the", "there")):
            yield replace(index, ",")
            yield replace(index, ":").often(0.3)
        elif mark == ":" and (draft.at(index - 1) in ("following", "steps", "these", "example", "follows") or index == last) and draft.is_word(index - 1):
            yield replace(index, ";").often(0.3)
            yield replace(index, ",").often(0.2)
        elif mark == "?" and index == last and draft.at(0) in _ASK:
            yield replace(index, ".")


_ASK = frozenset("what how why who where when which is are do does did can could will would should have has".split())


@Rule
def doubled_mark(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`,,`, `..`: a mark twice."""
    for index in draft.places("mark"):
        if draft.tokens[index].text == "," or draft.tokens[index].text == "." and index == len(draft.tokens) - 2:
            yield insert_mark(index + 1, draft.tokens[index].text)
