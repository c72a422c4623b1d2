"""Articles: by sound, left out, one too many, one for the other."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, replace
from .error_statistics import ErrorStatistics
from .pronunciation import begins_with_vowel
from .rule import Rule
from .words import ARTICLES, DETERMINERS, PREPOSITIONS


@Rule
def a_an(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`an hour` → `a hour`, `a user` → `an user`, `an 8-bit register` → `a 8-bit register`: by the first sound of what follows."""
    for index in sentence.places():
        word = sentence.at(index)
        following = sentence.tokens[index + 1]
        if word in ("a", "an") and following.free and following.space and following.kind in ("word", "number"):
            if begins_with_vowel(following.text) is (word == "an"):
                # Where letter and sound differ people err most.
                odd = (following.lower[0] in "aeiou") != (word == "an")
                yield replace(index, "a" if word == "an" else "an").often(3.0 if odd else 1.0)


_FIXED = {"lot": 2.0, "few": 2.0, "little": 1.0, "couple": 1.0, "variety": 0.5, "bit": 1.0, "while": 0.5, "result": 0.5, "kind": 0.3}
"""Nouns of phrases in which "a" stands and "the" does not, with the words that lead to them checked below."""

_DEFINITE = frozenset("same only following latter former most least next best worst rest entire whole very".split())
"""After "the", seldom after "a"."""


@Rule
def article(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`the results` → `a results`, `the same` → `a same`, `a lot of` → `the lot of`, `such a thing` → `such the thing`."""
    nouns = statistics.paradigms
    for index in sentence.places():
        word, following, after = sentence.at(index), sentence.at(index + 1), sentence.at(index + 2)
        if word == "the" and sentence.is_word(index + 1):
            wrong = "an" if begins_with_vowel(sentence.tokens[index + 1].text) else "a"
            is_plural = following in nouns.singular_of and following not in nouns.plural_of and following not in nouns.gerund
            if is_plural and not _is_noun(after, statistics):
                yield replace(index, wrong)
            elif following in _DEFINITE and after and (following not in ("most", "least", "best", "worst", "very", "next") or after in nouns.adjectives):
                yield replace(index, wrong).often(0.7)
            elif following in nouns.uncounted and following not in nouns.adjectives and following in _MASS and not _is_noun(after, statistics):
                yield replace(index, wrong)
        elif word in ("a", "an"):
            if following == "lot" or following in ("couple", "variety") and after == "of" or following == "few" and after in nouns.singular_of:
                yield replace(index, "the").often(_FIXED[following])
            elif following == "result" and sentence.at(index - 1) == "as" or following == "while" and sentence.at(index - 1) == "for":
                yield replace(index, "the").often(_FIXED[following])
            elif sentence.at(index - 1) in ("such", "quite", "what") and sentence.is_word(index + 1) and following != "few":
                yield replace(index, "the").often(0.5)


_MASS = frozenset(
    "information software hardware feedback equipment advice knowledge research homework furniture evidence progress traffic documentation metadata "
    "stuff music money weather bandwidth functionality".split()
)
"""Take "the" or nothing, never "a"."""


def _is_noun(word: str, statistics: ErrorStatistics) -> bool:
    """True if the word may go on a noun phrase that has begun."""
    return bool(word) and (statistics.paradigms.is_noun(word) and word not in PREPOSITIONS or word in statistics.paradigms.adjectives)


def _singular_ends(sentence: CorruptedSentence, start: int, statistics: ErrorStatistics) -> int | None:
    """The place of the noun in the singular that ends the phrase which an article before `start` begins; None where that is not plain."""
    nouns = statistics.paradigms
    index = start
    while sentence.is_word(index) and _is_noun(sentence.at(index), statistics) and index < start + 4:
        index += 1
    last = index - 1
    if last < start or sentence.at(last) not in nouns.plural_of or sentence.at(last) in _BARE:
        return None
    following = sentence.tokens[index]
    is_open = following.kind == "word" and (nouns.verb(following.lower) is not None and following.lower not in _FINITE)
    return None if is_open or following.kind in ("opaque", "number") or not following.free else last


_FINITE = frozenset("is are was were has had can will should must may might does did to".split())
_BARE = frozenset(
    "way time example default order place fact addition case use need term support error part access home work school course end help hand mind care "
    "force play practice "
    "root master user line source version type name value text state code production development test release change control process input output "
    "design build".split()
)
"""Nouns that often go without an article, in phrases ("by default", "in use") or as a name ("version 3")."""


@Rule
def missing_article(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`Open the file.` → `Open file.`: before a counted noun in the singular, in whole sentences; headings do without articles."""
    if sentence.tokens[-2].text not in (".", "?", "!", ":") or len(sentence.tokens) < 6:
        return
    for index in sentence.places():
        word, following = sentence.at(index), sentence.at(index + 1)
        if word in ARTICLES and (index or word == "the") and (following in _NEEDS[word] or _singular_ends(sentence, index + 1, statistics) is not None):
            yield drop(index).often(1.5 if word == "the" else 1.0)


_NEEDS = {"the": frozenset(("same", "first", "following", "most", "latter", "rest")), "a": frozenset(("number", "lot", "couple")), "an": frozenset()}
"""What does not do without its article."""


@Rule
def extra_article(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`new features` → `a new features`, `useful information` → `an useful information`, `in general` → `in the general`, `on GitHub` → `on the GitHub`."""
    nouns = statistics.paradigms
    for index in sentence.places():
        before, word, following = sentence.at(index - 1), sentence.at(index), sentence.at(index + 1)
        token = sentence.tokens[index]
        if not before or before in DETERMINERS or before.isdigit() or not token.space:
            continue
        if before in _LEADS and word in nouns.singular_of and word not in nouns.plural_of and word not in nouns.third:
            yield insert(index, "a")
        elif before in _LEADS and word in nouns.adjectives and not nouns.is_noun(word) and word not in _QUANTITIES:
            head = following
            if head in nouns.singular_of and head not in nouns.plural_of or head in _MASS:
                yield insert(index, "an" if begins_with_vowel(token.text) else "a")
        elif before in _LEADS and word in _MASS and not _is_noun(following, statistics):
            yield insert(index, "an" if begins_with_vowel(token.text) else "a")
        elif (before, word) in _WITHOUT and not _is_noun(following, statistics):
            yield insert(index, "the").often(2.0)
        elif before in ("on", "in", "with", "from", "using", "to", "via") and _is_name(sentence, index, statistics) and not sentence.is_word(index + 1):
            yield insert(index, "the")


_LEADS = frozenset(
    "of in on for with by from about into to as has have had need needs provides provide provided use uses using create creates add adds adding get "
    "contains contain include includes".split()
)
_QUANTITIES = frozenset("many several few more most other such same various multiple less enough some all much own different certain".split())
_WITHOUT = frozenset(
    tuple(pair.split())
    for pair in "in general,by default,in addition,in particular,in practice,at least,at most,in detail,by hand,on average,in fact,on demand,in advance,by "
    "accident,in theory".split(",")
)


def _is_name(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """A name that is always written with a capital."""
    entry = statistics.lexicon.entries.get(sentence.at(index))
    return (
        entry is not None
        and entry.cased == sentence.tokens[index].text
        and not entry.cased.isupper()
        and sentence.at(index) not in statistics.paradigms.adjectives
    )
