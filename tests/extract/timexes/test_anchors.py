from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.extract.timexes import find_timexes, resolve_timexes
from onrecord.language import English
from onrecord.record import Article

from .conftest import Timexes


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The minister resigned on Friday.", "2031-10-10"),
        ("The minister will resign on Friday.", "2031-10-17"),
        ("The minister is to resign on Friday.", "2031-10-17"),
        ("The vote is expected on Friday.", "2031-10-17"),
        ("The minister praised Friday's vote.", "2031-10-10"),
        ("The minister spoke on Wednesday.", "2031-10-15"),
        ("The trial was postponed until Monday.", "2031-10-20"),
        ("The trial had not begun until Monday.", "2031-10-13"),
        ("He spoke last Tuesday.", "2031-10-14"),
        ("He will speak next Wednesday.", "2031-10-22"),
        ("He spoke on Tuesday last week.", "2031-10-07"),
    ],
)
def test_a_weekday_lies_where_the_tense_says(timexes: Timexes, sentence: str, day: str) -> None:
    (found,) = timexes(sentence)
    assert (found.value, found.anchor) == (day, "published")


def test_what_comes_later_hangs_on_what_was_told_before(timexes: Timexes) -> None:
    first, second, third = timexes(
        "The ship sank on June 3, 2030. Two days later it was found. The following year it was sold."
    )
    assert (second.value, second.anchor) == ("2030-06-05", first.id)
    assert (third.value, third.anchor) == ("2031", second.id)


def test_a_year_earlier_is_a_quarter_where_quarters_are_compared(timexes: Timexes) -> None:
    quarter, earlier = timexes("Tarn Steel said third-quarter profit rose 5% from a year earlier.")
    assert (quarter.value, earlier.value) == ("2031-Q3", "2030-Q3")
    assert earlier.anchor == quarter.id
    (alone,) = timexes("Prices were lower a year earlier.")
    assert alone.value == "2030"


def test_a_stretch_of_weekdays_ends_after_it_begins(timexes: Timexes) -> None:
    first, last = timexes("The shop was closed from Monday to Thursday.")
    assert (first.value, last.value, last.anchor) == ("2031-10-13", "2031-10-16", first.id)


def test_without_a_date_only_the_meaning_is_known(timexes: Timexes) -> None:
    text = "Lind spoke on Wednesday. Two days later she left. She was born in 1999."
    undated = timexes(text, published=None)
    assert [(t.value, t.anchor, t.relative) for t in undated] == [
        (None, None, "<=3"),
        (None, undated[0].id, "+2D"),
        ("1999", None, None),
    ]
    assert [t.id for t in undated] == [t.id for t in timexes(text)]


def test_a_date_found_later_gives_what_reading_with_it_gives(timexes: Timexes) -> None:
    text = "Lind spoke on Monday, as she did last month. A day later, and on Sept. 3, she left for 2031."
    undated = timexes(text, published=None)
    assert resolve_timexes(undated, "2031-10-15T12:00:00Z") == timexes(text, published="2031-10-15")
    assert resolve_timexes(timexes(text), "2033-02-01") == timexes(text, published="2033-02-01")


def test_what_stands_below_a_picture_has_happened(
    english: English, make_article: Callable[..., Article]
) -> None:
    days = []
    for kind in ("caption", "paragraph"):
        article = make_article("Ana Lind reads the gauge at Tarn on Friday.", kind=kind)
        (found,) = find_timexes(article, english.parse(article))
        days.append(found.relative)
    assert days == ["<=5", ">=5"]


def test_a_month_of_publication_gives_months_but_no_days(timexes: Timexes) -> None:
    month, day = timexes("Lind left last month and was seen yesterday.", published="2031-10")
    assert (month.value, day.value, day.relative) == ("2031-09", None, "-1D")
