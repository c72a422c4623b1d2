"""Edits counted as the project counts them: one token substituted, inserted or deleted, F0.5 over exact edits.

Agrees with `shared/tools/score_edits.py`; a test holds the two together where that file is at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache

import regex

from .edits import word_distance

_TOKEN = regex.compile(r"`[^`]*`|[A-Za-z]+(?:['’][A-Za-z]+)?|\d+(?:[.,]\d+)*|[^\sA-Za-z\d]")

TokenEdit = tuple[int, int, str]


@dataclass(frozen=True)
class Score:
    """Counts over a corpus; `false_alarms` are edits made in sentences that need none, of `clean_words` words."""

    true: int
    false: int
    missed: int
    false_alarms: int
    clean_words: int

    def plus(self, other: Score) -> Score:
        """The counts of both corpora together."""
        return Score(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def minus(self, part: Score) -> Score:
        """The counts without those of a part."""
        return Score(*(a - b for a, b in zip(astuple(self), astuple(part), strict=True)))

    @property
    def precision(self) -> float:
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.true / (self.true + self.missed) if self.true + self.missed else 1.0

    @property
    def f05(self) -> float:
        return f_half(self.precision, self.recall)

    @property
    def alarms_per_1000(self) -> float | None:
        return 1000 * self.false_alarms / self.clean_words if self.clean_words else None


def f_half(precision: float, recall: float) -> float:
    return 1.25 * precision * recall / (0.25 * precision + recall) if precision + recall else 0.0


def tokens(text: str) -> list[str]:
    return [token.replace("’", "'") for token in _TOKEN.findall(text.replace("“", '"').replace("”", '"'))]


def token_edits(a: Sequence[str], b: Sequence[str]) -> set[TokenEdit]:
    """The single-token edits (start, end, replacement) of a cheapest alignment of `a` with `b`."""
    n, m = len(a), len(b)
    cost = [[float(i + j) if not (i and j) else 0.0 for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            if a[i - 1] == b[j - 1]:
                cost[i][j] = cost[i - 1][j - 1]
            else:
                cost[i][j] = min(cost[i - 1][j - 1] + word_distance(a[i - 1], b[j - 1]), cost[i - 1][j] + 1, cost[i][j - 1] + 1)
    found, i, j = set(), n, m
    while i or j:
        if i and j and a[i - 1] == b[j - 1]:
            i, j = i - 1, j - 1
        elif i and j and abs(cost[i][j] - cost[i - 1][j - 1] - word_distance(a[i - 1], b[j - 1])) < 1e-9:
            i, j = i - 1, j - 1
            found.add((i, i + 1, b[j]))
        elif i and abs(cost[i][j] - cost[i - 1][j] - 1) < 1e-9:
            i -= 1
            found.add((i, i + 1, ""))
        else:
            j -= 1
            found.add((i, i, b[j]))
    return found


@lru_cache(maxsize=1 << 17)
def edits_between(source: str, other: str) -> frozenset[TokenEdit]:
    """The token edits of one text against another, remembered: a threshold curve asks for the same ones again and again."""
    return frozenset() if source == other else frozenset(token_edits(tokens(source), tokens(other)))


def score(rows: Iterable[tuple[str, Sequence[str], str]]) -> Score:
    """(source, references, corrected) rows → counts; of several references the one with the best F0.5, then recall."""
    true = false = missed = alarms = words = 0
    for source, references, corrected in rows:
        made = edits_between(source, corrected)
        gold = [edits_between(source, reference) for reference in references]
        best = max(gold, key=lambda edits: _rank(made, edits))
        true, false, missed = true + len(made & best), false + len(made - best), missed + len(best - made)
        if not any(gold):
            alarms, words = alarms + len(made), words + len(tokens(source))
    return Score(true, false, missed, alarms, words)


def _rank(made: frozenset[TokenEdit], gold: frozenset[TokenEdit]) -> tuple[float, int, int]:
    counts = Score(len(made & gold), len(made - gold), len(gold - made), 0, 0)
    return counts.f05, counts.true, -counts.false
