"""What the rows that the model learns from may and may not say."""

from collections import Counter
from itertools import islice
from random import Random

import numpy as np
import pytest
from datasets import Dataset, concatenate_datasets
from torch.utils.data import DataLoader

from cloze_model.batches import PairBatches, collate
from cloze_model.corruption import LEARNER, RARE, ErrorStatistics, Writer, corrupt, places_of
from cloze_model.edits import Edit, align
from cloze_model.encoding import MAX_PIECES, Encoder, case_of
from cloze_model.examples import CLEAN, FEATURES, REAL, row, synthetic_rows
from cloze_model.labels import IGNORE_INDEX, LabelledRow, first_piece, masked_row, screening_row
from cloze_model.model import TAGS
from cloze_model.text import split_words

KEEP = TAGS.index("keep")


def corrupted(sentences: list[str], statistics: ErrorStatistics) -> list[tuple[str, list[Edit]]]:
    rng = Random(7)
    return [corrupt(sentence, Writer(LEARNER, rng), statistics) or (sentence, []) for sentence in sentences]


def tags_of(encoder: Encoder, source: str, target: str) -> list[tuple[str, str]]:
    """(word, tag) of each word that is not to be kept."""
    row, words = screening_row(encoder, source, align(source, target)), split_words(source)
    starts = encoder.encode(words).starts
    return [(word.text, TAGS[row.tag[start]]) for word, start in zip(words, starts, strict=True) if row.tag[start] not in (KEEP, IGNORE_INDEX)]


def test_each_word_and_gap_of_a_clean_sentence_is_to_be_kept(encoder: Encoder, sentences: list[str]) -> None:
    for sentence in sentences:
        row, starts = screening_row(encoder, sentence, []), encoder.encode_text(sentence).starts
        assert [place for place, tag in enumerate(row.tag) if tag != IGNORE_INDEX] == starts
        assert all(row.tag[start] == KEEP for start in starts)
        assert all(row.gap[place] == 0 for place in [*starts, len(row.ids) - 1])
        assert {*row.replace, *row.insert, *row.masked} == {IGNORE_INDEX}


def test_labels_stand_where_the_errors_are(encoder: Encoder) -> None:
    assert tags_of(encoder, "He go home.", "He goes home.") == [("go", "replace")]
    assert tags_of(encoder, "He is is here.", "He is here.") == [("is", "delete")]
    assert tags_of(encoder, "I can not go.", "I cannot go.") == [("can", "merge")]
    assert tags_of(encoder, "It is alot.", "It is a lot.") == [("alot", "split")]
    row = screening_row(encoder, "He is teacher.", align("He is teacher.", "He is a teacher."))
    assert (row.gap[3], row.insert[3]) == (1, encoder.pieces("a")[0])
    row = screening_row(encoder, "We speak english.", align("We speak english.", "We speak English."))
    assert row.case[3] == case_of("English") and row.tag[3] == KEEP


def test_a_word_has_the_case_that_it_should_have_and_a_mark_none(encoder: Encoder) -> None:
    source = "he has 3 Cats."
    row = screening_row(encoder, source, [Edit("replace", 0, "They"), Edit("delete", 3, "")])
    he, has, three, cats, mark = encoder.encode_text(source).starts
    assert (row.case[he], row.replace[he]) == (case_of("They"), first_piece(encoder, "They"))
    assert row.case[has] == case_of("has")
    assert {row.case[three], row.case[cats], row.case[mark]} == {IGNORE_INDEX}
    assert {row.replace[place] for place in (has, three, cats, mark)} == {IGNORE_INDEX}


def test_of_two_words_that_are_one_the_second_has_no_label(encoder: Encoder) -> None:
    source = "I can not go."
    row = screening_row(encoder, source, align(source, "I cannot go."))
    _, can, second, go, _ = encoder.encode_text(source).starts
    assert (row.tag[can], row.gap[can]) == (TAGS.index("merge"), 0)
    assert {row.tag[second], row.case[second], row.gap[second]} == {IGNORE_INDEX}
    assert (row.tag[go], row.case[go], row.gap[go]) == (KEEP, case_of("go"), 0)


