from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.timexes import Period, resolve_value
from onrecord.extract.timexes.holidays import easter, holiday
from onrecord.extract.timexes.periods import parse_value

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2300, 12, 31))
UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "S", "H", "Y", "E", "C"])
PICKS = st.one_of(
    st.integers(1, 7).map(str),
    st.just("WE"),
    st.integers(1, 12).map("M{:02}".format),
    st.builds("M{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 31)),
    st.integers(1, 31).map("X{}".format),
    st.sampled_from(["SP", "SU", "FA", "WI", "Q1", "Q4", "H1", "H2", "HEASTER", "HTHANKSGIVING"]),
)
STEPS = st.one_of(
    st.builds("{:+}{}".format, st.integers(-400, 400), st.sampled_from("DWMQYEC")),
    st.builds("{:+}{}".format, st.integers(-400, 400), st.sampled_from("dwmqye")),
    st.builds("{}{}".format, st.sampled_from(["<", "<=", ">", ">=", "~", "="]), PICKS),
)
RELATIVES = st.one_of(STEPS, st.builds("{}/{}".format, STEPS, STEPS), STEPS.map("{}/TNI".format))


@given(RELATIVES, DAYS, st.booleans())
def test_every_edtf_value_is_valid_and_does_not_end_before_it_begins(
    relative: str, day: date, about: bool
) -> None:
    found = resolve_value(relative, day)
    if found is None:
        return
    parsed = parse_edtf(found.edtf(about))
    assert parsed.lower_strict()[:3] <= parsed.upper_strict()[:3]
    assert tuple(parsed.lower_strict())[:3] <= tuple(found.last.timetuple())[:3]
    assert found.first <= found.last


@given(UNITS, DAYS)
def test_a_value_names_its_period_again(unit: str, day: date) -> None:
    period = Period.of(unit, day)  # type: ignore[arg-type]
    assert parse_value(period.value()) == period
    if unit not in ("WE", "S"):
        assert period.first <= day <= period.last


@given(
    st.builds("{:+}D".format, st.integers(-10_000, 10_000)) | st.just("0D"),
    DAYS,
    st.integers(-3000, 3000),
)
def test_days_move_with_the_publication(relative: str, day: date, n: int) -> None:
    before = resolve_value(relative, day)
    after = resolve_value(relative, day + timedelta(days=n))
    assert before is not None
    assert after is not None
    assert after.first - before.first == timedelta(days=n)


@given(st.sampled_from(["<", "<=", ">", ">=", "="]), st.integers(1, 7), DAYS, st.integers(-300, 300))
def test_weekdays_move_with_the_publication_by_whole_weeks(
    way: str, weekday: int, day: date, weeks: int
) -> None:
    before = resolve_value(f"{way}{weekday}", day)
    after = resolve_value(f"{way}{weekday}", day + timedelta(weeks=weeks))
    assert before is not None
    assert after is not None
    assert before.first.isoweekday() == weekday
    assert after.first - before.first == timedelta(weeks=weeks)
    assert way[0] != "<" or before.first <= day
    assert way[0] != ">" or before.first >= day
    assert len(way) == 2 or way == "=" or before.first != day


@pytest.mark.parametrize(
    ("relative", "anchor", "value"),
    [
        ("-1y", "2031-Q3", "2030-Q3"),
        ("+2d", "2031-10-30", "2031-11-01"),
        ("+2d", "2031", None),
        ("+1M", "2031-12", "2032-01"),
        ("0Y", "2031-Q3", "2031"),
        ("-1Y/=M12-31", "2031-10-15", "2030-12-31"),
        ("-1W/=2", "2031-10-15", "2031-10-07"),
        ("~M02-30", "2031-10-15", None),
        ("0D", "P1D", None),
        ("-1Y", "0001", None),
        ("+1C", "9950", None),
        ("~M01-02", "2031-11-02", "2032-01-02"),
        ("~M08-06", "2032-02-06", "2031-08-06"),
        ("<HTHANKSGIVING", "2000-01-07", "1999-11-25"),
    ],
)
def test_steps_lead_where_the_notation_says(relative: str, anchor: str, value: str | None) -> None:
    found = resolve_value(relative, anchor)
    assert (found.value() if found else None) == value


def test_holidays_fall_on_their_days() -> None:
    assert [easter(year) for year in (1818, 1943, 2000, 2024)] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2024, 3, 31),
    ]
    assert holiday("ELECTION", 1998) == date(1998, 11, 3)
    assert holiday("ELECTION", 2016) == date(2016, 11, 8)
    assert holiday("MEMORIAL", 2021) == date(2021, 5, 31)
    assert holiday("NOSUCHDAY", 2021) is None
