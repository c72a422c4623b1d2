"""Prepositions: those a word asks for, those people take for one another, and particles of verbs."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import DETERMINERS, OBJECTS

Wrongs = dict[str, float]
"""What is written in place of a word, with its weight; "-" is nothing."""


def _table(lines: str) -> dict[tuple[str, str], Wrongs]:
    """`words: right, wrong weight …` a line → what is wrong after which word."""
    found: dict[tuple[str, str], Wrongs] = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        words, _, rest = line.partition(":")
        right, *wrongs = rest.split()
        for word in words.split():
            found[word, right] = {wrong: float(weight) for wrong, weight in zip(wrongs[::2], wrongs[1::2], strict=True)}
    return found


_GOVERNED = _table("""
    depend depends depended depending dependent: on of 3 from 2 in 1 to 1 - 1
    rely relies relied relying: on in 2 of 1 to 1 - 1
    based: on in 2 of 1 - 2
    focus focuses focused focusing concentrate: on in 3 at 1 - 0.5
    insist insists insisted: on in 1 to 1
    wait waits waited waiting: for - 3 to 0.5
    search searching searched: for - 1 of 0.3
    responsible: for of 2 to 2
    reason reasons: for of 2 to 1
    opt: for to 1 - 0.5
    listen listens listening listened: to - 3 at 0.5
    belong belongs belonged: to - 2 in 0.5 for 0.3
    refer refers referred referring: to - 2 at 0.5
    reply replies replied respond responds responded: to - 2 at 0.5
    according: to with 1 - 2
    similar: to with 2 as 1.5 of 0.5
    related: to with 1 - 1
    due: to of 1 - 2
    thanks: to for 1
    addition: to of 1 with 0.5
    equal equivalent: to with 1 of 0.5
    attached: to on 1 with 0.5
    corresponds correspond corresponding: to with 0.5 of 0.5 - 1
    subscribe subscribes subscribed: to in 0.5 - 1
    contribute contributes contributed contributing: to in 1 for 1
    adhere adheres: to with 0.7 - 0.5
    limited: to by 0.3 in 0.5
    deal deals dealing: with - 1 of 0.5
    comply complies compliant: with to 2 - 1
    interact interacts interacting: with to 0.5 - 1
    interfere interferes: with in 0.5 - 0.5
    compatible: with to 1 - 2
    associated: with to 3 - 1
    familiar: with to 0.7 - 0.5
    cope copes: with - 1
    satisfied: with by 0.3 of 1
    provided provide provides: with by 0.2
    consist consists consisted consisting: of in 2 from 2 by 1 - 0.5
    composed: of by 2 from 1
    instead: of - 2 to 0.3
    because: of - 0.5
    aware: of about 1 - 1
    capable: of to 1 - 0.5
    independent: of from 2
    proud: of for 1 about 0.7
    full: of with 1 - 0.5
    number numbers lot lots couple variety list kind kinds type types sort set: of - 1
    afraid: of from 1
    take takes advantage: of from 1 - 1
    result results resulted resulting: in on 1 to 0.5 - 0.5
    participate participates participating participated: in on 0.5 - 0.7 to 0.5
    interested: in on 1.5 about 1.5 for 0.3 - 1
    involved: in on 0.5
    specialize specializes specialise: in on 1
    succeed succeeds succeeded: in on 0.7 to 0.7
    difference differences: between of 1 among 0.5
    differ differs differed: from of 1 to 1 - 0.3
    different: from of 0.7
    suffer suffers suffered suffering: from of 2 with 0.3
    benefit benefits: from of 1
    derive derives derived: from of 1
    prevent prevents prevented preventing: from to 1
    inherit inherits inherited inheriting: from of 1
    far: from of 0.5
    separate separated: from of 0.5 to 0.3
    care cares worry worried: about of 0.7 for 0.3 - 0.5
    think: about - 0.5 on 0.3
    talk talks talking talked: about of 0.5 on 0.3 - 0.5
    arrive arrives arrived: at to 3 in 0.3
    good bad: at in 2 on 0.3
    aimed: at to 1 on 0.3
    surprised: by with 0.5 of 0.3
    look looks looking looked: at on 1 to 1 - 1
    married engaged: to with 2
    access accesses: to of 0.5 - 1
    effect impact: on in 1 to 1.5 of 0.3
    advantage advantages: of from 0.3
    example examples: of for 0.7
    need: for of 1
    solution solutions answer: to of 0.7 for 0.3
    key: to of 0.5
    changes: to in 0.5 of 0.5
    path: to of 1
    dependency dependencies: on to 1 of 0.5
