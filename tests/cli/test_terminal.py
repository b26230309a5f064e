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
from onrecord.cli.terminal import harmless, keep_places_harmless, print_json

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
