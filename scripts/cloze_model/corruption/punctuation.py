"""Marks by rule: commas after an introduction, before "which", in lists; full stops, hyphens, brackets; and commas that separate what belongs together."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert_mark, recase, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
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
def missing_comma(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`If it fails, try again.` → `If it fails try again.`; `However, it` → `However it`; `the tool, which` → `the tool which`; `red, green and
    blue` → `red green and blue`; `, but it` → `but it`.

    Where style decides (the comma before "and" in a list, after a short phrase of place) nothing is taken away.
    """
    commas = [index for index in sentence.places("mark") if sentence.at(index) == ","]
    if not commas:
        return
    first = commas[0]
    starts = sentence.at(first + 1) in _STARTS or sentence.at(first + 1) in statistics.paradigms.base
    if sentence.at(0) in _SUBORDINATORS and first > 2 and starts and not _lists(sentence, commas, first):
        yield drop(first).often(4.0)
    elif first == 1 and sentence.at(0) in _OPENERS or " ".join(sentence.at(index) for index in range(first)) in _OPENING_PHRASES:
        yield drop(first).often(3.0)
    for index in commas:
        following = sentence.at(index + 1)
        if following == "which" and sentence.is_word(index - 1) and sentence.at(index + 2) not in ("of", "in"):
            yield drop(index).often(1.5)
        elif following in ("but", "so", "yet") and sentence.at(index + 2) in SUBJECTS | {"there", "the", "this"} and index > 2:
            yield drop(index).often(0.8 if following == "but" else 0.3)
        elif following == "and" and sentence.at(index + 2) in SUBJECTS and index > 4 and index == first:
            yield drop(index).often(0.5)
        elif _divides_items(sentence, commas, index, statistics):
            yield drop(index)


def _lists(sentence: CorruptedSentence, commas: list[int], first: int) -> bool:
    """True if the first comma may belong to a list: another comma, "and" or "or" follows within four words."""
    return any(first < index <= first + 5 for index in commas) or any(sentence.at(first + step) in ("and", "or") for step in range(1, 4))


def _divides_items(sentence: CorruptedSentence, commas: list[int], index: int, statistics: ErrorStatistics) -> bool:
    """True for a comma of a list that ends in "and" or "or" soon after: one item of one or two words stands between."""
    for place in (index + 2, index + 3):
        at = place + (sentence.at(place) == ",")
        between = range(index + 1, place)
        if sentence.at(at) in ("and", "or") and all(sentence.is_word(one) and sentence.at(one) not in ("and", "or", "but") for one in between):
            words = (sentence.at(index - 1), sentence.at(place - 1), sentence.at(at + 1))
            return all(_is_item(word, statistics) for word in words)
    return False


def _is_item(word: str, statistics: ErrorStatistics) -> bool:
    forms = statistics.paradigms
    return bool(word) and (forms.is_noun(word) or word in forms.third or word in forms.gerund) and word not in PREPOSITIONS and word not in MODALS


