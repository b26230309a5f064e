"""A story laid out in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.record.happenings import Tense
from onrecord.record.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a line of a timeline stands: the article, its words and its date as they stand there.

    `speaker` vouches for it, by name or by the words of the source; None means that the narrator does.
    `id` is the happening's, or the attribution's for what was said.
    """

    id: str
    article: str
    outlet: str | None
    published: str | None  # EDTF; inferred where `published_inferred`
    published_inferred: bool
    origin: str
    url: str | None
    speaker: str | None
    date: Span
    verb: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What happened, or was said, in a stretch of time, and all the places that tell it in the same words.

    `date` is EDTF; `first` and `last` are its days. `sure` is False where the date hangs on a day of
    publication that was inferred and another of the likely days would give another. `background` says that
    it lies long before the articles, or that only its year is told.
    """

    date: str
    first: str
    last: str
    sure: bool
    kind: Literal["happening", "statement"]
    words: str
    tense: Tense | None
    background: bool
    places: tuple[Place, ...]

    @property
    def speakers(self) -> tuple[str | None, ...]:
        """Who vouches for it; None is a narrator, who comes first."""
        return tuple(sorted({place.speaker for place in self.places}, key=lambda name: (name or "",)))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lines in the order of time, and how many more have a date that no calendar day is known for."""

    lines: tuple[Line, ...]
    undated: int

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def story(self) -> tuple[Line, ...]:
        """The lines that are not background."""
        return tuple(line for line in self.lines if not line.background)

    @property
    def background(self) -> tuple[Line, ...]:
        """What lies long before."""
        return tuple(line for line in self.lines if line.background)
