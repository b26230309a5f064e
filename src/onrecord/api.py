"""What people import: reading pages, and asking the record that comes of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Generic,
    Literal,
    Self,
    TypedDict,
    TypeVar,
    Unpack,
    get_args,
)

from onrecord.corrections import AboutArticle as AboutArticle
from onrecord.corrections import AboutStatement as AboutStatement
from onrecord.corrections import add_statement as add_statement
from onrecord.corrections import correct_article as correct_article
from onrecord.corrections import correct_statement as correct_statement
from onrecord.corrections import merge as merge
from onrecord.corrections import split as split
from onrecord.corrections import undo as undo
from onrecord.record import (
    Article,
    Attribution,
    CopyOf,
    Entity,
    Failure,
    Fetching,
    Given,
    InferredDate,
    MetadataError,
    Page,
    PageError,
    PassedOver,
    Reading,
    Settings,
    Summary,
    Timeline,
    UnknownName,
)

# The stages load libraries that take seconds; neither `import onrecord` nor `onrecord --help` needs them.
if TYPE_CHECKING:
    from onrecord.intake import Sheet
    from onrecord.store import ArticleList as ArticleList
    from onrecord.store import Articles, Asked, Filter, FindResult, People, SearchResult, Statements, Store
    from onrecord.store import ArticleView as ArticleView
    from onrecord.store import CopyView as CopyView
    from onrecord.store import CorrectionView as CorrectionView
    from onrecord.store import Counts as Counts
    from onrecord.store import CoverageView as CoverageView
    from onrecord.store import Dossier as Dossier
    from onrecord.store import Facet as Facet
    from onrecord.store import Facets as Facets
    from onrecord.store import Found as Found
    from onrecord.store import FoundPlace as FoundPlace
    from onrecord.store import Hit as Hit
    from onrecord.store import PersonView as PersonView
    from onrecord.store import Quoted as Quoted
    from onrecord.store import QuotedView as QuotedView
    from onrecord.store import QuotingView as QuotingView
    from onrecord.store import RoleView as RoleView
    from onrecord.store import SeenView as SeenView
    from onrecord.store import Standing as Standing
    from onrecord.store import StatementHit as StatementHit
    from onrecord.store import StatementPage as StatementPage
    from onrecord.store import StatementView as StatementView

Paths = str | Path | Iterable[str | Path]
Report = Callable[[Summary], None]
Counted = Callable[[int], None]
OnPassedOver = Callable[[PassedOver], None]
T = TypeVar("T")

SETTINGS = Settings()
FETCHING = Fetching()
Order = Literal["fit", "oldest", "newest"]
ORDERS: tuple[str, ...] = get_args(Order)
NOTHING_GIVEN = Given()
MOST_NAMED = 3  # paths in an error


def read(
    paths: Paths,
    *,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Record:
    """The record of the pages at `paths`: files, folders with all that lies in them, addresses, web archives.

    "-" stands for standard input. `feeds` are addresses of RSS or Atom feeds, whose pages are read too.
    Nothing is fetched unless an address or a feed is given; `fetching` says how. The record lies in a
    temporary file that goes with it; `read_into` makes one that stays. `given` states facts about all the
    pages, `metadata` is a sheet that states them page by page. `jobs` is how many processes read; None
    reads in this one. (A script that gives `jobs` needs `if __name__ == "__main__":` around what it does,
    as always with multiprocessing.) What could not be read is in `record.failures`. Raises PageError when
    there is nothing at any of the paths.

    >>> record = onrecord.read(["pages/"])
    >>> for s in record.attributions:
    ...     print(s.speaker, s.cue, s.content)
    """
    with ExitStack() as undo:
        folder = tempfile.mkdtemp(prefix="onrecord-")
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        path = Path(folder, "record.db")
        read_into(
            paths, path, settings=settings, given=given, metadata=metadata, jobs=jobs,
            feeds=feeds, fetching=fetching,
        )  # fmt: skip
        return Record(_open_store(path), undo.pop_all())


def read_into(
    paths: Paths,
    record: str | Path,
    *,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    report: Report | None = None,
    counted: Counted | None = None,
    passed_over: OnPassedOver | None = None,
    missing_ok: bool = False,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Summary:
    """Read the pages at `paths` into the record file `record`, which is made if it is not there.

    Pages that it has already are not read again. Returns what became of the pages; `report` is called with
    the same after every batch that is safely written, `counted` with the number of pages to expect,
    `passed_over` with each file or record that is no page. Raises PageError when there is nothing at any
    of the paths; with `missing_ok` they are failures like others. What was stated about a page in an
    earlier run stays where this one says nothing else. See `read` for the other arguments.
    """
    from onrecord import pipeline, store

    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    if not missing_ok and not feeds:
        _check_there(paths)
    pages = _find_pages(paths, settings, given, metadata, counted, passed_over, feeds, fetching)
    with closing(pages), store.open_store(record, "write") as opened:
        return pipeline.read_into(pages, opened, settings, jobs=jobs, report=report)


def read_each(
    paths: Paths,
    *,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    report: Report | None = None,
    counted: Counted | None = None,
    passed_over: OnPassedOver | None = None,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Iterator[Reading | Failure]:
    """Each page's reading, or why it could not be read, in order and without a record file.

    Copies of a page are read too. See `read` for the arguments; `report` is called after each page,
    `counted` with the number of pages to expect, `passed_over` with each file or record that is no page.
    """
    from onrecord import pipeline

    pages = _find_pages(paths, settings, given, metadata, counted, passed_over, feeds, fetching)
    return pipeline.read_each(pages, settings, jobs=jobs, report=report)


def watch(
    feeds: Sequence[str],
    record: str | Path,
    *,
    every: float = 900.0,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    fetching: Fetching = FETCHING,
    rounds: int | None = None,
) -> Iterator[Summary]:
    """Add what `feeds` list to the record file `record`, again every so many seconds; a summary each round.

    A page that the record has is fetched again only when its feed says that it changed since. What cannot
    be fetched is tried again as long as it is listed. With `rounds` it ends after so many.
    """
    from onrecord.pipeline import watching

    _check_feeds(feeds)
    sheet = read_sheet(metadata) if isinstance(metadata, str | Path) else metadata
    return watching.watch(
        feeds, record, every=every, settings=settings, given=_checked(given), sheet=sheet, jobs=jobs,
        fetching=fetching, rounds=rounds,
    )  # fmt: skip


def read_addresses(path: str | Path) -> list[str]:
    """The addresses in a text file, one a line. Raises MetadataError for a line that is none."""
    from onrecord.intake import web

    return web.read_addresses(path)


def read_sheet(path: str | Path) -> Sheet:
    """The sheet that `metadata` takes, from a CSV file; it tells afterwards which rows were not used."""
    from onrecord import intake

    return intake.read_sheet(path)


def open_record(path: str | Path) -> Record:
    """The record in the file at `path`, opened for asking. Raises StoreError if it is no record."""
    return Record(_open_store(Path(path)))


class Reader:
    """Reads page after page with models that stay loaded.

    >>> with onrecord.Reader() as reader:
    ...     reading = reader.read_text("The ferry will sail, Ana Lind said.", outlet="The Example")
    """

    def __init__(self, settings: Settings = SETTINGS) -> None:
        from onrecord import pipeline

        self.settings = settings
        self._read_page = pipeline.open_reader(settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing to close today; `with` is there so that there may be."""

    def read(self, page: Page | str | Path, *, given: Given = NOTHING_GIVEN) -> Reading:
        """Everything that is found in a page, or in the file at a path. Raises PageError if it can't be."""
        if not isinstance(page, Page):
            page = self._page_at(page, given)
        outcome = self._read_page(page)
        if isinstance(outcome, Failure):
            raise PageError(outcome.stage, outcome.kind, outcome.reason)
        return outcome

    def read_text(self, text: str, *, origin: str = "-", **given: str | None) -> Reading:
        """Everything that is found in a plain text. `given` is what Given takes: outlet, published, ..."""
        return self._read(text, "text/plain", origin, _given(given))

    def read_html(self, html: str | bytes, *, origin: str = "-", **given: str | None) -> Reading:
        """Everything that is found in the article of an HTML page. `given` is what Given takes."""
        if isinstance(html, str):
            html = "\ufeff" + html  # what it says of its encoding was true of its bytes, not of these
        return self._read(html, "text/html", origin, _given(given))

    def _read(self, content: str | bytes, media_type: str, origin: str, given: Given) -> Reading:
        if isinstance(content, str):
            # Half a character (a lone surrogate) is what bytes that cannot be decoded become.
            content = content.encode("utf-8", "replace")
        return self.read(Page(origin=origin, media_type=media_type, content=content, given=given))

    def _page_at(self, path: str | Path, given: Given) -> Page:
        with closing(_find_pages(path, self.settings, given, None)) as pages:
            found = next(pages, None)
        if isinstance(found, Page):
            return found
        if found is None:
            raise PageError("intake", "no-page", f"{path}: no page was found there.")
        raise PageError(found.stage, found.kind, found.reason)


