"""What is dated: happenings in an article, and the days on which undated articles must have appeared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record.spans import Span, Spans

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What a clause tells and a time expression dates.

    `verb` is the clause's verb (a noun, where a caption or a headline has none), `clause` the words of the
    clause in the order of the text. `timex` is the id of the Timex that dates it. `attribution` is the id
    of the innermost attribution in whose content it lies; None means that the narrator vouches for it.
    `tense` is None where the words do not tell.
    """

    id: str
    article_id: str
    verb: Span
    clause: Spans
    timex: str
    attribution: str | None
    tense: Tense | None

    def __str__(self) -> str:
        return str(self.clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A reason, as a sentence for people, and the spans that give it; several articles may give one."""

    sentence: str
    spans: tuple[Span, ...]


def interval(earliest: str | None, latest: str | None) -> str:
    """EDTF of the days from the one to the other; an unknown end is open."""
    if earliest is not None and earliest == latest:
        return earliest
    return f"{earliest or '..'}/{latest or '..'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InferredDate:
    """The days between which an article was published, both included, as its own words and others' tell.

    It is inferred from the whole record and belongs to it; the article stays as it is. All days are EDTF
    days; None means that nothing tells how early or how late. `likeliest` is one of them, no more.
    """

    article_id: str
    earliest: str | None
    latest: str | None
    likeliest: str
    evidence: tuple[Evidence, ...]

    @property
    def edtf(self) -> str:
        """The day, or the interval, whose unknown end is open: "2031-05-04/.."."""
        return interval(self.earliest, self.latest)

    def __str__(self) -> str:
        return self.edtf
