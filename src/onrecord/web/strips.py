"""When each outlet published: a strip of dots an outlet, all on one scale of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.api import CoverageView

LARGEST = 11.0  # radius in px
SMALLEST = 4.0
EDGE = 3.0  # per cent of the strip that stay free on both sides


@dataclass(frozen=True, slots=True)
class Dot:
    """So many articles on a day, at a place in per cent of the strip's width.

    `until` is the last place and `days` says which days where they were inferred, and are more than one.
    """

    days: str  # EDTF
    articles: int
    at: float
    until: float | None
    radius: float


@dataclass(frozen=True, slots=True)
class Strip:
    """An outlet; `vague` counts its articles for which no days are known."""

    outlet: str | None
    dots: tuple[Dot, ...]
    vague: int
    articles: int
    statements: int


@dataclass(frozen=True, slots=True)
class Strips:
    """All outlets, those with the most articles first, and the first and last day of all that is known.

    `inferred` says that no page states one of these two days.
    """

    rows: tuple[Strip, ...]
    first: str | None
    last: str | None
    inferred: bool


def strips(coverage: Sequence[CoverageView]) -> Strips:
    """The strips of a record's coverage."""
    known = [ends for it in coverage if (ends := _ends(it)) is not None]
    first = min((ends[0] for ends in known), default=None)
    last = max((ends[1] for ends in known), default=None)
    most = max((it.articles for it in coverage), default=1)
    rows = []
    for outlet, group in groupby(coverage, key=lambda it: it.outlet):
        some = list(group)
        dots = []
        for it in some:
            if (ends := _ends(it)) is None or first is None or last is None:
                continue
            at, until = (_place(end, first, last) for end in ends)
            dots.append(
                Dot(
                    it.published or it.inferred or "",
                    it.articles,
                    at,
                    until if until > at else None,
                    _radius(it.articles, most),
                )
            )
        rows.append(
            Strip(
                outlet,
                tuple(sorted(dots, key=lambda it: (it.at, it.days))),
                vague=sum(it.articles for it in some if _ends(it) is None),
                articles=sum(it.articles for it in some),
                statements=sum(it.statements for it in some),
            )
        )
    rows.sort(key=lambda it: (it.outlet is None, -it.articles, it.outlet))
    stated = {day for it in coverage if it.published for day in _ends(it) or ()}
    return Strips(
        tuple(rows),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        inferred=any(day is not None and day not in stated for day in (first, last)),
    )


def _ends(it: CoverageView) -> tuple[date, date] | None:
    """The first and the last day that something was published on; None where one of them is not known."""
    first, _, last = (it.published or it.inferred or "").partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return None


def _place(day: date, first: date, last: date) -> float:
    share = (day - first) / (last - first) if last > first else 0.5
    return round(EDGE + share * (100 - 2 * EDGE), 2)


def _radius(number: int, most: int) -> float:
    return round(max(SMALLEST, LARGEST * (number / most) ** 0.5) if most > 1 else SMALLEST + 1, 1)
