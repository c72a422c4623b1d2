"""Which proposals a reference makes."""

from cloze_model.evidence import collect_places

ROW = {"source": "A bird 🐦 sing on monday.", "targets": ["A bird 🐦 sings on Monday."]}


def proposal(typed: str, text: str, operation: str) -> dict:
    """As the product writes it: offsets in UTF-16 units, in which the bird is two."""
    start = len(ROW["source"][: ROW["source"].index(typed)].encode("utf-16-le")) // 2
    return {"operation": operation, "start": start, "end": start + len(typed), "text": text, "probability": 0.5}


def test_a_proposal_behind_an_emoji_is_known_as_the_references() -> None:
    proposals = [
        proposal("sing", "sings", "replace"),
        proposal("sing", "sang", "replace"),
        proposal("monday", "Monday", "case"),
        proposal("monday", "MONDAY", "case"),
    ]
    [place] = collect_places([ROW], [{"places": [{"screening": [], "proposals": proposals}]}])
    assert place.right.tolist() == [True, False, True, False]


def places_of(*proposals: dict, read=None) -> list:
    return collect_places([ROW], [{"places": [{"screening": [], "proposals": [one]} for one in proposals]}], read or (lambda *_: None))


def test_a_place_that_a_reference_corrects_is_wrong_whatever_is_proposed_there() -> None:
    [corrected, other] = places_of(proposal("sing", "sang", "replace"), proposal("bird", "birds", "replace"))
    assert (corrected.is_wrong, corrected.is_read, corrected.right.tolist()) == (True, True, [False])
    assert (other.is_wrong, other.is_read) == (False, False)


def test_what_was_read_counts_beside_the_references() -> None:
    said = {"birds": "right", "beard": "wrong", "bard": "place"}
    places = [places_of(proposal("bird", text, "replace"), read=lambda _row, _start, _end, text: said.get(text))[0] for text in (*said, "board")]
    assert [place.right.tolist() for place in places] == [[True], [False], [False], [False]]
    assert [place.is_wrong for place in places] == [True, False, True, False]
    assert [place.is_read for place in places] == [True, True, True, False]
