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