def doc_reader(nlp: Any, settings: Settings = SETTINGS) -> Callable[[Any], Reading]:
    """What finds in a Doc of the spaCy pipeline `nlp` what a Reader finds in an article.

    The pipeline needs a tagger, a parser, names and a lemmatizer; ModelError is raised for a Doc without.
    """
    from onrecord.pipeline.docs import DocReader

    return DocReader(nlp, settings)


class Wanted(TypedDict, total=False):
    """What rows are asked for; see store.Filter for how each is compared. What is None asks nothing."""

    speaker: str | None
    about: str | None
    outlet: str | None
    since: str | date | None
    until: str | date | None
    article: str | None
    min_probability: float | None


class Browsed(Wanted, total=False):
    """Which statements are asked for, in which order; see store.Asked. What is None asks nothing."""

    words: str | None
    speaker_id: str | None  # an entity's
    outlet_is: str | None
    day: str | None
    form: str | None
    order: Order
    every: bool


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

    @property
    def corrections(self) -> tuple[CorrectionView, ...]:
        """What people said against the machine, by time, each with what has become of it."""
        return self._store.corrections()

    def standing(self, article_id: str) -> Standing | None:
        """What people's word makes of one article and each of its statements; None if it is not there."""
        return self._store.standing(article_id)

    def dossier(self, entity: str) -> Dossier | None:
        """All that there is of the person with this id, or a former one; None where there is nobody."""
        self._know_people()
        ident = self._store.entity_id(entity)
        return None if ident is None else self._store.dossier(ident)

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
        dossier = self.dossier(who)
        if dossier is None:
            fitting = self._store.people(_filter({"speaker": who})).rows
            whole = _folded(who)
            called = [it for it in fitting if whole in {_folded(name) for name in it.names}]
            best = called if len(called) == 1 and len(whole.split()) > 1 else fitting
            if not best:
                raise UnknownName(f"{self.path}: nobody is called {who!r}.")
            if len(best) > 1 or best[0].id is None:
                raise Ambiguous(who, best)
            dossier = self._store.dossier(best[0].id)
            assert dossier is not None
        return dossier

    def _entity_of(self) -> dict[str, str]:
        """The id of the entity that each chain belongs to, by chain."""
        return {member.chain: entity.id for entity in self.entities for member in entity.members}

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

    def find_articles(self, **wanted: Unpack[Wanted]) -> Articles:
        """The articles that fit what is wanted, in brief, earliest first."""
        from onrecord import pipeline

        self._know_people()
        return pipeline.with_copies(self._store, self._store.articles(_filter(wanted)))

    def find_statements(self, **wanted: Unpack[Wanted]) -> Statements:
        """The statements that fit what is wanted, each with who, how, what and where."""
        self._know_people()
        return self._store.statements(_filter(wanted))

    def find_people(self, *, typed: str | None = None, **wanted: Unpack[Wanted]) -> People:
        """The people that fit what is wanted, those who said most first.

        `typed` is a name that may be unfinished: each of its words begins a word of the person's names.
        """
        self._know_people()
        return self._store.people(_filter(wanted), typed=typed)

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
            since=_written(since), until=_written(until), limit=limit,
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
        return self._store.page(_asked(asked), start, limit)

    def export_statements(self, file_format: str, out: BinaryIO, **asked: Unpack[Browsed]) -> None:
        """Write all the statements that are asked for to `out`: "csv", "jsonl" or "annotations".

        They are those of `browse`, by their articles' time, and written a few at a time. CSV and annotations
        are as `export` writes them; jsonl has a statement a line, with the fields of StatementView. Raises
        UnknownName for another format.
        """
        from onrecord import export, pipeline

        self._know_people()
        known = ("jsonl", *export.STATEMENT_FORMATS)
        if file_format not in known:
            raise UnknownName(f"There is no format {file_format!r}; there are {', '.join(known)}.")
        if file_format == "jsonl":
            for statement in self._store.listed(_asked(asked)):
                out.write(export.dump(asdict(statement)).encode() + b"\n")
            return
        wanted: set[str] = set()

        def readings() -> Iterator[Reading]:
            for reading, ids in self._store.listed_readings(_asked(asked)):
                wanted.clear()
                wanted.update(ids)
                yield reading

        dates = self._dates()
        copies = {copy.article_id: copy for copy in self.copies}
        export.STATEMENT_FORMATS[file_format](
            pipeline.resolved(readings(), dates), (), out, dates, copies, self._entity_of(),
            only=lambda it: it.id in wanted,
        )  # fmt: skip

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
        from onrecord import export, pipeline

        reading = self._store.reading(article_id)
        if reading is None:
            return None
        dates = self._dates()
        (resolved,) = pipeline.resolved([reading], dates)
        copies = {copy.article_id: copy for copy in self.copies}
        told = export.article_line(resolved, dates.get(article_id), copies.get(article_id), self._entity_of())
        return export.dump(told)

    def export(self, form: str, out: str | Path | BinaryIO) -> None:
        """Write the whole record to `out` in one of `export_formats()`. Raises UnknownName for another."""
        from onrecord import export

        dates = self._dates() if form in export.FORMATS else {}
        copies = {copy.article_id: copy for copy in self.copies} if form in export.FORMATS else {}
        entities = self._entity_of() if form in export.FORMATS else {}
        if isinstance(out, str | Path):
            export.export(self.resolved_readings(), self.failures, form, out, dates, copies, entities)
        elif form in export.FORMATS:
            export.FORMATS[form](self.resolved_readings(), self.failures, out, dates, copies, entities)
        else:
            raise UnknownName(f"There is no format {form!r}; there are {', '.join(export.FORMATS)}.")