def test_what_lies_beyond_the_row_labels_nothing_in_it(encoder: Encoder) -> None:
    text = " ".join(["incomprehensibilities"] * 150)
    words, starts = split_words(text), encoder.encode_text(text).starts
    assert len(starts) < len(words)
    beyond = [Edit("delete", 149, ""), Edit("insert", len(words), "."), Edit("insert", len(starts), "so")]
    assert screening_row(encoder, text, beyond) == screening_row(encoder, text, [])
    assert screening_row(encoder, text, [*beyond, Edit("delete", 1, "")]).tag[starts[1]] == TAGS.index("delete")
    last = screening_row(encoder, text, [Edit("merge", len(starts) - 1, "one")])
    assert last.tag[starts[-1]] == TAGS.index("merge") and last.tag[: starts[-1]] == screening_row(encoder, text, []).tag[: starts[-1]]


def test_an_insertion_at_the_end_stands_at_the_last_piece(encoder: Encoder) -> None:
    row = screening_row(encoder, "That is all", align("That is all", "That is all."))
    assert row.gap[-1] == 1 and row.insert[-1] == encoder.pieces(".")[0]


def test_what_no_single_edit_mends_is_not_taught(encoder: Encoder) -> None:
    row = screening_row(encoder, "We waited.", align("We waited.", "We waited for an hour."))
    assert row.gap[3] == IGNORE_INDEX


def test_a_mask_never_tells_the_case(encoder: Encoder, sentences: list[str], statistics: ErrorStatistics) -> None:
    rng = Random(1)
    for text, edits in corrupted(sentences, statistics):
        row = masked_row(encoder, text, edits, rng, rate=0.5)
        assert all(kind == 0 for piece, kind in zip(row.ids, row.types, strict=True) if piece == encoder.mask)


def test_masks_and_masked_labels_are_the_same_places(encoder: Encoder, sentences: list[str], statistics: ErrorStatistics) -> None:
    rng = Random(2)
    for text, edits in corrupted(sentences, statistics):
        row = masked_row(encoder, text, edits, rng)
        assert [label != IGNORE_INDEX for label in row.masked] == [piece == encoder.mask for piece in row.ids]
        assert {*row.tag, *row.case, *row.gap, *row.replace, *row.insert} == {IGNORE_INDEX}
        assert encoder.code not in row.masked


def test_the_labels_under_the_masks_restore_a_clean_sentence(encoder: Encoder, sentences: list[str]) -> None:
    rng = Random(3)
    for sentence in sentences:
        row = masked_row(encoder, sentence, [], rng)
        restored = [piece if label == IGNORE_INDEX else label for piece, label in zip(row.ids, row.masked, strict=True)]
        assert [piece for piece in restored if piece != encoder.none] == encoder.encode_text(sentence).ids


def test_nothing_belongs_in_clean_gaps_and_in_place_of_extra_words_only(encoder: Encoder) -> None:
    source, target = "He has been been to Paris.", "He has been to Paris."
    rows = [masked_row(encoder, source, align(source, target), Random(seed)) for seed in range(60)]
    # The second "been" goes; where it is still in sight and nothing else is masked, `[NONE]` stands in a gap.
    assert any(encoder.none in row.masked for row in rows)
    missing = masked_row_labels(encoder, "He has been Paris.", "He has been to Paris.")
    assert encoder.pieces("to")[0] in missing[4] and encoder.none not in missing[4]
    unknown = masked_row_labels(encoder, "We waited.", "We waited for an hour.")
    assert not unknown[3]


def masked_row_labels(encoder: Encoder, source: str, target: str) -> dict[int, set[int]]:
    """Over many seeds and no masked words: gap position in the unmasked row → the labels that its masks had."""
    found: dict[int, set[int]] = {place: set() for place in range(len(encoder.encode_text(source).ids))}
    for seed in range(300):
        row = masked_row(encoder, source, align(source, target), Random(seed), rate=0.0)
        place = 0
        for label in row.masked:
            if label == IGNORE_INDEX:
                place += 1
            else:
                found[place].add(label)
    return found


