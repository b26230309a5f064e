"""Statements as a reader turns them over: searched, counted by kind, a page at a time.

With words to search for, all hits are gone through once: best, number and counts come of one pass. Without,
statements are counted article by article, which tells too where a page begins; that is kept until the record
changes.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)

from onrecord.record import Form
from onrecord.store import fts
from onrecord.store.asked import UNKNOWN, Asked, Facet, Facets, FacetValue, StatementHit, StatementPage
from onrecord.store.conditions import article_condition, period, statement_condition
from onrecord.store.queries import ORIGIN, chunks, statement_query, statement_views
from onrecord.store.tables import attributions, chain_names, entities, members, readings
from onrecord.store.views import StatementView

MOST_VALUES = 24  # of a facet that are listed; days are all listed
_MATCHES = text("statement_search MATCH :words")
_search = table("statement_search")
_DAY = func.substr(readings.c.published, 1, 10)
_IN_TIME = (readings.c.published, ORIGIN, readings.c.article, attributions.c.position)
_KEY, _SCORE, _OUTLET, _PUBLISHED, _FORM, _ENTITY, _ARTICLE, _PLACE = range(8)


class Counted(NamedTuple):
    """The counts of what is asked for without words, with how many there are in each reading, by time."""

    facets: Facets
    oldest: tuple[tuple[int, int], ...]
    newest: tuple[tuple[int, int], ...]


class Browsed(NamedTuple):
    """A page, and what was counted for it, to be given again with the next page of the same."""

    page: StatementPage
    counted: Counted | None


def page(connection: Connection, asked: Asked, start: int, limit: int, counted: Counted | None) -> Browsed:
    """So many statements of those that are asked for, from number `start` on, with the counts of all.

    `counted` is what an earlier call counted for the same, in whatever order, if nothing changed since.
    """
    expression = fts.match_expression(asked.words) if asked.words is not None else None
    if asked.words is not None and expression is None:
        return Browsed(StatementPage(rows=(), total=0, undated=0, facets=Facets()), None)
    undated = _undated(connection, asked, expression)
    if expression is None:
        counted = counted or _count_all(connection, asked)
        keys = _keys(connection, asked, counted, start, limit)
        return Browsed(_page(connection, keys, {}, None, counted.facets, undated), counted)
    rows = _found(connection, asked, expression)
    ordered = _in_order(rows, asked.order, start + limit)[start:]
    facets = _facets(connection, rows, asked.every)
    scores = {row[_KEY]: row[_SCORE] for row in ordered}
    keys = [row[_KEY] for row in ordered]
    return Browsed(_page(connection, keys, scores, expression, facets, undated), None)


class Listed(NamedTuple):
    """A statement that was asked for."""

    key: int
    article: str
    id: str


def everything(connection: Connection, asked: Asked) -> list[Listed]:
    """All the statements that are asked for, in the order of time."""
    expression = fts.match_expression(asked.words) if asked.words is not None else None
    if asked.words is not None and expression is None:
        return []
    query = select(attributions.c.key, readings.c.article, attributions.c.id)
    query = query.select_from(_joined(expression is not None)).where(_condition(asked)).order_by(*_IN_TIME)
    if expression is not None:
        query = query.where(_MATCHES)
    rows = connection.execute(query, {"words": expression} if expression else {})
    return [Listed(*row) for row in rows]


def views(connection: Connection, keys: Sequence[int]) -> list[StatementView]:
    """The statements of these keys, in their order."""
    rows = connection.execute(statement_query().where(attributions.c.key.in_(keys))).all()
    found = statement_views(connection, rows)
    return [found[key] for key in keys]


def _page(
    connection: Connection,
    keys: Sequence[int],
    scores: dict[int, float],
    words: str | None,
    facets: Facets,
    undated: int,
) -> StatementPage:
    marks = _marks(connection, words, keys) if words is not None else {}
    hits = tuple(
        StatementHit(statement=view, marks=marks.get(key, ()), score=scores.get(key))
        for key, view in zip(keys, views(connection, keys), strict=True)
    )
    return StatementPage(rows=hits, total=facets.total, undated=undated, facets=facets)


def _marks(connection: Connection, words: str, keys: Sequence[int]) -> dict[int, tuple[tuple[int, int], ...]]:
    found = {}
    for key in keys:
        shown = connection.exec_driver_sql(
            "SELECT highlight(statement_search, 0, ?, ?) FROM statement_search"
            " WHERE statement_search MATCH ? AND rowid = ?",
            (fts.HIT_START, fts.HIT_END, words, key),
        ).scalar_one()
        found[key] = fts.unmark(shown).marks
    return found


def _joined(searched: bool) -> Any:
    joined = attributions.join(readings, readings.c.key == attributions.c.reading)
    if not searched:
        return joined
    return (
        _search.join(attributions, attributions.c.key == literal_column("statement_search.rowid"))
        .join(readings, readings.c.key == attributions.c.reading)
    )  # fmt: skip


def _condition(asked: Asked, *, undated: bool = False) -> ColumnElement[bool]:
    """What fits, inside in time; or, with `undated`, what would but for a missing date."""
    time = period(asked.wanted)
    conditions = [article_condition(asked.wanted), statement_condition(asked.wanted)]
    when = time.undated if undated else time.inside
    if when is not None:
        conditions.append(when)
    if asked.outlet is not None:
        conditions.append(_is(readings.c.outlet, asked.outlet))
    if asked.day is not None:
        conditions.append(_is(_DAY, asked.day))
    if asked.form is not None:
        conditions.append(attributions.c.form == asked.form)
    if asked.speaker == UNKNOWN:
        conditions.append(attributions.c.speaker.is_(None))
    elif asked.speaker is not None:
        conditions.append(
            exists().where(
                members.c.reading == attributions.c.reading,
                members.c.chain == attributions.c.speaker,
                members.c.entity == asked.speaker,
            )
        )
    return and_(*conditions)


def _is(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    return column.is_(None) if value == UNKNOWN else column == value


def _keys(connection: Connection, asked: Asked, counted: Counted, start: int, limit: int) -> list[int]:
    """The statements of a page, for which only the articles that it lies in are looked at."""
    passed = 0
    first: int | None = None
    wanted: dict[int, int] = {}  # readings with their place
    for reading, number in counted.newest if asked.order == "newest" else counted.oldest:
        if passed + number > start and passed < start + limit:
            first = passed if first is None else first
            wanted[reading] = len(wanted)
        passed += number
        if passed >= start + limit:
            break
    rows: list[Any] = []
    place = (attributions.c.reading, attributions.c.position, attributions.c.key)
    for some in chunks(list(wanted)):
        query = select(*place).select_from(_joined(False))
        rows += connection.execute(query.where(_condition(asked), attributions.c.reading.in_(some))).all()
    rows.sort(key=lambda row: (wanted[row.reading], row.position))
    begin = start - (first or 0)
    return [row.key for row in rows[begin : begin + limit]]


def _found(connection: Connection, asked: Asked, words: str) -> list[Any]:
    """Every hit, with what it is ordered and counted by."""
    query = (
        select(
            attributions.c.key,
            func.bm25(literal_column("statement_search")),
            readings.c.outlet,
            readings.c.published,
            attributions.c.form,
            members.c.entity,
            readings.c.article,
            attributions.c.position,
        )
        .select_from(
            _joined(True).outerjoin(
                members,
                and_(members.c.reading == attributions.c.reading, members.c.chain == attributions.c.speaker),
            )
        )
        .where(_MATCHES, _condition(asked))
    )
    compiled = query.compile(connection, compile_kwargs={"render_postcompile": True})
    parameters = compiled.construct_params({"words": words})
    names = compiled.positiontup or ()
    # Around SQLAlchemy's rows, which take longer to make than SQLite takes to find what is in them.
    driver = connection.connection.dbapi_connection
    assert driver is not None
    return list(driver.execute(str(compiled), [parameters[name] for name in names]))


def _in_order(rows: list[Any], order: str, number: int) -> list[Any]:
    """The first so many, best or earliest or latest first; ties by date, article and place."""

    def in_time(row: Any) -> tuple[Any, ...]:
        return row[_PUBLISHED] or "", row[_ARTICLE], row[_PLACE]

    if order == "fit":
        return heapq.nsmallest(number, rows, key=lambda row: (row[_SCORE], *in_time(row)))
    if order == "oldest":
        return heapq.nsmallest(number, rows, key=in_time)
    latest = heapq.nlargest(number, {row[_PUBLISHED] or "" for row in rows})
    if latest:
        rows = [row for row in rows if (row[_PUBLISHED] or "") >= latest[-1]]
    rows = sorted(rows, key=lambda row: (row[_ARTICLE], row[_PLACE]))
    return sorted(rows, key=lambda row: row[_PUBLISHED] or "", reverse=True)[:number]


def _facets(connection: Connection, rows: list[Any], every: bool) -> Facets:
    days = Counter(map(itemgetter(_PUBLISHED), rows))
    return _named(
        connection,
        len(rows),
        Counter(map(itemgetter(_ENTITY), rows)),
        Counter(map(itemgetter(_OUTLET), rows)),
        _by_day(days.items()),
        Counter(map(itemgetter(_FORM), rows)),
        every,
    )


def _by_day(published: Iterable[tuple[str | None, int]]) -> Counter[str | None]:
    days: Counter[str | None] = Counter()
    for value, number in published:
        days[value[:10] if value else None] += number
    return days


def _count_all(connection: Connection, asked: Asked) -> Counted:
    """The counts of what is asked for without words."""
    condition = _condition(asked)
    known = get_args(Form)
    by_reading = (
        select(
            attributions.c.reading,
            readings.c.outlet,
            readings.c.published,
            ORIGIN,
            readings.c.article,
            func.count(),
            *(func.sum(case((attributions.c.form == form, 1), else_=0)) for form in known),
        )
        .select_from(_joined(False))
        .where(condition)
        .group_by(attributions.c.reading)
    )
    outlets: Counter[str | None] = Counter()
    days: Counter[str | None] = Counter()
    forms: Counter[str] = Counter()
    rows = connection.execute(by_reading).all()
    for _, outlet, published, _, _, number, *each in rows:
        outlets[outlet] += number
        days[published] += number
        forms.update(dict(zip(known, each, strict=True)))
    each_chain = (
        select(attributions.c.reading, attributions.c.speaker, func.count().label("number"))
        .select_from(_joined(False))
        .where(condition)
        .group_by(attributions.c.reading, attributions.c.speaker)
        .subquery()
    )
    said = each_chain.outerjoin(
        members, and_(members.c.reading == each_chain.c.reading, members.c.chain == each_chain.c.speaker)
    )
    by_speaker = select(members.c.entity, func.sum(each_chain.c.number)).select_from(said)
    speakers: Counter[str | None] = Counter(
        {row[0]: int(row[1]) for row in connection.execute(by_speaker.group_by(members.c.entity))}
    )
    total = sum(outlets.values())
    facets = _named(connection, total, speakers, outlets, _by_day(days.items()), +forms, asked.every)
    oldest = sorted(rows, key=lambda row: (row[2] or "", row[3], row[4]))
    newest = sorted(oldest, key=lambda row: row[2] or "", reverse=True)
    return Counted(
        facets, tuple((row[0], row[5]) for row in oldest), tuple((row[0], row[5]) for row in newest)
    )


def _named(
    connection: Connection,
    total: int,
    speakers: Counter[str | None],
    outlets: Counter[str | None],
    days: Counter[str | None],
    forms: Counter[str],
    every: bool,
) -> Facets:
    most = None if every else MOST_VALUES
    named = _have_names(connection, speakers)
    ordered = _most(speakers, None)
    shown = [*(it for it in ordered if it[0] in named), *(it for it in ordered if it[0] not in named)][:most]
    known = [entity for entity, _ in shown if entity is not None]
    names: dict[str, str] = {}
    for some in chunks(known):
        query = select(entities.c.id, entities.c.name).where(entities.c.id.in_(some))
        names |= {row.id: row.name for row in connection.execute(query)}
    outlets_shown = _most(outlets, most)
    return Facets(
        total=total,
        speakers=Facet(_values(shown, names), len(speakers) - len(shown)),
        outlets=Facet(_values(outlets_shown), len(outlets) - len(outlets_shown)),
        days=Facet(_values(sorted(days.items(), key=lambda it: it[0] or "")), 0),
        forms=Facet(_values(_most(forms, None)), 0),
    )


def _have_names(connection: Connection, speakers: Iterable[str | None]) -> set[str]:
    """Those of these entities that some article names, rather than describes ("officials")."""
    named = members.join(
        chain_names,
        and_(chain_names.c.reading == members.c.reading, chain_names.c.chain == members.c.chain),
    )
    found: set[str] = set()
    known = [entity for entity in speakers if entity is not None]
    for some in chunks(known):
        query = select(members.c.entity).select_from(named).where(members.c.entity.in_(some)).distinct()
        found |= set(connection.execute(query).scalars())
    return found


def _most(counts: Counter[Any], most: int | None) -> list[tuple[str | None, int]]:
    return sorted(counts.items(), key=lambda it: (-it[1], it[0] or ""))[:most]


def _values(
    counts: Iterable[tuple[str | None, int]], names: dict[str, str] | None = None
) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(
            value=UNKNOWN if value is None else value,
            name=None if value is None else (names or {}).get(value, value),
            count=number,
        )
        for value, number in counts
    )


def _undated(connection: Connection, asked: Asked, words: str | None) -> int:
    """How many more would fit but for a missing date."""
    if period(asked.wanted).undated is None:
        return 0
    query = select(func.count()).select_from(_joined(words is not None))
    query = query.where(_condition(asked, undated=True))
    if words is not None:
        query = query.where(_MATCHES)
    number: int = connection.execute(query, {"words": words} if words else {}).scalar_one()
    return number