""")
"""What a word asks for and what people write after it: lists of common mistakes, and what was counted in documentation."""

_TO_NOUNS = frozenset(("access", "changes", "path", "key", "need", "look", "number", "take", "different"))

_DIRECT = {
    word: wrongs
    for words, *wrongs in (
        line.split()
        for line in (
            "discuss,discusses,discussed,discussing,mention,mentions,mentioned,describe,describes,described about",
            "emphasize,emphasizes,emphasise about on",
            "reach,reaches,reached,reaching to",
            "answer,answers to",
            "approach to",
            "obey,resemble,resembles to",
            "await,awaits for",
            "request,requested,seek,seeks for",
            "marry,married with",
            "accompany,accompanies with",
            "influences,affects,affect,affecting on",
            "lack,lacks of",
            "comprise,comprises of",
            "include,includes,contains of",
            "enter,enters to into",
            "accessing,accessed to",
            "attend,attends to",
            "support,supports for to",
            "explain,explains,explained about",
            "tell,tells to",
            "join,joins to",
        )
    )
    for word in words.split(",")
}
"""Verbs that take an object, and the preposition that people put before it."""


@Rule
def governed_preposition(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`wait for` → `wait`, `depends on` → `depends of`, `discuss it` → `discuss about it`: what a word asks for, or that it asks for nothing.

    Not "wait a second", "explain to me how", "the lack of time", "the access control".
    """
    forms = statistics.paradigms
    for index in sentence.places():
        before, word = sentence.at(index - 1), sentence.at(index)
        if wrongs := _GOVERNED.get((before, word)):
            if word == "to" and (
                before in ("good", "need", "due", "limited")
                or before not in _TO_ING
                and sentence.at(index + 1) in forms.base
                and not forms.is_noun(sentence.at(index + 1))
            ):
                continue
            if (
                before in ("look", "looks", "looking")
                and sentence.at(index + 1) in ("least", "most", "first", "any", "all")
                or before == "take"
                or before in _NOUNS
                and sentence.at(index - 2) in ("to", "you")
            ):
                continue
            for wrong, weight in wrongs.items():
                if wrong != "-":
                    yield replace(index, wrong).often(weight)
                elif not (word == "of" and before in ("full", "instead", "because") and sentence.at(index + 1) in _CLAUSE):
                    yield drop(index).often(weight)
        elif before in _DIRECT and (word in DETERMINERS or word in OBJECTS) and _is_verb(sentence, index - 1, statistics):
            for wrong in _DIRECT[before]:
                if not (before in ("explain", "tell", "include") and word in OBJECTS and wrong != "to"):
                    yield insert(index, wrong).often(1.0 / len(_DIRECT[before]))
        elif before in ("explain", "explains", "describe", "describes") and word == "to" and sentence.at(index + 1) in OBJECTS:
            yield drop(index).often(2.0)


_TO_ING = frozenset("according similar related equal refers refer belongs addition".split())
_NOUNS = frozenset("result results access number list set type".split())
_CLAUSE = frozenset("you we they he she it i".split())
_NOT_VERBAL = frozenset("the a an of no any this that its your for with in by".split())


