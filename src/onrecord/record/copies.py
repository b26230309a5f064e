"""Articles that have their words from another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.record.spans import Span

CopyDirection = Literal["credit", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """An article that has much of its text in common with another one, which it is taken to copy.

    `share` is the part of the copy's words (of its body, 0 to 1) that stand in the original; `common` are
    the stretches of the copy's text that do. `direction` is what tells which of the two was first: a credit
    or the dates; None means that nothing tells, and that the two may as well be the other way round. It
    belongs to the record: the article stays as it is.
    """

    article_id: str
    original: str  # an article's id
    share: float
    direction: CopyDirection | None
    why: str  # a sentence for people
    common: tuple[Span, ...]

    def __str__(self) -> str:
        return self.why
