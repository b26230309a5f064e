"""What a record holds at a glance, counted by SQL so that a large one answers as fast as a small one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, literal, select, true

from onrecord.record import interval
from onrecord.store.queries import IN_TIME, article_views, statement_query, statement_views
from onrecord.store.tables import attributions, entities, inferred_dates, members, readings, roles
from onrecord.store.views import Answer, ArticleList, RoleView, StatementView
from onrecord.store.words import encodable

_SHOWN = readings.c.shown == true()
# A day where the page states one, the month or the year where it states no more.
_WHEN = case((readings.c.first_day == readings.c.last_day, readings.c.first_day), else_=readings.c.published)
_OWN = attributions.c.holder.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """How much an outlet has from a day; None where neither is known.

    `published` is the day, or EDTF of the month or year where a page states no more; `inferred` is EDTF of
    the days that were inferred where it states nothing.
    """

    outlet: str | None
    published: str | None
    inferred: str | None
    articles: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingView:
    """How many statements an outlet has from somebody; of an article without an outlet, how many that has."""

    outlet: str | None
    article: str | None  # an article's id; None where the outlet is known
    headline: str | None
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedView:
    """Somebody with the number of statements of their own, in all and in each outlet, most first.

    What lies inside another statement is not counted. `role` is one of those that the articles give.
    """

    id: str
    name: str
    role: RoleView | None
    statements: int
    by_outlet: tuple[QuotingView, ...]


@dataclass(frozen=True, slots=True)
class Quoted(Answer[QuotedView]):
    """Those who are quoted most, and how many are quoted at all."""

    total: int


def coverage(connection: Connection) -> tuple[CoverageView, ...]:
    """How many articles and statements each outlet has from each day, by outlet and day."""
    number = (
        select(attributions.c.reading, func.count().label("number"))
        .group_by(attributions.c.reading)
        .subquery()
    )
    guess = inferred_dates.alias("guess")
    parts = (readings.c.outlet, _WHEN, guess.c.earliest, guess.c.latest, guess.c.likeliest)
    query = (
        select(*parts, func.count(), func.coalesce(func.sum(number.c.number), 0))
        .select_from(
            readings.outerjoin(number, number.c.reading == readings.c.key).outerjoin(
                guess, (guess.c.article == readings.c.article) & readings.c.published.is_(None)
            )
        )
        .where(_SHOWN)
        .group_by(*parts)
        .order_by(*parts)
    )
    return tuple(
        CoverageView(
            outlet=outlet,
            published=when,
            inferred=None if likeliest is None else interval(earliest, latest),
            articles=articles,
            statements=statements,
        )
        for outlet, when, earliest, latest, likeliest, articles, statements in connection.execute(query)
    )


def most_quoted(connection: Connection, most: int) -> Quoted:
    """The people with the most statements of their own, and how many of those each outlet has."""
    # Counted by chain first: the one long table is walked once, and what is joined to it is short.
    spoken = (
        select(attributions.c.reading, attributions.c.speaker, func.count().label("number"))
        .where(_OWN, attributions.c.speaker.is_not(None))
        .group_by(attributions.c.reading, attributions.c.speaker)
        .subquery()
    )
    joined = (
        spoken.join(members, (members.c.reading == spoken.c.reading) & (members.c.chain == spoken.c.speaker))
        .join(entities, entities.c.id == members.c.entity)
        .join(readings, readings.c.key == spoken.c.reading)
    )
    total = func.sum(spoken.c.number).label("total")
    everybody = connection.execute(
        select(entities.c.id, entities.c.name, total)
        .select_from(joined)
        .where(_SHOWN, entities.c.kind == "person")
        .group_by(entities.c.id)
        .order_by(total.desc(), entities.c.name, entities.c.id)
    ).all()
    leaders = everybody[:most]
    ids = [row.id for row in leaders]
    places, known = _places(connection, ids), _main_roles(connection, ids)
    rows = tuple(
        QuotedView(
            id=row.id,
            name=row.name,
            role=known.get(row.id),
            statements=row.total,
            by_outlet=tuple(places[row.id]),
        )
        for row in leaders
    )
    return Quoted(rows, len(everybody))


def _places(connection: Connection, ids: Sequence[str]) -> dict[str, list[QuotingView]]:
    """How many statements of their own each of these entities has where, most first."""
    nowhere = readings.c.outlet.is_(None)
    article = case((nowhere, readings.c.article)).label("alone")
    headline = case((nowhere, readings.c.headline)).label("title")
    joined = members.join(
        attributions,
        (attributions.c.reading == members.c.reading) & (attributions.c.speaker == members.c.chain),
    ).join(readings, readings.c.key == members.c.reading)
    query = (
        select(members.c.entity, readings.c.outlet, article, headline, func.count().label("number"))
        .select_from(joined)
        .where(_SHOWN, _OWN, members.c.entity.in_(ids))
        .group_by(members.c.entity, readings.c.outlet, article, headline)
        .order_by(func.count().desc(), readings.c.outlet, article)
    )
    found: dict[str, list[QuotingView]] = {ident: [] for ident in ids}
    for row in connection.execute(query):
        found[row.entity].append(
            QuotingView(outlet=row.outlet, article=row.alone, headline=row.title, statements=row.number)
        )
    return found


def latest_statements(connection: Connection, most: int, each: int) -> tuple[StatementView, ...]:
    """Statements of the latest articles, at most `each` of one: quotations of people who are known first."""
    rank = (
        func.row_number()
        .over(
            partition_by=attributions.c.reading,
            order_by=(
                attributions.c.holder.is_not(None),
                attributions.c.speaker.is_(None),
                attributions.c.form != "direct",
                attributions.c.position,
            ),
        )
        .label("rank")
    )
    # No more articles than statements are needed; that keeps a large record from being sorted whole.
    has_any = select(literal(1)).where(attributions.c.reading == readings.c.key).exists()
    late = (
        select(readings.c.key)
        .where(_SHOWN, has_any)
        .order_by(func.coalesce(readings.c.published, "").desc(), readings.c.article)
        .limit(most)
    )
    ranked = (
        select(attributions.c.key, rank).where(attributions.c.reading.in_(late.scalar_subquery())).subquery()
    )
    chosen = select(ranked.c.key).where(ranked.c.rank <= each).scalar_subquery()
    query = statement_query().where(attributions.c.key.in_(chosen))
    query = query.order_by(
        func.coalesce(readings.c.published, "").desc(), readings.c.article, attributions.c.position
    )
    rows = connection.execute(query.limit(most)).all()
    return tuple(statement_views(connection, rows).values())


def article_list(
    connection: Connection,
    *,
    article: str | None,
    outlet: str | None,
    latest_first: bool,
    offset: int,
    limit: int,
) -> ArticleList:
    """A stretch of the list of articles by time, and how many there are; what has no date comes first."""
    condition: ColumnElement[bool] = _SHOWN
    if article is not None:
        condition = condition & (readings.c.article == encodable(article))
    if outlet is not None:
        condition = condition & (readings.c.outlet == encodable(outlet))
    order: list[Any] = list(IN_TIME)
    if latest_first:
        order[0] = order[0].desc()
    keys = select(readings.c.key).where(condition).order_by(*order).offset(offset).limit(limit)
    found = connection.execute(keys).scalars().all()
    total = connection.execute(select(func.count()).select_from(readings).where(condition)).scalar_one()
    return ArticleList(tuple(article_views(connection, found).values()), total)


def _main_roles(connection: Connection, ids: Sequence[str]) -> dict[str, RoleView]:
    """One role of each entity, by id: with title and affiliation before others, then the one given most."""
    said = (func.coalesce(roles.c.title, "") != "") & (func.coalesce(roles.c.affiliation, "") != "")
    in_front = roles.c.affiliation_end == roles.c.title_start - 1
    query = (
        select(members.c.entity, roles.c.title, roles.c.affiliation, roles.c.former, in_front)
        .select_from(
            roles.join(
                members, (members.c.reading == roles.c.reading) & (members.c.chain == roles.c.chain)
            ).join(readings, readings.c.key == roles.c.reading)
        )
        .where(_SHOWN, members.c.entity.in_(ids))
        .group_by(members.c.entity, roles.c.title, roles.c.affiliation, roles.c.former, in_front)
        .order_by(said.desc(), func.count().desc(), roles.c.title, roles.c.affiliation)
    )
    found: dict[str, RoleView] = {}
    for entity, title, affiliation, former, before in connection.execute(query):
        role = RoleView(title=title, affiliation=affiliation, former=bool(former), in_front=bool(before))
        found.setdefault(entity, role)
    return found
