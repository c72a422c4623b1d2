"""Which candidates a reference makes."""

from cloze_model.scored_positions import collect_positions

ROW = {"source": "A bird 🐦 sing on monday.", "targets": ["A bird 🐦 sings on Monday."]}


def candidate(typed: str, text: str, operation: str) -> dict:
    """As the product writes it: offsets in UTF-16 units, in which the bird is two."""
    start = len(ROW["source"][: ROW["source"].index(typed)].encode("utf-16-le")) // 2
    return {"operation": operation, "start": start, "end": start + len(typed), "text": text, "probability": 0.5}


def test_a_proposal_behind_an_emoji_is_known_as_the_references() -> None:
    candidates = [
        candidate("sing", "sings", "replace"),
        candidate("sing", "sang", "replace"),
        candidate("monday", "Monday", "case"),
        candidate("monday", "MONDAY", "case"),
    ]
    [position] = collect_positions([ROW], [{"positions": [{"gateFeatures": [], "candidates": candidates}]}])
    assert position.right.tolist() == [True, False, True, False]


def places_of(*candidates: dict, read=None) -> list:
    return collect_positions([ROW], [{"positions": [{"gateFeatures": [], "candidates": [one]} for one in candidates]}], read or (lambda *_: None))


def test_a_place_that_a_reference_corrects_is_wrong_whatever_is_proposed_there() -> None:
    [corrected, other] = places_of(candidate("sing", "sang", "replace"), candidate("bird", "birds", "replace"))
    assert (corrected.is_wrong, corrected.is_annotated, corrected.right.tolist()) == (True, True, [False])
    assert (other.is_wrong, other.is_annotated) == (False, False)


def test_what_was_read_counts_beside_the_references() -> None:
    said = {"birds": "right", "beard": "wrong", "bard": "place"}
    positions = [places_of(candidate("bird", text, "replace"), read=lambda _row, _start, _end, text: said.get(text))[0] for text in (*said, "board")]
    assert [position.right.tolist() for position in positions] == [[True], [False], [False], [False]]
    assert [position.is_wrong for position in positions] == [True, False, True, False]
    assert [position.is_annotated for position in positions] == [True, True, True, False]
