"""Readings with their time expressions resolved again, from the day that was inferred."""

from __future__ import annotations

from dataclasses import replace

from onrecord.assemble.calendar import Calendar
from onrecord.record import InferredDate, Reading, Timex


def resolve_again(reading: Reading, inferred: InferredDate | None, calendar: Calendar) -> Reading:
    """`reading` with the values that hold on every day that its article may be from.

    Those that differ between the first and the last of these days stay unknown. Without an inferred date,
    and where one end is open, it is the same reading.
    """
    if inferred is None or inferred.earliest is None or inferred.latest is None:
        return reading
    first = calendar.resolve_all(reading.timexes, inferred.earliest)
    last = calendar.resolve_all(reading.timexes, inferred.latest)
    # Between the two, values only move forward: where they agree at both ends, they agree throughout.
    timexes = tuple(
        one if one.value == other.value else before
        for before, one, other in zip(reading.timexes, first, last, strict=True)
    )
    return replace(reading, timexes=timexes)


def resolve_likeliest(
    reading: Reading, inferred: InferredDate | None, calendar: Calendar
) -> dict[str, Timex]:
    """The timexes of an article by id, resolved from the likeliest day where its day was inferred."""
    if inferred is None:
        return {timex.id: timex for timex in reading.timexes}
    return {timex.id: timex for timex in calendar.resolve_all(reading.timexes, inferred.likeliest)}
