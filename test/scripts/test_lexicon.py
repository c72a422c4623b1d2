"""The words of the language: what counts as one."""

from cloze_model.lexicon import Entry, with_inflections


def test_dictionary_gives_the_inflections_that_the_corpus_lacks():
    words = with_inflections({"inflection": Entry(3.0, ("inflection",), ""), "refer": Entry(5.0, ("refer",), "")})
    assert words["inflections"] == Entry(0.0, ("inflection",), "")
    assert {"referred", "refers", "referring"} <= words.keys()


def test_second_spellings_are_no_words():
    assert "refered" not in with_inflections({"refer": Entry(5.0, ("refer",), "")})


def test_what_the_corpus_has_stays_as_it_is_and_first():
    known = {"went": Entry(4.0, ("go",), ""), "go": Entry(3.0, ("go",), "")}
    words = with_inflections(known)
    assert list(words)[:2] == ["went", "go"]
    assert words["went"] == known["went"]
    assert {"goes", "going", "gone"} <= words.keys()
