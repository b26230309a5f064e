"""What the record answers: articles, statements, people and counts, in an order of their own.

No order here depends on when something was written: it is by date (what has none comes first), then by
the place that the page was found at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    distinct,
    exists,
    func,
    select,
    true,
)

from onrecord.record import interval
from onrecord.store.asked import Filter
from onrecord.store.conditions import article_condition, period, statement_condition
from onrecord.store.tables import (
    attributions,
    chain_names,
    chains,
    copies,
    entities,
    failures,
    inferred_dates,
    members,
    origins,
    readings,
    roles,
)
from onrecord.store.views import Articles, ArticleView, CopyView, Counts, RoleView, Statements, StatementView
from onrecord.store.words import encodable

T = TypeVar("T")
# How many values go into one IN (...); SQLite takes 32,766.
_MANY = 5_000

ORIGIN = select(func.min(origins.c.origin)).where(origins.c.reading == readings.c.key).scalar_subquery()
IN_TIME = (func.coalesce(readings.c.published, ""), ORIGIN, readings.c.article)
# The days that an article may be from; `inferred_days` makes one value of them.
_GUESS = inferred_dates.alias("guess")  # by a name of its own: conditions ask the table too
INFERRED = (_GUESS.c.earliest, _GUESS.c.latest, _GUESS.c.likeliest)
_SPEAKER = chains.alias("speaker")
_WITH_SPEAKER = attributions.outerjoin(
    _SPEAKER,
    and_(_SPEAKER.c.reading == attributions.c.reading, _SPEAKER.c.position == attributions.c.speaker),
)
_MEMBER = members.alias("speaker_member")
_ENTITY = entities.alias("speaker_entity")


def articles(connection: Connection, wanted: Filter, start: int = 0, limit: int | None = None) -> Articles:
    """So many articles from number `start` on of those that fit; if a speaker or a subject is asked for, they
    have a statement that fits."""
    condition = article_condition(wanted)
    if wanted.speaker is not None or wanted.about is not None:
        has_statement = exists().where(attributions.c.reading == readings.c.key, statement_condition(wanted))
        condition = and_(condition, has_statement)
    time = period(wanted)
    keys = select(readings.c.key).where(_both(condition, time.inside))
    found = connection.execute(keys.order_by(*IN_TIME)).scalars().all()
    views = article_views(connection, found[start:] if limit is None else found[start : start + limit])
    undated = _count(connection, keys_of_undated(condition, time.undated))
    return Articles(tuple(views.values()), undated, len(found))


def statements(connection: Connection, wanted: Filter) -> Statements:
    """Statements that fit, by article and place."""
    condition = and_(article_condition(wanted), statement_condition(wanted))
    time = period(wanted)
    query = statement_query().where(_both(condition, time.inside))
    views = statement_views(
        connection,
        connection.execute(query.order_by(*IN_TIME, attributions.c.position)).all(),
    )
    undated = 0
    if time.undated is not None:
        joined = attributions.join(readings, readings.c.key == attributions.c.reading)
        undated = _count(
            connection, select(attributions.c.key).select_from(joined).where(condition, time.undated)
        )
    return Statements(tuple(views.values()), undated)


def statement(connection: Connection, ident: str) -> StatementView | None:
    """The statement with this id."""
    query = statement_query().where(readings.c.shown == true(), attributions.c.id == encodable(ident))
    views = statement_views(connection, connection.execute(query.limit(1)).all())
    return next(iter(views.values()), None)


def counts(connection: Connection) -> Counts:
    """How many of each the record shows."""
    shown = readings.c.shown == true()
    said = (
        select(func.count(), func.count(attributions.c.speaker))
        .select_from(attributions.join(readings, readings.c.key == attributions.c.reading))
        .where(shown)
    )
    all_statements, with_speaker = connection.execute(said).one()
    joined_chains = chains.join(readings, readings.c.key == chains.c.reading)
    return Counts(
        pages=connection.execute(select(func.count(distinct(readings.c.sha256)))).scalar_one(),
        origins=_count(connection, select(origins.c.origin)),
        articles=_count(connection, select(readings.c.key).where(shown)),
        statements=all_statements,
        statements_with_speaker=with_speaker,
        chains=_count(connection, select(chains.c.id).select_from(joined_chains).where(shown)),
        failures=_count(connection, select(failures.c.origin)),
    )


def article_views(connection: Connection, keys: Sequence[int]) -> dict[int, ArticleView]:
    """The articles of these readings, by key, in the order of `keys`."""
    number = select(func.count()).where(attributions.c.reading == readings.c.key).scalar_subquery()
    rows: dict[int, Row[Any]] = {}
    places: dict[int, list[str]] = {}
    columns = [column for column in readings.c if column.name not in ("text", "safe_text", "blocks")]
    for some in chunks(keys):
        query = select(*columns, number.label("statements"), *INFERRED)
        query = query.select_from(with_inferred(readings)).where(readings.c.key.in_(some))
        rows |= {row.key: row for row in connection.execute(query)}
        for origin in connection.execute(
            select(origins).where(origins.c.reading.in_(some)).order_by(origins.c.origin)
        ):
            places.setdefault(origin.reading, []).append(origin.origin)
    copied = _copy_views(connection) if rows else {}
    return {key: _article_view(rows[key], places[key], copied.get(rows[key].article)) for key in keys}


def _copy_views(connection: Connection) -> dict[str, CopyView]:
    """What is known of copies, by the copy's article."""
    original = readings.alias("original")
    query = select(copies, original.c.headline, original.c.outlet).join(
        original, and_(original.c.article == copies.c.original, original.c.shown == true())
    )
    return {
        row.article: CopyView(
            article=row.original,
            headline=row.headline,
            outlet=row.outlet,
            share=row.share,
            direction=row.direction,
            why=row.why,
        )
        for row in connection.execute(query)
    }


