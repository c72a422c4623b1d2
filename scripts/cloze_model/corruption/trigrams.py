"""Which three words in a row the clean corpus has again and again: an error that makes only such rows may be none."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from ..edits import fold
from ..text import split_words

COMMON_FROM = 3
"""Occurrences from which three words count as usual: fewer may be somebody's mistake."""

START, STOP = "^", "$"


def form_of(text: str, kind: str) -> str:
    """What a token counts as: words by their lower-case letters, numbers and code as one of their kind."""
    if kind == "number":
        return "0"
    return "`" if kind == "opaque" else fold(text).lower()


def hash_of(first: str, second: str, third: str) -> int:
    """32 bits of a trigram: of two million usual ones, one unusual in 2,000 looks like one."""
    return zlib.crc32(f"{first} {second} {third}".encode())


def count_trigrams(texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """Sentences → the distinct hashes of their trigrams, sorted (n,) uint32, and how often each occurs, (n,) uint32."""
    found = array("I")
    for text in texts:
        forms = [START, *(form_of(word.text, word.kind) for word in split_words(text)), STOP]
        found.extend(map(hash_of, forms, forms[1:], forms[2:]))
    hashes, counts = np.unique(np.frombuffer(found, dtype=np.uint32), return_counts=True)
    return hashes, counts.astype(np.uint32)


def merge_trigrams(parts: Iterable[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The usual ones of several counts taken together: sorted (n,) uint32."""
    hashes, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(hashes, kind="stable")
    hashes, counts = hashes[order], counts[order]
    begins = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]])
    return hashes[begins][np.add.reduceat(counts, begins) >= COMMON_FROM]


class CommonTrigrams:
    """The usual trigrams. An empty one knows of none."""

    def __init__(self, hashes: np.ndarray | None = None) -> None:
        self._hashes = array("I", b"" if hashes is None else hashes.astype(np.uint32).tobytes())

    def __len__(self) -> int:
        return len(self._hashes)

    @classmethod
    def read(cls, path: Path) -> CommonTrigrams:
        """Raises FileNotFoundError."""
        return cls(np.cumsum(np.load(path), dtype=np.uint32))

    def write(self, path: Path) -> None:
        """As differences, which compress to half."""
        hashes = np.frombuffer(self._hashes, dtype=np.uint32)
        np.save(path, np.diff(hashes, prepend=np.uint32(0)))

    def has(self, first: str, second: str, third: str) -> bool:
        """True if the corpus has the three words in a row often enough."""
        wanted = hash_of(first, second, third)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def is_common(self, forms: Sequence[str], begin: int, end: int, begins: bool = True, ends: bool = True) -> bool:
        """True if every trigram of `forms` that has a part in `forms[begin:end]`, or spans that gap, is usual.

        `begins` and `ends` say whether the forms are all of the sentence on that side; elsewhere trigrams end with the forms.
        """
        padded = [START, *forms, STOP]
        first, last = (0 if begins else 1), len(padded) - (2 if ends else 3)
        rows = range(max(first, begin - 1), min(last, end + 1))
        return bool(rows) and all(self.has(*padded[at : at + 3]) for at in rows)
