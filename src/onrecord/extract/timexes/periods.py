"""Stretches of the calendar, as TIMEX3 and EDTF write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["C", "E", "Y", "H", "Q", "S", "M", "W", "WE", "D"]

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # their first months, in the north
_SEASON_OF = {month: name for name, month in SEASONS.items()}
_EDTF_SEASON = {3: "21", 6: "22", 9: "23", 12: "24"}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|W(?P<week>\d{2})(?P<end>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?:T(?P<time>.+))?"
)
_LONG = re.compile(r"(?P<century>\d{2})(?:(?P<decade>\d)X?|XX)?")
_CLOCK = re.compile(r"(\d{2})(?::(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:\d{2})?")


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month, a decade ...: its unit and its first day, and perhaps a time of day as in TIMEX3."""

    unit: Unit
    first: date
    time: str | None = None  # "10:35", "MO"

    @classmethod
    def of(cls, unit: Unit, day: date) -> Period:
        """The period of this unit that `day` lies in; a weekend is the one at the end of the day's week."""
        year, month = day.year, day.month
        if unit == "W":
            return cls(unit, day - timedelta(days=day.weekday()))
        if unit == "WE":
            return cls(unit, day + timedelta(days=5 - day.weekday()))
        if unit == "S":  # January and February belong to the winter that began the year before
            start = max((m for m in _SEASON_OF if m <= month), default=12)
            return cls(unit, date(year if start <= month else max(year - 1, 1), start, 1))
        first = {
            "C": (max(year // 100 * 100, 1), 1, 1),
            "E": (max(year // 10 * 10, 1), 1, 1),
            "Y": (year, 1, 1),
            "H": (year, 1 if month < 7 else 7, 1),
            "Q": (year, (month - 1) // 3 * 3 + 1, 1),
            "M": (year, month, 1),
            "D": (year, month, day.day),
        }[unit]
        return cls(unit, date(*first))

    @property
    def last(self) -> date:
        """Its last day."""
        if self.unit == "D":
            return self.first
        if self.unit in ("W", "WE"):
            return self.first + timedelta(days=6 if self.unit == "W" else 1)
        months = {"C": 1200, "E": 120, "Y": 12, "H": 6, "Q": 3, "S": 3, "M": 1}[self.unit]
        year = self.first.year
        if self.unit in ("C", "E"):  # the first of them begin with the year 1, for want of a year 0
            size = months // 12
            return date(year // size * size + size - 1, 12, 31)
        return add_months(self.first, months) - timedelta(days=1)

    def value(self) -> str:
        """The TIMEX3 value: "1998", "1998-W05", "1998-Q3", "199" (a decade), "19", "1998-01-05T10:35"."""
        year, month = f"{self.first.year:04}", self.first.month
        week = self.first.isocalendar()
        text = {
            "C": lambda: year[:2],
            "E": lambda: year[:3],
            "Y": lambda: year,
            "H": lambda: f"{year}-H{1 if month < 7 else 2}",
            "Q": lambda: f"{year}-Q{(month + 2) // 3}",
            "S": lambda: f"{year}-{_SEASON_OF[month]}",
            "M": lambda: f"{year}-{month:02}",
            "W": lambda: f"{week.year:04}-W{week.week:02}",
            "WE": lambda: f"{week.year:04}-W{week.week:02}-WE",
            "D": lambda: self.first.isoformat(),
        }[self.unit]()
        return f"{text}T{self.time}" if self.time else text

    def edtf(self, approximate: bool = False) -> str:
        """The same in EDTF: a week or a weekend as an interval, a part of the day as its day.

        "~" marks what is approximate, but not on seasons, quarters, decades and times, where EDTF's first
        level has no place for it.
        """
        year, month = f"{self.first.year:04}", self.first.month
        about = "~" if approximate else ""
        if self.unit in ("W", "WE"):
            return f"{self.first.isoformat()}{about}/{self.last.isoformat()}{about}"
        if self.unit == "D":
            clock = _CLOCK.fullmatch(self.time or "")
            if clock and int(clock[1]) < 24:
                hour, minute, second, zone = clock.groups()
                return f"{self.first.isoformat()}T{hour}:{minute or '00'}:{second or '00'}{zone or ''}"
            return self.first.isoformat() + about
        if self.unit in ("Y", "M"):
            return self.value() + about
        return {
            "C": f"{year[:2]}XX",
            "E": f"{year[:3]}X",
            "H": f"{year}-{40 if month < 7 else 41}",
            "Q": f"{year}-{33 + (month - 1) // 3}",
            "S": f"{year}-{_EDTF_SEASON.get(month)}",
        }[self.unit]


def parse_value(value: str) -> Period | None:
    """The period that a TIMEX3 value or an EDTF date names, or None: durations, sets and XXXX name none."""
    match, long = _VALUE.fullmatch(value), _LONG.fullmatch(value)
    try:
        if long and not match:
            year = int(long["century"]) * 100 + int(long["decade"] or 0) * 10
            return Period("E" if long["decade"] else "C", date(max(year, 1), 1, 1))
        if not match:
            return None
        year, time = int(match["year"]), match["time"]
        if match["week"]:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            return Period.of("WE" if match["end"] else "W", monday)
        if match["quarter"]:
            return Period("Q", date(year, int(match["quarter"]) * 3 - 2, 1))
        if match["half"]:
            return Period("H", date(year, int(match["half"]) * 6 - 5, 1))
        if match["season"]:
            return Period("S", date(year, SEASONS[match["season"]], 1))
        if match["day"]:
            return Period("D", date(year, int(match["month"]), int(match["day"])), time)
        return Period("M" if match["month"] else "Y", date(year, int(match["month"] or 1), 1))
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """`day` moved by months, to the month's last day where it has no such day; ValueError outside 1..9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"no year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
