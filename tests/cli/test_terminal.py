"""Text of strangers on a terminal, for any text at all."""

from __future__ import annotations

import io
import json
import unicodedata
from contextlib import redirect_stdout

import pytest
from click import BadParameter
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.options import size
from onrecord.cli.rows import marked
from onrecord.cli.terminal import Column, cell, harmless, keep_places_harmless, print_json, print_table

# Lone surrogates too: names of files can hold bytes that are no text.
any_text = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\x1b\x9b\x07\x7f\r\n\u202e\u2067\ud800\u200f 🚢é")
)


def obeyed(text: str) -> list[str]:
    """The characters of a text that a terminal would obey, or cannot write."""
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return [
        char
        for char in text
        if unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in turning
    ]


@given(any_text)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert obeyed(harmless(text)) == []
    assert obeyed(keep_places_harmless(text)) == []
    assert len(keep_places_harmless(text)) == len(text)
    assert "  " not in harmless(text)


@given(any_text, st.data())
def test_marking_a_hit_changes_no_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = marked(text, ((start, end),), colour=True).plain
    assert obeyed(shown) == []
    assert "".join(shown.split()) == "".join(harmless(text).split())


@given(any_text)
def test_a_json_line_is_harmless_and_says_exactly_what_was_there(text: str) -> None:
    out = capture(text)
    assert out.endswith(b"\n")
    assert obeyed(out[:-1].decode("utf-8")) == []
    assert json.loads(out) == {"text": text}


def capture(text: str) -> bytes:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding="ascii")  # whatever the locale, JSON is UTF-8
    with redirect_stdout(stream):
        print_json({"text": text})
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("written", "bytes_"),
    [
        ("500000", 500_000),
        ("20MB", 20_000_000),
        ("1.5 gb", 1_500_000_000),
        ("64KiB", 65_536),
        ("3k", 3_000),
        ("7B", 7),
    ],
)
def test_a_size_is_read_as_people_write_it(written: str, bytes_: int) -> None:
    assert size(written) == bytes_


@pytest.mark.parametrize("written", ["", "MB", "20 parsecs", "-5", "0", "0.1B", "1e3"])
def test_what_is_no_size_is_refused(written: str) -> None:
    with pytest.raises(BadParameter, match="20MB"):
        size(written)


PEOPLE = (Column("Who", 4), Column("Roles", 5), Column("Inside another", number=True))
ROW = (cell("Ada Mer"), cell("river commissioner of the northern province"), cell("12"))


@pytest.mark.parametrize("width", [32, 40, 60, 120])
def test_no_terminal_is_so_narrow_that_words_break(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(PEOPLE, [ROW])
    shown = capsys.readouterr().out
    assert all(len(line) <= width for line in shown.splitlines())
    words = set(shown.split())
    assert {word for text in ROW for word in text.plain.split()} <= words
    assert {"Who", "Roles", "Inside", "another"} <= words


def test_an_address_breaks_so_that_the_rest_has_room(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    address = "https://courier.example/2031/05/04/the-ferry-will-sail-in-spring"
    print_table((Column("Says", 2), Column("Where", 5)), [(cell("that the ferry sails"), cell(address))])
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 40 for line in lines)
    place = lines[0].index("Where")
    assert "".join(line[place:].strip() for line in lines[2:]) == address
    assert {"that", "ferry", "sails"} <= set(" ".join(lines).split())
