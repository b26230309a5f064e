"""Readings out of the tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.record import Provenance, Reading
from onrecord.store import tables
from onrecord.store.restored import provenance_from, reading_from

# What lies under a reading; a table that refers to another stands behind it.
BELOW = (
    tables.chains,
    tables.chain_names,
    tables.roles,
    tables.mentions,
    tables.attributions,
    tables.spans,
    tables.timexes,
    tables.happenings,
)


def load_readings(connection: Connection, rows: Sequence[Row[Any]]) -> list[Reading]:
    """The readings of these rows of `readings`, in their order."""
    keys = [row.key for row in rows]
    origins: dict[int, Row[Any]] = {}
    for origin in connection.execute(
        select(tables.origins)
        .where(tables.origins.c.reading.in_(keys))
        .order_by(tables.origins.c.origin.desc())
    ):
        origins[origin.reading] = origin  # the least comes last
    provenances = _provenances(connection)
    below = _below(connection, keys)
    return [reading_from(row, origins[row.key], provenances[row.provenance], below[row.key]) for row in rows]


def _provenances(connection: Connection) -> dict[str, Provenance]:
    return {row.key: provenance_from(row) for row in connection.execute(select(tables.provenances))}


def _below(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, list[Row[Any]]]]:
    """The rows that lie under the readings `keys`, by reading and by table, in order."""
    below: dict[int, dict[str, list[Row[Any]]]] = {key: {table.name: [] for table in BELOW} for key in keys}
    for table in BELOW:
        order = [column for column in table.c if column.name in ("reading", "chain", "position")]
        if table in (tables.mentions, tables.timexes, tables.happenings):
            order = [table.c.reading, table.c.position]
        for row in connection.execute(select(table).where(table.c.reading.in_(keys)).order_by(*order)):
            below[row.reading][table.name].append(row)
    return below
