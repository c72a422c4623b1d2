"""Tense: by the auxiliary, and against the words that say when."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import BE, MODALS, NUMERALS, SUBJECTS

_UNITS = frozenset("second seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries ages while".split())
_PRESENT_BE = {"i": "am", "he": "is", "she": "is", "it": "is", "you": "are", "we": "are", "they": "are"}


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("18", "19", "20")


def _starts_period(sentence: CorruptedSentence, index: int) -> str | None:
    """Which of "since" and "for" stands at `index` and begins a time: since 2015, for two years."""
    word, following = sentence.at(index), sentence.at(index + 1)
    if word == "since" and (
        _is_year(following)
        or following in ("then", "last", "yesterday", "monday", "childhood")
        or following == "the"
        and sentence.at(index + 2) in ("beginning", "start", "last")
    ):
        return "since"
    if word == "for" and (following.isdigit() or following in NUMERALS or following in ("several", "many", "a", "some", "over", "almost", "about")):
        if any(sentence.at(index + step) in _UNITS for step in (2, 3)):
            return "for"
    return None


@Rule
def since_for(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`have been using it since 2015` → `are using it since 2015`, `has worked here for two years` → `works here since two years`: the perfect with
    what says how long."""
    forms = statistics.paradigms
    for place in sentence.places():
        kind = _starts_period(sentence, place)
        if kind is None:
            continue
        for index in range(max(1, place - 10), place):
            have, word = sentence.at(index - 1), sentence.at(index)
            if have not in ("have", "has") or word in ("to", "a", "the", "not") or sentence.at(index - 2) in MODALS | {"to"}:
                continue
            be = _PRESENT_BE.get(sentence.at(index - 2), "is" if have == "has" else "are")
            if word == "been":
                yield (replace(index - 1, be) + drop(index)).often(2.0)
            elif (verb := forms.participle.get(word)) and verb.base != "be":
                yield (drop(index - 1) + replace(index, verb.third if have == "has" else verb.base)) if verb.base != word or have == "has" else drop(index - 1)
            else:
                continue
            if kind == "for" and sentence.at(place + 1) != "a" or kind == "since":
                yield replace(place, "since" if kind == "for" else "for")
            if kind == "since":
                yield replace(place, "from").often(2.0)
            break


_PAST_TIMES = frozenset("yesterday ago".split())
_LAST = frozenset("week month year night time summer winter spring monday tuesday wednesday thursday friday saturday sunday".split())


@Rule
def past_time(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`was released in 2015` → `is released in 2015`, `started two years ago` → `starts two years ago`, `have started`: the present or the perfect
    with a time that is over."""
    forms = statistics.paradigms
    times = [index for index in sentence.places() if sentence.at(index) in _PAST_TIMES or sentence.at(index) == "last" and sentence.at(index + 1) in _LAST]
    times += [
        index for index in sentence.places("number") if _is_year(sentence.at(index)) and sentence.at(index - 1) == "in" and "1800" < sentence.at(index) < "2024"
    ]
    if not times or any(sentence.at(index) in ("since", "by", "until", "will", "if", "has", "have", "had") for index in range(len(sentence.tokens))):
        return
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        if not any(abs(index - time) <= 12 for time in times) or sentence.at(index + 1) in ("to", "-"):
            continue
        if word in ("was", "were"):
            yield replace(index, "is" if word == "was" else "are")
        elif word in forms.past and (verb := forms.past[word]).base not in (word, "be", "have", "do") and not _is_participle(sentence, index, statistics):
            yield replace(index, verb.third if before in ("he", "she", "it", "this") else verb.base).often(0.7)
            if verb.past == verb.participle and before in SUBJECTS:
                yield insert(index, "has" if before in ("he", "she", "it") else "have")


def _is_participle(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """False only where the word is plainly a past: after a pronoun, or after a name or noun with an object behind it."""
    before, after = sentence.at(index - 1), sentence.at(index + 1)
    if before in SUBJECTS or before in ("this", "who"):
        return False
    is_subject = sentence.is_word(index - 1) and (before in statistics.paradigms.plural_of or sentence.tokens[index - 1].text[:1].isupper()) and index > 1
    return not (is_subject and after in ("the", "a", "an", "its", "his", "their", "that", "it", "them"))


_FUTURE_IN_PAST = {"would": "will", "could": "can"}


@Rule
def sequence(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`if it were so, it would` → `it will`, `I thought it would` → `it will`, `if you use` → `if you will use`: auxiliaries that a past or a
    condition asks for."""
    forms = statistics.paradigms
    lowers = [sentence.at(index) for index in range(len(sentence.tokens))]
    for index in sentence.places():
        word, before = lowers[index], lowers[index - 1] if index else ""
        if word in _FUTURE_IN_PAST and not (word == "could" and "if" in lowers):
            ahead = lowers[:index]
            unreal = "if" in ahead and any(one == "were" or one in ("had", "wanted", "knew") for one in ahead[ahead.index("if") :])
            said = any(
                one in _SAID and any(sentence.at(at + step) == "that" or sentence.at(at + step) in SUBJECTS for step in (1,)) for at, one in enumerate(ahead)
            )
            if (unreal or said) and not any(one in ("is", "are", "will", "can", "has", "have") for one in ahead):
                yield replace(index, _FUTURE_IN_PAST[word])
        elif before in SUBJECTS and index > 1 and lowers[index - 2] in ("if", "unless", "when", "once") and (index == 2 or lowers[index - 3] in (",", "and")):
            verb = forms.base.get(word)
            if (
                verb
                and word not in BE
                and word not in ("want", "have", "need")
                and before in ("you", "we", "they", "i")
                and (word in _PLAIN or not forms.is_noun(word))
            ):
                yield insert(index, "will").often(0.3)


_SAID = frozenset("said thought knew hoped decided believed promised assumed realized realised".split())
_PLAIN = frozenset("use run call set change try start add open build test click install upgrade configure".split())
