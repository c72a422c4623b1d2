"""Words and sentences: the traps."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloze_model.text import split_paragraphs, split_sentences, split_words


def kinds(text: str) -> list[str]:
    return [f"{word.kind[0]}:{word.text}" for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop.", "w:Don't w:stop m:."),
        ("the users’ files", "w:the w:users m:’ w:files"),
        ("a well-known fact", "w:a w:well m:- w:known w:fact"),
        ("naïve café, 1,000.5 kg", "w:naïve w:café m:, n:1,000.5 w:kg"),
        ("Run `npm ci` now", "w:Run o:`npm ci` w:now"),
        ("see https://example.org/a?b=c.", "w:see o:https://example.org/a?b=c m:."),
        ("use --log-level, please", "w:use o:--log-level m:, w:please"),
        ("the file src/main.ts is", "w:the w:file o:src/main.ts w:is"),
        ("and/or", "w:and m:/ w:or"),
        ("call run() in my_module", "w:call o:run() w:in o:my_module"),
        ("JavaScript and iPhone", "w:JavaScript w:and o:iPhone"),
        ("mail me@example.org or @you", "w:mail o:me@example.org w:or o:@you"),
        ("v2 of x86 in 2.0", "o:v2 w:of o:x86 w:in n:2.0"),
        ("yes😀no", "w:yes m:😀 w:no"),
        ("\ufffc is opaque", "o:\ufffc w:is w:opaque"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(kinds(text)) == expected


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("One. Two! Three?", 3),
        ("It works, e.g. On Linux it does.", 1),
        ("Dr. Smith came. He left.", 2),
        ("Version 1.2. Next one.", 2),
        ("J. R. Brown wrote it.", 1),
        ("So did I. Then we left.", 2),
        ('She said "Go." Then she went.', 2),
        ("Wait... what happened?", 1),
        ("No end", 1),
        ("   ", 0),
    ],
)
def test_sentences(paragraph: str, count: int) -> None:
    assert len(split_sentences(paragraph)) == count


@pytest.mark.parametrize(
    "text, spoken",
    [
        ("Use a `emailInput` now.", "email"),
        ("Use an `HTMLElement` now.", "HTML"),
        ("A getName() call", "get"),
        ("Use the `array` now.", None),
        ("Use a `.env` file.", None),
        ("Use a `42`.", None),
    ],
)
def test_behind_an_article_it_is_known_what_is_said_first_of_code(text: str, spoken: str | None) -> None:
    assert [word.spoken for word in split_words(text) if word.kind == "opaque"][0] == spoken


def test_paragraphs_join_single_line_breaks() -> None:
    assert split_paragraphs("One\r\ntwo\r\n \r\nthree\n\n\nfour\n") == ["One two", "three", "four"]


@given(st.text())
def test_words_cover_all_but_white_space(text: str) -> None:
    end = 0
    for word in split_words(text):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert is_space(text[end : word.start])
        end = word.end
    assert is_space(text[end:])


def is_space(text: str) -> bool:
    """True of nothing and of white space, which in JavaScript the byte order mark is, too."""
    return all(character.isspace() or character == "\ufeff" for character in text)


@pytest.mark.parametrize("text", ["." * 20_000, "a" * 20_000, "a." * 10_000, "/" * 20_000, "<a" * 10_000, "`" * 20_000, "-a" * 10_000, "_" * 20_000])
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    split_words(text)
    split_sentences(text)
    assert time.process_time() - start < 2
