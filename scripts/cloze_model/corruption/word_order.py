"""Order: a question's where a statement's belongs."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, drop, insert, replace
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import DETERMINERS, SUBJECTS

_ASKING = frozenset(
    "know knows understand understanding explain explains see show shows tell tells wonder ask asks learn determine determines decide specify "
    "specifies describe describes on of about "
    "out check idea understands clear sure remember imagine discuss".split()
)
_QUESTIONS = frozenset("what how where why when which who".split())
_TURNING = frozenset("is are was were can should will".split())


@Rule
def indirect_question(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`know what it is` → `know what is it`, `how it works` → `how does it work`: not in a question, whose order is its own."""
    for index in sentence.places():
        if (
            index
            and sentence.at(index) in _QUESTIONS
            and sentence.at(index - 1) in _ASKING
            and (end := _verb_after(sentence, index + 1, statistics)) is not None
        ):
            verb = sentence.at(end)
            forms = statistics.paradigms
            # "how you can" turns round; "how it is used", too.
            if verb in _TURNING:
                yield drop(end) + insert(index + 1, verb)
            elif verb in forms.third and verb not in ("is", "has", "does") and sentence.at(index) != "who":
                yield replace(end, forms.third[verb].base) + insert(index + 1, "does")
            elif (
                verb in forms.base
                and sentence.at(index + 1) in ("you", "we", "they", "i")
                and sentence.at(index) in ("how", "why", "where", "when")
                and verb not in ("need", "want")
            ):
                yield insert(index + 1, "do").often(0.5)


def _verb_after(sentence: CorruptedSentence, begin: int, statistics: ErrorStatistics) -> int | None:
    """The place of the verb after a subject of one to four words that begins there."""
    if sentence.at(begin) in SUBJECTS:
        end = begin + 1
    elif sentence.at(begin) in DETERMINERS - {"no", "each"}:
        end = begin + 1
        while end < begin + 5 and sentence.is_word(end) and sentence.at(end) not in _TURNING and _is_part(sentence, end, statistics):
            end += 1
        if end == begin + 1:
            return None
    else:
        return None
    return end if sentence.is_word(end) and sentence.tokens[end + 1].free and sentence.tokens[end + 1].text not in "’'" else None


def _is_part(sentence: CorruptedSentence, index: int, statistics: ErrorStatistics) -> bool:
    """True if the word may belong to the subject: "the values" before "are", but not "works" before a full stop."""
    word, forms = sentence.at(index), statistics.paradigms
    if word in forms.third:
        return word in forms.singular_of and sentence.at(index + 1) in _TURNING
    return forms.is_noun(word) or word in forms.adjectives
