"""All that a record has of one person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, true, tuple_

from onrecord.record import digest_id, wrote
from onrecord.store.asked import Filter
from onrecord.store.people import people
from onrecord.store.queries import (
    IN_TIME,
    INFERRED,
    ORIGIN,
    chunks,
    inferred_days,
    name_lists,
    role_view,
    role_views,
    statement_query,
    statement_views,
    with_inferred,
)
from onrecord.store.tables import abouts, attributions, chains, entities, members, readings, roles
from onrecord.store.views import PersonView, RoleView, StatementView

AROUND = 60  # characters of the article shown on either side of a role's words


def version_of_person(chains: Iterable[str]) -> str:
    """The version of a person to whom these chains belong, by their ids."""
    return digest_id("person", *sorted(chains))


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlace:
    """Where an article says what somebody is: the words from `start` to `end`, with what stands around."""

    role: RoleView
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenView:
    """A person in one article: the name and the roles there, and why it is this person, and how likely."""

    article: str
    headline: str | None
    outlet: str | None
    published: str | None  # EDTF
    published_inferred: str | None  # EDTF of the days that were inferred, where nothing is stated
    origin: str
    url: str | None
    chain: str
    name: str
    roles: tuple[RoleView, ...]
    why: str
    probability: float
    evidence: tuple[RolePlace, ...] = ()  # of the roles
    wrote: bool = False  # whether the byline names them


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanionView:
    """Somebody who is quoted in the same articles, and in how many."""

    id: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a record has of one person; everything is in the order of time, without a date first.

    `said` are their statements, `about` those of others in whose content they are mentioned, `quoted_with`
    the people who are quoted in articles that quote them, most articles first. `all_said` and `all_about`
    count the statements where only the first of them were asked for.
    """

    person: PersonView
    seen: tuple[SeenView, ...]
    said: tuple[StatementView, ...]
    about: tuple[StatementView, ...]
    quoted_with: tuple[CompanionView, ...]
    all_said: int
    all_about: int

    @property
    def version(self) -> str:
        """What whoever merges or splits hands back, so that it is noticed when somebody else was first."""
        return version_of_person(self.person.chains)


def entity_called(connection: Connection, ident: str) -> str | None:
    """The id of the entity that an id leads to: its own, or one that it had before it was joined."""
    own = select(entities.c.id).where(entities.c.id == ident)
    joined = select(members.c.entity).where(members.c.founds == ident).order_by(members.c.entity)
    found: str | None = (
        connection.execute(own).scalar_one_or_none() or connection.execute(joined).scalars().first()
    )
    return found


def dossier(connection: Connection, entity: str, most: int | None = None) -> Dossier | None:
    """All that there is of the entity with this id, None if there is none; `most` statements of a kind."""
    found = people(connection, Filter(), entity).rows
    if not found:
        return None
    mine = and_(members.c.entity == entity, members.c.reading == attributions.c.reading)
    said = exists().where(mine, members.c.chain == attributions.c.speaker)
    mentioned = exists().where(
        mine, abouts.c.reading == attributions.c.reading, abouts.c.attribution == attributions.c.position,
        abouts.c.chain == members.c.chain,
    )  # fmt: skip
    by_them = _statements(connection, said, most)
    about_them = _statements(connection, and_(mentioned, ~said), most)
    return Dossier(
        person=found[0],
        seen=_seen(connection, entity),
        said=by_them.rows,
        about=about_them.rows,
        quoted_with=_quoted_with(connection, entity),
        all_said=by_them.total,
        all_about=about_them.total,
    )


class _Some(NamedTuple):
    rows: tuple[StatementView, ...]
    total: int


def _statements(connection: Connection, condition: ColumnElement[bool], most: int | None) -> _Some:
    """The first statements that fit, in the order of time, and how many there are."""
    query = statement_query().where(readings.c.shown == true(), condition)
    query = query.order_by(*IN_TIME, attributions.c.position).limit(most)
    found = tuple(statement_views(connection, connection.execute(query).all()).values())
    if most is None or len(found) < most:
        return _Some(found, len(found))
    joined = attributions.join(readings, readings.c.key == attributions.c.reading)
    count = select(func.count()).select_from(joined).where(readings.c.shown == true(), condition)
    return _Some(found, connection.execute(count).scalar_one())


