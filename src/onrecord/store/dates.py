"""Which days an EDTF date can mean."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:(?<=-\d{2}-\d{2})T.*)?", re.DOTALL | re.ASCII)


class Days(NamedTuple):
    """The first and the last day that a date can mean, each as YYYY-MM-DD."""

    first: str
    last: str


def days_of(edtf: str) -> Days | None:
    """The days that a date, a month, a year, a date with time or an interval of these covers.

    None for anything else. A date with time stands for its day as written, whatever its zone.
    """
    ends = edtf.strip().split("/")
    if len(ends) > 2:
        return None
    found = [_days_of_one(end) for end in ends]
    first, last = found[0], found[-1]
    if first is None or last is None or first.first > last.last:
        return None
    return Days(first.first, last.last)


def _days_of_one(edtf: str) -> Days | None:
    match = _DATE.fullmatch(edtf)
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None:
        return Days(f"{year}-01-01", f"{year}-12-31")
    if not 1 <= int(month) <= 12:
        return None
    # The calendar module has no year 0; it was a leap year, like 2000.
    length = calendar.monthrange(int(year) or 2000, int(month))[1]
    if day is None:
        return Days(f"{year}-{month}-01", f"{year}-{month}-{length:02}")
    if not 1 <= int(day) <= length:
        return None
    return Days(f"{year}-{month}-{day}", f"{year}-{month}-{day}")
