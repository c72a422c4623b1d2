"""What kind of error an edit corrects, in the manner of ERRANT (Bryant et al. 2017), told from the words alone.

`M:` something was missing, `U:` something was too much, `R:` something stood in the place of another. ERRANT asks a tagger for
parts of speech; here closed classes are lists, and inflection is told by the lexicon's lemmas, so open classes are one.
"""

from __future__ import annotations

from .corruption.confusion_sets import ARTICLES, AUXILIARIES, PREPOSITIONS
from .edits import Edit
from .lexicon import Lexicon
from .text import split_words

DETERMINERS = {*ARTICLES, "this", "that", "these", "those", "my", "your", "his", "its", "our", "their", "some", "any", "each", "every", "no"}
PRONOUNS = set("i you he she it we they me him her us them who whom whose myself yourself itself himself herself ourselves themselves".split())
CONJUNCTIONS = set("and or but nor so if when while although though because unless until than whether".split())
CLASSES = {"DET": DETERMINERS, "PREP": set(PREPOSITIONS), "PRON": PRONOUNS, "CONJ": CONJUNCTIONS, "AUX": {*AUXILIARIES, "not", "to"}}


def error_type(edit: Edit, source: str, lexicon: Lexicon) -> str:
    """The type of one edit of `source`, as `R:SPELL` or `M:DET`; `R:OTHER` for what no rule names."""
    words = split_words(source)
    typed = words[edit.index].text.lower() if edit.index < len(words) else ""
    right = edit.text.lower()
    if edit.op == "insert":
        return f"M:{word_class(right)}"
    if edit.op == "delete":
        return f"U:{word_class(typed)}"
    if edit.op in ("case", "merge", "split"):
        return "R:ORTH"
    if edit.op == "unknown":
        return "M:OTHER"
    return f"R:{_replacement(typed, right, lexicon)}"


def word_class(word: str) -> str:
    """The closed class of a word in lower case, `PUNCT` for a mark, `OTHER` for all else."""
    if not any(character.isalnum() for character in word):
        return "PUNCT"
    return next((name for name, words in CLASSES.items() if word in words), "OTHER")


def _replacement(typed: str, right: str, lexicon: Lexicon) -> str:
    if typed.replace("'", "") == right.replace("'", ""):
        return "APOSTROPHE"
    if typed.isalpha() and typed not in lexicon:
        return "SPELL"
    if right in lexicon.forms(typed):
        return "INFL"
    classes = {word_class(typed), word_class(right)}
    return classes.pop() if len(classes) == 1 else "OTHER"
