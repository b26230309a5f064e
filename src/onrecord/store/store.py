"""The record on disk, behind one interface."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy import Connection, delete, func, or_, select, true

from onrecord.record import (
    AlreadyUndone,
    Article,
    Attribution,
    Cast,
    CopyOf,
    Correction,
    Entity,
    Failure,
    Given,
    InferredDate,
    Reading,
    StoreError,
    Tie,
    UnknownName,
    undoings,
)
from onrecord.store import browse, overview, queries, shelf, tables
from onrecord.store.candidates import At, Candidate, Place, candidates, places
from onrecord.store.corrected import correction_views
from onrecord.store.correcting import all_corrections
from onrecord.store.dossier import dossier, entity_called
from onrecord.store.loading import load_readings
from onrecord.store.people import people
from onrecord.store.rows import article_from, copy_from, copy_row, inferred_from, inferred_row
from onrecord.store.search import search
from onrecord.store.sqlite import Mode, errors_of, insert_many, open_connection, transaction
from onrecord.store.standing import removed, standing
from onrecord.store.views import (
    ArticleList,
    Articles,
    Asked,
    CorrectionView,
    Counts,
    CoverageView,
    Dossier,
    Filter,
    People,
    Quoted,
    SearchResult,
    Standing,
    Stated,
    StatementPage,
    Statements,
    StatementView,
    WriteResult,
)
from onrecord.store.who import casts, founds_of, hold_apart, let_go, tied, write_entities
from onrecord.store.who import entities as entities_of
from onrecord.store.writing import Batch, check_all

# Readings fetched at a time by readings(): enough to make the statements' own cost small, and a few
# megabytes of memory.
_CHUNK = 32
_NAMED_AT_ONCE = 500  # values in a query; SQLite takes some thousands
EVERYTHING = Filter()
_DATES = "inferred_dates"  # in the table `assembled`
_COPIES = "copies"
_ENTITIES = "entities "
Resolve = Callable[[Sequence[Cast], Sequence[Tie]], Sequence[Entity]]
_COUNTED = 50  # questions whose counts are kept
WAIT_SECONDS = 30.0  # for another process to finish writing


class _State(NamedTuple):
    latest: int | None  # key of a reading
    articles: int
    total: int | None  # of their keys
    undated: int  # articles shown that do not say the day on which they were published


def open_store(path: Path | str, mode: Mode, *, wait_seconds: float = WAIT_SECONDS) -> Store:
    """The record at `path`; for writing it is made if it is not there.

    Use it with `with`. Raises StoreError, and leaves the file as it is, when the file is no record, is
    from a newer version, cannot be read or written, or is locked for longer than `wait_seconds`.
    """
    path = Path(path)
    return Store(path, open_connection(path, mode, wait_seconds), mode)


class Store:
    """A record file that is open. Writers take turns; readers see whole batches, while others write too.

    Everything that can go wrong with the file is raised as StoreError.
    """

    def __init__(self, path: Path, connection: Connection, mode: Mode) -> None:
        self.path = path
        self.mode = mode
        self._connection = connection
        self._counted: dict[Asked, browse.Counted] = {}  # while nothing changes, by what was asked
        self._counted_at: object = None
        self._held: object = None  # of what state this connection has entities of its own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. If nobody else has it open, it is then all there is to keep."""
        with errors_of(self.path):
            self._connection.close()

    def write(self, batch: Sequence[Reading | Failure], givens: Iterable[Given] = ()) -> WriteResult:
        """Write all of `batch` or, when something is raised, nothing; tell what became of each item.

        `givens` is what was stated about its pages, so that `stated` can tell it again.
        Raises SpanMismatch or StoreError for a reading that contradicts itself.
        """
        check_all(batch)
        with self._writing() as writer:
            writer.add_givens(givens)
            return WriteResult(tuple([writer.add(item) for item in batch]))

    def has(self, page_sha256: str, given_digest: str, provenance: str) -> bool:
        """Whether these bytes were read, with this given, by these means (a provenance_key)."""
        with self._reading():
            return self._find(page_sha256, given_digest, provenance) is not None

    def stated(self, page_sha256: str) -> tuple[Stated, ...]:
        """What was stated about these bytes, for every place that they were found at, by place."""
        origins, readings, givens = tables.origins, tables.readings, tables.givens
        joined = origins.join(readings, readings.c.key == origins.c.reading).join(
            givens, givens.c.digest == readings.c.given_digest
        )
        names = [field.name for field in fields(Given)]
        query = (
            select(origins.c.origin, readings.c.provenance, *(givens.c[name] for name in names))
            .select_from(joined)
            .where(origins.c.sha256 == page_sha256)
            .order_by(origins.c.origin)
        )
        with self._reading():
            rows = self._connection.execute(query).all()
        return tuple(
            Stated(
                origin=row.origin,
                given=Given(**{name: row._mapping[name] for name in names}),
                provenance=row.provenance,
            )
            for row in rows
        )

    def add_origin(
        self, page_sha256: str, given_digest: str, provenance: str, origin: str, fetched: str | None = None
    ) -> None:
        """Note that a page that the store already `has` was found at `origin` too.

        An article shows the least of its origins. A failure noted for this origin is gone then.
        """
        # Mostly all of this is known: a run is repeated. Then nobody has to wait for the disk.
        with self._reading():
            key = self._find(page_sha256, given_digest, provenance)
            if key is not None and self._has_origin(key, page_sha256, origin):
                return
        with self._writing() as writer:
            key = self._find(page_sha256, given_digest, provenance)
            if key is None:
                raise StoreError(f"{self.path}: {origin} is not there yet; write its reading.")
            writer.add_origin(key, page_sha256, origin, fetched)

    def last_fetched(self, origins: Iterable[str]) -> dict[str, str | None]:
        """Those of `origins` that need no second look, each with when it was last fetched.

        These are pages that were read, and pages that were fetched and could not be read. The moment is
        None where it is not known.
        """
        found: dict[str, str | None] = {}
        table, failed = tables.origins, tables.failures
        wanted = sorted(set(origins))
        with self._reading():
            for start in range(0, len(wanted), _NAMED_AT_ONCE):
                names = wanted[start : start + _NAMED_AT_ONCE]
                tried = (
                    select(failed.c.origin)
                    .where(failed.c.origin.in_(names))
                    .where(failed.c.stage != "intake")
                )
                found |= {row.origin: None for row in self._connection.execute(tried)}
                read = (
                    select(table.c.origin, func.max(table.c.fetched).label("fetched"))
                    .where(table.c.origin.in_(names))
                    .group_by(table.c.origin)
                )
                found |= {row.origin: row.fetched for row in self._connection.execute(read)}
        return found

    def forget_failures(self, origins: Iterable[str]) -> None:
        """Take out the failures of places where all is well again though no page is there, as of feeds."""
        table = tables.failures
        wanted = sorted(set(origins))
        with self._reading():
            there = self._connection.execute(select(table.c.origin).where(table.c.origin.in_(wanted))).all()
        if there:
            with self._writing():
                self._connection.execute(
                    delete(table).where(table.c.origin.in_([row.origin for row in there]))
                )

    def readings(self) -> Iterator[Reading]:
        """Every article's reading, by article id, a few at a time in memory."""
        table = tables.readings
        last = ""
        while True:
            with self._reading():
                rows = self._connection.execute(
                    select(table)
                    .where(table.c.shown == true(), table.c.article > last)
                    .order_by(table.c.article)
                    .limit(_CHUNK)
                ).all()
                chunk = load_readings(self._connection, rows)
            if not chunk:
                return
            yield from chunk
            last = chunk[-1].article.id

    def reading(self, article_id: str) -> Reading | None:
        """The reading of one article, None if it is not in the record."""
        table = tables.readings
        with self._reading():
            rows = self._connection.execute(
                select(table).where(table.c.shown == true(), table.c.article == article_id)
            ).all()
            return next(iter(load_readings(self._connection, rows)), None)

    def article(self, article_id: str) -> Article | None:
        """One article without what was found in it, None if it is not in the record."""
        table, origins = tables.readings, tables.origins
        with self._reading():
            row = self._connection.execute(
                select(table).where(table.c.shown == true(), table.c.article == article_id)
            ).first()
            if row is None:
                return None
            least = select(origins).where(origins.c.reading == row.key).order_by(origins.c.origin).limit(1)
            return article_from(row, self._connection.execute(least).one())

    def failures(self) -> Iterator[Failure]:
        """Every page that could not be read, by origin."""
        with self._reading():
            rows = self._connection.execute(select(tables.failures).order_by(tables.failures.c.origin)).all()
        return (Failure(**row._mapping) for row in rows)

    def inferred_dates(self) -> tuple[InferredDate, ...] | None:
        """What was inferred about when articles were published, by article id.

        None where that was not done since an article came, went or changed.
        """
        with self._reading():
            if not self._was_assembled(_DATES):
                return None
            rows = select(tables.inferred_dates).order_by(tables.inferred_dates.c.article)
            return tuple(inferred_from(row) for row in self._connection.execute(rows))

    def write_inferred_dates(
        self, infer: Callable[[Iterator[Reading]], Sequence[InferredDate]], at_most: int | None = None
    ) -> None:
        """Write what `infer` makes of all readings, unless that is there, or over `at_most` have no date.

        Others may write meanwhile. Then nothing is written here: whoever wrote last does this too.
        """
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only.")
        if self.inferred_dates() is not None:
            return
        before = self._state()
        if at_most is not None and before.undated > at_most:
            return
        dates = infer(self.readings()) if before.undated else ()
        with self._writing():
            if self._state() == before:
                self._connection.execute(delete(tables.inferred_dates))
                insert_many(self._connection, tables.inferred_dates, [inferred_row(date) for date in dates])
                self._set_assembled(_DATES)

    def copies(self) -> tuple[CopyOf, ...] | None:
        """Which articles copy another one, by id; None where that was not asked since an article changed."""
        with self._reading():
            if not self._was_assembled(_COPIES):
                return None
            rows = self._connection.execute(select(tables.copies).order_by(tables.copies.c.article))
            return tuple(copy_from(row) for row in rows)

    def write_copies(self, find: Callable[[], Sequence[CopyOf]]) -> None:
        """Write the copies that `find` finds among the articles shown, unless that is done.

        Others may write meanwhile. Then nothing is written here: whoever wrote last does this too.
        """
        if self.copies() is not None:
            return
        before = self._state()
        found = find()
        with self._writing():
            if self._state() == before:
                self._connection.execute(delete(tables.copies))
                insert_many(self._connection, tables.copies, [copy_row(copy) for copy in found])
                self._set_assembled(_COPIES)

    def sketches(self, made_by: str) -> dict[str, bytes | None]:
        """The sketch of every article that was kept, by article id; None where there is none. See `shelf`."""
        with self._reading():
            return shelf.kept_sketches(self._connection, made_by)

    def keep_sketches(self, made_by: str, found: Mapping[str, bytes]) -> None:
        """Keep sketches, by article id."""
        with self._writing():
            shelf.keep_sketches(self._connection, made_by, found)

    def overlaps(self, made_by: str) -> dict[tuple[str, str], str | None]:
        """What was kept about pairs of articles, by their ids, the lesser first. See `shelf`."""
        with self._reading():
            return shelf.kept_overlaps(self._connection, made_by)

    def keep_overlaps(self, made_by: str, found: Mapping[tuple[str, str], str | None]) -> None:
        """Keep what was found about pairs of articles."""
        with self._writing():
            shelf.keep_overlaps(self._connection, made_by, found)

    def correct(self, correction: Correction) -> None:
        """Keep a correction and lay it on the readings that it is about; one that is there changes nothing.

        Raises UnknownName where it undoes one that is not there, AlreadyUndone where that is undone.
        """
        with self._writing() as writer:
            everything = all_corrections(self._connection)
            if correction.undoes is not None and correction not in everything:
                if correction.undoes not in {it.id for it in everything}:
                    raise UnknownName(f"{self.path}: there is no correction {correction.undoes} to undo.")
                undoing = undoings(everything).get(correction.undoes)
                if undoing is not None:
                    raise AlreadyUndone(correction.undoes, undoing)
            writer.correct(correction)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes while the block runs; what it writes is written as one, or not at all."""
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only.")
        self._check_open()
        with errors_of(self.path), transaction(self._connection, "IMMEDIATE"):
            yield

    def standing(self, article_id: str) -> Standing | None:
        """What people's word makes of one article; None if it is not in the record."""
        with self._reading():
            return standing(self._connection, article_id)

    def corrections(self) -> tuple[CorrectionView, ...]:
        """Every correction, undone ones too, by time, with what has become of it."""
        with self._reading():
            return correction_views(self._connection)

    def removed(self, ident: str) -> Attribution | None:
        """The statement with this id that was taken out, since somebody said that it is none."""
        with self._reading():
            return removed(self._connection, ident)

    def casts(self) -> Iterator[Cast]:
        """Who is in each article, by article id."""
        with self._reading():
            found = list(casts(self._connection))
        return iter(found)

    def has_entities(self, version: str) -> bool:
        """Whether it was worked out, by these means, who is who in all the articles that are there now."""
        with self._reading():
            return self._has_entities(version)

    def write_entities(self, resolve: Resolve, version: str) -> None:
        """Write what `resolve` makes of all casts, unless that is there; `version` names its means.

        Others may write meanwhile. Then nothing is written here: whoever wrote last does this too.
        """
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only.")
        if self.has_entities(version):
            return
        with self._reading():
            before = self._state()
            ties = tied(self._connection).ties
            found = list(casts(self._connection))
        entities = resolve(found, ties)
        with self._writing():
            if self._state() == before and tied(self._connection).ties == ties:
                write_entities(self._connection, entities, founds_of(found))
                self._connection.execute(
                    delete(tables.assembled).where(tables.assembled.c.name.startswith(_ENTITIES))
                )
                insert_many(self._connection, tables.assembled, [(_ENTITIES + version,)])

    def use_entities(self, resolve: Resolve, version: str) -> None:
        """Let what is asked next know who is who, whether or not that was written; nothing is written here.

        For a record in which a run was cut short: what is asked of one that is whole costs nothing here.
        """
        with self._reading():
            known = self._has_entities(version)
            state = None if known else (self._state(), tied(self._connection).ties)
            if state == self._held:
                return
            let_go(self._connection)
            if state is not None:
                found = list(casts(self._connection))
                entities = resolve(found, state[1])
                hold_apart(self._connection)
                write_entities(self._connection, entities, founds_of(found))
            self._held = state

    def entities(self) -> Iterator[Entity]:
        """Everybody and everything across articles, by id; nothing where that was not worked out."""
        with self._reading():
            found = list(entities_of(self._connection))
        return iter(found)

    def entity_id(self, ident: str) -> str | None:
        """The id of the entity that `ident` leads to: its own, or one that it had before it was joined."""
        with self._reading():
            return entity_called(self._connection, ident)

    def statement_places(self, ident: str) -> tuple[tuple[str, str], ...]:
        """The article and the id of each statement whose id begins so, a few at most."""
        table, readings = tables.attributions, tables.readings
        query = (
            select(readings.c.article, table.c.id)
            .join(readings, readings.c.key == table.c.reading)
            .where(readings.c.shown == true(), table.c.id.startswith(ident, autoescape=True))
            .order_by(table.c.id)
            .limit(2)
        )
        with self._reading():
            return tuple((article, found) for article, found in self._connection.execute(query))

    def statement(self, ident: str) -> StatementView | None:
        """The statement with this id, None if it is not there."""
        with self._reading():
            return queries.statement(self._connection, ident)

    def coverage(self) -> tuple[CoverageView, ...]:
        """How many articles and statements each outlet has from each day, by outlet and day."""
        with self._reading():
            return overview.coverage(self._connection)

    def most_quoted(self, most: int) -> Quoted:
        """The people with the most statements of their own, and how many of those each outlet has."""
        with self._reading():
            return overview.most_quoted(self._connection, most)

    def latest_statements(self, most: int, each: int) -> tuple[StatementView, ...]:
        """Statements of the latest articles, latest article first, at most `each` of one."""
        with self._reading():
            return overview.latest_statements(self._connection, most, each)

    def article_list(
        self,
        *,
        article: str | None = None,
        outlet: str | None = None,
        latest_first: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> ArticleList:
        """A stretch of the list of articles by time; `article` is an id, `outlet` a whole name."""
        with self._reading():
            return overview.article_list(
                self._connection,
                article=article,
                outlet=outlet,
                latest_first=latest_first,
                offset=offset,
                limit=limit,
            )

    def dossier(self, entity: str) -> Dossier | None:
        """All that there is of the entity with this id."""
        with self._reading():
            return dossier(self._connection, entity)

    def articles(self, wanted: Filter = EVERYTHING) -> Articles:
        """The articles that fit, by date, then place; what has no date comes first."""
        with self._reading():
            return queries.articles(self._connection, wanted)

    def statements(self, wanted: Filter = EVERYTHING) -> Statements:
        """The statements that fit, by their article's date and where it was found, then by place in it."""
        with self._reading():
            return queries.statements(self._connection, wanted)

    def people(self, wanted: Filter = EVERYTHING, *, typed: str | None = None) -> People:
        """The people that fit, those with the most statements first; `typed` begins their names."""
        with self._reading():
            return people(self._connection, wanted, typed=typed)

    def counts(self) -> Counts:
        """How many of each the record shows."""
        with self._reading():
            return queries.counts(self._connection)

    def search(
        self,
        query: str,
        *,
        speaker: str | None = None,
        about: str | None = None,
        min_probability: float | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
    ) -> SearchResult:
        """What has the words of `query` in statements and articles, best first, with the hits marked.

        All words must be there, "words in quotes" in that order, -words not at all; nothing a person
        types is an error. With `speaker`, `about` or
        `min_probability` only statements are looked at. An article is listed
        only where none of its statements is found, since a statement says more.
        """
        wanted = Filter(
            speaker=speaker,
            about=about,
            min_probability=min_probability,
            outlet=outlet,
            since=since,
            until=until,
        )
        with self._reading():
            return search(self._connection, query, wanted, limit)

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Within it, everything is answered from the record as it is at the first question."""
        with self._reading():
            yield

    def page(self, asked: Asked, start: int = 0, limit: int = 25) -> StatementPage:
        """So many of the statements that are asked for, from number `start` on, with the counts of all."""
        with self._reading():
            known = replace(asked, order="fit")
            others = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
            at = (others, self._connection.exec_driver_sql("SELECT total_changes()").scalar_one())
            if at != self._counted_at:
                self._counted, self._counted_at = {}, at
            found, counted = browse.page(self._connection, asked, start, limit, self._counted.get(known))
            if counted is not None and len(self._counted) < _COUNTED:
                self._counted[known] = counted
            return found

    def listed(self, asked: Asked) -> Iterator[StatementView]:
        """All the statements that are asked for, in the order of time, a few at a time in memory."""
        with self._reading():
            keys = [it.key for it in browse.everything(self._connection, asked)]
        for start in range(0, len(keys), _NAMED_AT_ONCE):
            with self._reading():
                some = browse.views(self._connection, keys[start : start + _NAMED_AT_ONCE])
            yield from some

    def listed_readings(self, asked: Asked) -> Iterator[tuple[Reading, frozenset[str]]]:
        """The articles of all the statements that are asked for, in the order of time, with their ids."""
        table = tables.readings
        ids: dict[str, list[str]] = {}
        with self._reading():
            for it in browse.everything(self._connection, asked):
                ids.setdefault(it.article, []).append(it.id)
        articles = list(ids)
        for start in range(0, len(articles), _CHUNK):
            some = articles[start : start + _CHUNK]
            with self._reading():
                rows = self._connection.execute(
                    select(table).where(table.c.shown == true(), table.c.article.in_(some))
                ).all()
                rows = sorted(rows, key=lambda row: some.index(row.article))
                found = load_readings(self._connection, rows)
            yield from ((reading, frozenset(ids[reading.article.id])) for reading in found)

    def candidates(self, words: Sequence[str]) -> list[Candidate]:
        """The articles that could hold a quotation of these words, best first; see `candidates`."""
        with self._reading():
            return candidates(self._connection, words)

    def places(self, wanted: Sequence[Place]) -> list[At]:
        """What stands at each of these places of articles: article, statement, kind of block."""
        with self._reading():
            return places(self._connection, wanted)

    def _check_open(self) -> None:
        if self._connection.closed:
            raise StoreError(f"{self.path}: the record is closed. Ask before you close it, or open it again.")

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        self._check_open()
        with errors_of(self.path), transaction(self._connection, "DEFERRED"):
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Batch]:
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only.")
        self._check_open()
        with errors_of(self.path), transaction(self._connection, "IMMEDIATE"):
            writer = Batch(self._connection)
            yield writer
            writer.finish()

    def _state(self) -> _State:
        """What is shown now. A reading that is written has a greater key than all before it."""
        table = tables.readings
        vague = or_(table.c.first_day.is_(None), table.c.first_day != table.c.last_day)
        latest = select(func.max(table.c.key), func.count(), func.sum(table.c.key))
        with self._reading():
            key, count, total = self._connection.execute(latest.where(table.c.shown == true())).one()
            undated = select(func.count()).select_from(table).where(table.c.shown == true(), vague)
            return _State(key, count, total, self._connection.execute(undated).scalar_one())

    def _was_assembled(self, name: str) -> bool:
        table = tables.assembled
        return self._connection.execute(select(table).where(table.c.name == name)).first() is not None

    def _set_assembled(self, name: str) -> None:
        self._connection.execute(delete(tables.assembled).where(tables.assembled.c.name == name))
        insert_many(self._connection, tables.assembled, [(name,)])

    def _find(self, page_sha256: str, given_digest: str, provenance: str) -> int | None:
        table = tables.readings
        found: int | None = self._connection.execute(
            select(table.c.key)
            .where(
                table.c.sha256 == page_sha256,
                table.c.given_digest == given_digest,
                table.c.provenance == provenance,
            )
            .order_by(table.c.media_type)
            .limit(1)
        ).scalar_one_or_none()
        return found

    def _has_entities(self, version: str) -> bool:
        table = tables.assembled
        query = select(table.c.name).where(table.c.name == _ENTITIES + version)
        return self._connection.execute(query).first() is not None

    def _has_origin(self, key: int, page_sha256: str, origin: str) -> bool:
        table, failed = tables.origins, tables.failures
        has_it = select(table.c.reading).where(
            table.c.sha256 == page_sha256, table.c.origin == origin, table.c.reading == key
        )
        has_failed = select(failed.c.origin).where(failed.c.origin == origin)
        connection = self._connection
        return connection.execute(has_it).first() is not None and not connection.execute(has_failed).first()
