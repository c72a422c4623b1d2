"""Order: a question's where a statement's belongs."""

from __future__ import annotations

from collections.abc import Iterator

from .draft import Change, Draft, drop, insert, replace
from .rule import Rule
from .tables import Tables
from .words import DETERMINERS, SUBJECTS

_ASKING = frozenset(
    "know knows understand understanding explain explains see show shows tell tells wonder ask asks learn determine determines decide specify "
    "specifies describe describes on of about "
    "out check idea understands clear sure remember imagine discuss".split()
)
_QUESTIONS = frozenset("what how where why when which who".split())
_TURNING = frozenset("is are was were can should will".split())


@Rule
def indirect_question(draft: Draft, tables: Tables) -> Iterator[Change]:
    """`know what it is` → `know what is it`, `how it works` → `how does it work`: not in a question, whose order is its own."""
    for index in draft.places():
        if index and draft.at(index) in _QUESTIONS and draft.at(index - 1) in _ASKING and (end := _verb_after(draft, index + 1, tables)) is not None:
            verb = draft.at(end)
            forms = tables.paradigms
            # "how you can" turns round; "how it is used", too.
            if verb in _TURNING:
                yield drop(end) + insert(index + 1, verb)
            elif verb in forms.third and verb not in ("is", "has", "does") and draft.at(index) != "who":
                yield replace(end, forms.third[verb].base) + insert(index + 1, "does")
            elif (
                verb in forms.base
                and draft.at(index + 1) in ("you", "we", "they", "i")
                and draft.at(index) in ("how", "why", "where", "when")
                and verb not in ("need", "want")
            ):
                yield insert(index + 1, "do").often(0.5)


def _verb_after(draft: Draft, begin: int, tables: Tables) -> int | None:
    """The place of the verb after a subject of one to four words that begins there."""
    if draft.at(begin) in SUBJECTS:
        end = begin + 1
    elif draft.at(begin) in DETERMINERS - {"no", "each"}:
        end = begin + 1
        while end < begin + 5 and draft.is_word(end) and draft.at(end) not in _TURNING and _is_part(draft, end, tables):
            end += 1
        if end == begin + 1:
            return None
    else:
        return None
    return end if draft.is_word(end) and draft.tokens[end + 1].free and draft.tokens[end + 1].text not in "’'" else None


def _is_part(draft: Draft, index: int, tables: Tables) -> bool:
    """True if the word may belong to the subject: "the values" before "are", but not "works" before a full stop."""
    word, forms = draft.at(index), tables.paradigms
    if word in forms.third:
        return word in forms.singular_of and draft.at(index + 1) in _TURNING
    return forms.is_noun(word) or word in forms.adjectives
