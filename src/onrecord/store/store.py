"""The record on disk, behind one interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select, true

from onrecord.record import (
    AlreadyUndone,
    Attribution,
    Correction,
    Reading,
    UnknownName,
    undoings,
)
from onrecord.store import browse, overview, queries, tables
from onrecord.store.asked import Asked, Filter, StatementPage
from onrecord.store.assembled import Assembled
from onrecord.store.candidates import At, Candidate, Place, candidates, places
from onrecord.store.corrected import CorrectionView, correction_views
from onrecord.store.correcting import all_corrections
from onrecord.store.dossier import Dossier, dossier
from onrecord.store.loading import load_readings
from onrecord.store.overview import CoverageView, Quoted
from onrecord.store.pages import CHUNK, NAMED_AT_ONCE
from onrecord.store.people import people
from onrecord.store.search import SearchResult, search
from onrecord.store.sqlite import Mode, open_connection
from onrecord.store.standing import Removed, Standing, removed, standing
from onrecord.store.views import ArticleList, Articles, Counts, People, Statements, StatementView

EVERYTHING = Filter()
_COUNTED = 50  # questions whose counts are kept
WAIT_SECONDS = 30.0  # for another process to finish writing


def open_store(path: Path | str, mode: Mode, *, wait_seconds: float = WAIT_SECONDS) -> Store:
    """The record at `path`; for writing it is made if it is not there.

    Use it with `with`. Raises StoreError, and leaves the file as it is, when the file is no record, is
    from a newer version, cannot be read or written, or is locked for longer than `wait_seconds`.
    """
    path = Path(path)
    return Store(path, open_connection(path, mode, wait_seconds), mode)


class Store(Assembled):
    """A record file that is open. Writers take turns; readers see whole batches, while others write too.

    Everything that can go wrong with the file is raised as StoreError.
    """

    def __init__(self, path: Path, connection: Connection, mode: Mode) -> None:
        super().__init__(path, connection, mode)
        self._counted: dict[Asked, browse.Counted] = {}  # while nothing changes, by what was asked
        self._counted_at: object = None

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
        return next((it.statement for it in self.taken_out(ident) if it.statement.id == ident), None)

    def taken_out(self, beginning: str) -> tuple[Removed, ...]:
        """The statements whose ids begin so that are none, each with the correction that says so."""
        with self._reading():
            return removed(self._connection, beginning)

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

    def dossier(self, entity: str, most: int | None = None) -> Dossier | None:
        """All that there is of the entity with this id; `most` statements of a kind."""
        with self._reading():
            return dossier(self._connection, entity, most)

    def articles(self, wanted: Filter = EVERYTHING, *, start: int = 0, limit: int | None = None) -> Articles:
        """So many of the articles that fit, by date, then place; what has no date comes first."""
        with self._reading():
            return queries.articles(self._connection, wanted, start, limit)

    def statements(self, wanted: Filter = EVERYTHING) -> Statements:
        """The statements that fit, by their article's date and where it was found, then by place in it."""
        with self._reading():
            return queries.statements(self._connection, wanted)

    def people(
        self,
        wanted: Filter = EVERYTHING,
        *,
        typed: str | None = None,
        start: int = 0,
        limit: int | None = None,
    ) -> People:
        """So many of the people that fit, those who say most first; `typed` begins their names."""
        with self._reading():
            return people(self._connection, wanted, typed=typed, start=start, limit=limit)

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
        for start in range(0, len(keys), NAMED_AT_ONCE):
            with self._reading():
                some = browse.views(self._connection, keys[start : start + NAMED_AT_ONCE])
            yield from some

    def listed_readings(self, asked: Asked) -> Iterator[tuple[Reading, frozenset[str]]]:
        """The articles of all the statements that are asked for, in the order of time, with their ids."""
        table = tables.readings
        ids: dict[str, list[str]] = {}
        with self._reading():
            for it in browse.everything(self._connection, asked):
                ids.setdefault(it.article, []).append(it.id)
        articles = list(ids)
        for start in range(0, len(articles), CHUNK):
            some = articles[start : start + CHUNK]
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
