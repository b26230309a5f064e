"""Time expressions, and what follows from them about an article's date and a story's days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record.spans import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression in the sense of TIMEX3 (ISO 24617-1), with its calendar value.

    `value` is the TIMEX3 value, None where the text and the anchor do not give one. `edtf` is the same in
    EDTF (ISO 8601-2), where that has one: durations and sets have none, a week becomes an interval. `mod`
    is TIMEX3's (START, MID, END, APPROX, MORE_THAN, ...). `anchor` is what it was resolved against: the id
    of another timex, "published" for the article's date, None for what needs no anchor or has none.
    `relative` is its meaning before the anchor, in the notation that extract.timexes documents; None for
    what is absolute. With it, a later date resolves the timex again.
    """

    id: str
    span: Span
    type: TimexType
    value: str | None
    edtf: str | None
    mod: str | None
    anchor: str | None
    relative: str | None
