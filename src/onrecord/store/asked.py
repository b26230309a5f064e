"""Which statements are asked for, and the page of them that is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.store.views import Answer, StatementView

UNKNOWN = "-"  # as the value of a facet: it is not known


Order = Literal["fit", "oldest", "newest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows are wanted; None asks nothing. Names compare without case, accents and hyphens.

    `speaker`: every word is among the speaker's names, or among the words of the source where no speaker
    was found. `about`: every word is in the content, or among the names of somebody mentioned there.
    `outlet`: every word is in the outlet's name. `since`, `until`: EDTF dates; an article counts as
    inside if any day that its own date can mean is. What has no date is left out by them, and counted.
    `min_probability`: what found the statement is at least so sure of it, 0 to 1; where that is unknown,
    the statement is left out, but not by 0.
    """

    speaker: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None  # an article's id
    min_probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which statements are asked for, in which order; None asks nothing.

    `words` are searched for as by Store.search, in what was said. `speaker` (an entity's id), `outlet`, `day`
    (the beginning of an EDTF date) and `form` are values of facets, compared as they are; UNKNOWN asks for
    what has none. `wanted` filters further. Without words "fit" is "oldest". With `every`, facets list all
    their values.
    """

    words: str | None = None
    wanted: Filter = Filter()
    speaker: str | None = None
    outlet: str | None = None
    day: str | None = None
    form: str | None = None
    order: Order = "fit"
    every: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value, what people call it (None: it is not known), and how many statements have it."""

    value: str
    name: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Values with their counts, and how many further values there are."""

    values: tuple[FacetValue, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """All the statements that were asked for, counted. Days stand in order, the rest by number,
    speakers with a name before those without.
    """

    total: int = 0
    speakers: Facet = Facet()
    outlets: Facet = Facet()
    days: Facet = Facet()
    forms: Facet = Facet()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementHit:
    """A statement with the ranges of its content that were searched for. `score` is bm25, less is better."""

    statement: StatementView
    marks: tuple[tuple[int, int], ...]
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Answer[StatementHit]):
    """Some of the statements that were asked for; how many there are, and would be but for a missing date."""

    total: int
    undated: int
    facets: Facets
