"""The people of a record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    tuple_,
)

from onrecord.record import wrote
from onrecord.store.asked import Filter
from onrecord.store.conditions import article_condition, called, period, statement_condition
from onrecord.store.queries import chunks, name_lists, role_views
from onrecord.store.tables import attributions, chains, entities, members, readings
from onrecord.store.views import People, PersonView, RoleView
from onrecord.store.words import fold

T = TypeVar("T", bound=Hashable)


def people(
    connection: Connection,
    wanted: Filter,
    entity: str | None = None,
    typed: str | None = None,
    start: int = 0,
    limit: int | None = None,
) -> People:
    """So many people from number `start` on, those with the most statements of their own first, then by name.

    `speaker` asks for their names, `about` for those who said something about that, the rest for the
    articles that count. Where it was not worked out who is who across articles, anybody has a row for
    each article. With an `entity` it is that one alone, of whatever kind. `typed` asks for names, as
    `speaker` does, that may still be unfinished: its words begin some of theirs.
    """
    # Other articles may have told that a name is a place's.
    kind = func.coalesce(entities.c.kind, chains.c.kind)
    which = kind == "person" if entity is None else members.c.entity == entity
    condition = and_(article_condition(wanted), which)
    if wanted.speaker is not None:
        condition = and_(condition, called(wanted.speaker))
    if typed is not None:
        condition = and_(condition, called(typed, begun=True))
    time = period(wanted)
    undated = 0
    if time.undated is not None:
        without = select(func.count(chains.c.reading.distinct())).select_from(_JOINED)
        undated = connection.execute(without.where(condition, time.undated)).scalar_one()
    if time.inside is not None:
        condition = and_(condition, time.inside)
    said = _said(wanted, entity)
    # All are counted and put in order; what else is shown is fetched of those who are asked for.
    everybody = _counted(connection, condition, said, wanted.about is not None)
    some = everybody[start:] if limit is None else everybody[start : start + limit]
    return People(tuple(_views(connection, condition, said, wanted, some)), undated, len(everybody))


class _Counted(NamedTuple):
    """A person with the number of their statements; `entity` or, where there is none, one chain."""

    entity: str | None
    reading: int | None
    position: int | None
    name: str
    own: int
    held: int
    first: str  # the least id of their chains


_JOINED = (
    chains.join(readings, readings.c.key == chains.c.reading)
    .outerjoin(members, and_(members.c.reading == chains.c.reading, members.c.chain == chains.c.position))
    .outerjoin(entities, entities.c.id == members.c.entity)
)


def _said(wanted: Filter, entity: str | None) -> Subquery:
    """How much each chain says: in the article's own account, and inside other statements."""
    # The speaker's name is asked of the chain already; here it would only cost time.
    condition = and_(attributions.c.speaker.is_not(None), statement_condition(Filter(about=wanted.about)))
    if entity is not None:
        theirs = select(members.c.reading).where(members.c.entity == entity)
        condition = and_(condition, attributions.c.reading.in_(theirs))
    held = func.count(attributions.c.holder)
    return (
        select(
            attributions.c.reading,
            attributions.c.speaker,
            (func.count() - held).label("own"),
            held.label("held"),
        )
        .where(condition)
        .group_by(attributions.c.reading, attributions.c.speaker)
        .subquery("said")
    )


def _with_said(said: Subquery, only: bool) -> FromClause:
    """Chains with what they say; `only` leaves out those that say nothing."""
    on = and_(said.c.reading == chains.c.reading, said.c.speaker == chains.c.position)
    return _JOINED.join(said, on) if only else _JOINED.outerjoin(said, on)


def _counted(
    connection: Connection, condition: ColumnElement[bool], said: Subquery, only: bool
) -> list[_Counted]:
    alone = members.c.entity.is_(None)
    reading, position = case((alone, chains.c.reading)), case((alone, chains.c.position))
    query = (
        select(
            members.c.entity,
            reading,
            position,
            func.coalesce(entities.c.name, func.min(chains.c.name)),
            func.coalesce(func.sum(said.c.own), 0),
            func.coalesce(func.sum(said.c.held), 0),
            func.min(chains.c.id),
        )
        .select_from(_with_said(said, only))
        .where(condition)
        .group_by(members.c.entity, reading, position)
    )
    found = [_Counted(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda it: (-it.own, -it.held, fold(it.name), it.first))


def _views(
    connection: Connection,
    condition: ColumnElement[bool],
    said: Subquery,
    wanted: Filter,
    some: Sequence[_Counted],
) -> Iterator[PersonView]:
    columns = (
        chains.c.reading,
        chains.c.position,
        chains.c.id,
        chains.c.name,
        readings.c.outlet,
        readings.c.article,
        readings.c.bylines,
        members.c.entity,
        entities.c.identifier,
    )
    query = select(*columns).select_from(_with_said(said, wanted.about is not None)).where(condition)
    groups: dict[Hashable, list[Any]] = {}
    for part in chunks(some):
        known = [it.entity for it in part if it.entity is not None]
        alone = [(it.reading, it.position) for it in part if it.entity is None]
        theirs = or_(members.c.entity.in_(known), tuple_(chains.c.reading, chains.c.position).in_(alone))
        for row in connection.execute(query.where(theirs).order_by(readings.c.article, chains.c.position)):
            groups.setdefault(row.entity or (row.reading, row.position), []).append(row)
    keys = sorted({row.reading for group in groups.values() for row in group})
    names, roles = name_lists(connection, keys), role_views(connection, keys)
    for it in some:
        group = groups[it.entity or (it.reading, it.position)]
        yield PersonView(
            id=it.entity,
            name=it.name,
            names=_once(
                name for row in group for name in (row.name, *names.get((row.reading, row.position), ()))
            ),
            roles=different_roles(
                role for row in group for role in roles.get((row.reading, row.position), ())
            ),
            outlets=tuple(sorted({row.outlet for row in group if row.outlet is not None})),
            articles=len({row.article for row in group}),
            statements=it.own,
            held=it.held,
            chains=tuple(row.id for row in group),
            identifier=group[0].identifier,
            wrote=len({row.article for row in group if _wrote(row, names)}),
        )


def _wrote(row: Any, names: Mapping[tuple[int, int], tuple[str, ...]]) -> bool:
    """Whether a chain is named in the byline of its article."""
    return wrote((row.name, *names.get((row.reading, row.position), ())), json.loads(row.bylines))


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def different_roles(roles: Iterable[RoleView]) -> tuple[RoleView, ...]:
    """`roles` without those that differ from another in case alone; the form that stands most often stays."""
    forms: dict[tuple[str, bool], Counter[RoleView]] = {}
    for role in roles:
        forms.setdefault((fold(str(role)), role.former), Counter())[role] += 1
    return tuple(min(some, key=lambda it: (-some[it], str(it))) for some in forms.values())