class Ambiguous(UnknownName):
    """A name that several people have; `people` are they, those who said most first."""

    def __init__(self, name: str, people: Sequence[PersonView]) -> None:
        listed = "\n".join(f"  {it.id}  {it.name}{_told(it)}" for it in people)
        super().__init__(f"{name!r} could be {len(people)} people; give one of these ids:\n{listed}")
        self.name = name
        self.people = tuple(people)


def _told(person: PersonView) -> str:
    roles = "; ".join(dict.fromkeys(str(role) for role in person.roles[:2]))
    return f" ({roles})" if roles else ""


def has_words(quote: str) -> bool:
    """Whether `Record.find` can find anything by `quote`: it has a word."""
    from onrecord import pipeline

    return pipeline.asks_for_words(quote)


def whole_file(out: Path) -> AbstractContextManager[BinaryIO]:
    """A file to write to, which becomes `out` at the end of a `with`, or vanishes if that fails.

    Raises OnrecordError where `out` cannot be written, or is a record.
    """
    from onrecord.export import files

    return files.whole_file(out)


def asks_for_words(query: str) -> bool:
    """Whether `Record.search` can find anything by `query`: it has a word that must be there."""
    from onrecord import store

    return store.match_expression(query) is not None


def line(result: Reading | Failure) -> str:
    """The JSON line that leaves for a reading or a failure."""
    from onrecord import export

    return export.dump(
        export.failure_line(result) if isinstance(result, Failure) else export.article_line(result)
    )


