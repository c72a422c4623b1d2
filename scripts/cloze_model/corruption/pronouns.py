"""Pronouns: dropped, one too many, in the wrong case or number."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, recase, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import CONJUNCTIONS, DETERMINERS, OBJECTS, PREPOSITIONS, SUBJECTS

_CLAUSES = frozenset("if because when unless until once whether although though whereas".split())
_FINITE = frozenset("is was has does can will should must may might could would isn't wasn't doesn't".split())
_IT_ADJECTIVES = frozenset("easy easier possible impossible hard harder difficult clear simple convenient necessary important useful".split())


@Rule
def dropped_pronoun(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`if it is` → `if is`, `It is possible to` → `Is possible to`, `makes it easy to` → `makes easy to`, `when you use` → `when use`. Not "as is",
    "when needed"."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, following = sentence.at(index), sentence.at(index - 1), sentence.at(index + 1)
        if word == "it" and before in _CLAUSES and (following in _FINITE or following in forms.third and following not in forms.singular_of):
            yield drop(index).often(2.0)
        elif word == "it" and index == 0 and following in ("is", "was") and sentence.at(2) in _IT_ADJECTIVES:
            yield drop(0) + recase(1, following.capitalize())
        elif word == "it" and before in ("make", "makes", "making", "made", "find", "consider") and following in _IT_ADJECTIVES:
            yield drop(index).often(2.0)
        elif (
            word in ("you", "we", "they", "i") and before in _CLAUSES and (following in _YOU_VERBS or following in forms.base and not forms.is_noun(following))
        ):
            yield drop(index)
        elif (
            word in ("it", "them")
            and before in _NEED_OBJECT
            and sentence.tokens[index + 1].kind in ("mark", "end")
            and sentence.tokens[index + 1].text in (".", ",", "")
        ):
            yield drop(index)


_YOU_VERBS = frozenset("want need have are can use do get see don't can't will should".split())
_NEED_OBJECT = frozenset("use using used fix fixing avoid remove removing put find handle enable install replace".split())


@Rule
def needless_pronoun(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`the tool is` → `the tool it is`, `The users can` → `The users they can`: the subject once more, at the start of a sentence."""
    nouns = statistics.paradigms
    if sentence.at(0) not in ("the", "this", "my", "our", "your") or sentence.tokens[-2].text == "?":
        return
    index = 1
    while sentence.is_word(index) and nouns.is_noun(sentence.at(index)) and sentence.at(index) not in PREPOSITIONS and index < 4:
        index += 1
    noun, verb = sentence.at(index - 1), sentence.at(index)
    if index > 1 and sentence.is_word(index):
        if noun in nouns.plural_of and verb in ("is", "was", "has", "does", "can", "will", "should", "must"):
            yield insert(index, "it")
        elif noun in nouns.singular_of and noun not in nouns.plural_of and verb in ("are", "were", "have", "do", "can", "will", "should", "must"):
            yield insert(index, "they")


_SUBJECT_OF = {"them": "they", "us": "we", "him": "he", "her": "she", "me": "I"}
_OBJECT_OF = {"they": "them", "we": "us", "he": "him", "she": "her", "i": "me"}
_NEAR = frozenset("for with from to by about between of on without".split())


@Rule
def pronoun_case(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`for them` → `for they`, `between you and me` → `between you and I`, `We need` → `Us need`, `which we use` → `which us use`."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, following = sentence.at(index), sentence.at(index - 1), sentence.at(index + 1)
        token = sentence.tokens[index + 1]
        if word in _SUBJECT_OF and before in _NEAR and (word != "her" or token.kind in ("mark", "end")):
            # "for us to see": the pronoun is a subject there, which tempts the more.
            yield replace(index, _SUBJECT_OF[word])
        elif (
            word in _SUBJECT_OF
            and before == "and"
            and sentence.at(index - 2) in ("you", "him", "her", "them")
            and (word != "her" or token.kind in ("mark", "end"))
        ):
            yield replace(index, _SUBJECT_OF[word]).often(3.0)
        elif (
            word in _OBJECT_OF
            and following in ("are", "is", "was", "were", "have", "has", "need", "needs", "want", "wants", "can", "will")
            and before not in OBJECTS
        ):
            yield replace(index, _OBJECT_OF[word]).often(0.3)
        elif word == "whom":
            yield replace(index, "who").often(0.2)
        elif word in _POSSESSED and before not in DETERMINERS and sentence.is_word(index + 1) and forms.is_noun(following) and following not in forms.base:
            yield replace(index, _POSSESSED[word]).often(0.7)


_POSSESSED = {"their": "them", "your": "you", "our": "us", "my": "me", "his": "him", "its": "it"}


@Rule
def pronoun_number(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`If you have files, add them` → `add it`: where a noun in the plural is the only one that was named, and nothing in the singular."""
    for index in sentence.places():
        if sentence.at(index) not in ("them", "they"):
            continue
        ahead = [sentence.at(at) for at in range(index)]
        numbers = {_named(word, lead, statistics) for lead, word in zip(["", *ahead], ahead, strict=False)}
        if all(ahead) and True in numbers and False not in numbers:
            yield replace(index, "it")


def _named(word: str, lead: str, statistics: ErrorStatistics) -> bool | None:
    """True for a noun in the plural, false for what "it" could mean, None for other words."""
    nouns = statistics.paradigms
    if word in ("it", "this", "that", "one"):
        return False
    if word in PREPOSITIONS | CONJUNCTIONS | SUBJECTS | OBJECTS | DETERMINERS:
        return None
    is_led = lead in DETERMINERS or lead in nouns.adjectives
    if word in nouns.singular_of and (is_led or word not in nouns.third) and word not in nouns.plural_of:
        return True
    is_one = word in nouns.plural_of or word in nouns.uncounted and word not in nouns.adjectives
    return False if is_one and (is_led or word not in nouns.base) else None
