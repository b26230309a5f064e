"""What people's word makes of one article: which corrections lie on which statement, and what was read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Connection, Row, select, true

from onrecord.record import Attribution, Correction, Reading, in_force
from onrecord.store import tables
from onrecord.store.correcting import all_corrections, articles_about, corrections_on
from onrecord.store.laying import lay
from onrecord.store.loading import BELOW, load_readings
from onrecord.store.restored import provenance_from, reading_from

AS_READ = "as-read"


def version_of(corrections: Iterable[str]) -> str:
    """The version of a thing on which these corrections lie, by their ids."""
    return ".".join(corrections) or AS_READ


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


def standing(connection: Connection, article: str) -> Standing | None:
    """What people's word makes of the article with this id; None if it is not shown."""
    table = tables.readings
    row = connection.execute(
        select(table).where(table.c.article == article, table.c.shown == true())
    ).one_or_none()
    if row is None:
        return None
    read = _as_read(connection, row)
    corrections = corrections_on(connection, article)
    laid = lay(read, corrections)
    on = {it.id: it for it in corrections}
    said: dict[str, list[str]] = {}
    for correction in corrections:
        if correction.id in laid.on:
            said.setdefault(laid.on[correction.id], []).append(correction.id)
    return Standing(
        read=read,
        facts=tuple(it for it in corrections if it.kind == "article"),
        statements={ident: tuple(on[one] for one in some) for ident, some in said.items()},
        removed=tuple(
            Removed(
                statement=gone,
                correction=[on[one] for one in said[gone.id] if on[one].kind == "not-a-statement"][-1],
            )
            for gone in laid.removed
        ),
    )


def removed(connection: Connection, ident: str) -> tuple[Removed, ...]:
    """The statements whose ids begin so that were taken out, since somebody said that they are none."""
    said = [it for it in in_force(all_corrections(connection)) if it.kind == "not-a-statement"]
    articles = {article for it in said for article in articles_about(connection, it)}
    standings = (standing(connection, article) for article in sorted(articles))
    return tuple(
        it
        for found in standings
        if found is not None
        for it in found.removed
        if it.statement.id.startswith(ident)
    )


def _as_read(connection: Connection, row: Row[Any]) -> Reading:
    """The reading as the machine made it: the rows, or what was kept beside them when they were corrected."""
    table = tables.originals
    kept = connection.execute(select(table.c.rows).where(table.c.reading == row.key)).scalar_one_or_none()
    if kept is None:
        return load_readings(connection, [row])[0]
    rows = json.loads(kept)
    facts = SimpleNamespace(**{**row._mapping, **rows["readings"][0]})
    origins = tables.origins
    origin = connection.execute(
        select(origins).where(origins.c.reading == row.key).order_by(origins.c.origin).limit(1)
    ).one()
    provenances = tables.provenances
    provenance = connection.execute(select(provenances).where(provenances.c.key == row.provenance)).one()
    below = {
        one.name: sorted(
            (SimpleNamespace(**it) for it in rows[one.name]),
            key=lambda it: (
                getattr(it, "chain", 0) if "chain_" in one.name or one.name == "roles" else 0,
                it.position,
            ),
        )
        for one in BELOW
    }
    return reading_from(
        cast("Row[Any]", facts), origin, provenance_from(provenance), cast("dict[str, list[Row[Any]]]", below)
    )
