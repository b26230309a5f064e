"""Days with names."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta

# Month and day, or month, weekday (Monday 0) and which one of the month (-1 the last).
_FIXED = {
    "NEWYEAR": (1, 1), "NEWYEARSEVE": (12, 31), "VALENTINE": (2, 14), "CHRISTMAS": (12, 25),
    "CHRISTMASEVE": (12, 24), "BOXING": (12, 26), "HALLOWEEN": (10, 31), "INDEPENDENCE": (7, 4),
    "VETERANS": (11, 11), "STPATRICK": (3, 17), "MAYDAY": (5, 1), "BASTILLE": (7, 14), "APRILFOOLS": (4, 1),
    "EPIPHANY": (1, 6), "JUNETEENTH": (6, 19), "WOMENS": (3, 8), "GROUNDHOG": (2, 2),
}  # fmt: skip
_FLOATING = {
    "THANKSGIVING": (11, 3, 4), "LABOR": (9, 0, 1), "MEMORIAL": (5, 0, -1), "MLK": (1, 0, 3),
    "PRESIDENTS": (2, 0, 3), "COLUMBUS": (10, 0, 2), "MOTHERS": (5, 6, 2), "FATHERS": (6, 6, 3),
    "ELECTION": (11, 1, 1),
}  # fmt: skip
_FROM_EASTER = {
    "EASTER": 0, "GOODFRIDAY": -2, "PALMSUNDAY": -7, "ASHWEDNESDAY": -46, "EASTERMONDAY": 1,
    "MARDIGRAS": -47, "PENTECOST": 49, "ASCENSION": 39,
}  # fmt: skip


def holiday(name: str, year: int) -> date | None:
    """The day that a holiday falls on in `year`; None for a name that is not known.

    Election Day and Labor Day are those of the United States, Easter that of the western churches.
    """
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    if name not in _FLOATING:
        return None
    month, weekday, which = _FLOATING[name]
    days = [
        day
        for day in Calendar().itermonthdates(year, month)
        if day.month == month and day.weekday() == weekday
    ]
    if name == "ELECTION":  # the Tuesday after the first Monday
        return next(day for day in days if day.day > 1)
    return days[which - 1 if which > 0 else which]


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
