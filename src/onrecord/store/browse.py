"""Statements as a reader turns them over: searched, counted by kind, a page at a time.

With words to search for, all hits are gone through once: best, number and counts come of one pass. Without,
SQLite takes the page from an index, and what was counted is kept until the record changes.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)

from onrecord.store import fts
from onrecord.store.conditions import article_condition, period, statement_condition
from onrecord.store.queries import ORIGIN, chunks, statement_query, statement_views
from onrecord.store.tables import attributions, entities, members, readings
from onrecord.store.views import (
    UNKNOWN,
    Asked,
    Facet,
    Facets,
    FacetValue,
    StatementHit,
    StatementPage,
)

MOST_VALUES = 24  # of a facet that are listed; days are all listed
_MATCHES = text("statement_search MATCH :words")
_search = table("statement_search")
_DAY = func.substr(readings.c.published, 1, 10)
# As ORDER BY, so that the index of published days serves: what has no date comes first.
_IN_TIME = (readings.c.published, ORIGIN, readings.c.article, attributions.c.position)
_NEWEST = (readings.c.published.desc(), ORIGIN, readings.c.article, attributions.c.position)
_KEY, _SCORE, _OUTLET, _PUBLISHED, _FORM, _ENTITY, _ARTICLE, _PLACE = range(8)


class _Hits(NamedTuple):
    """What was found by words: rows of (key, score, outlet, published, form, entity, article, position)."""

    rows: list[Any]
    words: str


def page(
    connection: Connection, asked: Asked, start: int, limit: int, counted: Facets | None
) -> StatementPage:
    """So many statements of those that are asked for, from number `start` on, with the counts of all.

    `counted` is what an earlier call counted for the same, if nothing changed since; without words
    it spares counting.
    """
    expression = fts.match_expression(asked.words) if asked.words is not None else None
    if asked.words is not None and expression is None:
        return StatementPage(rows=(), total=0, undated=0, facets=Facets())
    if expression is None:
        facets = counted or _count_all(connection, asked)
        keys = list(connection.execute(_ordered(asked).limit(limit).offset(start)).scalars())
        return _page(connection, keys, {}, None, facets, _undated(connection, asked, None))
    hits = _Hits(_found(connection, asked, expression), expression)
    ordered = _in_order(hits.rows, asked.order, start + limit)[start:]
    facets = _facets(connection, hits.rows)
    scores = {row[_KEY]: row[_SCORE] for row in ordered}
    undated = _undated(connection, asked, expression)
    return _page(connection, [row[_KEY] for row in ordered], scores, expression, facets, undated)


def statement_ids(connection: Connection, asked: Asked) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All the statements that are asked for, as ids by article, in the order of time."""
    expression = fts.match_expression(asked.words) if asked.words is not None else None
    if asked.words is not None and expression is None:
        return
    query = select(readings.c.article, attributions.c.id).select_from(_joined(expression is not None))
    query = query.where(_condition(asked)).order_by(*_IN_TIME)
    if expression is not None:
        query = query.where(_MATCHES)
    ids: dict[str, list[str]] = {}
    for article, ident in connection.execute(query, {"words": expression} if expression else {}):
        ids.setdefault(article, []).append(ident)
    yield from ((article, tuple(some)) for article, some in ids.items())


def _page(
    connection: Connection,
    keys: Sequence[int],
    scores: dict[int, float],
    words: str | None,
    facets: Facets,
    undated: int,
) -> StatementPage:
    rows = connection.execute(statement_query().where(attributions.c.key.in_(keys))).all()
    views = statement_views(connection, rows)
    marks = _marks(connection, words, keys) if words is not None else {}
    hits = tuple(
        StatementHit(statement=views[key], marks=marks.get(key, ()), score=scores.get(key)) for key in keys
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


def _ordered(asked: Asked) -> Select[Any]:
    order = _NEWEST if asked.order == "newest" else _IN_TIME
    return select(attributions.c.key).select_from(_joined(False)).where(_condition(asked)).order_by(*order)


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


def _facets(connection: Connection, rows: list[Any]) -> Facets:
    days = Counter(map(itemgetter(_PUBLISHED), rows))
    return _named(
        connection,
        len(rows),
        Counter(map(itemgetter(_ENTITY), rows)),
        Counter(map(itemgetter(_OUTLET), rows)),
        _by_day(days.items()),
        Counter(map(itemgetter(_FORM), rows)),
    )


def _by_day(published: Iterable[tuple[str | None, int]]) -> Counter[str | None]:
    days: Counter[str | None] = Counter()
    for value, number in published:
        days[value[:10] if value else None] += number
    return days


def _count_all(connection: Connection, asked: Asked) -> Facets:
    """The counts of what is asked for without words."""
    condition = _condition(asked)
    by_reading = (
        select(readings.c.outlet, readings.c.published, func.count())
        .select_from(_joined(False)).where(condition).group_by(attributions.c.reading)
    )  # fmt: skip
    outlets: Counter[str | None] = Counter()
    days: Counter[str | None] = Counter()
    for outlet, published, number in connection.execute(by_reading):
        outlets[outlet] += number
        days[published] += number
    by_form = (
        select(attributions.c.form, func.count())
        .select_from(_joined(False)).where(condition).group_by(attributions.c.form)
    )  # fmt: skip
    forms = Counter({row[0]: int(row[1]) for row in connection.execute(by_form)})
    said = _joined(False).outerjoin(
        members,
        and_(members.c.reading == attributions.c.reading, members.c.chain == attributions.c.speaker),
    )
    by_speaker = select(members.c.entity, func.count()).select_from(said).where(condition)
    speakers = Counter(
        {row[0]: int(row[1]) for row in connection.execute(by_speaker.group_by(members.c.entity))}
    )
    return _named(connection, sum(forms.values()), speakers, outlets, _by_day(days.items()), forms)


def _named(
    connection: Connection,
    total: int,
    speakers: Counter[str | None],
    outlets: Counter[str | None],
    days: Counter[str | None],
    forms: Counter[str],
) -> Facets:
    shown = _most(speakers)
    known = [entity for entity, _ in shown if entity is not None]
    names: dict[str, str] = {}
    for some in chunks(known):  # type: ignore[arg-type]
        query = select(entities.c.id, entities.c.name).where(entities.c.id.in_(some))
        names |= {row.id: row.name for row in connection.execute(query)}
    return Facets(
        total=total,
        speakers=Facet(_values(shown, names), len(speakers) - len(shown)),
        outlets=Facet(_values(_most(outlets)), max(0, len(outlets) - MOST_VALUES)),
        days=Facet(_values(sorted(days.items(), key=lambda it: it[0] or "")), 0),
        forms=Facet(_values(_most(forms)), 0),
    )


def _most(counts: Counter[Any]) -> list[tuple[str | None, int]]:
    ordered: list[tuple[str | None, int]] = heapq.nsmallest(
        MOST_VALUES, counts.items(), key=lambda it: (-it[1], it[0] or "")
    )
    return ordered


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