def _article_view(row: Row[Any], places: Iterable[str], copy_of: CopyView | None) -> ArticleView:
    return ArticleView(
        id=row.article,
        headline=row.headline,
        outlet=row.outlet,
        agency=row.agency,
        bylines=tuple(json.loads(row.bylines)),
        published=row.published,
        inferred=inferred_days(row),
        language=row.language,
        url=row.url,
        origins=tuple(places),
        statements=row.statements,
        warnings=tuple(json.loads(row.warnings)),
        copy_of=copy_of,
        kind=row.kind or "article",
        modified=row.modified,
    )


def with_inferred(joined: FromClause) -> FromClause:
    """`joined`, in which `readings` is, with the columns INFERRED."""
    return joined.outerjoin(_GUESS, _GUESS.c.article == readings.c.article)


def inferred_days(row: Row[Any]) -> str | None:
    """EDTF of the days that were inferred for a row's article, None where its page states a date."""
    return None if row.published or row.likeliest is None else interval(row.earliest, row.latest)


def statement_query() -> Select[Any]:
    """Statements with their speaker and article; `statement_views` makes views of its rows."""
    joined = (
        _WITH_SPEAKER.outerjoin(
            _MEMBER, and_(_MEMBER.c.reading == _SPEAKER.c.reading, _MEMBER.c.chain == _SPEAKER.c.position)
        )
        .outerjoin(_ENTITY, _ENTITY.c.id == _MEMBER.c.entity)
        .join(readings, readings.c.key == attributions.c.reading)
    )
    return select(
        attributions,
        _SPEAKER.c.id.label("speaker_id"),
        _SPEAKER.c.name.label("speaker_name"),
        _ENTITY.c.id.label("entity_id"),
        _ENTITY.c.name.label("entity_name"),
        readings.c.article,
        readings.c.headline,
        readings.c.outlet,
        readings.c.published,
        readings.c.url,
        *INFERRED,
        ORIGIN.label("origin"),
    ).select_from(with_inferred(joined))