def line_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every line satisfies."""
    from onrecord import export

    return export.schema()


def export_formats() -> tuple[str, ...]:
    """The names that `Record.export` knows."""
    from onrecord import export

    return tuple(export.FORMATS)


def sample_coverage() -> Path:
    """The folder of the fictional coverage that ships with the package; `pages.csv` in it is its sheet."""
    from onrecord import samples

    return samples.coverage_folder()


def default_jobs() -> int:
    """How many processes to read with: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _folded(name: str) -> str:
    from onrecord.store.words import fold

    return fold(name)


def _filter(wanted: Wanted) -> Filter:
    from onrecord.store import Filter

    known = [field.name for field in fields(Filter)]
    _check_names("what is wanted", wanted, known)
    since, until = _written(wanted.get("since")), _written(wanted.get("until"))
    return Filter(**{**wanted, "since": since, "until": until})  # type: ignore[arg-type]


def _asked(asked: Browsed) -> Asked:
    from onrecord.store import Asked

    exact = {"words": "words", "speaker_id": "speaker", "outlet_is": "outlet", "day": "day", "form": "form"}
    _check_names("what is asked", asked, [*exact, "order", "every", *Wanted.__annotations__])
    order = asked.get("order", "fit")
    if order not in ORDERS:
        raise UnknownName(f"There is no order {order!r}; there are {', '.join(ORDERS)}.")
    wanted = Wanted(**{name: value for name, value in asked.items() if name in Wanted.__annotations__})  # type: ignore[typeddict-item]
    return Asked(
        wanted=_filter(wanted),
        order=order,
        every=asked.get("every", False),
        **{name: asked.get(key) for key, name in exact.items()},  # type: ignore[arg-type]
    )


