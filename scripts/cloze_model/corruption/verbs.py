"""Forms of verbs: after auxiliaries, "to" and prepositions, after other verbs, in the perfect and the passive; and forms that are none."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, replace
from .error_statistics import ErrorStatistics
from .paradigms import Verb
from .rule import Rule
from .words import BE, DO, HAVE, MODALS, OBJECTS, PERFECT_TIMES

_MANNER = frozenset("for by without before after from about of in on when while instead".split())
_ASIDE = frozenset("not also only always never often then easily automatically simply just still even".split())


@Rule
def complement(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`should use` → `should to use`, `should uses`, `should using`; `to use` → `to uses`; `did not work` → `did not worked`; `for using` → `for use`.

    Not "I used to work", and not "to using" where "to" is a preposition.
    """
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, second = sentence.at(index), sentence.at(index - 1), sentence.at(index - 2)
        leading = second if before in _ASIDE else before
        verb = forms.base.get(word)
        if verb and (leading in MODALS or leading in DO) and before not in ("have", "be"):
            yield from _wrong_base(index, word, verb, leading)
            if leading in MODALS and before == leading:
                yield insert(index, "to").often(0.7)
        elif verb and before == "to" and _is_infinitive(sentence, index, statistics):
            yield from _wrong_base(index, word, verb, "to")
        elif word in forms.gerund and before in _MANNER and _takes_object(sentence, index + 1):
            base = forms.gerund[word].base
            if before != "in" or second not in ("interested", "involved"):
                yield replace(index, base)


def _wrong_base(index: int, word: str, verb: Verb, leading: str) -> Iterator[Change]:
    # After "did" the past, else mostly the form with "s" (131 of 231 in documentation are it or the past).
    weights = (0.5, 2.0, 0.3) if leading in ("did", "didn't") else (1.3, 0.6, 0.6)
    for wrong, weight in zip((verb.third, verb.past, verb.gerund), weights, strict=True):
        if wrong != word:
            yield replace(index, wrong).often(weight)


_TO_NOUN = frozenset(
    "access according add added addition applied apply attached back belong bind binds bound change close compared connect connected contrary convert "
    "converted due equal equivalent leads lead limited link map mapped moved opposed point pointer points prior reference refer refers referring "
    "related relative respond return returns sent similar specific subject switch thanks up used".split()
)
"""After these "to" is often a preposition."""


