"""Time expressions, and what follows from them about an article's date and a story's days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.record.spans import Span

# What the month of an EDTF date says above 12, at its second level (ISO 8601-2, 4.8).
_STRETCHES = {
    **{"21": "Spring {}", "22": "Summer {}", "23": "Autumn {}", "24": "Winter {}"},
    **{"33": "First quarter of {}", "34": "Second quarter of {}"},
    **{"35": "Third quarter of {}", "36": "Fourth quarter of {}"},
    **{"40": "First half of {}", "41": "Second half of {}"},
}
_STRETCH = re.compile(r"(\d{4})-(\d\d)")
_DECADE = re.compile(r"(\d{3})X")

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


def stretch_in_words(edtf: str) -> str:
    """An EDTF date for people where it has a code: "Summer 2031" of 2031-22; any other stays as it is."""
    match = _STRETCH.fullmatch(edtf)
    if match and match[2] in _STRETCHES:
        return _STRETCHES[match[2]].format(match[1])
    decade = _DECADE.fullmatch(edtf)
    return f"{decade[1]}0s" if decade else edtf
