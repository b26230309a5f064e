from __future__ import annotations

import pickle

import pytest

from onrecord.record import Block, Given, Page, PageError, Span, SpanMismatch, Spans

TEXT = "The ferry \U0001f6a2 sails, Ada Korhonen said."


def test_a_span_that_fits_its_text_is_accepted() -> None:
    start = TEXT.index("sails")
    Span("a", start, start + 5, "sails").check(TEXT)
    Span("a", 0, len(TEXT), TEXT).check(TEXT)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (13, 18, "sails"),  # one off, as when a browser's units are taken for code points
        (12, 17, "Sails"),
        (12, 12, ""),
        (17, 12, ""),
        (-5, -1, "said"),
        (len(TEXT), len(TEXT) + 3, "..."),
    ],
)
def test_a_span_that_moved_or_is_no_range_is_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(SpanMismatch) as caught:
        Span("gazette-7", start, end, text).check(TEXT)
    assert (caught.value.article_id, caught.value.start, caught.value.end) == ("gazette-7", start, end)
    assert caught.value.expected == text
    assert caught.value.seen == TEXT[start:end]
    assert f"gazette-7 [{start}:{end}]" in str(caught.value)
    assert "onrecord read" in str(caught.value)


def test_spans_print_as_their_words_with_an_ellipsis_between() -> None:
    parts = Spans([Span("a", 0, 9, "The ferry"), Span("a", 12, 17, "sails")])
    assert str(parts) == "The ferry … sails"
    assert f"{parts[0]}" == "The ferry"
    assert repr(parts[1]) == "<'sails' [12:17]>"
    assert str(Spans()) == ""
    assert not Spans()


@pytest.mark.parametrize(
    "thing",
    [
        Span("a", 12, 17, "sails"),
        Spans([Span("a", 0, 3, "The"), Span("a", 12, 17, "sails")]),
        Block(kind="paragraph", start=0, end=9),
        Page(origin="-", media_type="text/plain", content=b"ferry", given=Given(outlet="The Tarn Post")),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_nouns_travel_between_processes(thing: object) -> None:
    back = pickle.loads(pickle.dumps(thing))
    assert back == thing
    assert type(back) is type(thing)
    assert str(back) == str(thing)


@pytest.mark.parametrize(
    "error",
    [
        SpanMismatch("gazette-7", 3, 8, "sails", "ails,"),
        PageError("articles", "not-english", "The page is in Polish."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_travel_between_processes_with_what_they_carry(error: Exception) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)


def test_a_page_knows_the_digest_of_its_bytes() -> None:
    page = Page(origin="-", media_type="text/plain", content=b"abc")
    assert page.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_nouns_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Span("a", 0, 3, "The").start = 1  # type: ignore[misc]
