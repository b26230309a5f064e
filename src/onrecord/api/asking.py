"""A record that is open, and everything that it can be asked."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Generic, Self, TypeVar, Unpack

from onrecord.api import leaving, named
from onrecord.api.wanted import Browsed, Wanted, asked_of, filter_of, written
from onrecord.record import (
    Article,
    Attribution,
    CopyOf,
    Entity,
    Failure,
    InferredDate,
    Reading,
    Timeline,
)

if TYPE_CHECKING:
    from onrecord.store import (
        ArticleList,
        Articles,
        CorrectionView,
        Counts,
        CoverageView,
        Dossier,
        EntityList,
        FindResult,
        People,
        Quoted,
        SearchResult,
        Standing,
        StatementPage,
        Statements,
        StatementView,
        Store,
    )

T = TypeVar("T")


def open_record(path: str | Path) -> Record:
    """The record in the file at `path`, opened for asking. Raises StoreError if it is no record."""
    from onrecord import store

    return Record(store.open_store(path, "read"))


class Many(Generic[T]):
    """What a record has many of: iterate over it as often as you like; it is fetched as you go."""

    def __init__(self, fetch: Callable[[], Iterator[T]], count: Callable[[], int]) -> None:
        self._fetch = fetch
        self._count = count

    def __iter__(self) -> Iterator[T]:
        return self._fetch()

    def __len__(self) -> int:
        return self._count()


class Record:
    """A record file, opened for asking. Use it with `with`, or close it."""

    def __init__(self, store: Store, undo: ExitStack | None = None) -> None:
        self._store = store
        undo = undo or ExitStack()
        undo.callback(store.close)
        # Whoever does not close it leaves nothing behind either.
        self._close = weakref.finalize(self, undo.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a temporary one is gone then."""
        self._close()

    @contextmanager
    def steady(self) -> Iterator[Self]:
        """This record, answering everything within as it was at the first question, whoever writes to it.

        A record may be asked from one thread after the other, not from two at once.
        """
        with self._store.steady():
            yield self

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._store.path

    @property
    def readings(self) -> Many[Reading]:
        """Every article with all that was found in it, by article id."""
        return Many(self._store.readings, lambda: self.counts.articles)

    @property
    def articles(self) -> Many[Article]:
        """Every article, by id."""
        return Many(
            lambda: (reading.article for reading in self._store.readings()), lambda: self.counts.articles
        )

    @property
    def attributions(self) -> Many[Attribution]:
        """Every statement, by article id and place."""
        return Many(
            lambda: (found for reading in self._store.readings() for found in reading.attributions),
            lambda: self.counts.statements,
        )

    @property
    def failures(self) -> Many[Failure]:
        """Every page that could not be read, by origin."""
        return Many(self._store.failures, lambda: self.counts.failures)

    @property
    def people(self) -> People:
        """Everybody who is named, across articles, with what they were called and how much they said."""
        return self.find_people()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everybody and everything across articles, each chain with why it belongs, by id."""
        self._know_people()
        return tuple(self._store.entities())

    def list_entities(self, *, offset: int = 0, limit: int = 50) -> EntityList:
        """A stretch of `entities`, and how many there are."""
        self._know_people()
        return self._store.entity_list(offset, limit)

    @property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """What people said against the machine, by time, each with what has become of it."""
        return self._store.corrections()

    def standing(self, article_id: str) -> Standing | None:
        """What people's word makes of one article and each of its statements; None if it is not there."""
        return self._store.standing(article_id)

    def dossier(self, entity: str, *, most: int | None = None) -> Dossier | None:
        """All that there is of the person with this id, or a former one; None where there is nobody.

        With `most`, no more than so many statements of theirs, and so many about them, the earliest; it
        counts them all.
        """
        self._know_people()
        ident = self._store.entity_id(entity)
        return None if ident is None else self._store.dossier(ident, most)

    def removed(self, statement: str) -> Attribution | None:
        """The statement with this id that was taken out, since somebody said that it is none."""
        return self._store.removed(statement)

    def person(self, who: str) -> Dossier:
        """All that there is of one person, by entity id or by a name that only one person fits.

        Somebody's whole name means them though it is part of another's; a single word that several have, as
        a surname, means none of them.

        A former id goes on to lead to whoever it was. Raises Ambiguous with all that fit, UnknownName where
        nobody does.

        >>> record = onrecord.read(["pages/"])
        >>> for s in record.person("Nadia Thorsen").said:
        ...     print(s.published, s.outlet, s.content)
        """
        self._know_people()
        return named.person(self._store, who)

    def _know_people(self) -> None:
        from onrecord import pipeline

        pipeline.know_people(self._store)

    @property
    def counts(self) -> Counts:
        """How many of each the record holds."""
        return self._store.counts()

    def reading(self, article_id: str) -> Reading | None:
        """The reading of one article, None if it is not there."""
        return self._store.reading(article_id)

    def statement(self, statement: str) -> StatementView | None:
        """One statement by its id, None if it is not there."""
        self._know_people()
        return self._store.statement(statement)

    @property
    def coverage(self) -> tuple[CoverageView, ...]:
        """How many articles and statements each outlet has from each day, by outlet and day."""
        return self._store.coverage()

    def most_quoted(self, most: int = 12) -> Quoted:
        """The people with the most statements of their own, and how many of those each outlet has."""
        self._know_people()
        return self._store.most_quoted(most)

    def latest_statements(self, most: int = 8, *, each: int = 2) -> tuple[StatementView, ...]:
        """Statements of the latest articles, at most `each` of one: quotations of known people first."""
        self._know_people()
        return self._store.latest_statements(most, each)

    def list_articles(
        self,
        *,
        article: str | None = None,
        outlet: str | None = None,
        latest_first: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> ArticleList:
        """A stretch of the list of articles by time, and how many there are.

        `article` is an id, `outlet` a whole name. Unlike `find_articles` it never looks for copies: what was
        not worked out yet is not told.
        """
        return self._store.article_list(
            article=article, outlet=outlet, latest_first=latest_first, offset=offset, limit=limit
        )

    @property
    def inferred_dates(self) -> tuple[InferredDate, ...]:
        """When articles that do not say so were published, each with its evidence, by article id.

        Articles whose words tell nothing have none.
        """
        from onrecord import pipeline

        return pipeline.inferred_dates(self._store)

    @property
    def copies(self) -> tuple[CopyOf, ...]:
        """Which articles copy another one, with the share of their words and what tells which was first.

        By article id. Copies stay in the record like any other article.
        """
        from onrecord import pipeline

        return pipeline.copies(self._store)

    def resolved_readings(self) -> Iterator[Reading]:
        """Every article with all that was found in it, its time expressions resolved from inferred dates.

        Only values that hold on every day that an article may be from are given.
        """
        from onrecord import pipeline

        return pipeline.resolved(self._store.readings(), self._dates())

    def timeline(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
    ) -> Timeline:
        """What happened and was said when, a line each in the order of time; copies give one line.

        `since` and `until` are about the happenings, not about publication. `speaker` wants what somebody
        of that name vouches for, `outlet` what that outlet tells. Raises MetadataError for what is no date.

        >>> record = onrecord.read(["pages/"])
        >>> for line in record.timeline(since="2025-10").story:
        ...     print(line.date, line.words, [place.outlet for place in line.places])
        """
        from onrecord import pipeline

        return pipeline.timeline(
            pipeline.named_across(self._store.readings(), self.entities),
            self._dates(),
            since=since,
            until=until,
            speaker=speaker,
            outlet=outlet,
        )

    def _dates(self) -> dict[str, InferredDate]:
        return {date.article_id: date for date in self.inferred_dates}

    def find_articles(
        self, *, start: int = 0, limit: int | None = None, **wanted: Unpack[Wanted]
    ) -> Articles:
        """The articles that fit what is wanted, earliest first; `limit` of them from number `start`."""
        from onrecord import pipeline

        self._know_people()
        found = self._store.articles(filter_of(wanted), start=start, limit=limit)
        return pipeline.with_copies(self._store, found)

    def find_statements(self, **wanted: Unpack[Wanted]) -> Statements:
        """The statements that fit what is wanted, each with who, how, what and where."""
        self._know_people()
        return self._store.statements(filter_of(wanted))

    def find_people(
        self, *, typed: str | None = None, start: int = 0, limit: int | None = None, **wanted: Unpack[Wanted]
    ) -> People:
        """The people that fit what is wanted, those who said most first; `limit` of them from number `start`.

        `typed` is a name that may be unfinished: each of its words begins a word of the person's names.
        The `total` of what comes back counts all that fit.
        """
        self._know_people()
        return self._store.people(filter_of(wanted), typed=typed, start=start, limit=limit)

    def search(
        self,
        query: str,
        *,
        speaker: str | None = None,
        about: str | None = None,
        min_probability: float | None = None,
        outlet: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        limit: int = 20,
    ) -> SearchResult:
        """Where the words of `query` stand, in statements and articles, best first, with the hits marked.

        All words must be there, "words in quotation marks" in that order, -words not at all. With
        `speaker`, `about` or `min_probability` only statements are searched.
        """
        self._know_people()
        return self._store.search(
            query, speaker=speaker, about=about, min_probability=min_probability, outlet=outlet,
            since=written(since), until=written(until), limit=limit,
        )  # fmt: skip

    def browse(self, *, start: int = 0, limit: int = 25, **asked: Unpack[Browsed]) -> StatementPage:
        """Some of the statements that are asked for, from number `start` on, with the counts of all by kind.

        `words` are searched for as by `search`, in what was said, and marked. `speaker_id`, `outlet_is`,
        `day` and `form` are values of the page's `facets`; "-" asks for what has none. `order` is "fit",
        "oldest" or "newest"; with `every`, facets list all their values. The other names are
        those of `find_statements`.

        >>> record = onrecord.read(["pages/"])
        >>> page = record.browse(words="river", order="newest", limit=2)
        >>> print(page.total, [value.name for value in page.facets.outlets.values])
        >>> for hit in page:
        ...     print(hit.statement.who, hit.statement.content, hit.marks)
        """
        self._know_people()
        return self._store.page(asked_of(asked), start, limit)

    def export_statements(self, file_format: str, out: BinaryIO, **asked: Unpack[Browsed]) -> None:
        """Write all the statements that are asked for to `out`: "csv", "jsonl" or "annotations".

        They are those of `browse`, by their articles' time, and written a few at a time. CSV and annotations
        are as `export` writes them; jsonl has a statement a line, with the fields of StatementView. Raises
        UnknownName for another format.
        """
        leaving.write_statements(self._store, file_format, out, asked_of(asked))

    def find(self, quote: str, *, limit: int = 10) -> FindResult:
        """Who said these words: the passages of all articles that are closest to `quote`, closest first.

        Quotation marks, case, ellipses and accents don't matter; changed, swapped, missing and added words
        count against a passage and are told in its `differences`. The same words in several articles
        are one, with all their places. Where nothing is close, it is empty.

        >>> record = onrecord.read(["pages/"])
        >>> for found in record.find("a claim needs measurements"):
        ...     print(found.passage.score, found.passage.text, found.places[0].statement.who)
        """
        from onrecord import pipeline

        self._know_people()
        return pipeline.find(self._store, quote, limit)

    def line(self, article_id: str) -> str | None:
        """The JSON line that leaves for an article, with all that the record infers; None if it has none."""
        return leaving.stored_line(self._store, article_id)

    def export(self, form: str, out: str | Path | BinaryIO) -> None:
        """Write the whole record to `out` in one of `export_formats()`. Raises UnknownName for another."""
        leaving.write_record(self._store, form, out)
