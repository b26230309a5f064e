"""What the API answers with. Names are those of Python's views and of `onrecord show ... --json`."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
INFERRED = "EDTF of the days that were inferred, where nothing is stated"


class Model(BaseModel):
    """Made of a view; what is unknown is null."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


class Part(Model, Generic[T]):
    """One page of a list, from 1; `undated` would be inside but for a missing date."""

    items: list[T]
    total: int
    page: int
    per_page: int
    undated: int = 0


class Counts(Model):
    """How many of each the record holds."""

    pages: int
    origins: int
    articles: int
    statements: int
    statements_with_speaker: int
    chains: int
    failures: int


class RecordInfo(Model):
    """What the record holds, and the token that a correction from this machine is sent with."""

    name: str
    version: str
    counts: Counts
    same_site_token: str = Field(
        description="Send it as X-OnRecord-Token with a POST, with your cookies; a bearer needs none."
    )


class Role(Model):
    """What an article says somebody is."""

    title: str | None
    affiliation: str | None
    former: bool


class Copy(Model):
    """Of which article another one is a copy."""

    article: str
    headline: str | None
    outlet: str | None
    share: float
    direction: str | None
    why: str


class Article(Model):
    """An article without its text."""

    id: str
    headline: str | None
    outlet: str | None
    agency: str | None
    bylines: list[str]
    published: str | None = Field(description="EDTF")
    inferred: str | None = Field(description=INFERRED)
    modified: str | None
    language: str | None
    url: str | None
    origins: list[str]
    statements: int
    warnings: list[str]
    copy_of: Copy | None
    kind: str


class Statement(Model):
    """A statement: who, how, what, where. `start` and `end` count code points in the article's text."""

    id: str
    who: str | None
    speaker: str | None = Field(description="a chain's id")
    entity: str | None = Field(description="the speaker across articles: a person's id")
    entity_name: str | None
    roles: list[Role]
    source: str
    cue: str
    content: str
    form: str
    act: str | None
    negated: bool
    inferred: bool
    probability: float | None
    holder: str | None = Field(description="the id of the statement in whose content this one lies")
    holder_who: str | None
    start: int | None
    end: int | None
    article: str
    headline: str | None
    outlet: str | None
    published: str | None = Field(description="EDTF")
    published_inferred: str | None = Field(description=INFERRED)
    origin: str
    url: str | None


class Person(Model):
    """A person and what the record has of them."""

    id: str | None
    name: str
    names: list[str]
    roles: list[Role]
    outlets: list[str]
    articles: int
    statements: int
    held: int
    chains: list[str]
    identifier: str | None
    wrote: int = Field(description="articles whose byline names them")


class RolePlace(Model):
    """Where an article says what somebody is."""

    role: Role
    start: int
    end: int
    before: str
    words: str
    after: str


class Seen(Model):
    """A person in one article, and why it is this person."""

    article: str
    headline: str | None
    outlet: str | None
    published: str | None = Field(description="EDTF")
    published_inferred: str | None = Field(description=INFERRED)
    origin: str
    url: str | None
    chain: str
    name: str
    roles: list[Role]
    evidence: list[RolePlace]
    why: str
    probability: float
    wrote: bool = Field(description="whether the byline names them")


class Companion(Model):
    """Somebody who is quoted in the same articles."""

    id: str
    name: str
    articles: int


class Dossier(Model):
    """All that the record has of one person; `version` is handed back as `seen` with a correction."""

    person: Person
    seen: list[Seen]
    said: list[Statement]
    about: list[Statement]
    all_said: int
    all_about: int
    quoted_with: list[Companion]
    version: str


class Member(Model):
    """A chain that belongs to an entity."""

    chain: str
    article: str
    why: str
    probability: float


class Entity(Model):
    """Somebody or something across articles."""

    id: str
    kind: str | None
    name: str
    names: list[str]
    identifier: str | None
    members: list[Member]


class Span(Model):
    """Words at a place: code points in the article's text."""

    start: int
    end: int
    text: str


class Place(Model):
    """Where a line of the timeline stands."""

    id: str
    article: str
    outlet: str | None
    published: str | None
    published_inferred: bool
    origin: str
    url: str | None
    speaker: str | None
    date: Span
    verb: Span


class Line(Model):
    """What happened, or was said, and all the places that tell it in the same words."""

    date: str = Field(description="EDTF")
    first: str
    last: str
    sure: bool
    kind: Literal["happening", "statement"]
    words: str
    tense: str | None
    background: bool
    places: list[Place]


class Hit(Model):
    """Something that was found; `marks` are ranges of `text`."""

    field: Literal["content", "headline", "text"]
    text: str
    marks: list[tuple[int, int]]
    score: float
    article: Article
    statement: Statement | None
    start: int | None
    end: int | None


class Hits(Model):
    """Hits, best first; whether there are more."""

    hits: list[Hit]
    more: bool
    undated: int


class Difference(Model):
    """A stretch of the quote beside what the article has there."""

    kind: Literal["same", "changed", "moved", "missing", "elided", "aside", "added"]
    quoted: str
    found: str


class Passage(Model):
    """Words of an article that are close to a quote; joined, all `found` of `differences` are `text`."""

    text: str
    score: float = Field(description="1.0 is word for word")
    how: Literal["word for word", "nearly the same", "similar"]
    differs_in: list[Literal["negation", "number", "name"]]
    differences: list[Difference]


class FoundPlace(Model):
    """Where such words stand; `statement` is null where they are in none that was found."""

    start: int
    end: int
    text: str
    before: str
    after: str
    block: str | None
    article: Article
    statement: Statement | None


class Find(Model):
    """A passage with every place that has the same words, in the order of time, copies behind."""

    passage: Passage
    places: list[FoundPlace]


class Finds(Model):
    """Passages, closest first; whether there are more, or only the best of many articles were read."""

    found: list[Find]
    more: bool
    only_best: bool


class Quote(Model):
    """A W3C TextQuoteSelector, and where it stood."""

    exact: str
    prefix: str
    suffix: str
    start: int | None


class PagePlace(Model):
    """Which page is meant."""

    sha256: str
    url: str | None
    article: str


class Target(Model):
    """Words of a page that a correction is about."""

    page: PagePlace
    part: str
    quotes: list[Quote]
    group: int


class Correction(Model):
    """What a person says against the machine."""

    id: str
    kind: str
    author: str
    time: str
    reason: str | None
    targets: list[Target]
    values: list[tuple[str, str | None]]
    undoes: str | None


class CorrectionState(Model):
    """A correction and what has become of it."""

    correction: Correction
    state: Literal["in force", "undone", "unfit"]
    why: str | None
    overruled: str | None = Field(description="the id of a later one that holds instead")


class Corrected(Model):
    """A statement with the corrections that lie on it; `version` is handed back as `seen`."""

    statement: Statement
    corrections: list[Correction]
    version: str


class Problem(Model):
    """Problem details, RFC 9457. With 409, `version` and `corrections` tell what others said meanwhile."""

    type: str
    title: str
    status: int
    detail: str
    version: str | None = None
    corrections: list[Correction] | None = None
