"""The people of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, select

from onrecord.store.asked import Filter
from onrecord.store.conditions import article_condition, called, period, statement_condition
from onrecord.store.queries import name_lists, role_views
from onrecord.store.tables import attributions, chains, entities, members, readings
from onrecord.store.views import People, PersonView, RoleView
from onrecord.store.words import fold

T = TypeVar("T", bound=Hashable)


def people(
    connection: Connection, wanted: Filter, entity: str | None = None, typed: str | None = None
) -> People:
    """People, those with the most statements of their own first, then by name.

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
    joined = (
        chains.join(readings, readings.c.key == chains.c.reading)
        .outerjoin(members, and_(members.c.reading == chains.c.reading, members.c.chain == chains.c.position))
        .outerjoin(entities, entities.c.id == members.c.entity)
    )
    columns = (
        chains.c.reading,
        chains.c.position,
        chains.c.id,
        chains.c.name,
        readings.c.outlet,
        readings.c.article,
        members.c.entity,
        entities.c.name.label("entity_name"),
        entities.c.identifier,
    )
    query = select(*columns).select_from(joined).where(condition)
    if time.inside is not None:
        query = query.where(time.inside)
    rows = connection.execute(query.order_by(readings.c.article, chains.c.position)).all()
    spoken = _statements_by_chain(connection, wanted, attributions.c.holder.is_(None))
    held = _statements_by_chain(connection, wanted, attributions.c.holder.is_not(None))
    if wanted.about is not None:
        both = spoken + held
        rows = [row for row in rows if both[row.reading, row.position]]
    undated = 0
    if time.undated is not None:
        without = select(func.count(chains.c.reading.distinct())).select_from(joined)
        undated = connection.execute(without.where(condition, time.undated)).scalar_one()
    groups: dict[Hashable, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.entity or (row.reading, row.position), []).append(row)
    keys = sorted({row.reading for row in rows})
    names, known = name_lists(connection, keys), role_views(connection, keys)
    views = [
        PersonView(
            id=group[0].entity,
            name=group[0].entity_name or group[0].name,
            names=_once(
                name for row in group for name in (row.name, *names.get((row.reading, row.position), ()))
            ),
            roles=different_roles(
                role for row in group for role in known.get((row.reading, row.position), ())
            ),
            outlets=tuple(sorted({row.outlet for row in group if row.outlet is not None})),
            articles=len({row.article for row in group}),
            statements=sum(spoken[row.reading, row.position] for row in group),
            held=sum(held[row.reading, row.position] for row in group),
            chains=tuple(row.id for row in group),
            identifier=group[0].identifier,
        )
        for group in groups.values()
    ]
    views.sort(key=lambda view: (-view.statements, -view.held, fold(view.name), view.chains))
    return People(tuple(views), undated)


def _statements_by_chain(
    connection: Connection, wanted: Filter, which: ColumnElement[bool]
) -> Counter[tuple[int, int]]:
    # The speaker's name is asked of the chain already; here it would only cost time.
    condition = statement_condition(Filter(about=wanted.about))
    query = (
        select(attributions.c.reading, attributions.c.speaker, func.count())
        .where(attributions.c.speaker.is_not(None), which, condition)
        .group_by(attributions.c.reading, attributions.c.speaker)
    )
    return Counter({(reading, chain): number for reading, chain, number in connection.execute(query)})


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def different_roles(roles: Iterable[RoleView]) -> tuple[RoleView, ...]:
    """`roles` without those that differ from another in case alone; the form that stands most often stays."""
    forms: dict[tuple[str, bool], Counter[RoleView]] = {}
    for role in roles:
        forms.setdefault((fold(str(role)), role.former), Counter())[role] += 1
    return tuple(min(some, key=lambda it: (-some[it], str(it))) for some in forms.values())
