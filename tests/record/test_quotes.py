from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Quote, quote_of


@given(st.text(min_size=1, max_size=80), st.data())
def test_a_quote_is_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = quote_of(text, start, end).find(text)
    assert found is not None
    assert text[slice(*found)] == text[start:end]


@given(st.integers(0, 5))
def test_of_equal_words_those_with_the_same_surroundings_are_meant(number: int) -> None:
    text = "".join(f"Speaker {it} said no. " for it in range(6))
    start = text.index(f"{number} said no") + 2
    moved = "A new first line.\n" + text
    found = quote_of(text, start, start + len("said no")).find(moved)
    assert found == (start + 18, start + 18 + len("said no"))


@pytest.mark.parametrize(
    ("exact", "text", "found"),
    [
        ("“We  will not\nmove,”", 'He said: "We will not move," and left.', '"We will not move,"'),
        (
            "the gates stay shut until the spring",
            "that the gates stay shut until autumn",
            "the gates stay shut until",
        ),
        ("the gates stay shut", "the barges wait", None),
        ("barges", "boats", None),
        ("", "boats", None),
    ],
)
def test_words_that_changed_are_found_while_enough_of_them_are_left(
    exact: str, text: str, found: str | None
) -> None:
    place = Quote(exact=exact).find(text)
    assert (None if place is None else text[slice(*place)]) == found
