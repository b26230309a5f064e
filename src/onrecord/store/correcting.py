"""Corrections in the tables, and laid on the rows of the readings that they are about.

The rows of a reading hold its corrections, so that every query shows them; what the machine read lies
beside them, in `originals`, and is what corrections are laid on anew whenever one of them or the reading
changes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, true, update
from sqlalchemy import func as sql

from onrecord.record import Correction, PagePlace, Quote, Reading, Target, in_force
from onrecord.store import fts, tables
from onrecord.store.laying import lay
from onrecord.store.loading import BELOW, load_readings
from onrecord.store.rows import Rows, add_rows, reading_row
from onrecord.store.sqlite import insert_many

# Columns of `readings` that a correction can change.
_FACTS = (
    "outlet",
    "outlet_words",
    "headline",
    "safe_headline",
    "published",
    "published_how",
    "published_place",
    "first_day",
    "last_day",
)
_TABLES = (*BELOW, tables.abouts)


def add_correction(connection: Connection, correction: Correction) -> bool:
    """Write a correction; False where it was there."""
    table = tables.corrections
    if connection.execute(select(table.c.id).where(table.c.id == correction.id)).first() is not None:
        return False
    row = (
        correction.id,
        correction.kind,
        correction.author,
        correction.time,
        correction.reason,
        correction.undoes,
        json.dumps([asdict(target) for target in correction.targets]),
        json.dumps(correction.values),
    )
    insert_many(connection, table, [row])
    pages = {(target.page.sha256, target.page.article, target.page.url) for target in correction.targets}
    insert_many(
        connection,
        tables.correction_pages,
        [(correction.id, *page) for page in sorted(pages, key=lambda page: page[:2])],
    )
    return True


def all_corrections(connection: Connection) -> tuple[Correction, ...]:
    """Every correction, undone ones too, by time."""
    table = tables.corrections
    rows = connection.execute(select(table).order_by(table.c.time, table.c.id))
    return tuple(_correction(row) for row in rows)


def articles_about(connection: Connection, correction: Correction) -> list[str]:
    """The ids of the articles that a correction is about; of an undoing, those of what it undoes."""
    table, pages = tables.readings, tables.correction_pages
    if correction.undoes is not None:
        undone = connection.execute(
            select(tables.corrections).where(tables.corrections.c.id == correction.undoes)
        ).one_or_none()
        return articles_about(connection, _correction(undone)) if undone is not None else []
    found: set[str] = set()
    for page in connection.execute(select(pages).where(pages.c.correction == correction.id)):
        same = or_(table.c.sha256 == page.sha256, table.c.article == page.article)
        if page.url is not None:
            same = or_(same, table.c.url == page.url)
        found |= set(connection.execute(select(table.c.article).where(same)).scalars())
    return sorted(found)


def corrections_on(connection: Connection, article: str) -> tuple[Correction, ...]:
    """The corrections in force that are about any page of an article, by time."""
    pages, table = tables.correction_pages, tables.corrections
    rows = select(tables.readings).where(tables.readings.c.article == article).subquery()
    about = (
        select(pages.c.correction)
        .join(
            rows,
            or_(
                pages.c.sha256 == rows.c.sha256, pages.c.article == rows.c.article, pages.c.url == rows.c.url
            ),
        )
        .scalar_subquery()
    )
    wanted = or_(table.c.kind == "undo", table.c.id.in_(about))
    return in_force(_correction(row) for row in connection.execute(select(table).where(wanted)))


def lay_on(connection: Connection, article: str) -> None:
    """Make the rows of an article's shown reading what its corrections make of what the machine read."""
    table = tables.readings
    shown = (table.c.article == article) & (table.c.shown == true())
    key = connection.execute(select(table.c.key).where(shown)).scalar_one_or_none()
    if key is None:
        return
    corrections = corrections_on(connection, article)
    original = connection.execute(
        select(tables.originals.c.rows).where(tables.originals.c.reading == key)
    ).scalar_one_or_none()
    connection.execute(delete(tables.unfit).where(tables.unfit.c.reading == key))
    if not corrections and original is None:
        return
    fts.remove_from_index(connection, [key])
    if original is not None:
        _restore(connection, key, json.loads(original))
    reading = load_readings(connection, connection.execute(select(table).where(shown)).all())[0]
    laid = lay(reading, corrections)
    if laid.reading != reading:
        _keep(connection, key)
        _replace(connection, key, laid.reading)
    insert_many(connection, tables.unfit, [(key, *item) for item in sorted(laid.unfit.items())])
    fts.add_to_index(connection, [key])


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        kind=row.kind,
        author=row.author,
        time=row.time,
        reason=row.reason,
        undoes=row.undoes,
        targets=tuple(_target(target) for target in json.loads(row.targets)),
        values=tuple((name, value) for name, value in json.loads(row._mapping["values"])),
    )


def _target(raw: dict[str, Any]) -> Target:
    return Target(
        page=PagePlace(**raw["page"]),
        part=raw["part"],
        quotes=tuple(Quote(**quote) for quote in raw["quotes"]),
        group=raw["group"],
    )


def _keep(connection: Connection, key: int) -> None:
    """Put what the machine read beside the rows."""
    kept: dict[str, list[dict[str, Any]]] = {
        table.name: [
            dict(row._mapping) for row in connection.execute(select(table).where(table.c.reading == key))
        ]
        for table in _TABLES
    }
    facts = select(*(tables.readings.c[name] for name in _FACTS)).where(tables.readings.c.key == key)
    kept["readings"] = [dict(connection.execute(facts).one()._mapping)]
    insert_many(connection, tables.originals, [(key, json.dumps(kept))])


def _restore(connection: Connection, key: int, kept: dict[str, list[dict[str, Any]]]) -> None:
    """Put back what the machine read. Statements get new keys: theirs may be others' now."""
    _clear(connection, key)
    connection.execute(delete(tables.originals).where(tables.originals.c.reading == key))
    connection.execute(
        update(tables.readings).where(tables.readings.c.key == key).values(kept["readings"][0])
    )
    next_key = _next_attribution(connection)
    for table in _TABLES:
        rows = kept[table.name]
        if table is tables.attributions:
            rows = [{**row, "key": next_key + number} for number, row in enumerate(rows)]
        insert_many(connection, table, [tuple(row.get(column.name) for column in table.c) for row in rows])


def _replace(connection: Connection, key: int, reading: Reading) -> None:
    _clear(connection, key)
    facts = dict(zip([column.name for column in tables.readings.c], reading_row(key, reading), strict=True))
    connection.execute(
        update(tables.readings)
        .where(tables.readings.c.key == key)
        .values({name: facts[name] for name in _FACTS})
    )
    rows = Rows()
    add_rows(rows, key, _next_attribution(connection), reading)
    for field in fields(rows):
        insert_many(connection, getattr(tables, field.name), getattr(rows, field.name))


def _clear(connection: Connection, key: int) -> None:
    for table in (tables.abouts, *reversed(BELOW)):
        connection.execute(delete(table).where(table.c.reading == key))


def _next_attribution(connection: Connection) -> int:
    return (connection.execute(select(sql.max(tables.attributions.c.key))).scalar_one() or 0) + 1
