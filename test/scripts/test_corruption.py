"""Every error made on purpose can be undone by its labels, and the same seed makes the same errors."""

from collections import Counter
from random import Random

import pytest

from cloze_model.corruption import LEARNER, RARE, TECHNICAL, ErrorStatistics, Kind, Writer, corrupt, make, places_of
from cloze_model.corruption.corrupted_sentence import CorruptedSentence, cut, drop, insert, join, recase, replace
from cloze_model.corruption.random_errors import confusion, mined
from cloze_model.corruption.rule import Rule
from cloze_model.corruption.spelling import LEARNERS, WRITERS, misspell
from cloze_model.corruption.trigrams import CommonTrigrams, count_trigrams, merge_trigrams
from cloze_model.corruption.writers import CORPUS_CHECKED
from cloze_model.edits import apply_edits, fold
from cloze_model.text import split_words

KINDS = sorted({kind for kind in (*LEARNER, *TECHNICAL) if not isinstance(kind, Rule)}, key=lambda kind: kind.__name__)
EXAMPLES = [
    "I can't log into the server without JavaScript, because the users' tokens have expired.",
    "The well-known setup script is used by everyone who cannot wait; it doesn't need a password.",
]


def words_of(text: str) -> str:
    return " ".join(fold(word.text) for word in split_words(text))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_is_undone_by_its_labels(kind: Kind, sentences: list[str], statistics: ErrorStatistics) -> None:
    made = 0
    for number, sentence in enumerate([*sentences, *EXAMPLES]):
        corrupted = CorruptedSentence(split_words(sentence))
        rng = Random(number)
        if not any(kind(corrupted, statistics, rng) for _ in range(6)):
            continue
        if (result := corrupted.finish()) is None:
            continue
        text, edits = result
        assert edits and text != sentence
        assert apply_edits(text, edits) == words_of(sentence)
        made += 1
    assert made, "no fixture sentence lets this kind of error in"


@pytest.mark.parametrize("style", [LEARNER, TECHNICAL], ids=["learner", "technical"])
def test_several_errors_are_undone_together(style: dict[Kind, float], sentences: list[str], english: ErrorStatistics) -> None:
    rng = Random(3)
    changed = 0
    for sentence in sentences * 3:
        if (made := corrupt(sentence, Writer(style, rng), english)) is not None:
            assert apply_edits(*made) == words_of(sentence)
            changed += 1
    assert changed > 2 * len(sentences)


def test_the_same_seed_makes_the_same_errors(sentences: list[str], statistics: ErrorStatistics) -> None:
    def run(seed: int) -> list:
        writer = Writer(LEARNER, Random(seed))
        return [corrupt(sentence, writer, statistics) for sentence in sentences]

    assert run(1) == run(1)
    assert run(1) != run(2)


def test_opaque_spans_and_numbers_stay_as_they_are(sentences: list[str], statistics: ErrorStatistics) -> None:
    rng = Random(5)
    for sentence in sentences:
        made = corrupt(sentence, Writer(LEARNER, rng), statistics)
        kept = [word.text for word in split_words(sentence) if word.kind in ("opaque", "number")]
        if made is not None:
            assert [word.text for word in split_words(made[0]) if word.kind in ("opaque", "number")] == kept


def changed(sentence: str, *changes: tuple) -> str | None:
    corrupted = CorruptedSentence(split_words(sentence))
    whole = changes[0]
    for change in changes[1:]:
        whole = whole + change
    return corrupted.finish()[0] if corrupted.apply(whole) else None


def test_steps_of_one_change_are_made_where_they_were_meant() -> None:
    assert changed("We suggest using it.", insert(2, "to"), replace(2, "use")) == "We suggest to use it."
    assert changed("I know what the problem is.", drop(5), insert(3, "is")) == "I know what is the problem."
    assert changed("They want to use it.", drop(2), replace(3, "using")) == "They want using it."
    assert changed("It is so.", drop(0), recase(1, "Is")) == "Is so."
    assert changed("A lot of it is into that.", join(0), cut(5, 2)) == "Alot of it is in to that."
    assert changed("A well-known (old) tool.", drop(2)) == "A well known (old) tool."
    assert changed("A well-known (old) tool.", drop(5)) == "A well-known () tool."


def test_a_word_that_was_changed_is_not_changed_again() -> None:
    corrupted = CorruptedSentence(split_words("We suggest using it."))
    assert corrupted.apply(replace(2, "use"))
    assert not corrupted.apply(replace(2, "used")) and not corrupted.apply(drop(2)) and not corrupted.apply(insert(1, "to") + replace(2, "uses"))
    assert corrupted.finish()[0] == "We suggest use it."


