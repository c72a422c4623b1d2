"""Number: of verbs with their subjects, near and far, and of nouns with the words that count them."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, replace
from .error_statistics import ErrorStatistics
from .phrases import subject_before
from .rule import Rule
from .words import DETERMINERS, MANY, MASS, ONE, PREPOSITIONS

_PAIRS = [pair.split() for pair in ("is are", "was were", "has have", "does do", "isn't aren't", "wasn't weren't", "hasn't haven't", "doesn't don't")]
_PLURAL_OF = {one: many for one, many in _PAIRS}
_SINGULAR_OF = {many: one for one, many in _PAIRS}

_AFTER_VERB = frozenset(
    "the a an to that it this these you your all any its their them him us me how what when only on with from by for as not into each every some more".split()
)
"""Words that hardly follow a noun which is spelled like the verb before them."""


@Rule
def verb_agreement(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`the server returns` → `return`, `the results of the test show` → `shows`, `there are two` → `is`: the noun beside a verb tempts.

    Only where the number of the subject is plain: not in "one of the tests that fail". Without its "s" a verb is written more often than with one too many.
    """
    for index in sentence.places():
        word = sentence.at(index)
        wrong, is_plural = _other_number(word, statistics)
        if wrong is None or index == 0 and word not in _SINGULAR_OF:
            continue
        before = sentence.at(index - 1)
        if before == "there":
            if word in ("is", "are", "was", "were") and _counts(sentence, index + 1, statistics) is is_plural:
                yield replace(index, wrong).often(2.0 if is_plural else 1.0)
            continue
        if word not in _PLURAL_OF and word not in _SINGULAR_OF and sentence.at(index + 1) not in _AFTER_VERB:
            continue
        subject = subject_before(sentence, index, statistics) if index else None
        if subject is not None and subject.plural is is_plural and _is_statement(sentence, subject.begin, word):
            tempting = subject.has_tail and subject.near is not subject.plural
            yield replace(index, wrong).often((3.0 if tempting else 1.0) * (1.0 if is_plural else 1.6))
        elif before == "that" and subject is None and (antecedent := _antecedent(sentence, index - 1, statistics)) is not None and antecedent is is_plural:
            yield replace(index, wrong)


def _other_number(word: str, statistics: ErrorStatistics) -> tuple[str | None, bool]:
    """The verb in the other number, and whether the word itself is in the plural; None for what is no such form."""
    if word in _PLURAL_OF:
        return _PLURAL_OF[word], False
    if word in _SINGULAR_OF:
        return _SINGULAR_OF[word], True
    forms = statistics.paradigms
    if word in forms.third and word not in forms.base:
        return forms.third[word].base, False
    if (
        word in forms.base
        and word not in forms.third
        and forms.base[word].past != word
        and word not in forms.past
        and word not in PREPOSITIONS
        and word in statistics.lexicon
    ):
        return forms.base[word].third, True
    return None, False


def _counts(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool | None:
    """Whether what "there" introduces is in the plural."""
    word = sentence.at(index)
    if word in MANY or word == "no" and sentence.at(index + 1) in statistics.paradigms.singular_of:
        return True
    return (
        False
        if word in ("a", "an", "another", "nothing", "something", "one") and sentence.at(index + 1) not in ("few", "lot", "number", "couple", "of", "or")
        else None
    )


def _is_statement(sentence: CorruptedSentence, begin: int, verb: str) -> bool:
    """False after "let", "does the", "make the": there the verb has its plain form, whatever the number."""
    before = sentence.at(begin - 1)
    return (
        before not in ("let", "lets", "make", "makes", "help", "helps", "see", "watch", "have", "do", "does", "did", "and", "or")
        or verb in _PLURAL_OF
        and before not in ("and", "or")
    )


def _antecedent(sentence: CorruptedSentence, that: int, statistics: ErrorStatistics) -> bool | None:
    """Whether the noun right before "that" is in the plural, where nothing else can be meant: "a tool that works", not "one of the tests that fail"."""
    nouns = statistics.paradigms
    noun, first = sentence.at(that - 1), sentence.at(that - 2)
    if noun in nouns.plural_of and first in ("a", "an", "each", "every", "this") and sentence.at(that - 3) != "of":
        return False
    return (
        True
        if noun in nouns.singular_of
        and noun not in nouns.plural_of
        and first in ("the", "all", "other", "some", "several", "many")
        and sentence.at(that - 3) != "of"
        else None
    )


@Rule
def count(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`two years` → `two year`, `every user` → `every users`, `one of the problems` → `problem`, `these files` → `this files`.

    Nouns lose their "s" three times as often as they get one.
    """
    nouns = statistics.paradigms
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        if word in nouns.singular_of and word not in nouns.plural_of and _is_counted(sentence, index, statistics):
            yield replace(index, nouns.singular_of[word]).often(3.0)
        elif word in nouns.plural_of and before in ONE and nouns.plural_of[word] in statistics.lexicon and not _goes_on(sentence, index + 1, statistics):
            yield replace(index, nouns.plural_of[word])
        elif word in _DEMONSTRATIVES and (plural := _noun_after(sentence, index + 1, statistics)) is not None and plural is (word in ("these", "those")):
            yield replace(index, _DEMONSTRATIVES[word]).often(2.0 if plural else 0.7)


_DEMONSTRATIVES = {"this": "these", "these": "this", "that": "those", "those": "that"}


def _is_counted(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if the words before say that the noun is in the plural: two, several, one of the, both of these."""
    nouns = statistics.paradigms
    at = index - 1
    if sentence.at(at) in nouns.adjectives and sentence.at(at) not in MANY:
        at -= 1
    word = sentence.at(at)
    if word in MANY:
        return True
    token = sentence.tokens[at] if at >= 0 else None
    if token is not None and token.kind == "number" and token.free and token.lower not in ("1", "0") and sentence.tokens[at + 1].space:
        return sentence.at(at - 1) not in _NUMBERED and sentence.tokens[at - 1].kind != "mark" and len(token.text) < 4 and "." not in token.text
    return (
        word in ("the", "these", "those", "our", "your", "its")
        and sentence.at(at - 1) == "of"
        and sentence.at(at - 2) in ("one", "some", "many", "most", "several", "both", "each")
    )


_NUMBERED = frozenset("version chapter section step python release level figure table part page line number phase item angular java windows rust node".split())


def _goes_on(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if the noun phrase may not be over yet: "a user account", "a file `x`"."""
    token = sentence.tokens[index]
    if token.kind in ("opaque", "number") or not token.free or token.text == "-":
        return True
    return token.kind == "word" and (
        statistics.paradigms.is_noun(token.lower) and token.lower not in PREPOSITIONS or token.lower in statistics.paradigms.adjectives
    )


def _noun_after(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool | None:
    """Whether the noun of a demonstrative, with an adjective between them at most, is in the plural."""
    nouns = statistics.paradigms
    if sentence.at(index) in nouns.adjectives and not nouns.is_noun(sentence.at(index)):
        index += 1
    word = sentence.at(index)
    if not sentence.is_word(index) or word in DETERMINERS or word in MASS or _goes_on(sentence, index + 1, statistics):
        return None
    # After "these" no verb has an "s", after "this" none is without.
    if word in nouns.singular_of and word not in nouns.plural_of:
        return True
    is_one = word in nouns.plural_of and word not in nouns.adjectives and word not in nouns.past and word not in nouns.third
    is_verb = word in nouns.base and sentence.at(index - 1) in ("that", "those")
    return False if is_one and not is_verb and nouns.plural_of[word] in statistics.lexicon else None