@Rule
def missing_stop(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """The last full stop left out, of a whole sentence: a heading has none."""
    last = len(sentence.tokens) - 2
    forms = statistics.paradigms
    if last < 5 or sentence.tokens[last].text not in (".", "?") or not sentence.tokens[last].free or sentence.tokens[last - 1].kind != "word":
        return
    if any(sentence.at(index) in _FINITE or sentence.at(index) in forms.third for index in range(1, last)) or sentence.at(0) in forms.base:
        yield drop(last)


_FINITE = frozenset("is are was were has have can will should must may would could does do did".split())


_CLAUSE_STARTS = SUBJECTS | frozenset("the this these those there my your his her its our their what how who why where".split())


def continues(first: str) -> bool:
    """True if a sentence that begins with this word, folded and in lower case, is written onto the one before it by mistake: no name, and no command,
    which documentation puts after a comma."""
    return first.split("'")[0] in _CLAUSE_STARTS


@Rule
def run_on(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`It was late. We left.` → `It was late, we left.`, `It was late we left.`: two sentences written as one."""
    for index in sentence.places("mark"):
        if sentence.tokens[index].text not in (".", "?") or not continues(sentence.at(index + 1)) or not sentence.is_word(index - 1):
            continue
        following = sentence.tokens[index + 1]
        isolated = Change(()) if following.lower.split("'")[0] == "i" else recase(index + 1, following.text[:1].lower() + following.text[1:])
        if sentence.tokens[index].text == ".":
            yield (replace(index, ",") + isolated).often(2.0)
        yield drop(index) + isolated


@Rule
def missing_hyphen(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`a well-known tool` → `a well known tool`."""
    for index in sentence.places("mark"):
        if (
            sentence.at(index) == "-"
            and sentence.is_word(index - 1)
            and sentence.is_word(index + 1)
            and not sentence.tokens[index].space
            and not sentence.tokens[index + 1].space
        ):
            if sentence.at(index - 1) in statistics.lexicon and sentence.at(index + 1) in statistics.lexicon and len(sentence.at(index - 1)) > 1:
                yield drop(index)


@Rule
def missing_bracket(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`(see below)` → `(see below`: the second of a pair of brackets or quotation marks."""
    texts = [token.text if token.free else "" for token in sentence.tokens]
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
def extra_comma(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`know that` → `know, that`; `The tool is` → `The tool, is`; `although it` → `although, it`; `tea and milk` → `tea, and milk`: between what
    belongs together."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        if not sentence.tokens[index].space or not sentence.is_word(index - 1):
            continue
        if word == "that" and before in _THAT_VERBS and sentence.at(index + 1) in SUBJECTS | DETERMINERS:
            yield insert_mark(index, ",").often(2.0)
        elif before in _NO_COMMA_AFTER and word in SUBJECTS | ARTICLES | POSSESSIVES:
            yield insert_mark(index, ",").often(0.5)
        elif (
            word in ("is", "are", "was", "were", "has", "can", "will", "must", "should")
            and 1 < index < 6
            and sentence.at(0) in ("the", "this", "these", "all", "each", "your")
        ):
            if (
                all(sentence.is_word(at) and (forms.is_noun(sentence.at(at)) or sentence.at(at) in forms.adjectives) for at in range(1, index))
                and sentence.tokens[-2].text != "?"
            ):
                yield insert_mark(index, ",")
        elif word in ("and", "or") and sentence.is_word(index + 1) and _is_pair(sentence, index, statistics):
            yield insert_mark(index, ",").often(0.6)


def _is_pair(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """Two nouns with "and" between them, and no comma near that would make them a list."""
    forms = statistics.paradigms
    near = {sentence.tokens[at].text for at in range(max(0, index - 6), min(index + 6, len(sentence.tokens)))}
    first, second = sentence.at(index - 1), sentence.at(index + 1)
    both = [word in forms.singular_of and word not in forms.third for word in (first, second)]
    return all(both) and not near & {",", ";"}


@Rule
def wrong_mark(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`; however,` → `, however,`; `the following:` → `the following;`; a semicolon between clauses → a comma; a question mark → a full stop."""
    last = len(sentence.tokens) - 2
    for index in sentence.places("mark"):
        mark, following = sentence.tokens[index].text, sentence.at(index + 1)
        if mark == ";" and (following in _OPENERS or following in SUBJECTS or following in ("this", "the", "there")):
            yield replace(index, ",")
            yield replace(index, ":").often(0.3)
        elif mark == ":" and (sentence.at(index - 1) in ("following", "steps", "these", "example", "follows") or index == last) and sentence.is_word(index - 1):
            yield replace(index, ";").often(0.3)
            yield replace(index, ",").often(0.2)
        elif mark == "?" and index == last and sentence.at(0) in _ASK:
            yield replace(index, ".")


_ASK = frozenset("what how why who where when which is are do does did can could will would should have has".split())


@Rule
def doubled_mark(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`,,`, `..`: a mark twice."""
    for index in sentence.places("mark"):
        if sentence.tokens[index].text == "," or sentence.tokens[index].text == "." and index == len(sentence.tokens) - 2:
            yield insert_mark(index + 1, sentence.tokens[index].text)
