"""Who is in which article, out of the tables; and who is who across articles, into and out of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, select, true

from onrecord.record import (
    Appearance,
    Cast,
    Correction,
    Entity,
    Member,
    Office,
    Target,
    Tie,
    appearance,
    byline_of,
    in_force,
    wrote,
)
from onrecord.store import tables
from onrecord.store.correcting import all_corrections
from onrecord.store.sqlite import insert_many
from onrecord.store.words import word_list

_CHUNK = 200  # articles fetched at a time: their texts are some megabytes


def casts(connection: Connection) -> Iterator[Cast]:
    """Who is in every article, by article id."""
    table = tables.readings
    wanted = ("key", "article", "outlet", "bylines", "first_day", "last_day", "text")
    columns = [table.c[name] for name in wanted]
    last = ""
    while True:
        query = select(*columns).where(table.c.shown == true(), table.c.article > last)
        rows = connection.execute(query.order_by(table.c.article).limit(_CHUNK)).all()
        if not rows:
            return
        yield from _casts(connection, rows)
        last = rows[-1].article


def _casts(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Cast]:
    keys = [row.key for row in rows]
    names = _grouped(connection, tables.chain_names, keys, ("name",))
    offices = _grouped(connection, tables.roles, keys, ("title", "affiliation", "former"))
    mentions = _grouped(connection, tables.mentions, keys, ("start", "text", "kind"))
    table = tables.chains
    query = select(table).where(table.c.reading.in_(keys)).order_by(table.c.reading, table.c.position)
    chains: dict[int, list[Row[Any]]] = {}
    for chain in connection.execute(query):
        chains.setdefault(chain.reading, []).append(chain)
    for row in rows:
        found: list[Appearance] = []
        bylines = json.loads(row.bylines)
        for chain in chains.get(row.key, ()):
            place = (row.key, chain.position)
            called = [name for (name,) in names.get(place, ())]
            found.append(
                appearance(
                    row.article,
                    row.text,
                    chain.id,
                    chain.kind,
                    chain.name,
                    called,
                    [
                        Office(title, affiliation, bool(former))
                        for title, affiliation, former in offices.get(place, ())
                    ],
                    mentions.get(place, ()),
                    byline_of(row.outlet) if wrote((chain.name, *called), bylines) else None,
                )
            )
        yield Cast(
            article=row.article,
            outlet=row.outlet,
            first_day=row.first_day,
            last_day=row.last_day,
            appearances=tuple(found),
        )


def _grouped(
    connection: Connection, table: Any, keys: Sequence[int], columns: Sequence[str]
) -> dict[tuple[int, int], list[tuple[Any, ...]]]:
    """The values of `columns` of the rows under these readings, by reading and the chain's position."""
    found: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
    query = select(table.c.reading, table.c.chain, *(table.c[name] for name in columns))
    order = (table.c.reading, table.c.position)
    for reading, chain, *values in connection.execute(
        query.where(table.c.reading.in_(keys)).order_by(*order)
    ):
        found.setdefault((reading, chain), []).append(tuple(values))
    return found


class Tied(NamedTuple):
    """What corrections say of chains, the latest first, and why some fit no longer, by their ids."""

    ties: tuple[Tie, ...]
    unfit: dict[str, str]


def tied(connection: Connection) -> Tied:
    """The merges and splits in force, with the chains that their words belong to now."""
    ties: list[Tie] = []
    unfit: dict[str, str] = {}
    for correction in reversed(in_force(all_corrections(connection))):
        if correction.kind not in ("merge", "split"):
            continue
        groups: dict[int, list[str]] = {}
        lost = 0
        for target in correction.targets:
            chains = _chains_at(connection, target)
            lost += not chains
            groups.setdefault(target.group, []).extend(chains)
        filled = [tuple(dict.fromkeys(groups[number])) for number in sorted(groups)]
        if lost:
            unfit[correction.id] = _lost(correction, lost)
        if all(filled):
            ties.append(Tie(correction=correction.id, groups=tuple(filled)))
    return Tied(tuple(ties), unfit)


