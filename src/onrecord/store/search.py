"""Full text search over what was said and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, column, func, literal_column, select, table, text

from onrecord.store import fts
from onrecord.store.asked import Filter
from onrecord.store.conditions import article_condition, period, statement_condition
from onrecord.store.queries import article_views, statement_query, statement_views
from onrecord.store.tables import attributions, readings
from onrecord.store.views import ArticleView, StatementView

# Code points of an article's text around a hit: two or three lines of a terminal.
_WINDOW = 240

_statement_search = table("statement_search", column("rowid"), column("rank"))
_article_search = table("article_search", column("rowid"), column("rank"))
_statement_matches = text("statement_search MATCH :words")
_article_matches = text("article_search MATCH :words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found. `text` is a statement's content, or the part of an article around the hit.

    `marks` are the ranges of `text` to be marked. `field` says what `text` is; for "text" it stands in
    the article's text from `start` to `end`, for "content" it is the statement's.
    """

    field: Literal["content", "headline", "text"]
    text: str
    marks: tuple[tuple[int, int], ...]
    score: float  # bm25; the smaller the better
    article: ArticleView
    statement: StatementView | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits, best first; whether there are more; and how many would fit but for a missing date."""

    hits: tuple[Hit, ...]
    more: bool
    undated: int

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


class _Found(NamedTuple):
    score: float
    id: str
    key: int
    is_article: bool


def search(connection: Connection, query: str, wanted: Filter, limit: int) -> SearchResult:
    """The `limit` best hits of `query` among what fits `wanted`; see Store.search."""
    time = period(wanted)
    expression = fts.match_expression(query)
    if expression is None or limit < 1:
        return SearchResult((), False, 0)
    statement_fits = and_(article_condition(wanted), statement_condition(wanted))
    found = _statements(connection, expression, _inside(statement_fits, time.inside), limit + 1)
    undated = 0
    if time.undated is not None:
        undated = _count_statements(connection, expression, and_(statement_fits, time.undated))
    if wanted.speaker is None and wanted.about is None and wanted.min_probability is None:
        article_fits = article_condition(wanted)
        found += _articles(connection, expression, _inside(article_fits, time.inside), limit + 1)
        if time.undated is not None:
            undated += _count_articles(connection, expression, and_(article_fits, time.undated))
    # Scores of one index only roughly compare with those of the other, but they do fall off alike.
    best = sorted(found)[:limit]
    return SearchResult(_hits(connection, expression, best), len(found) > limit, undated)


def _inside(condition: ColumnElement[bool], time: ColumnElement[bool] | None) -> ColumnElement[bool]:
    return condition if time is None else and_(condition, time)


_STATEMENTS = _statement_search.join(attributions, attributions.c.key == _statement_search.c.rowid).join(
    readings, readings.c.key == attributions.c.reading
)
_ARTICLES = _article_search.join(readings, readings.c.key == _article_search.c.rowid)
_HAS_STATEMENT = readings.c.key.in_(
    select(attributions.c.reading).where(
        attributions.c.key.in_(select(_statement_search.c.rowid).where(_statement_matches).scalar_subquery())
    )
)


def _statements(
    connection: Connection, words: str, condition: ColumnElement[bool], limit: int
) -> list[_Found]:
    score = func.bm25(literal_column("statement_search")).label("score")
    query = (
        select(score, readings.c.article, attributions.c.position, attributions.c.key)
        .select_from(_STATEMENTS)
        .where(_statement_matches, condition)
        .order_by(score, readings.c.article, attributions.c.position)
        .limit(limit)
    )
    # Positions are padded so that statements of one article stay in its order.
    return [
        _Found(row.score, f"{row.article} {row.position:09}", row.key, False)
        for row in connection.execute(query, {"words": words})
    ]


def _articles(connection: Connection, words: str, condition: ColumnElement[bool], limit: int) -> list[_Found]:
    score = func.bm25(literal_column("article_search")).label("score")
    query = (
        select(score, readings.c.article, readings.c.key)
        .select_from(_ARTICLES)
        .where(_article_matches, condition, ~_HAS_STATEMENT)
        .order_by(score, readings.c.article)
        .limit(limit)
    )
    return [
        _Found(row.score, row.article, row.key, True) for row in connection.execute(query, {"words": words})
    ]


def _count_statements(connection: Connection, words: str, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(_STATEMENTS).where(_statement_matches, condition)
    number: int = connection.execute(query, {"words": words}).scalar_one()
    return number


def _count_articles(connection: Connection, words: str, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(_ARTICLES).where(_article_matches, condition, ~_HAS_STATEMENT)
    number: int = connection.execute(query, {"words": words}).scalar_one()
    return number


def _hits(connection: Connection, words: str, best: list[_Found]) -> tuple[Hit, ...]:
    keys = [found.key for found in best if not found.is_article]
    rows = connection.execute(
        statement_query().add_columns(readings.c.key.label("reading_key")).where(attributions.c.key.in_(keys))
    ).all()
    statements = statement_views(connection, rows)
    reading_of = {row.key: row.reading for row in rows}
    wanted = [found.key if found.is_article else reading_of[found.key] for found in best]
    articles = article_views(connection, list(dict.fromkeys(wanted)))
    return tuple(
        _article_hit(connection, words, found, articles[reading])
        if found.is_article
        else _statement_hit(connection, words, found, articles[reading], statements[found.key])
        for found, reading in zip(best, wanted, strict=True)
    )


def _statement_hit(
    connection: Connection, words: str, found: _Found, article: ArticleView, statement: StatementView
) -> Hit:
    marked = _highlight(connection, "statement_search", 0, words, found.key)
    return Hit(
        field="content",
        text=statement.content,
        marks=marked.marks,
        score=found.score,
        article=article,
        statement=statement,
        start=statement.start,
        end=statement.end,
    )


def _article_hit(connection: Connection, words: str, found: _Found, article: ArticleView) -> Hit:
    in_headline = _highlight(connection, "article_search", 0, words, found.key)
    in_text = _highlight(connection, "article_search", 1, words, found.key)
    if not in_text.marks:
        return Hit(
            field="headline",
            text=article.headline or "",
            marks=in_headline.marks,
            score=found.score,
            article=article,
            statement=None,
            start=None,
            end=None,
        )
    query = select(readings.c.text).where(readings.c.key == found.key)
    start, end = _window(in_text)
    return Hit(
        field="text",
        text=connection.execute(query).scalar_one()[start:end],
        marks=tuple((at - start, to - start) for at, to in in_text.marks if start <= at and to <= end),
        score=found.score,
        article=article,
        statement=None,
        start=start,
        end=end,
    )


def _highlight(connection: Connection, index: str, number: int, words: str, key: int) -> fts.Marked:
    highlighted = connection.exec_driver_sql(
        f"SELECT highlight({index}, {number}, ?, ?) FROM {index} WHERE {index} MATCH ? AND rowid = ?",
        (fts.HIT_START, fts.HIT_END, words, key),
    ).scalar_one()
    return fts.unmark(highlighted)


def _window(marked: fts.Marked) -> tuple[int, int]:
    """Around the closest group of hits (the first of equals), at words' ends, about _WINDOW long."""
    marks = marked.marks

    def held(first: int) -> int:
        return sum(1 for at, to in marks[first:] if to <= marks[first][0] + _WINDOW)

    first = max(range(len(marks)), key=lambda number: (held(number), -number))
    last = first + max(held(first), 1) - 1
    spare = max(_WINDOW - (marks[last][1] - marks[first][0]), 0) // 2
    start = max(marks[first][0] - spare, 0)
    end = min(marks[last][1] + spare, len(marked.text))
    while start > 0 and start < marks[first][0] and not marked.text[start - 1].isspace():
        start += 1
    while end < len(marked.text) and end > marks[last][1] and not marked.text[end].isspace():
        end -= 1
    return start, end