def _is_verb(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if a word that is also a noun is a verb here: not "the lack", "for support"."""
    word, before = sentence.at(index), sentence.at(index - 1)
    if word in statistics.paradigms.gerund or not statistics.paradigms.is_noun(word):
        return (
            before not in ("was", "were", "is", "are", "be", "been", "being", "has", "have", "had")
            or word in statistics.paradigms.gerund
            or before in ("has", "have", "had")
        )
    return before in (
        "to",
        "can",
        "will",
        "you",
        "we",
        "they",
        "not",
        "must",
        "should",
        "may",
        "would",
        "could",
        "it",
        "which",
        "that",
    ) and before not in _NOT_VERBAL - {"that"}


_LIKELY = {
    right: {pair.rstrip("0123456789"): float(pair.lstrip("abcdefghijklmnopqrstuvwxyz")) for pair in pairs.split()}
    for right, _, pairs in (
        line.partition(":")
        for line in (
            "in:on22 of19 at17 to13 for7 by5 with4",
            "on:in48 to12 at11 of8 for5 by4",
            "at:in54 to13 of10 on9 for3",
            "of:in25 to22 for13 about7 from7 on6 by6",
            "to:for42 in15 of13 with8 on5 at4",
            "for:to34 of25 in11 on5 at4 about4",
            "with:to19 by17 in16 of11 for11 about8",
            "by:of16 with15 to12 from11 in11 for8",
            "from:of28 in19 by10 to9 for6 at6",
            "about:of29 for17 to16 in8 with8 on8",
            "into:in47 to36 on5",
            "during:in61 at14 on10",
            "since:from48 after21 for7",
            "until:to49 by12 before8",
            "between:of39 among14 from13",
            "through:by30 in17 with14",
            "within:in55 on5",
            "before:until35 to11",
            "without:with73",
            "as:like18 for13 to13",
            "like:as50",
            "than:to28 from14 of11 as11",
        )
    )
}
"""Which preposition is written for which, in hundredths: proportions of what learners wrote (design notes of this project); none is a count of its own."""


@Rule
def likely_preposition(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`at` → `in`, `to` → `for`: prepositions as often as learners take one for the other. Not "to" before a verb, nor a particle."""
    forms = statistics.paradigms
    for index in sentence.places():
        wrongs = _LIKELY.get(sentence.at(index))
        if wrongs is None or index == 0 or not sentence.tokens[index].space:
            continue
        following = sentence.at(index + 1)
        token = sentence.tokens[index + 1]
        if token.kind == "mark" or sentence.at(index) == "to" and (following in forms.base or following == "be") or following == "to":
            continue
        if sentence.at(index) in ("like", "as", "than", "since", "before", "until") and not (following in DETERMINERS or token.kind in ("opaque", "number")):
            continue
        for wrong, weight in wrongs.items():
            yield replace(index, wrong).often(weight)


_SET_PHRASES = {
    tuple(right.split()): [wrong.split() for wrong in wrongs.split("/")]
    for right, wrongs in (
        line.split(" > ")
        for line in (
            "on the other hand > in the other hand/by the other hand", "at the same time > in the same time/on the same time",
            "in order to > in order for/on order to", "for example > by example/per example", "for instance > by instance",
            "in terms of > on terms of/at terms of", "on behalf of > by behalf of/at behalf of", "by default > per default/in default/on default",
            "on average > in average/at average", "at least > in least/on least", "in addition > on addition/at addition",
            "at the end of > on the end of", "in the middle of > at the middle of/on the middle of", "in front of > on front of/at front of",
            "at first > on first", "in general > on general/at general", "in practice > on practice/at practice",
            "in other words > with other words/by other words", "on the internet > in the internet/at the internet",
            "in my opinion > on my opinion/for my opinion", "as well as > as good as", "in contrast > on contrast", "on purpose > in purpose/by purpose",
            "by mistake > on mistake/in mistake", "at runtime > in runtime/on runtime", "at risk > in risk", "on time > at time",
            "in detail > with detail/on detail", "at the beginning of > in the beginning of", "in this way > on this way/by this way",
            "in this case > on this case/at this case/for this case", "at all times > in all times", "in the background > on the background",
            "in the future > on the future/at the future", "in parallel > on parallel/at parallel", "under the hood > below the hood",
            "from scratch > by scratch/of scratch", "out of the box > from the box", "in the long run > on the long run",
            "with respect to > with respect of", "as a result > as result", "in spite of > in spite", "at night > in the night/in night",
            "on demand > at demand/by demand", "up to date > up to day", "in particular > on particular/at particular", "in advance > on advance/at advance",
        )
    )
}  # fmt: skip


@Rule
def set_phrase(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`on the other hand` → `in the other hand`, `by default` → `per default`, `despite the` → `despite of the`: phrases that hold one preposition."""
    for index in sentence.places():
        if sentence.at(index - 1) == "despite" and sentence.at(index) in DETERMINERS:
            yield insert(index, "of")
        for right, wrongs in _PHRASES_BY_FIRST.get(sentence.at(index), ()):
            if all(sentence.at(index + step) == word for step, word in enumerate(right)):
                for wrong in wrongs:
                    if len(wrong) == len(right):
                        yield _sum(replace(index + step, one) for step, one in enumerate(wrong) if one != right[step])
                    elif wrong == [right[0], *right[2:]]:
                        yield drop(index + 1)
                    elif wrong == list(right[:-1]):
                        yield drop(index + len(right) - 1)


_PHRASES_BY_FIRST: dict[str, list[tuple[tuple[str, ...], list[list[str]]]]] = {}
for _right, _wrongs in _SET_PHRASES.items():
    _PHRASES_BY_FIRST.setdefault(_right[0], []).append((_right, _wrongs))


def _sum(changes: Iterator[Change]) -> Change:
    first, *rest = changes
    for change in rest:
        first = first + change
    return first


_PARTICLES = {
    verb: (particle, wrongs.split(","))
    for verbs, particle, wrongs in (
        line.split()
        for line in (
            "figure,figures,figured,figuring out up,-", "carry,carries,carried,carrying out -,on", "point,points,pointed,pointing out up,-",
            "find,finds,found,finding out up", "turn,turns,turned,turning off of,out", "give,gives,gave,giving up out,off",
            "sign,signs,signed,signing up in,-", "shut,shuts,shutting down off,-", "fill,fills,filled,filling in on", "spin,spins,spinning up -,out",
            "roll,rolls,rolled,rolling back -", "clean,cleans,cleaned,cleaning up out",
            "set,sets,setting up on,-", "end,ends,ended,ending up out,-", "speed,speeds,speeding up out", "slow,slows,slowed,slowing down -,up",
            "break,breaks,broke,breaking down out", "pick,picks,picked,picking up on", "catch,catches,caught up on,-",
            "sort,sorts,sorted,sorting out up,-", "rule,rules,ruled,ruling out up,-", "wrap,wraps,wrapped,wrapping up -",
            "keep,keeps,kept,keeping track of", "boil,boils down -,up", "work,works,worked,working around about",
        )
    )
    for verb in verbs.split(",")
}  # fmt: skip


@Rule
def particle(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`figure out how` → `figure how`, `carry out` → `carry`, `turn off` → `turn of`: the second half of a verb, left out or another."""
    for index in sentence.places():
        right, wrongs = _PARTICLES.get(sentence.at(index - 1), ("", []))
        if (
            sentence.at(index) != right
            or not right
            or sentence.at(index - 2) in ("the", "a", "this", "your")
            or sentence.at(index + 1) in ("of", "to", "in")
            and right in ("up", "out", "down")
        ):
            continue
        for wrong in wrongs:
            if wrong != "-":
                yield replace(index, wrong)
            elif sentence.at(index + 1) in DETERMINERS | {"how", "what", "which", "with", "whether", "that", "if"}:
                yield drop(index)