def _lost(correction: Correction, lost: int) -> str:
    return f"nobody is found any more at {lost} of the {len(correction.targets)} places that it names"


def _chains_at(connection: Connection, target: Target) -> list[str]:
    """The chains whose mentions stand at the words of a target."""
    table, page = tables.readings, target.page
    same = (table.c.sha256 == page.sha256) | (table.c.article == page.article)
    if page.url is not None:
        same |= table.c.url == page.url
    found: list[str] = []
    for row in connection.execute(select(table.c.key, table.c.text).where(same, table.c.shown == true())):
        for quote in target.quotes:
            place = quote.find(row.text)
            if place is None:
                continue
            mentions = tables.mentions
            query = (
                select(tables.chains.c.id)
                .join(
                    mentions,
                    (mentions.c.reading == tables.chains.c.reading)
                    & (mentions.c.chain == tables.chains.c.position),
                )
                .where(mentions.c.reading == row.key, mentions.c.start < place[1], mentions.c.end > place[0])
                .order_by(mentions.c.start)
            )
            found += connection.execute(query.limit(1)).scalars()
    return found


def write_entities(connection: Connection, entities: Iterable[Entity], founds: dict[str, str]) -> None:
    """Put `entities` in place of those that are there. `founds` has Appearance.founds by chain id."""
    table = tables.readings
    joined = tables.chains.join(table, table.c.key == tables.chains.c.reading)
    query = select(tables.chains.c.id, tables.chains.c.reading, tables.chains.c.position).select_from(joined)
    places = {chain: (key, at) for chain, key, at in connection.execute(query.where(table.c.shown == true()))}
    rows, under = [], []
    for entity in entities:
        words = word_list(" ".join(entity.names))
        names = json.dumps(entity.names)
        rows.append((entity.id, entity.kind, entity.name, words, names, entity.identifier))
        under += [
            (*places[it.chain], entity.id, number, founds[it.chain], it.why, it.probability)
            for number, it in enumerate(entity.members)
        ]
    for one, values in ((tables.entities, rows), (tables.members, under)):
        connection.execute(delete(one))
        insert_many(connection, one, values)


def founds_of(found: Iterable[Cast]) -> dict[str, str]:
    """Appearance.founds of every chain, by its id."""
    return {it.chain: it.founds for cast in found for it in cast.appearances}


def hold_apart(connection: Connection) -> None:
    """Let this connection have entities of its own, in tables that stand before those of the file."""
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    for name in ("entities", "members"):
        connection.exec_driver_sql(f"CREATE TEMP TABLE {name} AS SELECT * FROM main.{name} LIMIT 0")
        connection.exec_driver_sql(f"CREATE INDEX temp.{name}_found ON {name} ({_KEYS[name]})")


_KEYS = {"entities": "id", "members": "reading, chain"}


def let_go(connection: Connection) -> None:
    """Forget this connection's own entities, if there are any."""
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    for name in ("entities", "members"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{name}")


def entities(connection: Connection, start: int = 0, limit: int | None = None) -> Iterator[Entity]:
    """So many entities from number `start` on, by id; all without a `limit`."""
    members: dict[str, list[Member]] = {}
    table = tables.members
    joined = table.join(
        tables.chains,
        (tables.chains.c.reading == table.c.reading) & (tables.chains.c.position == table.c.chain),
    ).join(tables.readings, tables.readings.c.key == table.c.reading)
    some = select(tables.entities).order_by(tables.entities.c.id).offset(start).limit(limit)
    query = select(table, tables.chains.c.id, tables.readings.c.article).select_from(joined)
    if start or limit is not None:
        query = query.where(table.c.entity.in_(select(some.subquery().c.id)))
    for row in connection.execute(query.order_by(table.c.entity, table.c.position)):
        member = Member(chain=row.id, article=row.article, why=row.why, probability=row.probability)
        members.setdefault(row.entity, []).append(member)
    for row in connection.execute(some):
        yield Entity(
            id=row.id,
            kind=row.kind,
            name=row.name,
            names=tuple(json.loads(row.names)),
            identifier=row.identifier,
            members=tuple(members[row.id]),
        )
