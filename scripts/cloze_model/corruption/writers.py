"""How often which kind of error is made, and the habits of one writer."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

from .agreement import count, verb_agreement
from .apostrophes import contraction, possessive
from .articles import a_an, article, extra_article, missing_article
from .capitals import extra_capital, missing_capital, wrong_name
from .compounds import compound, phrasal_noun
from .editing import doubled_word, leftover
from .prepositions import governed_preposition, likely_preposition, particle, set_phrase
from .pronouns import dropped_pronoun, needless_pronoun, pronoun_case, pronoun_number
from .punctuation import doubled_mark, extra_comma, missing_bracket, missing_comma, missing_hyphen, missing_stop, run_on, wrong_mark
from .quantifiers import comparison, conjunction, quantifier
from .random_errors import confusion, extra_word, inflection, learner_spelling, merged_words, mined, missing_word, spelling, split_word
from .rule import Kind, Rule
from .tense import past_time, sequence, since_for
from .verbs import complement, of_for_have, overregular, participle, verb_complement
from .word_choice import confused_word, participle_adjective, real_word_typo, word_form
from .word_order import indirect_question

WEIGHTS: dict[Kind, tuple[float, float]] = {
    # Letters and words
    spelling: (16, 0),
    learner_spelling: (0, 6),
    mined: (15, 5),
    confusion: (3, 5),
    confused_word: (4, 6),
    real_word_typo: (5, 1.5),
    word_form: (3, 4),
    participle_adjective: (1, 3),
    split_word: (1, 0.7),
    merged_words: (1.5, 1),
    compound: (6, 4),
    phrasal_noun: (6, 3),
    # Articles, nouns, quantifiers
    a_an: (6, 4),
    article: (4, 4),
    missing_article: (10, 16),
    extra_article: (6, 7),
    count: (6, 6),
    quantifier: (3, 6),
    overregular: (1, 3),
    possessive: (4, 4),
    # Verbs
    verb_agreement: (8, 8),
    inflection: (3, 4),
    complement: (3, 5),
    verb_complement: (5, 10),
    participle: (5, 6),
    of_for_have: (2, 3),
    since_for: (2, 6),
    past_time: (2, 6),
    sequence: (1, 5),
    indirect_question: (4, 6),
    # Small words
    likely_preposition: (2, 5),
    governed_preposition: (8, 15),
    set_phrase: (3, 5),
    particle: (3, 4),
    dropped_pronoun: (3, 6),
    needless_pronoun: (1, 3),
    pronoun_case: (1.5, 4),
    pronoun_number: (1, 4),
    conjunction: (2, 5),
    comparison: (3, 4),
    # What editing leaves
    missing_word: (7, 5),
    extra_word: (5, 4),
    doubled_word: (3, 0.5),
    leftover: (4, 3.5),
    # Marks and capitals
    missing_comma: (8, 11),
    extra_comma: (3, 4),
    wrong_mark: (3, 3),
    doubled_mark: (0.5, 0.3),
    missing_stop: (2, 3),
    run_on: (2, 7),
    missing_hyphen: (2, 1),
    missing_bracket: (2, 0.5),
    contraction: (5, 6),
    missing_capital: (1, 3),
    wrong_name: (3, 0.7),
    extra_capital: (1.5, 0.5),
}
"""For each kind its share of the corrections of documentation, and of what learners of English write, over how often it finds a place.

The shares are those that the project's design notes count (error types of published corpora, and of its own corrections); weights by kind, of no corpus.
"""

TECHNICAL: dict[Kind, float] = {kind: weight for kind, (weight, _) in WEIGHTS.items() if weight}
LEARNER: dict[Kind, float] = {kind: weight for kind, (_, weight) in WEIGHTS.items() if weight}

RARE: tuple[Rule, ...] = (
    verb_complement,
    governed_preposition,
    set_phrase,
    particle,
    indirect_question,
    of_for_have,
    phrasal_noun,
    compound,
    contraction,
    since_for,
    past_time,
    sequence,
    dropped_pronoun,
    pronoun_case,
    pronoun_number,
    quantifier,
    conjunction,
    comparison,
    participle_adjective,
    missing_comma,
    wrong_mark,
    run_on,
)
"""Kinds that fewer than one sentence in five has a place for. A sentence's index (`places_of`) has a bit for each, in this order."""

CORPUS_CHECKED: frozenset[Kind] = frozenset(
    {
        mined,
        confusion,
        confused_word,
        real_word_typo,
        inflection,
        missing_word,
        extra_word,
        likely_preposition,
        split_word,
        merged_words,
        word_form,
        leftover,
        missing_article,
        article,
        extra_article,
        particle,
    }
)
"""Kinds that may make another clean sentence: what they make is taken back where clean text has the very words again and again."""

SPREAD = 0.8
"""Deviation of the logarithm of a writer's habit: one kind of error is made twice as often by one writer in five, half as often by another."""


@dataclass
class Writer:
    """One writer: how often each kind of error is made, and how many. All the errors of a document are drawn from one.

    Two edits of one commit are of one type with probability 0.32, two of any commits with 0.12.
    """

    style: dict[Kind, float]
    rng: Random
    kinds: list[Kind] = field(init=False)
    weights: list[float] = field(init=False)
    dense: bool = field(init=False)

    def __post_init__(self) -> None:
        self.kinds = list(self.style)
        self.weights = [weight * math.exp(self.rng.gauss(0.0, SPREAD)) for weight in self.style.values()]
        # One writer in three errs more often than the corrections of documentation show, one learner in eight is a beginner.
        self.dense = self.rng.random() < (1 / 8 if self.style is LEARNER else 1 / 3)

    def count(self, words: int) -> int:
        """How many errors to try in a sentence: mostly one in documentation, one word in ten in learner English."""
        if self.style is LEARNER:
            return max(1, round(words * (self.rng.uniform(0.15, 0.3) if self.dense else self.rng.betavariate(1.3, 11.8))))
        return self.rng.choices((1, 2, 3), (60, 28, 12) if self.dense else (82, 13, 5))[0]

    def draw(self, count: int) -> list[Kind]:
        """Kinds to try, in this order."""
        return self.rng.choices(self.kinds, self.weights, k=count)
