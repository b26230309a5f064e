"""Days as numbers, and what the time expressions of one article mean on each day that it may be from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from onrecord.assemble.calendar import Calendar, Stretch
from onrecord.record import Timex

Day = int  # date.toordinal()
IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included."""

    first: Day
    last: Day

    def __len__(self) -> int:
        return self.last - self.first + 1

    def meets(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last


def days_of(stretch: Stretch | None) -> Days | None:
    """The days of a stretch."""
    return None if stretch is None else Days(stretch.first.toordinal(), stretch.last.toordinal())


def iso(day: Day) -> str:
    """A day as EDTF writes it."""
    return date.fromordinal(day).isoformat()


class Meanings:
    """What timexes mean from each day of publication. It remembers, since articles repeat each other."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[str, Day], Days | None] = {}
        self._ranges: dict[tuple[str | None, str | None, str | None, Day, int], Ranges] = {}

    def absolute(self, timex: Timex) -> Days | None:
        """The days that a timex names whatever the date of publication, None if it depends on that."""
        if timex.relative is not None or timex.value is None:
            return None
        return days_of(self.calendar.parse(timex.value))

    def on(self, timex: Timex, published: Day) -> Days | None:
        """The days that a timex means in an article of this day.

        None where there are none, and where it hangs on another timex: that one tells more.
        """
        if timex.relative is None:
            return self.absolute(timex)
        if timex.anchor not in (None, "published"):
            return None
        key = (timex.relative, published)
        if key not in self._known:
            self._known[key] = days_of(self.calendar.resolve(timex.relative, date.fromordinal(published)))
        return self._known[key]

    def ranges(self, timex: Timex, first: Day, count: int) -> Ranges:
        """What a timex means on each of `count` days from `first` on."""
        key = (timex.relative, timex.anchor, timex.value, first, count)
        if key not in self._ranges:
            found = [self.on(timex, day) for day in range(first, first + count)]
            self._ranges[key] = Ranges(
                np.array([days.first if days else 0 for days in found]),
                np.array([days.last if days else -1 for days in found]),
            )
        return self._ranges[key]


@dataclass(frozen=True, slots=True)
class Ranges:
    """First and last days, as int64 arrays of one length; the last before the first where there is none."""

    first: IntArray
    last: IntArray

    def part(self, start: int, end: int) -> Ranges:
        """Those from `start` to `end`, half-open."""
        return Ranges(self.first[start:end], self.last[start:end])


@dataclass(frozen=True, slots=True)
class Belief:
    """How likely each day from `first` on is; with `later` the weights add up to 1.

    `later` is how likely it is that the day comes after all of these.
    """

    first: Day
    weights: Sequence[float]
    later: float = 0.0

    @property
    def likeliest(self) -> Day:
        """The day with the greatest weight, the earliest of several."""
        best = max(self.weights)
        return self.first + next(i for i, weight in enumerate(self.weights) if weight == best)

    def core(self, share: float, most: int) -> dict[Day, float] | None:
        """The likeliest days that together have `share` of the weight; None if these are more than `most`."""
        order = sorted(range(len(self.weights)), key=lambda i: (-self.weights[i], i))
        total = 0.0
        found: dict[Day, float] = {}
        for i in order:
            if total >= share:
                break
            if len(found) >= most:
                return None
            found[self.first + i] = self.weights[i]
            total += self.weights[i]
        return found


def normalised(first: Day, weights: Sequence[float], later: float = 0.0) -> Belief:
    """A Belief of weights that need not add up to 1, but are not all 0."""
    total = sum(weights) + later
    return Belief(first, [weight / total for weight in weights], later / total)