def test_long_sentences_are_cut_without_holes(encoder: Encoder) -> None:
    text = " ".join(f"word{'s' * (number % 3)} incomprehensibilities" for number in range(80))
    whole = encoder.encode_text(text).ids
    assert MAX_PIECES - 10 < len(whole) <= MAX_PIECES
    for seed in range(20):
        row = masked_row(encoder, text, [], Random(seed), rate=0.3)
        restored = [piece if label == IGNORE_INDEX else label for piece, label in zip(row.ids, row.masked, strict=True)]
        plain = [piece for piece in restored[:-1] if piece != encoder.none]
        assert len(row.ids) <= MAX_PIECES and plain == whole[: len(plain)] and len(plain) > MAX_PIECES // 2
        assert not screening_row(encoder, text, [Edit("delete", 150, "")]).tag.count(TAGS.index("delete"))


def test_a_batch_is_padded_with_what_nobody_reads(encoder: Encoder) -> None:
    rows: list[LabelledRow] = [screening_row(encoder, text, []) for text in ("Yes.", "That is a longer one.")]
    batch = collate(rows, encoder.pad)
    size = len(rows[0].ids)
    assert batch["ids"].shape == (2, 16)
    assert batch["mask"].tolist()[0] == [1] * size + [0] * (batch["ids"].shape[1] - size)
    for name in ("tag", "case", "gap", "replace", "insert", "masked"):
        assert set(batch[name][0, size:].tolist()) == {IGNORE_INDEX}


def lengths_of(encoder: Encoder, texts: list[str]) -> list[int]:
    return [len(encoder.encode_text(text).ids) for text in texts]


@pytest.fixture
def clean(sentences: list[str], encoder: Encoder) -> Dataset:
    is_general = [index % 2 == 0 for index in range(len(sentences))]
    return Dataset.from_list(list(synthetic_rows(sentences, is_general, lengths_of(encoder, sentences), [0] * len(sentences))), features=FEATURES)


def test_processes_share_one_stream_and_a_later_start_goes_on_in_it(encoder: Encoder, statistics: ErrorStatistics, clean: Dataset) -> None:
    def first(count: int, workers: int = 0, **place: int) -> list:
        stream = iter(DataLoader(PairBatches(clean, statistics, encoder, 256, 0.3, {}, seed=4, **place), batch_size=None, num_workers=workers))
        return [{name: value.tolist() for name, value in next(stream).items()} for _ in range(count)]

    whole = first(12)
    assert first(4, start=8) == whole[8:]
    assert first(6, rank=0, world=2) == whole[0::2] and first(6, rank=1, world=2) == whole[1::2]
    assert first(2, start=4, rank=1, world=2) == whole[9::2]
    assert first(9, workers=2, start=3) == whole[3:]


def test_each_pass_puts_other_errors_into_a_clean_sentence(encoder: Encoder, statistics: ErrorStatistics, clean: Dataset) -> None:
    one = clean.filter(lambda row: len(row["text"]) > 40).select(range(1))
    draws = islice(PairBatches(one, statistics, encoder, 256, 0.0, {}, seed=0), 40)
    seen = Counter(tuple(batch["ids"][0, batch["mask"][0] == 1].tolist()) for batch in draws)
    clean = tuple(encoder.encode_text(one[0]["text"]).ids)
    assert 5 <= seen.pop(clean) <= 20 and len(seen) > 10


def test_an_origin_is_shown_as_often_as_it_is_said(encoder: Encoder, statistics: ErrorStatistics) -> None:
    rows = [row("It is so.", [], CLEAN), row("It are so.", [Edit("replace", 1, "is")], REAL)]
    stream = PairBatches(Dataset.from_list(rows, features=FEATURES), statistics, encoder, 1000, 0.0, {REAL: 3}, seed=0)
    (batch,) = islice(stream, 1)
    assert (batch["tag"] == TAGS.index("replace")).sum().item() == 3 and len(batch["ids"]) == 4


