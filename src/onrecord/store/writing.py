"""Putting readings and failures into the tables, so that their order makes no difference.

What a record holds is a function of what was read last for every origin: an origin belongs to one
reading of its bytes, a reading stays as long as an origin has it, and an article is shown from the
reading that `_settle` chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from onrecord.record import Correction, Failure, Given, Reading
from onrecord.store import fts, tables
from onrecord.store.correcting import add_correction, articles_about, corrections_on, lay_on
from onrecord.store.rows import Rows, add_rows, check, provenance_key, provenance_row, reading_row
from onrecord.store.sqlite import insert_many
from onrecord.store.views import Outcome

_MADE_OF_ALL = (
    tables.assembled,
    tables.inferred_dates,
    tables.copies,
    tables.entities,
    tables.members,
)
_NOTHING_STATED = Given().digest


class _Known(NamedTuple):
    key: int
    provenance: str
    article: str


class Batch:
    """Writes the items of one transaction. `finish` must be called before it ends.

    Rows under the readings are gathered and go in together, many at a time.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Rows()
        self._next_reading = self._next_key(tables.readings)
        self._next_attribution = self._next_key(tables.attributions)
        self._touched: dict[str, None] = {}  # ids of articles whose shown reading may change, in order
        self._provenances: set[str] = set()
        self._corrected = False

    def add(self, item: Reading | Failure) -> Outcome:
        """Write one item and tell what became of it."""
        return self._add_failure(item) if isinstance(item, Failure) else self._add_reading(item)

    def add_givens(self, givens: Iterable[Given]) -> None:
        """Keep what was stated, each once."""
        table = tables.givens
        for digest, given in {given.digest: given for given in givens}.items():
            if self._connection.execute(select(table).where(table.c.digest == digest)).first() is None:
                insert_many(self._connection, table, [(digest, *astuple(given))])

    def correct(self, correction: Correction) -> None:
        """Keep a correction, and lay it on what it is about."""
        if add_correction(self._connection, correction):
            self._corrected = True
            self._touched |= dict.fromkeys(articles_about(self._connection, correction))

    def finish(self) -> None:
        """Write what was gathered, and choose what is shown."""
        self._flush()
        if self._touched or self._corrected:
            # What was made of all articles is about others than are there now.
            for table in _MADE_OF_ALL:
                self._connection.execute(delete(table))
        changes = [_settle(self._connection, article) for article in self._touched]
        fts.remove_from_index(self._connection, [key for change in changes for key in change.hidden])
        fts.add_to_index(self._connection, sorted(change.shown for change in changes if change.shown))
        if self._corrected or self._has_corrections():
            for article in self._touched:
                lay_on(self._connection, article)
        self._touched.clear()

    def add_origin(self, key: int, sha256: str, origin: str, fetched: str | None) -> None:
        """Let `origin` belong to the reading `key` of these bytes, and to no other."""
        origins, connection = tables.origins, self._connection
        same = (origins.c.sha256 == sha256) & (origins.c.origin == origin)
        old = connection.execute(select(origins.c.reading).where(same)).scalar_one_or_none()
        if old is None:
            insert_many(connection, origins, [(sha256, origin, key, fetched)])
        elif old != key:
            connection.execute(update(origins).where(same).values(reading=key, fetched=fetched))
            left = connection.execute(select(func.count()).where(origins.c.reading == old)).scalar_one()
            if not left:
                self._remove(old)
        connection.execute(delete(tables.failures).where(tables.failures.c.origin == origin))

    def _has_corrections(self) -> bool:
        return self._connection.execute(select(tables.corrections.c.id).limit(1)).first() is not None

    def _next_key(self, table: Table) -> int:
        return (self._connection.execute(select(func.max(table.c.key))).scalar_one() or 0) + 1

    def _add_failure(self, failure: Failure) -> Outcome:
        table = tables.failures
        values = {field.name: getattr(failure, field.name) for field in fields(failure)}
        old = self._connection.execute(select(table).where(table.c.origin == failure.origin)).one_or_none()
        if old is None:
            self._connection.execute(insert(table).values(values))
            return "new"
        if dict(old._mapping) == values:
            return "duplicate"
        self._connection.execute(update(table).where(table.c.origin == failure.origin).values(values))
        return "replaced"

    def _add_reading(self, reading: Reading) -> Outcome:
        article, page = reading.article, reading.article.page
        key_of_provenance = provenance_key(reading.provenance)
        old = self._same_page(reading)
        if old is not None and old.provenance == key_of_provenance and old.article == article.id:
            self.add_origin(old.key, page.sha256, page.origin, page.fetched)
            return "duplicate"
        outcome = self._outcome(reading)
        self._add_provenance(reading, key_of_provenance)
        if old is not None:
            kept = self._connection.execute(
                select(tables.origins).where(tables.origins.c.reading == old.key)
            ).all()
            self._remove(old.key)
        key = self._next_reading
        self._next_reading += 1
        insert_many(self._connection, tables.readings, [reading_row(key, reading)])
        if old is not None:
            insert_many(
                self._connection,
                tables.origins,
                [(row.sha256, row.origin, key, row.fetched) for row in kept],
            )
        add_rows(self._rows, key, self._next_attribution, reading)
        self._next_attribution += len(reading.attributions)
        self._touched[article.id] = None
        self.add_origin(key, page.sha256, page.origin, page.fetched)
        return outcome

    def _same_page(self, reading: Reading) -> _Known | None:
        page, table = reading.article.page, tables.readings
        row = self._connection.execute(
            select(table.c.key, table.c.provenance, table.c.article).where(
                table.c.sha256 == page.sha256,
                table.c.given_digest == page.given_digest,
                table.c.media_type == page.media_type,
            )
        ).one_or_none()
        return _Known(*row) if row else None

    def _outcome(self, reading: Reading) -> Outcome:
        """What will become of a reading that is not there: is its page known, or its article?"""
        page, table = reading.article.page, tables.readings
        known = self._connection.execute(
            select(tables.origins.c.reading).where(
                tables.origins.c.sha256 == page.sha256, tables.origins.c.origin == page.origin
            )
        ).first()
        if known:
            return "replaced"
        twins = self._connection.execute(
            select(table.c.provenance, table.c.sha256).where(table.c.article == reading.article.id)
        ).all()
        key = provenance_key(reading.provenance)
        if twins and all(twin.provenance != key for twin in twins):
            return "replaced"
        other_bytes = any(twin.provenance == key and twin.sha256 != page.sha256 for twin in twins)
        return "twin" if other_bytes else "new"

    def _add_provenance(self, reading: Reading, key: str) -> None:
        if key in self._provenances:
            return
        table = tables.provenances
        if self._connection.execute(select(table.c.key).where(table.c.key == key)).first() is None:
            insert_many(self._connection, table, [provenance_row(reading.provenance)])
        self._provenances.add(key)

    def _remove(self, key: int) -> None:
        """Delete a reading with everything under it."""
        self._flush()
        table = tables.readings
        row = self._connection.execute(select(table.c.article, table.c.shown).where(table.c.key == key)).one()
        if row.shown:
            fts.remove_from_index(self._connection, [key])
        self._connection.execute(delete(table).where(table.c.key == key))
        self._touched[row.article] = None

    def _flush(self) -> None:
        for field in fields(self._rows):
            insert_many(self._connection, getattr(tables, field.name), getattr(self._rows, field.name))
        self._rows = Rows()


