"""From what words mean relative to a date, to a value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.extract.timexes.holidays import holiday
from onrecord.extract.timexes.periods import SEASONS, Period, Unit, add_months, parse_value
from onrecord.record.timexes import Timex

_MOVE = re.compile(r"(?P<n>[+-]?\d{1,6})(?P<unit>WE|[DWMQHYECdwmqyec])")
_PICK = re.compile(
    r"(?P<way><=|>=|[<>=~])(?:(?P<weekday>[1-7])|(?P<weekend>WE)|M(?P<month>\d{2})(?:-(?P<day>\d{2}))?|X(?P<only>\d{1,2})"
    r"|(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])|H(?P<holiday>[A-Z]{3,}))"
)
_NTH = re.compile(r"=(?P<n>-1|[1-5]):(?P<what>[1-7]|WE|[WDM])")
# How long units are, as far as that decides whether one can be counted from another.
_SIZES = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "S": 3, "H": 4, "Y": 5, "E": 6, "C": 7}
_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}


def resolve_value(relative: str, anchor: Period | date | str) -> Period | None:
    """The period that `relative` means from `anchor`, a date, a period, or either's value.

    None where the calendar has no such day, where the anchor names no place in it, or where it is too
    coarse ("two days later" than a year). The notation is the package's.
    """
    if isinstance(anchor, str):
        found = parse_value(anchor)
    elif isinstance(anchor, date):
        found = Period("D", anchor)
    else:
        found = anchor
    inside = False
    for step in relative.split("/"):
        if found is None:
            return None
        try:
            found = _step(step, found, inside)
        except (ValueError, OverflowError):
            return None
        inside = True
    return found


def resolve_timexes(timexes: Iterable[Timex], published: date | str) -> tuple[Timex, ...]:
    """The same timexes in the same order, with values from another date of publication.

    `published` is a date or an EDTF date; a time in it is not looked at. What hangs on another timex is
    resolved from that one's new value. What is absolute stays as it is.
    """
    day = parse_value(published.split("T")[0]) if isinstance(published, str) else Period("D", published)
    done: dict[str, Timex] = {}
    for timex in timexes:
        done[timex.id] = timex
        if timex.relative is None:
            continue
        anchor = timex.anchor or "published"
        at = day if anchor == "published" else _period(done.get(anchor))
        found = resolve_value(timex.relative, at) if at else None
        done[timex.id] = valued(timex, found, anchor if at else timex.anchor)
    return tuple(done.values())


def valued(timex: Timex, found: Period | None, anchor: str | None) -> Timex:
    """`timex` with this period as its value, and with this anchor."""
    return replace(
        timex,
        value=found.value() if found else None,
        edtf=found.edtf(timex.mod == "APPROX") if found else None,
        anchor=anchor,
    )


def _period(timex: Timex | None) -> Period | None:
    return parse_value(timex.value) if timex and timex.value else None


def _step(step: str, at: Period, inside: bool) -> Period | None:
    if step.startswith("T"):
        return Period("D", at.first, step[1:]) if at.unit == "D" else at
    move = _MOVE.fullmatch(step)
    if move:
        return _move(at, int(move["n"]), move["unit"])
    nth = _NTH.fullmatch(step)
    if nth:
        return _nth(at, int(nth["n"]), nth["what"])
    pick = _PICK.fullmatch(step)
    return _pick(pick, at, inside) if pick else None


def _move(at: Period, n: int, unit: str) -> Period | None:
    if unit.islower():
        if unit in "dw":
            if at.unit not in ("D", "W") or (at.unit == "W" and unit == "d"):
                return None
            return Period(at.unit, at.first + timedelta(days=n * (7 if unit == "w" else 1)), at.time)
        months = n * _MONTHS_IN[unit.upper()]
        if at.unit in ("W", "WE"):
            return Period.of(at.unit, add_months(at.first, months))
        if at.unit != "D" and at.unit != "S" and _MONTHS_IN[at.unit] > _MONTHS_IN[unit.upper()]:
            return None
        return Period(at.unit, add_months(at.first, months), at.time)
    if _SIZES[unit] < _SIZES[at.unit]:
        return None
    if unit in ("D", "W", "WE"):
        day = at.first + timedelta(days=n * (1 if unit == "D" else 7))
    else:
        day = add_months(at.first.replace(day=1), n * _MONTHS_IN[unit])
    return Period.of(_unit(unit), day)


def _unit(name: str) -> Unit:
    units: tuple[Unit, ...] = ("C", "E", "Y", "H", "Q", "S", "M", "W", "WE", "D")
    return next(unit for unit in units if unit == name)


def _pick(pick: re.Match[str], at: Period, inside: bool) -> Period | None:
    """The one of these periods that lies nearest to `at` in the way asked for."""
    way, day = pick["way"], at.first
    if (
        way != "="
        and _SIZES[at.unit] > _SIZES["D" if pick["weekday"] or pick["weekend"] or pick["only"] else "M"]
    ):
        return None
    if pick["weekday"]:
        monday = day - timedelta(days=day.weekday())
        options = [
            Period("D", monday + timedelta(days=7 * week + int(pick["weekday"]) - 1)) for week in (-1, 0, 1)
        ]
        if inside and at.unit in ("M", "W", "WE"):
            options = [p for p in options if p.first >= at.first]
        return _nearest(options, day, "=" if way == "=" else way, monday, monday + timedelta(days=6))
    if pick["weekend"]:
        weekends = [Period.of("WE", day + timedelta(days=7 * week)) for week in (-1, 0, 1)]
        return _nearest(weekends, day, way, Period.of("W", day).first, Period.of("W", day).last)
    if pick["only"]:
        months = (add_months(day.replace(day=1), n) for n in (-1, 0, 1))
        options = [p for month in months if (p := _day(month.year, month.month, int(pick["only"])))]
        return _nearest(options, day, way, day.replace(day=1), Period.of("M", day).last)
    years = range(max(day.year - 1, 1), min(day.year + 1, 9999) + 1)
    options = [p for year in years if (p := _in_year(pick, year))]
    return _nearest(options, day, way, date(day.year, 1, 1), date(day.year, 12, 31))


def _nth(at: Period, n: int, what: str) -> Period | None:
    """The n-th of these units inside `at`, -1 the last; a week belongs to where its Thursday lies."""
    if _SIZES[at.unit] < _SIZES["M"] or _SIZES[at.unit] > _SIZES["Y"]:
        return None
    if what == "M":
        months = at.last.month - at.first.month + 1 if at.unit != "S" else 3
        return Period("M", add_months(at.first, n - 1 if n > 0 else months - 1)) if n <= months else None
    weekday = {"W": 4, "WE": 6, "D": 0}.get(what) if not what.isdigit() else int(what)
    if not weekday:
        day = at.first + timedelta(days=n - 1) if n > 0 else at.last
    elif n > 0:
        day = at.first + timedelta(days=(weekday - at.first.isoweekday()) % 7 + 7 * (n - 1))
    else:
        day = at.last - timedelta(days=(at.last.isoweekday() - weekday) % 7)
    if not at.first <= day <= at.last:
        return None
    unit: Unit = "W" if what == "W" else "WE" if what == "WE" else "D"
    return Period.of(unit, day)


def _in_year(pick: re.Match[str], year: int) -> Period | None:
    if pick["holiday"]:
        day = holiday(pick["holiday"], year)
        return Period("D", day) if day else None
    if pick["season"]:
        return Period("S", date(year, SEASONS[pick["season"]], 1))
    if pick["quarter"]:
        return Period("Q", date(year, 3 * int(pick["quarter"]) - 2, 1))
    if pick["half"]:
        return Period("H", date(year, 6 * int(pick["half"]) - 5, 1))
    if pick["day"]:
        return _day(year, int(pick["month"]), int(pick["day"]))
    return Period("M", date(year, int(pick["month"]), 1))


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return Period("D", date(year, month, day))
    except ValueError:
        return None


def _far(period: Period, day: date) -> int:
    """How far a period is from a day; the past is twice as near, since news tells of it more often."""
    days = (period.first - day).days
    return 2 * days if days > 0 else -days


def _nearest(options: list[Period], day: date, way: str, start: date, end: date) -> Period | None:
    """`way` from `day`; "=" wants the one that begins between `start` and `end`."""
    if way == "=":
        return next((p for p in options if start <= p.first <= end), None)
    if way == "~":
        return min(options, key=lambda p: (_far(p, day), p.first), default=None)
    kept = {
        "<": [p for p in options if p.last < day],
        "<=": [p for p in options if p.first <= day],
        ">": [p for p in options if p.first > day],
        ">=": [p for p in options if p.last >= day],
    }[way]
    return (kept[-1] if way[0] == "<" else kept[0]) if kept else None