def statement_views(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, StatementView]:
    """The statements of these rows, by key, in their order."""
    known = role_views(connection, sorted({row.reading for row in rows if row.speaker is not None}))
    holders = _who_holds(connection, sorted({row.reading for row in rows if row.holder is not None}))
    return {
        row.key: StatementView(
            id=row.id,
            who=row.source or None if row.speaker is None else row.speaker_name,
            speaker=row.speaker_id,
            entity=row.entity_id,
            entity_name=row.entity_name,
            roles=known.get((row.reading, row.speaker), ()),
            source=row.source,
            cue=row.cue,
            content=row.content,
            form=row.form,
            act=row.act,
            negated=bool(row.negated),
            inferred=bool(row.inferred),
            probability=row.probability,
            holder=row.holder,
            holder_who=holders.get((row.reading, row.holder), _NOBODY).who,
            holder_speaker=holders.get((row.reading, row.holder), _NOBODY).chain,
            start=row.start,
            end=row.end,
            article=row.article,
            headline=row.headline,
            outlet=row.outlet,
            published=row.published,
            published_inferred=inferred_days(row),
            origin=row.origin,
            url=row.url,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who says a statement: as people see it, and the chain's id."""

    who: str | None
    chain: str | None


_NOBODY = _Speaker(None, None)


def _who_holds(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str], _Speaker]:
    """Who says every statement of these readings, by reading and the statement's id."""
    found: dict[tuple[int, str], _Speaker] = {}
    for some in chunks(keys):
        query = select(
            attributions.c.reading,
            attributions.c.id,
            attributions.c.source,
            _SPEAKER.c.name,
            _SPEAKER.c.id.label("chain"),
        ).select_from(_WITH_SPEAKER)
        for row in connection.execute(query.where(attributions.c.reading.in_(some))):
            found[row.reading, row.id] = _Speaker(row.name or row.source or None, row.chain)
    return found


def role_view(row: Row[Any]) -> RoleView:
    """A row of the table of roles as people see it."""
    return RoleView(
        title=row.title,
        affiliation=row.affiliation,
        former=bool(row.former),
        in_front=row.title_start is not None and row.affiliation_end == row.title_start - 1,
    )


def role_views(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, int], tuple[RoleView, ...]]:
    """The roles of every chain of these readings, by reading and the chain's position."""
    found: dict[tuple[int, int], tuple[RoleView, ...]] = {}
    for some in chunks(keys):
        query = select(roles).where(roles.c.reading.in_(some))
        for row in connection.execute(query.order_by(roles.c.reading, roles.c.chain, roles.c.position)):
            role = role_view(row)
            place = (row.reading, row.chain)
            found[place] = (*found.get(place, ()), role)
    return found


def name_lists(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The names of every chain of these readings, by reading and the chain's position."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    order = (chain_names.c.reading, chain_names.c.chain, chain_names.c.position)
    for some in chunks(keys):
        query = select(chain_names).where(chain_names.c.reading.in_(some)).order_by(*order)
        for row in connection.execute(query):
            place = (row.reading, row.chain)
            found[place] = (*found.get(place, ()), row.name)
    return found


def keys_of_undated(
    condition: ColumnElement[bool], undated: ColumnElement[bool] | None
) -> Select[Any] | None:
    """The articles that fit but have no date; None where nothing is asked about time."""
    return None if undated is None else select(readings.c.key).where(condition, undated)


def _both(condition: ColumnElement[bool], other: ColumnElement[bool] | None) -> ColumnElement[bool]:
    return condition if other is None else and_(condition, other)


def _count(connection: Connection, query: Select[Any] | None) -> int:
    if query is None:
        return 0
    number: int = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    return number


def chunks(keys: Sequence[T]) -> Iterable[Sequence[T]]:
    """`keys` in parts that each fit into one query."""
    return (keys[start : start + _MANY] for start in range(0, len(keys), _MANY))
