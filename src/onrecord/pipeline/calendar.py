"""The calendar that the views across articles ask, from the stage that reads time expressions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.assemble import Stretch
from onrecord.extract.timexes import Period, resolve_timexes, resolve_value
from onrecord.extract.timexes.periods import parse_value
from onrecord.record import Timex


class TimexCalendar:
    """assemble.Calendar, by the rules of extract.timexes."""

    def resolve(self, relative: str, anchor: date | Stretch) -> Period | None:
        """What a Timex.relative means from a date, or from another stretch."""
        assert isinstance(anchor, date | Period)
        return resolve_value(relative, anchor)

    def parse(self, value: str) -> Period | None:
        """The stretch that a TIMEX3 value or an EDTF date names."""
        return parse_value(value.partition("T")[0])

    def resolve_all(self, timexes: Iterable[Timex], published: str) -> tuple[Timex, ...]:
        """The timexes of an article with their values from another date of publication."""
        return resolve_timexes(timexes, published)