def _seen(connection: Connection, entity: str) -> tuple[SeenView, ...]:
    joined = members.join(readings, readings.c.key == members.c.reading).join(
        chains, and_(chains.c.reading == members.c.reading, chains.c.position == members.c.chain)
    )
    query = select(
        members,
        readings.c.article,
        readings.c.headline,
        readings.c.outlet,
        readings.c.published,
        readings.c.url,
        readings.c.bylines,
        *INFERRED,
        ORIGIN.label("origin"),
        chains.c.id,
        chains.c.name,
    ).select_from(with_inferred(joined))
    rows = connection.execute(query.where(members.c.entity == entity).order_by(*IN_TIME)).all()
    keys = sorted({row.reading for row in rows})
    known, places = role_views(connection, keys), _role_places(connection, keys)
    names = name_lists(connection, keys)
    return tuple(
        SeenView(
            article=row.article,
            headline=row.headline,
            outlet=row.outlet,
            published=row.published,
            published_inferred=inferred_days(row),
            origin=row.origin,
            url=row.url,
            chain=row.id,
            name=row.name,
            roles=known.get((row.reading, row.chain), ()),
            why=row.why,
            probability=row.probability,
            evidence=places.get((row.reading, row.chain), ()),
            wrote=wrote((row.name, *names.get((row.reading, row.chain), ())), json.loads(row.bylines)),
        )
        for row in rows
    )


def _role_places(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, int], tuple[RolePlace, ...]]:
    """Where the roles of every chain of these readings stand, by reading and the chain's position."""
    first = func.min(
        func.coalesce(roles.c.title_start, roles.c.affiliation_start),
        func.coalesce(roles.c.affiliation_start, roles.c.title_start),
    )
    last = func.max(
        func.coalesce(roles.c.title_end, roles.c.affiliation_end),
        func.coalesce(roles.c.affiliation_end, roles.c.title_end),
    )
    from_ = func.max(first - AROUND, 0)

    def words(start: ColumnElement[int], end: ColumnElement[int]) -> ColumnElement[str]:
        return func.substr(readings.c.text, start + 1, end - start)

    found: dict[tuple[int, int], tuple[RolePlace, ...]] = {}
    for some in chunks(keys):
        query = select(
            roles,
            first.label("first"),
            last.label("last"),
            words(from_, first).label("before"),
            words(first, last).label("words"),
            words(last, last + AROUND).label("after"),
        ).join(readings, readings.c.key == roles.c.reading)
        query = query.where(roles.c.reading.in_(some)).order_by(
            roles.c.reading, roles.c.chain, roles.c.position
        )
        for row in connection.execute(query):
            place = RolePlace(
                role=role_view(row),
                start=row.first,
                end=row.last,
                before=row.before,
                words=row.words,
                after=row.after,
            )
            at = (row.reading, row.chain)
            found[at] = (*found.get(at, ()), place)
    return found


def _quoted_with(connection: Connection, entity: str) -> tuple[CompanionView, ...]:
    spoken = (
        select(attributions.c.reading, members.c.entity)
        .join(
            members,
            tuple_(members.c.reading, members.c.chain)
            == tuple_(attributions.c.reading, attributions.c.speaker),
        )
        .distinct()
        .subquery()
    )
    here = select(spoken.c.reading).where(spoken.c.entity == entity).scalar_subquery()
    query = (
        select(entities.c.id, entities.c.name, func.count())
        .join(spoken, spoken.c.entity == entities.c.id)
        .where(entities.c.kind == "person", entities.c.id != entity, spoken.c.reading.in_(here))
        .group_by(entities.c.id)
        .order_by(func.count().desc(), entities.c.name, entities.c.id)
    )
    return tuple(
        CompanionView(id=ident, name=name, articles=number)
        for ident, name, number in connection.execute(query)
    )
