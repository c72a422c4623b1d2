"""Closed classes of words, by the terms of grammar, that the rules ask for."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("a an the")
POSSESSIVES = _set("my your his her its our their")
DETERMINERS = ARTICLES | POSSESSIVES | _set("this that these those each every another any some no all both many several few which whose what either neither")
SUBJECTS = _set("i you he she it we they")
OBJECTS = _set("me you him her it us them")
DEMONSTRATIVES = _set("this that these those")
MODALS = _set("can could will would shall should may might must cannot can't couldn't won't wouldn't shouldn't mustn't")
DO = _set("do does did don't doesn't didn't")
BE = _set("be am is are was were been being isn't aren't wasn't weren't")
HAVE = _set("have has had having haven't hasn't hadn't")
PREPOSITIONS = _set(
    "of in on at to for with by from about into onto over under between through during as within after before since until without against among "
    "across behind beyond via per like than upon toward towards around near inside outside along despite except"
)
CONJUNCTIONS = _set("and or but nor so yet if because when while although though unless until since whether that than where once whereas")
NUMERALS = _set("two three four five six seven eight nine ten eleven twelve twenty hundred thousand")
"""Above one, in words."""

MANY = NUMERALS | _set("many several few these those both various multiple numerous")
"""Go before a noun in the plural and nothing else."""

ONE = _set("a an each every another")
"""Go before a noun in the singular and nothing else."""

SINGULAR_PRONOUNS = _set("it he she this that everything everyone everybody something someone somebody anything anyone nothing nobody each")
PLURAL_PRONOUNS = _set("they we you these those")
DAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set("january february april june july august september october november december")
"""Without March and May, which are words, too."""

LANGUAGES = _set(
    "english german french spanish italian russian japanese chinese korean portuguese dutch swedish arabic hindi turkish greek latin hebrew "
    "polish american british european african asian indian canadian australian mexican brazilian"
)
PERFECT_TIMES = _set("already just never ever recently always still yet also not been only since")
MASS = _set(
    "information software hardware feedback equipment advice knowledge research homework furniture evidence progress traffic documentation metadata "
    "luggage stuff music money weather news access memory storage bandwidth functionality support help work time space power energy data code content "
    "text "
    "attention effort experience interest trouble difficulty control flexibility complexity performance confidence food water garbage overhead"
)
"""Nouns that are not counted, or not in the sense that "much" or "little" goes with."""