def _given(stated: dict[str, str | None]) -> Given:
    _check_names("what is given", stated, [field.name for field in fields(Given)])
    return Given(**stated)


def _check_names(what: str, names: Iterable[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise TypeError(f"{name!r} is no name in {what}; the names are {', '.join(known)}")


def _written(day: str | date | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day


def _open_store(path: Path) -> Store:
    from onrecord import store

    return store.open_store(path, "read")


def _check_there(paths: Sequence[str | Path]) -> None:
    names = [str(path) for path in paths]
    if names and not any(name == "-" or _is_address(name) or os.path.exists(name) for name in names):
        named = ", ".join(names[:MOST_NAMED]) + (", ..." if names[MOST_NAMED:] else "")
        raise PageError(
            "intake", "missing", f"No page was found: there is no such file or folder as {named}."
        )


def _find_pages(
    paths: Paths,
    settings: Settings,
    given: Given,
    metadata: str | Path | Sheet | None,
    counted: Counted | None = None,
    passed_over: OnPassedOver | None = None,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Generator[Page | Failure, None, None]:
    """The pages at all the places. What describes them is checked now, and not when the first is wanted."""
    from onrecord import intake

    _check_feeds(feeds)
    sheet = intake.read_sheet(metadata) if isinstance(metadata, str | Path) else metadata
    names = [os.fspath(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    addresses = [name for name in names if _is_address(name)]
    files = [name for name in names if not _is_address(name)]
    given = _checked(given)
    on_disk = 0

    def count(pages: int) -> None:
        nonlocal on_disk
        on_disk = pages
        if counted is not None:
            counted(pages + len(addresses))

    def pages() -> Generator[Page | Failure, None, None]:
        yield from intake.find_pages(
            files, settings, given=given, sheet=sheet, counted=count, passed_over=passed_over
        )
        if addresses or feeds:
            from onrecord.intake import web

            with web.Web(fetching, settings) as session:
                yield from web.fetch_pages(
                    session, addresses, feeds=feeds, given=given, sheet=sheet,
                    counted=lambda fetched: counted(on_disk + fetched) if counted is not None else None,
                )  # fmt: skip

    return pages()


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def _check_feeds(feeds: Sequence[str]) -> None:
    for feed in feeds:
        if not _is_address(feed):
            raise MetadataError(f"{feed!r} is no address of a feed; it must begin with http:// or https://.")


def _checked(given: Given) -> Given:
    """`given` with its date in one form. Raises MetadataError for what is no date and no address."""
    from onrecord import intake

    if given.url is not None and not given.url.lower().startswith(("http://", "https://")):
        raise MetadataError(f"{given.url!r} is no address of a page; it must begin with http:// or https://.")
    if given.published is None:
        return given
    published = intake.parse_date(given.published)
    if published is None:
        raise MetadataError(
            f"{given.published!r} is no date. Write a day (2031-05-04), a month (2031-05) or a year (2031)."
        )
    return replace(given, published=published)
