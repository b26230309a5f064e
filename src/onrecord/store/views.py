"""What a record is asked, and the rows that it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.record import Attribution, Correction, Given, Passage, Reading, digest_id

Outcome = Literal["new", "replaced", "duplicate", "twin"]
AS_READ = "as-read"


def version_of(corrections: Iterable[str]) -> str:
    """The version of a thing on which these corrections lie, by their ids."""
    return ".".join(corrections) or AS_READ


def version_of_person(chains: Iterable[str]) -> str:
    """The version of a person to whom these chains belong, by their ids."""
    return digest_id("person", *sorted(chains))


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
class Filter:
    """Which rows are wanted; None asks nothing. Names compare without case, accents and hyphens.

    `speaker`: every word is among the speaker's names, or among the words of the source where no speaker
    was found. `about`: every word is in the content, or among the names of somebody mentioned there.
    `outlet`: every word is in the outlet's name. `since`, `until`: EDTF dates; an article counts as
    inside if any day that its own date can mean is. What has no date is left out by them, and counted.
    `min_probability`: what found the statement is at least so sure of it, 0 to 1; where that is unknown,
    the statement is left out.
    """

    speaker: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None  # an article's id
    min_probability: float | None = None


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

    `id` is the entity's, None where that was not worked out.

    `statements` counts what they say in an article's own account, `held` what lies inside another
    statement, where mostly somebody else tells what they say or want.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlace:
    """Where an article says what somebody is: the words from `start` to `end`, with what stands around."""

    role: RoleView
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenView:
    """A person in one article: the name and the roles there, and why it is this person, and how likely."""

    article: str
    headline: str | None
    outlet: str | None
    published: str | None  # EDTF
    origin: str
    url: str | None
    chain: str
    name: str
    roles: tuple[RoleView, ...]
    why: str
    probability: float
    evidence: tuple[RolePlace, ...] = ()  # of the roles


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionView:
    """Somebody who is quoted in the same articles, and in how many."""

    id: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a record has of one person; everything is in the order of time, without a date first.

    `said` are their statements, `about` those of others in whose content they are mentioned, `quoted_with`
    the people who are quoted in articles that quote them, most articles first.
    """

    person: PersonView
    seen: tuple[SeenView, ...]
    said: tuple[StatementView, ...]
    about: tuple[StatementView, ...]
    quoted_with: tuple[CompanionView, ...]

    @property
    def version(self) -> str:
        """What whoever merges or splits hands back, so that it is noticed when somebody else was first."""
        return version_of_person(self.person.chains)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction and what has become of it.

    `state` is "in force", "undone" or "unfit"; `why` says why it no longer fits. `overruled` is the id of
    a later one in force that says the last word on the same thing.
    """

    correction: Correction
    state: Literal["in force", "undone", "unfit"]
    why: str | None
    overruled: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A statement that is none, as it stood when it was taken out, and the correction that says so."""

    statement: Attribution
    correction: Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What people's word makes of one article.

    `read` is what the machine read. `facts` are the corrections in force of the article's outlet, date and
    headline, `statements` those that lie on each statement, by its id; all in the order of time.
    """

    read: Reading
    facts: tuple[Correction, ...]
    statements: Mapping[str, tuple[Correction, ...]]
    removed: tuple[Removed, ...]

    def on(self, statement: str | None) -> tuple[Correction, ...]:
        """The corrections of a statement, by its id; of None, those of the article's facts."""
        return self.facts if statement is None else self.statements.get(statement, ())

    def version(self, statement: str | None) -> str:
        """What whoever corrects hands back, so that it is noticed when somebody else was first."""
        return version_of(it.id for it in self.on(statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """How much an outlet has from a day; None where neither is known.

    `published` is the day, or EDTF of the month or year where a page states no more; `inferred` is EDTF of
    the days that were inferred where it states nothing.
    """

    outlet: str | None
    published: str | None
    inferred: str | None
    articles: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingView:
    """How many statements an outlet has from somebody; of an article without an outlet, how many that has."""

    outlet: str | None
    article: str | None  # an article's id; None where the outlet is known
    headline: str | None
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedView:
    """Somebody with the number of statements of their own, in all and in each outlet, most first.

    What lies inside another statement is not counted. `role` is one of those that the articles give.
    """

    id: str
    name: str
    role: RoleView | None
    statements: int
    by_outlet: tuple[QuotingView, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Those who are quoted most, and how many are quoted at all."""

    rows: tuple[QuotedView, ...]
    total: int

    def __iter__(self) -> Iterator[QuotedView]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A stretch of a list of articles, and how many the whole list has."""

    rows: tuple[ArticleView, ...]
    total: int

    def __iter__(self) -> Iterator[ArticleView]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles, and how many more would fit but for a missing date."""

    rows: tuple[ArticleView, ...]
    undated: int

    def __iter__(self) -> Iterator[ArticleView]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements, and how many more would fit but for their article's missing date."""

    rows: tuple[StatementView, ...]
    undated: int

    def __iter__(self) -> Iterator[StatementView]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class People:
    """People, and how many articles without a date were not looked at."""

    rows: tuple[PersonView, ...]
    undated: int

    def __iter__(self) -> Iterator[PersonView]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found. `text` is a statement's content, or the part of an article around the hit.

    `marks` are the ranges of `text` to be marked. `field` says what `text` is; for "text" it stands in
    the article's text from `start` to `end`, for "content" it is the statement's.
    """

    field: Literal["content", "headline", "text"]
    text: str
    marks: tuple[tuple[int, int], ...]
    score: float  # bm25; the smaller the better
    article: ArticleView
    statement: StatementView | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; whether there are more; and how many would fit but for a missing date."""

    hits: tuple[Hit, ...]
    more: bool
    undated: int

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """Where a quotation was found: the place in the article's text, what stands around it, who says it.

    `statement` is None where the words are in no statement that was found: the article itself says them,
    or it was missed. `block` is the kind of the block that they stand in. `before` and `after` are the words
    around them in the same paragraph.
    """

    start: int
    end: int
    text: str
    before: str
    after: str
    block: str | None
    article: ArticleView
    statement: StatementView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage that is close to a quotation, with every place that has the same words.

    The passage is that of the first place; the places stand in the order of time, copies behind.
    """

    passage: Passage
    places: tuple[FoundPlace, ...]


@dataclass(frozen=True, slots=True)
class FindResult:
    """Passages that are close to a quotation, closest first, and whether there are more.

    `only_best` says that so many articles have these words that only those which fit best were looked at.
    """

    found: tuple[Found, ...]
    more: bool
    only_best: bool = False

    def __iter__(self) -> Iterator[Found]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


UNKNOWN = "-"  # as the value of a facet: it is not known
Order = Literal["fit", "oldest", "newest"]


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
class StatementPage:
    """Some of the statements that were asked for; how many there are, and would be but for a missing date."""

    rows: tuple[StatementHit, ...]
    total: int
    undated: int
    facets: Facets

    def __iter__(self) -> Iterator[StatementHit]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
