"""The timeline as pages and the report show it: days in order, background apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from onrecord.record import Line, Place, Timeline

MOST_LINES = 1500  # on one page; whoever has more narrows it down


@dataclass(frozen=True, slots=True)
class Told:
    """A line with a number of its own on the page. `outlets` are its places, one for each outlet."""

    number: int
    line: Line
    outlets: tuple[Place, ...]

    @property
    def to_come(self) -> bool:
        """Whether it lay ahead when it was told."""
        return self.line.tense == "future"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a longer stretch of time, and what is told of it."""

    date: str  # EDTF
    first: str
    last: str
    lines: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """A timeline by days. `more` lines do not fit on a page, `undated` have no known day."""

    story: tuple[Day, ...]
    background: tuple[Day, ...]
    more: int
    undated: int


def days_of(timeline: Timeline, most: int = MOST_LINES) -> Days:
    """The days of a timeline; the latest lines stay where there are more than `most`."""
    story = timeline.story[-most:]
    background = timeline.background[len(timeline.background) - max(0, most - len(story)) :]
    shown = len(story) + len(background)
    return Days(
        story=tuple(_days(story, 0)),
        background=tuple(_days(background, len(story))),
        more=len(timeline) - shown,
        undated=timeline.undated,
    )


def _days(lines: Iterable[Line], number: int) -> Iterable[Day]:
    for (date, first, last), some in groupby(lines, key=lambda it: (it.date, it.first, it.last)):
        told = []
        for line in some:
            number += 1
            told.append(Told(number, line, _one_an_outlet(line)))
        yield Day(date, first, last, tuple(told))


def _one_an_outlet(line: Line) -> tuple[Place, ...]:
    return tuple({place.outlet or place.origin: place for place in reversed(line.places)}.values())[::-1]
