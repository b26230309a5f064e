"""Gold annotations: what a careful reader finds on a page.

The header of the file says how the annotators decided. Offsets are half-open ranges of Unicode code
points into `GoldArticle.text`, the page as a reader sees it: headline, subheads, captions and paragraphs
with a blank line between, no furniture. It is not the Article.text that reading the page yields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.record import BlockKind, Form, SpeakerHow


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A place in GoldArticle.text, and the words there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """Who (source) says (cue) what (content), as a reader marked it.

    `speaker` is the fullest name in the article, several joined by "; ". `group` describes a speaker
    without a name. Both are None where the text does not tell. `holder` is the index, in
    GoldArticle.attributions, of the attribution in whose content this one lies.
    """

    source: tuple[GoldSpan, ...]
    cue: tuple[GoldSpan, ...]
    content: tuple[GoldSpan, ...]
    speaker: str | None
    group: str | None
    how: SpeakerHow
    form: Form
    holder: int | None
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRole:
    """A title and an affiliation in the article's words."""

    title: str | None
    affiliation: str | None
    former: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPerson:
    """A person by the fullest name in the article, all forms of the name, and the roles."""

    name: str
    names: tuple[str, ...]
    roles: tuple[GoldRole, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """A time expression with its TIMEX3 type, value and mod, resolved against the date of publication."""

    span: GoldSpan
    type: str
    value: str
    mod: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldBlock:
    """A block of the text and its kind."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One page. `doc` is its file name; `must_not_merge` has pairs of names of different people."""

    doc: str
    outlet: str
    published: str
    headline: str
    bylines: tuple[str, ...]
    text: str
    blocks: tuple[GoldBlock, ...]
    attributions: tuple[GoldAttribution, ...]
    people: tuple[GoldPerson, ...]
    must_not_merge: tuple[tuple[str, str], ...]
    dates: tuple[GoldDate, ...]


def read_gold(path: Path) -> list[GoldArticle]:
    """The articles of a gold file, in its order; the header, which says how they were made, is left out."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [_article(row) for row in rows if row.get("type") != "header"]


def _article(row: dict[str, Any]) -> GoldArticle:
    text: str = row["text"]

    def spans(ranges: Iterable[tuple[int, int]]) -> tuple[GoldSpan, ...]:
        return tuple(GoldSpan(start, end, text[start:end]) for start, end in ranges)

    return GoldArticle(
        doc=row["doc"],
        outlet=row["outlet"],
        published=row["published"],
        headline=row["headline"],
        bylines=tuple(row["bylines"]),
        text=text,
        blocks=tuple(GoldBlock(**block) for block in row["blocks"]),
        attributions=tuple(
            GoldAttribution(
                **{**found, **{part: spans(found[part]) for part in ("source", "cue", "content")}}
            )
            for found in row["attributions"]
        ),
        people=tuple(
            GoldPerson(
                name=person["name"],
                names=tuple(person["names"]),
                roles=tuple(GoldRole(**role) for role in person["roles"]),
            )
            for person in row["people"]
        ),
        must_not_merge=tuple((one, other) for one, other in row["must_not_merge"]),
        dates=tuple(
            GoldDate(
                span=GoldSpan(date["start"], date["end"], date["text"]),
                type=date["type"],
                value=date["value"],
                mod=date["mod"],
            )
            for date in row["dates"]
        ),
    )
