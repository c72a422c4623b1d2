"""The wrong word: one of the same family, one that is taken for it, one that a typo makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .corrupted_sentence import Change, CorruptedSentence, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .spelling import NEAR_KEYS
from .words import BE, DETERMINERS, MODALS, PREPOSITIONS


def _lists(lines: str) -> dict[str, list[str]]:
    return {right: wrongs.split() for right, _, wrongs in (pair.partition(":") for pair in lines.strip().split("; "))}


_CONFUSED_WITH = _lists(
    "that:what what which it; what:that which; too:so to very; because:cause as; most:almost; maybe:may be; told:said; said:told; people:persons; "
    "became:become; whole:all; already:yet; still:yet; "
    "ago:before; than:then; then:than; though:thought; through:though threw; where:were; were:where; an:and; and:an; lose:loose; led:lead; "
    "affect:effect; effect:affect; effects:affects; affects:effects; below:bellow; "
    "choose:chose; chose:choose; from:form; now:know no; note:not; exits:exists; exists:exits; use:us; first:fist; other:order; existing:exiting; "
    "latter:later; later:latter; especially:specially; "
    "interested:interesting; while:during; during:while; dependent:dependant; ensure:insure; principal:principle; principle:principal; server:sever; "
    "manager:manger; with:wit; fourth:forth; "
    "two:tow to; off:of; of:off; sometimes:sometime; anything:nothing; everything:anything; easily:easy; does:dose; health:healthy; healthy:health; "
    "fun:funny; safety:safe; staff:stuff; learning:leaning; advice:advise; "
    "advise:advice; diary:dairy; quite:quiet; quiet:quite; whether:weather; weather:whether; accept:except; except:accept expect; past:passed; "
    "passed:past; here:hear; hear:here; right:write; write:right; "
    "site:side sight; piece:peace; whose:who's; complement:compliment; breath:breathe; breathe:breath; access:excess; process:progress; "
    "personal:personnel; stationary:stationery; desert:dessert; "
    "thorough:through; threw:through; lead:led; proceed:precede; proceeds:precedes; altogether:all; deprecated:depreciated; specific:pacific; "
    "definitely:defiantly; "
    "make:do; makes:does; say:tell; lend:borrow; remember:remind; teach:learn; rise:raise; raise:rise; lie:lay; amount:number; economic:economical; "
    "historic:historical; every:ever; ever:every; "
    "of:or; or:of; if:of is; is:as in; in:is; it:is; as:is; for:fro four; the:he they then; they:the; them:then; then:them; this:his these; his:this "
    "is; you:your; your:you; not:no now; no:not; to:too; our:or out; "
    "out:our; us:use; has:as had; had:has; be:by; by:be; on:one; one:on; there:their three; three:there tree; their:there they; "
    "which:witch; been:bean being; being:been; test:text; text:test; contact:contract; "
    "contract:contact; public:pubic; casual:causal; trial:trail; trail:trial; angle:angel; united:untied; tired:tried; tried:tired; "
    "assign:assigned; defined:define; feature:future; future:feature; assure:ensure; ensures:insures; add:ad; adds:ads; allowed:aloud; "
    "board:bored; brake:break; break:brake; cite:site; counsel:council; fair:fare; find:fined; fined:find; plain:plane; plane:plain; "
    "role:roll; roll:role; root:route; route:root; seen:scene; steal:steel; throw:through; wait:weight; weight:wait; waste:waist; week:weak; "
    "weak:week; whole:hole; hole:whole; wear:where"
)
"""Words that are taken for one another, in the direction and order in which people do: sounds, typos, near senses."""


def confused_word(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`that` → `what`, `from` → `form`, `server` → `sever`: words taken for one another, in one direction more than in the other."""
    places = [index for index in sentence.places() if sentence.at(index) in _CONFUSED_WITH]
    if not places:
        return False
    # Words that stand in every sentence would else be all of it.
    index = rng.choices(places, [1.0 / (1.0 + 0.15 * max(0.0, statistics.frequency(sentence.at(index)) - 8.0) ** 2) for index in places])[0]
    return sentence.apply(replace(index, rng.choice(_CONFUSED_WITH[sentence.at(index)])))


def real_word_typo(sentence: CorruptedSentence, statistics: ErrorStatistics, rng: Random) -> bool:
    """`server` → `serve`, `form` → `from`: a typo that makes another word: a letter left out or swapped more often than a key beside."""
    places = [index for index in sentence.places() if len(sentence.at(index)) > 1]
    if not places:
        return False
    index = rng.choices(places, [min(6, len(sentence.at(i))) for i in places])[0]
    word = sentence.at(index)
    options = {other: typo_weight(word, other) * 2 ** min(10.0, statistics.frequency(other) / 1.5) for other in statistics.lexicon.neighbours(word)}
    options = {other: weight for other, weight in options.items() if weight > 0}
    if not options:
        return False
    return sentence.apply(replace(index, rng.choices(list(options), list(options.values()))[0]))


