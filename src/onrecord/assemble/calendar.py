"""What the views across articles need to know of the calendar; `pipeline` hands it to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from onrecord.record import Timex


class Stretch(Protocol):
    """A day, a week, a month ... of the calendar."""

    @property
    def first(self) -> date:
        """Its first day."""

    @property
    def last(self) -> date:
        """Its last day."""


class Calendar(Protocol):
    """How time expressions get their values."""

    def resolve(self, relative: str, anchor: date | Stretch) -> Stretch | None:
        """What a Timex.relative means from a date, or from another stretch."""

    def parse(self, value: str) -> Stretch | None:
        """The stretch that a TIMEX3 value or an EDTF date names; durations and sets name none."""

    def resolve_all(self, timexes: Iterable[Timex], published: str) -> tuple[Timex, ...]:
        """The timexes of an article with their values from another date of publication."""
