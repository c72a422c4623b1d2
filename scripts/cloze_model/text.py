"""Sentences and words, exactly as `src/grammar/` sees them.

The patterns are the contract between Python and TypeScript: `export` writes them to `model/model.json`,
and `test/golden/parity.json` holds both sides to them from raw text on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

Kind = Literal["opaque", "word", "number", "mark"]

OBJECT = "\ufffc"
"""Stands in a view for a span that is one word to the model: inline code, a link's target, maths."""

# Order matters: the first alternative that matches wins. Every quantifier is bounded or over one
# character class, so that no text makes the pattern backtrack for long.
_W = r"\p{L}\p{N}_"
_OPAQUE = "|".join(
    [
        OBJECT,
        r"`[^`\n]{1,400}`",
        r"</?[A-Za-z][^<>\n]{0,400}>",
        r"(?:[A-Za-z][A-Za-z0-9+.\-]{1,20}://|www\.|mailto:)[^\s<>`'\x22\uFFFC]*[^\s<>`'\x22.,;:!?)\]}\uFFFC]",
        rf"[{_W}.+\-]{{1,64}}@[{_W}\-]{{1,64}}(?:\.[{_W}\-]{{1,64}})+",
        # Paths: rooted, of three parts or more, or of two with an extension.
        rf"(?<![\p{{L}}\p{{N}}/.])(?:~|\.{{1,2}})?/[{_W}.@~+\-/]{{0,255}}[{_W}/]",
        rf"(?<![\p{{L}}\p{{N}}/])[{_W}@.\-]{{1,64}}(?:/[{_W}@.\-]{{0,63}}[{_W}]){{2,}}/?",
        rf"(?<![\p{{L}}\p{{N}}/])[{_W}@\-]{{1,64}}/[{_W}@\-]{{1,64}}\.[{_W}]{{1,16}}",
        # Flags, mentions, tags and variables.
        rf"(?<![\p{{L}}\p{{N}}\-])--?[A-Za-z][{_W}\-]{{0,64}}",
        rf"(?<![\p{{L}}\p{{N}}])[@#$%][{_W}][{_W}\-]{{0,64}}",
        # Identifiers: calls, dotted names, snake_case, letters with digits, camelCase.
        rf"[\p{{L}}_][{_W}.]{{0,64}}\(\)",
        rf"\.?[{_W}]{{1,64}}(?:\.[\p{{L}}_][{_W}]{{0,64}})+",
        r"(?<![\p{L}\p{N}])\.[\p{L}][\p{L}\p{N}]{0,16}",
        rf"[\p{{L}}\p{{N}}]{{0,64}}_[{_W}]{{0,64}}",
        r"\p{L}{1,64}\p{N}[\p{L}\p{N}]{0,64}|\p{N}{1,64}\p{L}[\p{L}\p{N}]{0,64}",
        r"\p{Ll}{1,64}\p{Lu}[\p{L}\p{N}]{0,64}",
    ]
)
WORD_PATTERN = (
    rf"(?<opaque>{_OPAQUE})"
    r"|(?<word>\p{L}[\p{L}\p{M}]*(?:['’][\p{L}][\p{L}\p{M}]*)*)"
    r"|(?<number>\p{N}+(?:[.,]\p{N}+)*)"
    r"|(?<mark>[^\s\x1c-\x1f\x85\ufeff])"
)
"""One Unicode regular expression (flags `gu` in TypeScript) with the groups opaque, word, number and mark."""

CODE_START = (
    r"^(?:[`=~+]+|<(?:code|kbd|samp|tt|var)(?:\s[^<>]{0,100})?>|\\(?:code|lstinline|texttt)\{)?"
    r"[<'\x22]?(?<spoken>\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+)"
)
"""What is said first of an opaque span, so that an article before it can be judged: "email" of `emailInput`, "HTML" of `HTMLElement`. The group is `spoken`."""

SENTENCE_END = r"(?<![.!?…。])[.!?…。]+[\x22'”’)\]]*\s+(?=[\x22'“‘(\[]*[\p{Lu}\p{N}`\uFFFC])"
"""Its match ends where the next sentence may start."""

ABBREVIATIONS = (
    "e.g i.e eg ie etc vs cf al ca approx dr mr mrs ms prof sr jr st no nos fig figs eq sec ch vol pp ed eds inc ltd co corp "
    "u.s u.k a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec dept est min max incl resp ver rev"
).split()
"""Lower-cased, without the final dot: a boundary right after one of these is none."""

_WORD = regex.compile(WORD_PATTERN)
_CODE_START = regex.compile(CODE_START)
_ARTICLES = ("a", "an")
_END = regex.compile(SENTENCE_END)
_LAST_TOKEN = regex.compile(r"(\S+?)[.!?…。]+[\"'”’)\]]*\s+$")
_PARAGRAPHS = regex.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)\s*")


@dataclass(frozen=True)
class Word:
    """One token of a sentence: `text[start:end]` of the string that was split."""

    text: str
    kind: Kind
    start: int
    end: int
    space_before: bool
    spoken: str | None = None
    """What an opaque span begins with, where an article stands before it: the model reads that before `[CODE]`."""


def split_words(text: str) -> list[Word]:
    """Splits a sentence into words, numbers, marks and opaque spans, in order; only white space is left out."""
    words = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        has_article = match.lastgroup == "opaque" and words and words[-1].text.lower() in _ARTICLES
        spoken = _CODE_START.match(match.group()) if has_article else None
        words.append(Word(match.group(), match.lastgroup, start, end, start > 0 and text[start - 1].isspace(), spoken and spoken["spoken"]))
    return words


def split_sentences(paragraph: str) -> list[str]:
    """Splits one paragraph at sentence ends, and drops empty sentences and the space around them."""
    sentences, start = [], 0
    for match in _END.finditer(paragraph):
        if _is_abbreviation(paragraph[max(0, match.start() - 64) : match.end()]):
            continue
        sentences.append(paragraph[start : match.end()].strip())
        start = match.end()
    sentences.append(paragraph[start:].strip())
    return [sentence for sentence in sentences if sentence]


def split_paragraphs(text: str) -> list[str]:
    """Splits plain text, without its byte order mark, at blank lines; a single line break inside a paragraph becomes a space."""
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPHS.split(text.removeprefix("\ufeff")))
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_abbreviation(before: str) -> bool:
    """True if the text up to a possible boundary ends in an abbreviation or an initial with one full stop."""
    match = _LAST_TOKEN.search(before)
    if match is None or not before[match.end(1) :].startswith(".") or before[match.end(1) :].startswith(".."):
        return False
    token = match.group(1).lstrip("(\"'“‘[")
    return token.lower() in ABBREVIATIONS or (len(token) == 1 and token.isupper() and token != "I")