def _is_infinitive(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if "to" before the word is no preposition: what follows is what follows a verb."""
    if sentence.at(index - 2) in _TO_NOUN and statistics.paradigms.is_noun(sentence.at(index)):
        return False
    return not statistics.paradigms.is_noun(sentence.at(index)) or _takes_object(sentence, index + 1)


_OBJECT_STARTS = frozenset(
    "the a an this these that those it them him her us me you your my our their its his all any each some how what which whether when where if up out".split()
)


def _takes_object(sentence: CorruptedSentence, index: int) -> bool:
    """True if what begins here is plainly the object of a verb."""
    return sentence.at(index) in _OBJECT_STARTS or sentence.tokens[index].kind == "opaque" and sentence.tokens[index].free


_GERUND = frozenset(
    "suggest suggests suggested recommend recommends recommended consider considers avoid avoids avoided enjoy enjoys enjoyed finish finishes finished "
    "keep keeps kept mind "
    "risk risks imagine practice involves involve involved worth support supports supported miss delay postpone admit deny dislike".split()
)
"""Take a gerund and no infinitive."""

_INFINITIVE = frozenset(
    "want wants wanted need needs needed decide decides decided plan plans planned hope hopes hoped expect expects expected agree agrees agreed refuse "
    "refuses refused fail fails "
    "failed manage manages managed choose chooses chose able unable likely ready willing designed tend tends intend intends wish offer offers promise "
    "seem seems afford".split()
)
"""Take an infinitive and no gerund."""

_BARE = frozenset("let lets make makes made".split())
"""Take an object and the plain form of a verb."""

_OBJECT_INFINITIVE = frozenset(
    "allow allows allowed allowing enable enables enabled enabling permit permits require requires cause causes force forces encourage encourages".split()
)
"""Take an object and an infinitive."""

_TO_GERUND = (
    "look forward to",
    "looks forward to",
    "looking forward to",
    "looked forward to",
    "be used to",
    "is used to",
    "are used to",
    "get used to",
    "getting used to",
    "dedicated to",
    "committed to",
    "comes to",
    "come to",
)
"""Here "to" is a preposition and takes a gerund."""

_PERSONS = OBJECTS | frozenset("users people developers clients students anyone everyone someone others customers readers teams administrators".split())


@Rule
def verb_complement(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`suggest using` → `suggest to use`; `want to use` → `want using`, `want use`; `allows you to` → `allows to`; `look forward to hearing` → `to
    hear`; `let you use` → `let you to use`."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, second, third = (sentence.at(index - back) for back in range(4))
        verb = forms.gerund.get(word)
        if (
            verb
            and before in _GERUND
            and word not in ("being", "having")
            and not (before in ("support", "supports", "practice", "risk", "risks") and not _takes_object(sentence, index + 1))
        ):
            yield replace(index, verb.base) + insert(index, "to")
            # The bare form is over half of what learners write.
            yield replace(index, verb.base)
        elif verb and before == "to" and f"{third} {second} to" in _TO_GERUND:
            yield replace(index, verb.base).often(3.0)
        elif verb and second == "worth" and before == "it":
            yield replace(index, verb.base) + insert(index, "to")
        elif (verb := forms.base.get(word)) and before == "to" and second in _INFINITIVE and sentence.tokens[index].space:
            if second in ("able", "unable", "likely", "ready", "willing"):
                yield drop(index - 1)
            else:
                yield drop(index - 1).often(1.2)
                yield replace(index, verb.gerund) + drop(index - 1)
            yield replace(index, verb.gerund).often(0.3)
        elif verb and before in _PERSONS and second in _BARE and word not in ("to", "up", "sure"):
            yield insert(index, "to")
            yield replace(index, verb.third).often(0.5)
        if word == "to" and before in _PERSONS and second in _OBJECT_INFINITIVE and sentence.at(index + 1) in forms.base:
            yield drop(index - 1).often(2.0)
            if verb := forms.base.get(sentence.at(index + 1)):
                yield drop(index).often(0.7)
                yield (drop(index) + replace(index + 1, verb.gerund)).often(0.5)


@Rule
def participle(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`has been fixed` → `has been fix`, `have written` → `have wrote`, `are looking` → `are look`, `looking`."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        at = index - 2 if before in _ASIDE | PERFECT_TIMES else index - 1
        leading = sentence.at(at)
        if leading in HAVE and (verb := forms.participle.get(word)) and word not in BE and leading != "having":
            if before == leading and word in forms.plural_of:
                continue
            yield from _others(index, word, (verb.base, 1.0), (verb.past, 2.0))
        elif leading in BE and (verb := forms.participle.get(word)) and verb.base != word and word not in forms.adjectives:
            # "was ran" is written; "was begin" more often than "was beginning".
            yield from _others(index, word, (verb.base, 2.0), (verb.past, 1.0), (verb.third, 0.2))
        elif leading in BE - {"be", "been", "being"} and (verb := forms.gerund.get(word)) and word not in forms.adjectives and not forms.is_noun(word):
            yield replace(index, verb.base).often(2.0)
            if at == index - 1 and sentence.at(at - 1) not in ("", "it", "there", "what", "which", "that"):
                yield drop(at)


def _others(index: int, word: str, *forms: tuple[str, float]) -> Iterator[Change]:
    for form, weight in dict(forms).items():
        if form != word:
            yield replace(index, form).often(weight)


@Rule
def of_for_have(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`should have been` → `should of been`."""
    for index in sentence.places():
        if sentence.at(index) == "have" and sentence.at(index - 1) in _OF_MODALS and sentence.at(index + 1) in statistics.paradigms.participle:
            yield replace(index, "of")


_OF_MODALS = frozenset("should could would must might may couldn't wouldn't shouldn't".split())


_VOWELS = "aeiou"
_MASS_PLURALS = frozenset(
    "information software feedback equipment advice knowledge research homework furniture evidence progress hardware music traffic documentation "
    "luggage functionality metadata".split()
)
"""Nouns that learners count; not "codes" or "works", which are words."""

_PLURALS = {
    "children": "childs",
    "men": "mans",
    "women": "womans",
    "feet": "foots",
    "teeth": "tooths",
    "mice": "mouses",
    "criteria": "criterias",
    "data": "datas",
    "phenomena": "phenomenas",
}
_DEGREES = {"better": "gooder", "worse": "badder", "best": "bestest", "worst": "baddest", "further": "farer"}


@Rule
def overregular(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`went` → `goed`, `information` → `informations`, `easier` → `more easier`, `fastest` → `most fast`: the rule where the exception holds."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        if wrong := _PLURALS.get(word) or _DEGREES.get(word):
            yield replace(index, wrong).often(0.3 if word == "data" else 1.0)
        elif word in _MASS_PLURALS and _ends_phrase(sentence, index + 1, statistics) and before not in ("to", "that", "an", "a", "will", "you", "we", "they"):
            yield replace(index, word + ("es" if word == "research" else "s"))
        elif (verb := forms.past.get(word) or forms.participle.get(word)) and (wrong := regular_past(verb)) not in (verb.past, verb.participle):
            if wrong not in statistics.lexicon and verb.base != word and word not in forms.base and word not in BE and not forms.is_noun(word):
                yield replace(index, wrong).often(0.5)
        for degree, of in (("more", forms.comparative_of), ("most", forms.superlative_of)):
            if before not in ("more", "most", "much", "far", "even") and word.endswith(("er", "est")) and (plain := _plain(word, of)):
                if sentence.tokens[index].space and sentence.tokens[index].text.islower():
                    yield insert(index, degree)
                if plain not in _BOTH_DEGREES:
                    yield (insert(index, degree) + replace(index, plain)).often(0.5)


def _plain(word: str, degree_of: dict[str, str]) -> str | None:
    """The adjective that the word is a degree of, by the usual changes of spelling."""
    stem = word.removesuffix("er") if word.endswith("er") else word.removesuffix("est")
    found = next((plain for plain in (stem, stem + "e", stem[:-1], stem[:-1] + "y") if degree_of.get(plain) == word), None)
    return found if found and found not in _NO_DEGREE else None


_NO_DEGREE = frozenset("old eld lat low up late near latt out form inn upp hind und nth in just".split())


_BOTH_DEGREES = frozenset(
    "easy simple clear common stable secure clever quiet narrow likely friendly handy costly polite subtle stupid gentle robust strict true free safe".split()
)
"""Adjectives whose degrees some form with "more" and "most"."""


def regular_past(verb: Verb) -> str:
    """The past that the verb would have if it were regular: "goed", "runned", "putted"."""
    base = verb.base
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    # "running" doubles its last letter, and so would "runned".
    return verb.gerund.removesuffix("ing") + "ed" if verb.gerund.endswith(base[-1] * 2 + "ing") else base + "ed"


def _ends_phrase(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if no noun goes on here: not "information system"."""
    token = sentence.tokens[index]
    if not token.free or token.kind in ("opaque", "number") or token.text == "-":
        return False
    return (
        token.kind != "word"
        or not statistics.paradigms.is_noun(token.lower)
        and token.lower not in statistics.paradigms.adjectives
        or token.lower in ("is", "in", "on", "to", "for", "of", "that")
    )