def test_what_sound_text_has_again_and_again_is_taken_back(english: ErrorStatistics) -> None:
    clean = ["We sat in the house.", "We sat on the house.", "He sat in the house."]
    known = ErrorStatistics(english.lexicon, {"in": Counter({"on": 1, "at": 1})}, trigrams=CommonTrigrams(merge_trigrams([count_trigrams(clean)] * 3)))
    made = set()
    for seed in range(40):
        corrupted = CorruptedSentence(split_words("We sat in the house."))
        if make(mined, corrupted, known, Random(seed)):
            made.add(corrupted.finish()[0])
        else:
            assert corrupted.finish() == ("We sat in the house.", [])
    assert mined in CORPUS_CHECKED and made == {"We sat at the house."}


def test_three_words_are_usual_from_three_times_on(tmp_path) -> None:
    trigrams = CommonTrigrams(merge_trigrams([count_trigrams(["It is so.", "It is so."]), count_trigrams(["It is so, it is.", "so it is."])]))
    trigrams.write(tmp_path / "common_trigrams.npy")
    for one in (trigrams, CommonTrigrams.read(tmp_path / "common_trigrams.npy")):
        assert len(one) == 2 and one.has("^", "it", "is") and one.has("it", "is", "so") and not one.has("is", "so", ".")
    assert len(CommonTrigrams()) == 0 and not CommonTrigrams().has("it", "is", "so")


@pytest.mark.parametrize("shares", [WRITERS, LEARNERS], ids=["writers", "learners"])
def test_letters_slip_in_the_proportions_counted(shares: tuple[int, ...], english: ErrorStatistics) -> None:
    rng = Random(1)
    words = [word for word in english.lexicon.entries if 6 <= len(word) <= 11][:3000]
    wrongs = [(word, misspell(word, rng, shares)) for word in words]
    assert sum(word == wrong for word, wrong in wrongs) < 30
    single = [(word, wrong) for word, wrong in wrongs if abs(len(word) - len(wrong)) <= 1]
    out, added = (sum(sign * (len(wrong) - len(word)) > 0 for word, wrong in single) / len(single) for sign in (-1, 1))
    first = sum(word[0] != wrong[0] for word, wrong in single) / len(single)
    assert out == pytest.approx(sum(shares[:3]) / sum(shares), abs=0.06)
    assert added == pytest.approx(sum(shares[3:6]) / sum(shares), abs=0.06)
    assert 0.005 < first < 0.08


def shares_of(style: dict[Kind, float], seed: int) -> dict[str, float]:
    """How often one writer means to make each kind."""
    writer = Writer(style, Random(seed))
    return {kind.__name__: weight / sum(writer.weights) for kind, weight in zip(writer.kinds, writer.weights, strict=True)}


def test_each_writer_has_habits_and_all_of_them_together_the_shares() -> None:
    writers = [shares_of(TECHNICAL, seed) for seed in range(400)]
    whole = sum(TECHNICAL.values())
    for kind in (confusion, mined):
        own = sorted(one[kind.__name__] for one in writers)
        assert own[40] < 0.6 * TECHNICAL[kind] / whole and own[360] > 1.6 * TECHNICAL[kind] / whole
    alike = sum(sum(share**2 for share in one.values()) for one in writers) / len(writers)
    assert alike > 1.5 * sum((weight / whole) ** 2 for weight in TECHNICAL.values())


def test_documentation_has_mostly_one_error_and_learners_one_word_in_ten() -> None:
    counts = Counter(Writer(TECHNICAL, Random(seed)).count(20) for seed in range(2000))
    assert 0.7 < counts[1] / 2000 < 0.8 and set(counts) == {1, 2, 3}
    learners = [Writer(LEARNER, Random(seed)).count(30) / 30 for seed in range(2000)]
    assert 0.09 < sum(learners) / 2000 < 0.14


def test_the_first_kind_is_made_where_it_has_a_place(english: ErrorStatistics) -> None:
    sentence = "You should have been there by now."
    bits = places_of(sentence, english)
    (rule,) = (rule for number, rule in enumerate(RARE) if bits >> number & 1)
    assert rule.__name__ == "of_for_have"
    for seed in range(10):
        _, edits = corrupt(sentence, Writer(TECHNICAL, Random(seed)), english, rule)
        assert ("replace", "have") in [(edit.op, edit.text) for edit in edits]
