"""Which sentences of the corpus are learnt from, and which are held out to fit the ensembles on."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import islice
from random import Random

from datasets import Dataset

from .corruption.punctuation import continues
from .edits import fold

HELD_OUT = 36_000
"""Held-out sentences: two thirds are left clean, since at one false alarm in 1,000 words they show few of what errors must be told from."""


def is_held(name: str, of: int = 25) -> bool:
    """True for one repository in so many, by its name."""
    return zlib.crc32(name.encode()) % of == 0


def held_out(sentences: Dataset, is_general: list[bool]) -> list[bool]:
    """Of documentation whole repositories are held out; of general prose, which has few sources, sentences."""
    by_source = {source: is_held(source) for source in sentences.unique("source")}
    rows = zip(sentences["source"], is_general, sentences["text"], strict=True)
    return [is_held(text) if general else by_source[source] for source, general, text in rows]


def sample(is_general: list[bool], allowed: list[bool], count: int, share: float, seed: int) -> list[int]:
    """Indices of `count` sentences that are allowed, in disorder; `share` of them general prose, as far as there is enough."""
    order = [index for index, is_allowed in enumerate(allowed) if is_allowed]
    Random(seed).shuffle(order)
    general = [index for index in order if is_general[index]][: int(count * share)]
    technical = [index for index in order if not is_general[index]][: count - len(general)]
    chosen = general + technical
    Random(seed).shuffle(chosen)
    return chosen


def runs(sentences: Dataset, indices: Iterable[int], allowed: list[bool], most: int) -> list[int]:
    """At most so many of the indices: sentences that may be written as one with the next of the same source, which must be allowed as well."""
    following = ((index, sentences[index : index + 2]) for index in indices if index + 1 < len(allowed) and allowed[index + 1])
    found = (index for index, two in following if two["source"][0] == two["source"][1] and _may_run_on(*two["text"]))
    return list(islice(found, most))


def _may_run_on(text: str, following: str) -> bool:
    is_short = all(3 <= len(one.split()) <= 18 for one in (text, following))
    first = following.split()[0]
    return is_short and text.endswith((".", "?")) and first[0].isupper() and continues(fold(first).lower())