class _Change(NamedTuple):
    hidden: list[int]
    shown: int | None


def _settle(connection: Connection, article: str) -> _Change:
    """Show one of an article's readings: made as the latest one was, and of these the least page.

    None, if somebody said that the article does not belong to the record.

    One about which something was stated goes before one that stands for itself. Which of two equally made
    readings was written first therefore makes no difference. The index is left
    to the caller.
    """
    table = tables.readings
    rows = connection.execute(
        select(
            table.c.key,
            table.c.shown,
            table.c.provenance,
            table.c.sha256,
            table.c.given_digest,
            table.c.media_type,
        ).where(table.c.article == article)
    ).all()
    if not rows:
        return _Change([], None)
    if any(correction.kind == "not-in-story" for correction in corrections_on(connection, article)):
        gone = [row.key for row in rows if row.shown]
        connection.execute(update(table).where(table.c.key.in_(gone)).values(shown=False))
        return _Change(gone, None)
    latest = max(rows, key=lambda row: row.key).provenance
    chosen = min(
        (row for row in rows if row.provenance == latest),
        key=lambda row: (row.given_digest == _NOTHING_STATED, row.sha256, row.given_digest, row.media_type),
    )
    hidden = [row.key for row in rows if row.shown and row.key != chosen.key]
    if hidden:
        connection.execute(update(table).where(table.c.key.in_(hidden)).values(shown=False))
    if chosen.shown:
        return _Change(hidden, None)
    connection.execute(update(table).where(table.c.key == chosen.key).values(shown=True))
    return _Change(hidden, chosen.key)


def check_all(batch: Sequence[Reading | Failure]) -> None:
    """Raise if an item of `batch` contradicts itself."""
    for item in batch:
        if isinstance(item, Reading):
            check(item)
