"""What follows from all articles together: kept until one comes, goes or changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, or_, select, true

from onrecord.record import (
    Cast,
    CopyOf,
    Entity,
    InferredDate,
    Reading,
    StoreError,
    Tie,
)
from onrecord.store import shelf, tables
from onrecord.store.dossier import entity_called
from onrecord.store.pages import Pages
from onrecord.store.restored import copy_from, inferred_from
from onrecord.store.rows import copy_row, inferred_row
from onrecord.store.sqlite import Mode, insert_many
from onrecord.store.views import EntityList
from onrecord.store.who import casts, founds_of, hold_apart, let_go, tied, write_entities
from onrecord.store.who import entities as entities_of

_DATES = "inferred_dates"  # in the table `assembled`
_COPIES = "copies"
_ENTITIES = "entities "
Resolve = Callable[[Sequence[Cast], Sequence[Tie]], Sequence[Entity]]


class _State(NamedTuple):
    latest: int | None  # key of a reading
    articles: int
    total: int | None  # of their keys
    undated: int  # articles shown that do not say the day on which they were published


class Assembled(Pages):
    """Inferred dates, copies and entities, each with whether it is true of what is there now."""

    def __init__(self, path: Path, connection: Connection, mode: Mode) -> None:
        super().__init__(path, connection, mode)
        self._held: object = None  # of what state this connection has entities of its own

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

    def entity_list(self, start: int, limit: int) -> EntityList:
        """So many entities from number `start` on, by id, and how many there are."""
        with self._reading():
            found = tuple(entities_of(self._connection, start, limit))
            total = self._connection.execute(select(func.count()).select_from(tables.entities)).scalar_one()
        return EntityList(found, total)

    def entity_id(self, ident: str) -> str | None:
        """The id of the entity that `ident` leads to: its own, or one that it had before it was joined."""
        with self._reading():
            return entity_called(self._connection, ident)

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

    def _has_entities(self, version: str) -> bool:
        table = tables.assembled
        query = select(table.c.name).where(table.c.name == _ENTITIES + version)
        return self._connection.execute(query).first() is not None
