"""Dates as pages and sheets state them, as EDTF; what is unclear or impossible is None."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"(?:[T ]\s?(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COARSE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?")
_MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = (
    re.compile(rf"\b{_MONTH}\s+{_DAY}\s*,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
)
_ISO_INSIDE = re.compile(rf"(?<!\d){_ISO.pattern}(?!\d)", re.IGNORECASE)
_HTTP = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,\s+\d{1,2}\s+[a-z]{3}\s+\d{4}\s+(\d{2}):(\d{2})(?::(\d{2}))?\s*(gmt|utc|z|[+-]\d{4})?",
    re.IGNORECASE,
)
EARLIEST_YEAR = 1600  # the first newspapers; what lies before is a default of some system
LATEST_YEAR = 2200
FIRST_WEB_YEAR = 1990  # the first page of the web; what systems state before that is their default
_IN_PATH = re.compile(
    r"^https?://[^/]+/(?:.*/)?(?P<year>(?:19|20|21)\d\d)(?P<mark>[/-])(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]))?(?=[/-]|$)"
)


def to_edtf(value: str) -> str | None:
    """EDTF level 0 for an ISO date, month, year or date with time, or None when it is none or impossible."""
    value = value.strip()
    if _COARSE.fullmatch(value):
        return value if EARLIEST_YEAR <= int(value[:4]) <= LATEST_YEAR else None
    match = _ISO.fullmatch(value)
    if match is None:
        compact = _COMPACT.fullmatch(value)
        if compact is None:
            return None
        year, month, day, hour, minute, second, zone = compact.groups()
        time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        match = _ISO.fullmatch(f"{year}-{month}-{day}{time}")
    return _from_match(match) if match else None


def stated_date(value: str, fetched: str | None = None) -> str | None:
    """EDTF for a date as a page states it, ISO or written out in English, or None.

    A date of figures only ("04/05/2031") is None: nobody can tell month from day. So is one later than
    `fetched` allows: a page cannot come from the future of its reading.
    """
    value = " ".join(value.split())[:100]
    edtf = to_edtf(value) or _written(value)
    return None if edtf is None or _after(edtf, fetched) else edtf


def impossible(edtf: str, fetched: str | None) -> str | None:
    """Why no page of the web can be from a date ("is before the web"), or None."""
    if int(edtf[:4]) < FIRST_WEB_YEAR:
        return "is before the web"
    return "is later than the page was fetched" if _after(edtf, fetched) else None


def date_in_address(url: str | None) -> str | None:
    """The day or the month in the path of an address (".../2031/05/04/..."), or None."""
    match = _IN_PATH.search(url or "")
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    found = _day(year, month, day or "01")
    return None if found is None else found if day else found[:7]


def date_in_line(line: str, fetched: str | None = None) -> str | None:
    """EDTF for the one full date that stands in a line ("Published May 4, 2031, 10:15"), or None."""
    found = {(day[:10], day) for day in _dates_in(line)}
    if len({day for day, _ in found}) != 1:
        return None
    edtf = max(found)[1]
    return None if _after(edtf, fetched) else edtf


def _dates_in(line: str) -> list[str]:
    days = [_from_match(match) for match in _ISO_INSIDE.finditer(line)]
    days += [
        _day(m["year"], _MONTHS[m["month"].lower()], m["day"])
        for pattern in _WRITTEN
        for m in pattern.finditer(line)
    ]
    return [day for day in days if day]


def _written(value: str) -> str | None:
    for pattern in _WRITTEN:
        match = pattern.search(value)
        if match:
            day = _day(match["year"], _MONTHS[match["month"].lower()], match["day"])
            time = _HTTP.fullmatch(value)
            if day and time:
                hour, minute, second, zone = time.groups()
                return to_edtf(f"{day}T{hour}:{minute}:{second or '00'}{zone or ''}")
            return day
    return None


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def _from_match(match: re.Match[str]) -> str | None:
    day = _day(match["year"], match["month"], match["day"])
    if day is None or match["hour"] is None:
        return day
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 60:
        return day
    zone = (match["zone"] or "").upper()
    if zone in {"Z", "UTC", "GMT"}:
        zone = "Z"
    elif zone:
        zone = f"{zone[:3]}:{zone[-2:] if len(zone) > 3 else '00'}"
    return f"{day}T{hour:02}:{minute:02}:{min(second, 59):02}{zone}"


def _after(edtf: str, fetched: str | None) -> bool:
    """Whether a date lies after the page was fetched, with a day's tolerance for time zones."""
    if fetched is None:
        return False
    try:
        limit = datetime.fromisoformat(fetched).date() + timedelta(days=1)
    except ValueError:
        return False
    return edtf[:10] > limit.isoformat()[: len(edtf[:10])]
