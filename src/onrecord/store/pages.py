"""Pages as they come: what is written of them, and what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from sqlalchemy import delete, func, select, true

from onrecord.record import (
    Article,
    Failure,
    Given,
    Reading,
    StoreError,
)
from onrecord.store import tables
from onrecord.store.loading import load_readings
from onrecord.store.opened import Opened
from onrecord.store.restored import article_from
from onrecord.store.views import Stated, WriteResult
from onrecord.store.writing import check_all

# Readings fetched at a time by readings(): enough to make the statements' own cost small, and a few
# megabytes of memory.
CHUNK = 32
NAMED_AT_ONCE = 500  # values in a query; SQLite takes some thousands


class Pages(Opened):
    """What became of pages, and the articles that were read from them."""

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
            for start in range(0, len(wanted), NAMED_AT_ONCE):
                names = wanted[start : start + NAMED_AT_ONCE]
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
                    .limit(CHUNK)
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

    def _has_origin(self, key: int, page_sha256: str, origin: str) -> bool:
        table, failed = tables.origins, tables.failures
        has_it = select(table.c.reading).where(
            table.c.sha256 == page_sha256, table.c.origin == origin, table.c.reading == key
        )
        has_failed = select(failed.c.origin).where(failed.c.origin == origin)
        connection = self._connection
        return connection.execute(has_it).first() is not None and not connection.execute(has_failed).first()