def test_batches_are_full_and_have_few_shapes(encoder: Encoder, statistics: ErrorStatistics, clean: Dataset) -> None:
    many = concatenate_datasets([clean] * 20)
    batches = list(islice(PairBatches(many, statistics, encoder, 512, 0.3, {}, seed=4), 60))
    shapes = Counter(tuple(batch["ids"].shape) for batch in batches)
    assert set(shapes) <= {(512 // size, size) for size in range(16, 129, 16)}
    filled = sum(batch["mask"].sum().item() for batch in batches) / sum(batch["mask"].numel() for batch in batches)
    # The fixtures' sentences are short: two pieces in five of theirs are padding at worst.
    assert filled > 0.6


def test_a_row_that_errors_make_too_long_is_drawn_again(encoder: Encoder, english: ErrorStatistics) -> None:
    text = "We quickly reconsidered every environmental recommendation."
    (size,) = lengths_of(encoder, [text])
    pairs = Dataset.from_list([row(text, [], "technical", size)], features=FEATURES)
    stream = PairBatches(pairs, english, encoder, 256, 0.5, {}, seed=0)
    lengths = Counter(len(stream._row(0, -1, size, Random(seed)).ids) <= size for seed in range(60))
    assert lengths == {True: 60}
    assert len({tuple(stream._row(0, -1, size, Random(seed)).ids) for seed in range(60)}) > 5


def test_some_rows_are_chosen_for_a_rare_kind_and_show_it(encoder: Encoder, english: ErrorStatistics) -> None:
    texts = ["You should have been there by now.", *["The quick fox is here."] * 150]
    bits = [places_of(text, english) for text in texts]
    pairs = Dataset.from_list(list(synthetic_rows(texts, [False] * len(texts), lengths_of(encoder, texts), bits)), features=FEATURES)
    stream = PairBatches(pairs, english, encoder, 256, 0.0, {}, seed=2)
    indices, kinds = stream._pass(np.random.default_rng(1))
    # However many are wanted, a pass shows the only sentence that has a place four times.
    assert sorted(indices[kinds >= 0].tolist()) == [0, 0, 0, 0] and len(indices) == len(texts) + 4
    of_for_have = next(number for number, rule in enumerate(RARE) if rule.__name__ == "of_for_have")
    assert set(kinds[kinds >= 0].tolist()) == {of_for_have}
    shown = [stream._row(0, of_for_have, 16, Random(seed)) for seed in range(40)]
    corrupted = sum(encoder.pieces("of")[0] in row.ids for row in shown)
    # And as it is, three times in ten: it is what the error must be told from.
    assert 18 <= corrupted <= 36


def test_rare_rows_are_the_share_that_is_asked_for(encoder: Encoder, english: ErrorStatistics, sentences: list[str]) -> None:
    texts = sentences * 8
    bits = [places_of(text, english) for text in sentences] * 8
    pairs = Dataset.from_list(list(synthetic_rows(texts, [False] * len(texts), lengths_of(encoder, texts), bits)), features=FEATURES)
    stream = PairBatches(pairs, english, encoder, 256, 0.0, {}, seed=2)
    indices, kinds = stream._pass(np.random.default_rng(1))
    assert 0.12 < (kinds >= 0).mean() <= 0.185
    assert all(bits[index] >> kind & 1 for index, kind in zip(indices.tolist(), kinds.tolist(), strict=True) if kind >= 0)


def test_pairs_of_an_earlier_make_pairs_are_one_clear_message(encoder: Encoder, statistics: ErrorStatistics, clean: Dataset) -> None:
    with pytest.raises(SystemExit, match="no column rare: an earlier make_pairs made them. Make them again"):
        PairBatches(clean.remove_columns("rare"), statistics, encoder, 256, 0.0, {}, seed=0)
