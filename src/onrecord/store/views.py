"""The rows that a record answers with, of the kinds that several questions have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from onrecord.record import Entity, Given, within

T = TypeVar("T")
Outcome = Literal["new", "replaced", "duplicate", "twin"]


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What became of each item of a batch, in its order.

    "new" was not there; "replaced" took the place of an older reading (or failure) of its page, or of its
    article by older means; "duplicate" was there, the same page read by the same means; "twin" is another
    page, in other bytes, of an article that was there.
    """

    outcomes: tuple[Outcome, ...]

    def count(self, outcome: Outcome) -> int:
        """How many items ended so."""
        return self.outcomes.count(outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What was stated about a page when it was read as found at `origin`, and by what means that was."""

    origin: str
    given: Given
    provenance: str  # a provenance_key


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """What the article says somebody is.

    `in_front` says that the affiliation stands right before the title ("Nordavian minister").
    """

    title: str | None
    affiliation: str | None
    former: bool
    in_front: bool = False

    def __str__(self) -> str:
        words = (self.affiliation, self.title) if self.in_front else (self.title, self.affiliation)
        if self.affiliation is not None and self.title is not None and not self.in_front:
            words = (self.title, within(self.affiliation))
        return ("former " if self.former else "") + (" " if self.in_front else ", ").join(filter(None, words))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """Of which article another one is a copy; see record.CopyOf."""

    article: str  # the original's id
    headline: str | None
    outlet: str | None
    share: float
    direction: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article without its text. `origins` are all the places that its page was found at, sorted.

    `copy_of` is None also where copies were not looked for since the record changed; then the record tells.
    """

    id: str
    headline: str | None
    outlet: str | None
    agency: str | None
    bylines: tuple[str, ...]
    published: str | None  # EDTF
    inferred: str | None  # EDTF of the days that were inferred, where nothing is stated, and once they are
    language: str | None
    url: str | None
    origins: tuple[str, ...]
    statements: int
    warnings: tuple[str, ...]
    copy_of: CopyView | None = None
    kind: str = "article"
    modified: str | None = None  # EDTF

    @property
    def origin(self) -> str:
        """The first of the origins."""
        return self.origins[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement as people see it: who, how, what, where.

    `who` is the speaker's name, or the words of the source where no speaker was found, or None.
    `holder_who` is the same of the statement in whose content this one lies: by whose words we know. `start`
    and `end` are the place of the content in the article's text, from its first part to its last.
    """

    id: str
    who: str | None
    speaker: str | None  # a chain's id
    entity: str | None  # the speaker across articles
    entity_name: str | None
    roles: tuple[RoleView, ...]
    source: str
    cue: str
    content: str
    form: str
    act: str | None
    negated: bool
    inferred: bool
    probability: float | None
    holder: str | None  # a statement's id
    holder_who: str | None
    holder_speaker: str | None  # a chain's id
    start: int | None
    end: int | None
    article: str
    headline: str | None
    outlet: str | None
    published: str | None  # EDTF
    published_inferred: str | None  # EDTF of the days that were inferred, where nothing is stated
    origin: str
    url: str | None

    @property
    def retold(self) -> bool:
        """Whether it is known by somebody else's words."""
        if self.holder is None or (self.speaker is not None and self.speaker == self.holder_speaker):
            return False
        return self.holder_who is None or self.holder_who != self.who


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person and what the record has of them. `chains` are the chains that were taken for one person.

    `id` is the entity's, None where that was not worked out; `identifier` what a public register calls it, as
    "iso3166-1:KR", where one is asked for that is no person.

    `statements` counts what they say in an article's own account, `held` what lies inside another
    statement, where mostly somebody else tells what they say or want. `wrote` counts the articles whose
    byline names them.
    """

    id: str | None
    name: str
    names: tuple[str, ...]
    roles: tuple[RoleView, ...]
    outlets: tuple[str, ...]
    articles: int
    statements: int
    held: int
    chains: tuple[str, ...]
    identifier: str | None = None
    wrote: int = 0


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """Rows of one kind, to iterate over."""

    rows: tuple[T, ...]

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class ArticleList(Answer[ArticleView]):
    """A stretch of a list of articles, and how many the whole list has."""

    total: int


@dataclass(frozen=True, slots=True)
class Articles(Answer[ArticleView]):
    """Some articles, how many more would fit but for a missing date, and how many fit in all."""

    undated: int
    total: int


@dataclass(frozen=True, slots=True)
class Statements(Answer[StatementView]):
    """Statements, and how many more would fit but for their article's missing date."""

    undated: int


@dataclass(frozen=True, slots=True)
class People(Answer[PersonView]):
    """Some people, how many articles without a date were not looked at, and how many people there are."""

    undated: int
    total: int


@dataclass(frozen=True, slots=True)
class EntityList(Answer[Entity]):
    """A stretch of everybody and everything across articles, and how many there are."""

    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each the record holds. `pages` counts different bytes, `origins` where they were found."""

    pages: int
    origins: int
    articles: int
    statements: int
    statements_with_speaker: int
    chains: int
    failures: int