def typo_weight(word: str, other: str) -> float:
    """How likely the hand writes `other` for `word`, an edit away: letters left out .4, swapped .2, added .15, and a key beside its own .15; 0 for
    any other letter."""
    if len(other) < len(word):
        return 0.4
    if len(other) > len(word):
        added = next((b for a, b in zip(word + " ", other, strict=True) if a != b), "")
        return 0.15 if added in word or any(added in NEAR_KEYS.get(letter, ()) for letter in word) else 0.02
    differing = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
    if len(differing) == 2:
        return 0.2
    a, b = differing[0]
    is_vowel = a in "aeiou" and b in "aeiou"
    return 0.15 if b in NEAR_KEYS.get(a, ()) or is_vowel else 0.02


_FAMILIES = [
    tuple(ending.strip("-") for ending in pair.split("/"))
    for pair in (
        "-ly/- -ily/-y -ically/-ic -ly/-le -/-ly -y/-ily -ic/-ically -le/-ly -ent/-ence -ence/-ent -ant/-ance -ance/-ant -ity/- -/-ity -ility/-le "
        "-le/-ility -ive/-ion -ion/-ive -ness/- -/-ness -al/- -/-al -ful/- -/-ful -y/- -/-y -ous/- -/-ous "
        "-ance/-ant -cy/-t -t/-cy -ation/-e -e/-ation -ion/- -/-ion -ion/-e -e/-ion -ment/- -/-ment -sis/-ze -ze/-sis -al/-e -e/-al -er/- -ication/-y "
        "-y/-ication -ing/-ed -ed/-ing"
    ).split()
]
"""(what a word ends in, what another of its family ends in)."""


def family(word: str, statistics: ErrorStatistics) -> list[str]:
    """Other words of the family, by their endings."""
    if word not in statistics.families:
        found = [word.removesuffix(old) + new for old, new in _FAMILIES if word.endswith(old) and len(word) - len(old) > 2]
        statistics.families[word] = [other for other in dict.fromkeys(found) if other != word and statistics.frequency(other) > 5.0]
    return statistics.families[word]


@Rule
def word_form(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`easily configured` → `easy configured`, `a simple tool` → `a simply tool`, `is important` → `is importance`, `the importance of` → `the
    important of`: another part of speech than the place asks for."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, following = sentence.at(index), sentence.at(index - 1), sentence.at(index + 1)
        if len(word) < 4 or not sentence.is_word(index - 1) or word in _NO_ADVERB:
            continue
        if word.endswith("ly"):
            plain = next((other for other in family(word, statistics) if other in forms.adjectives), None)
            is_adverb = (
                following in forms.participle
                or following in forms.third
                or following in forms.adjectives
                or before in forms.base
                and sentence.tokens[index + 1].kind == "mark"
            )
            if plain and (is_adverb or before in MODALS or before in BE and following in forms.gerund):
                yield replace(index, plain).often(2.0)
            continue
        others = family(word, statistics)
        if not others:
            continue
        is_adjective = word in forms.adjectives and word not in forms.plural_of and word not in forms.participle
        if is_adjective and before in ("a", "an", "the", "more", "very", "most") and forms.is_noun(following) and following not in PREPOSITIONS:
            for other in others:
                if other.endswith("ly"):
                    yield replace(index, other)
        elif (
            is_adjective
            and before in BE | {"very", "so", "too"}
            and (sentence.tokens[index + 1].kind in ("mark", "end") or following in ("to", "for", "that", "and", "in", "if"))
        ):
            for other in others:
                if other.endswith("ly") or forms.is_noun(other) and other not in forms.adjectives and other not in forms.gerund:
                    yield replace(index, other)
        elif forms.is_noun(word) and word not in forms.adjectives and before in DETERMINERS and following in ("of", "is", "was", "to", "in", "for"):
            for other in others:
                if other in forms.adjectives and not forms.is_noun(other) and other not in forms.participle or other in forms.base and not forms.is_noun(other):
                    yield replace(index, other)
        elif word in forms.base and not forms.is_noun(word) and (before in MODALS or before == "to") and following in DETERMINERS:
            for other in others:
                if forms.is_noun(other) and other not in forms.base or other in forms.adjectives and other not in forms.base:
                    yield replace(index, other)


_NO_ADVERB = frozenset("only early daily likely friendly apply supply reply family fully really nearly hardly lately".split())

_FELT = frozenset("interest excite bore confuse surprise disappoint tire annoy frustrate amaze worry please embarrass frighten shock puzzle relax".split())


@Rule
def participle_adjective(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`interested in` → `interesting in`, `an interesting book` → `an interested book`: who feels and what makes one feel."""
    forms = statistics.paradigms
    for index in sentence.places():
        word, before, following = sentence.at(index), sentence.at(index - 1), sentence.at(index + 1)
        if (verb := forms.participle.get(word)) and verb.base in _FELT and following in ("in", "by", "about", "with", "to", "that"):
            yield replace(index, verb.gerund)
        elif (
            (verb := forms.gerund.get(word))
            and verb.base in _FELT
            and (
                forms.is_noun(following)
                and before in ("a", "an", "the", "more", "most", "very")
                or before in ("is", "are", "was", "very")
                and sentence.tokens[index + 1].kind in ("mark", "end")
            )
        ):
            yield replace(index, verb.participle)
