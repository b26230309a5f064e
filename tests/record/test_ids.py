from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.record import article_id, digest_id


def test_an_id_is_twenty_hexadecimal_digits() -> None:
    made = digest_id("attribution", 4, None)
    assert len(made) == 20
    assert set(made) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("a", "b"), ("a+b",)),
        (("a", "b"), ("b", "a")),
        (("a", None), ("a", "")),
        (("a",), ("a", "")),
        (("a",), ("a", None)),
        ((None,), ("-",)),
        (("+a",), ("a",)),
        (("ferry", "1"), ("ferry1", "")),
        ((1,), (-1,)),
        (("café",), ("cafe\u0301",)),
    ],
)
def test_what_differs_gets_another_id(
    one: tuple[str | int | None, ...], other: tuple[str | None, ...]
) -> None:
    assert digest_id(*one) != digest_id(*other)


@pytest.mark.parametrize("parts", [("a", None, 3), ("\ud800", "\U0001f6a2"), ()])
def test_an_id_is_the_same_in_another_process(parts: tuple[str | int | None, ...]) -> None:
    """Hashes of Python's own differ between processes, so an id must not rest on them."""
    code = f"from onrecord.record import digest_id; print(digest_id(*{parts!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == digest_id(*parts)


def test_an_article_is_its_text_and_its_address() -> None:
    text = "The ferry of Tarn sails again."
    assert article_id(text, None) == article_id(text, None)
    assert article_id(text, "https://courier.example/1") != article_id(text, None)
    assert article_id(text, "https://courier.example/1") != article_id(text, "https://courier.example/2")
    assert article_id(text + " ", None) != article_id(text, None)
