"""Exact places in an article's text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.errors import SpanMismatch


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of Unicode code points in one Article's text."""

    article_id: str
    start: int
    end: int
    text: str  # kept too, so that a moved offset is noticed

    def check(self, article_text: str) -> None:
        """Raise SpanMismatch unless `article_text` has this span's text at its place."""
        seen = article_text[self.start : self.end]
        if seen != self.text or not 0 <= self.start < self.end:
            raise SpanMismatch(self.article_id, self.start, self.end, self.text, seen)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<{self.text!r} [{self.start}:{self.end}]>"


class Spans(tuple[Span, ...]):
    """Spans of one article in the order of the text; printed, their words with "…" between the parts."""

    __slots__ = ()

    def __str__(self) -> str:
        return " … ".join(span.text for span in self)
