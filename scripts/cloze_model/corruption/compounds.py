"""What is one word and what is two, by its part in the sentence: log in and a login, every day and everyday."""

from __future__ import annotations

from collections.abc import Iterator

from .corrupted_sentence import Change, CorruptedSentence, cut, join
from .error_statistics import ErrorStatistics
from .rule import Rule
from .words import MODALS, SUBJECTS

_PHRASAL = frozenset(
    "log in,log out,log on,set up,sign up,sign in,sign out,back up,look up,check out,check in,roll back,shut down,clean up,fall back,time out,build "
    "up,start up,break down,follow up,opt in,opt out,"
    "warm up,spin up,speed up,roll out,kick off,pop up,scale up,drop down,hand off,lock in,plug in,turn off,turn on,tear down,call back,wake up".split(",")
)
"""A verb when two words, a noun when one."""

_ADVERBS = frozenset(
    "a lot,every time,each other,at least,as well,in front,even though,up to,in fact,such as,in case,in spite,no one,all right,in between,more "
    "over,every one,right away,thank you,as soon,of course,in order,per cent".split(",")
)
"""Always two words."""

_SUBJECT_LIKE = SUBJECTS | MODALS | frozenset("to and then or don't not please".split())
_NOUN_LEADS = frozenset("the a an this your each our first new initial user single quick automatic default of for during after before server".split())


@Rule
def phrasal_noun(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`to log in` → `to login`; `the login page` → `the log in page`; `set up the server` → `setup the server`; `the setup is` → `the set up is`."""
    for index in sentence.places():
        word, before = sentence.at(index), sentence.at(index - 1)
        pair = f"{word} {sentence.at(index + 1)}"
        if pair in _PHRASAL and sentence.tokens[index + 1].space and (before in _SUBJECT_LIKE or index == 0):
            yield join(index).often(2.0)
        elif before in _NOUN_LEADS and (at := _CUTS.get(word)):
            yield cut(index, at)


_CUTS = {pair.replace(" ", ""): pair.index(" ") for pair in _PHRASAL}

_MAY_BE = frozenset("a an the in on used able necessary more possible required needed different not useful made set".split())


@Rule
def compound(sentence: CorruptedSentence, statistics: ErrorStatistics) -> Iterator[Change]:
    """`a lot` → `alot`, `every day` → `everyday`, `may be used` → `maybe used`; `cannot` → `can not`, `into` → `in to`, `without` → `with out`. Not
    "everyday life", "an in-case"."""
    nouns = statistics.paradigms
    for index in sentence.places():
        word, second, third = sentence.at(index), sentence.at(index + 1), sentence.at(index + 2)
        if at := _APART.get(word):
            yield cut(index, at).often(_APART_WEIGHT.get(word, 0.3))
        if not sentence.is_word(index + 1) or not sentence.tokens[index + 1].space:
            continue
        pair = f"{word} {second}"
        if pair in _ADVERBS and not (pair == "every one" and third != "of"):
            yield join(index).often(_JOIN_WEIGHT.get(pair, 1.0))
        elif pair == "every day" and not nouns.is_noun(third):
            yield join(index)
        elif pair == "may be" and (third in _MAY_BE or third in nouns.participle):
            yield join(index)
        elif pair == "any more" and (third in nouns.singular_of or third in nouns.adjectives or third == "than"):
            yield join(index)
        elif pair == "some time" and third in ("to", "for", "and", "in", "on", ""):
            yield join(index)


_APART = {
    "however": 3, "without": 4, "cannot": 3, "whenever": 4, "into": 2, "throughout": 7, "therefore": 5, "everything": 5, "something": 4, "anything": 3,
    "another": 2, "within": 4, "overall": 4,
    "itself": 2, "themselves": 4, "nowadays": 3, "everyone": 5, "sometimes": 4, "inside": 2, "maybe": 3, "together": 2, "although": 2, "background": 4,
    "keyboard": 3, "password": 4, 
    "everyday": 5, "yourself": 4, "online": 2, "straightforward": 8, "metadata": 4, "framework": 5,
    "standalone": 5, "somewhere": 4, "otherwise": 5, "underlying": 5, "upgrade": 2, "download": 4, "feedback": 4, "network": 3, "afterwards": 5,
    "meanwhile": 4, 
}  # fmt: skip
_APART_WEIGHT = {"cannot": 4.0, "into": 1.5, "metadata": 0.7, "straightforward": 0.7, "maybe": 0.7, "everyday": 0.7}
_JOIN_WEIGHT = {"a lot": 2.0, "every time": 2.0, "up to": 2.0, "each other": 1.2, "as well": 1.2, "such as": 0.3, "of course": 0.3, "in order": 0.3}
