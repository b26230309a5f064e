"""Which articles could hold a quotation, and who says what stands at a place of an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from sqlalchemy import Connection, func, select, true

from onrecord.record import Passage
from onrecord.store import fts
from onrecord.store.queries import article_views, statement_query, statement_views
from onrecord.store.tables import attributions, readings, spans
from onrecord.store.views import ArticleView, StatementView
from onrecord.store.words import fold

MOST_CANDIDATES = 40  # articles that are compared word by word
RARE = 50  # articles that a word may be in, or this share of all, to count alone
RARE_SHARE = 0.05
SHORT = 3  # letters; two such words side by side stand in most articles
MOST_TERMS = 120  # in one question to the index
MISSPELT = 3  # words that are in no article, for which words spelt alike are looked up
SPELT_ALIKE = 0.7
_SAME_BEGINNING = 2  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """Where a quotation was found: the place in the article's text, what stands around it, who says it.

    `statement` is None where the words are in no statement that was found: the article itself says them,
    or it was missed. `block` is the kind of the block that they stand in. `before` and `after` are the words
    around them in the same paragraph.
    """

    start: int
    end: int
    text: str
    before: str
    after: str
    block: str | None
    article: ArticleView
    statement: StatementView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage that is close to a quotation, with every place that has the same words.

    The passage is that of the first place; the places stand in the order of time, copies behind.
    """

    passage: Passage
    places: tuple[FoundPlace, ...]


@dataclass(frozen=True, slots=True)
class FindResult:
    """Passages that are close to a quotation, closest first, and whether there are more.

    `only_best` says that so many articles have these words that only those which fit best were looked at.
    """

    found: tuple[Found, ...]
    more: bool
    only_best: bool = False

    def __iter__(self) -> Iterator[Found]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


class Candidate(NamedTuple):
    """An article that has words of a quotation."""

    article: str
    text: str


class Place(NamedTuple):
    """A range of an article's text."""

    article: str
    start: int
    end: int


class At(NamedTuple):
    """What stands at a place: in which article, in which statement, in what kind of block.

    The statement is None where no content covers half the place; of several that cover as much it is the
    innermost, whose speaker's words they are.
    """

    article: ArticleView
    statement: StatementView | None
    block: str | None


def candidates(connection: Connection, words: Sequence[str]) -> list[Candidate]:
    """The articles that have most of a quotation's `words` and pairs of neighbours, best first.

    Words that stand in many articles count beside a neighbour only. For a word that no article has, those
    spelt alike are looked up.
    """
    terms = _terms(connection, [fts.phrase(word) for word in words])
    if not terms:
        return []
    expression = "text : (" + " OR ".join(terms[:MOST_TERMS]) + ")"
    rows = connection.exec_driver_sql(
        "SELECT readings.article, readings.text FROM article_search"
        ' JOIN readings ON readings."key" = article_search.rowid'
        " WHERE article_search MATCH ? AND readings.shown ORDER BY rank, readings.article LIMIT ?",
        (expression, MOST_CANDIDATES),
    )
    return [Candidate(*row) for row in rows]


def _terms(connection: Connection, phrases: Sequence[str]) -> list[str]:
    """The expressions to look for, those that tell most first."""
    total = connection.execute(select(func.count()).where(readings.c.shown == true())).scalar_one()
    most = max(RARE, int(RARE_SHARE * total))
    found = {phrase: _count(connection, phrase, most + 1) for phrase in dict.fromkeys(phrases)}
    rare = [phrase for _, phrase in sorted((n, phrase) for phrase, n in found.items() if 0 < n <= most)]
    missing = [phrase for phrase, number in found.items() if not number][:MISSPELT]
    rare += [term for phrase in missing for term in _spelt_alike(connection, phrase)]
    pairs = dict.fromkeys(
        f'"{one[1:-1]} {other[1:-1]}"' for one, other in pairwise(phrases) if found[one] and found[other]
    )
    telling = [pair for pair in pairs if any(len(word) > SHORT for word in pair[1:-1].split())]
    # Where only short words stand side by side, those are all there is; and a word alone has no neighbour.
    return [*rare, *(telling or pairs)] or [phrase for phrase, number in found.items() if number]


def _count(connection: Connection, phrase: str, most: int) -> int:
    number: int = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM article_search WHERE article_search MATCH ? LIMIT ?)",
        (f"text : {phrase}", most),
    ).scalar_one()
    return number


def _spelt_alike(connection: Connection, phrase: str) -> list[str]:
    """Terms of the index that begin like the word and are spelt nearly so."""
    word = fold(phrase[1:-1]).replace(" ", "")
    if len(word) <= _SAME_BEGINNING + 1:
        return []
    beginning = word[:_SAME_BEGINNING]
    fts.show_vocabulary(connection)
    terms = connection.exec_driver_sql(
        "SELECT term FROM temp.article_terms WHERE term >= ? AND term < ?",
        (beginning, beginning + "\U0010ffff"),
    ).scalars()
    alike = extract(word, sorted(terms), scorer=OSA.normalized_similarity, score_cutoff=SPELT_ALIKE, limit=3)
    return [f'"{term}"' for term, _, _ in alike]


def places(connection: Connection, wanted: Sequence[Place]) -> list[At]:
    """What stands at each of these places, in their order."""
    keys = {
        row.article: row
        for row in connection.execute(
            select(readings.c.article, readings.c.key, readings.c.blocks).where(
                readings.c.article.in_({place.article for place in wanted}), readings.c.shown == true()
            )
        )
    }
    articles = article_views(connection, [row.key for row in keys.values()])
    said = [_statement_at(connection, keys[place.article].key, place) for place in wanted]
    rows = connection.execute(statement_query().where(attributions.c.key.in_(set(said) - {None}))).all()
    statements = statement_views(connection, rows)
    return [
        At(
            articles[keys[place.article].key],
            None if key is None else statements[key],
            _block_at(keys[place.article].blocks, place),
        )
        for place, key in zip(wanted, said, strict=True)
    ]


def _statement_at(connection: Connection, reading: int, place: Place) -> int | None:
    covered = func.sum(func.min(spans.c.end, place.end) - func.max(spans.c.start, place.start))
    query = (
        select(attributions.c.key, covered.label("covered"))
        .join(
            spans,
            (spans.c.reading == attributions.c.reading) & (spans.c.attribution == attributions.c.position),
        )
        .where(
            attributions.c.reading == reading,
            spans.c.part == "content",
            spans.c.start < place.end,
            spans.c.end > place.start,
        )
        .group_by(attributions.c.key)
        .order_by(covered.desc(), attributions.c.end - attributions.c.start, attributions.c.position)
        .limit(1)
    )
    row = connection.execute(query).first()
    return row.key if row is not None and row.covered * 2 >= place.end - place.start else None


def _block_at(blocks: str, place: Place) -> str | None:
    return next((kind for kind, start, end, _ in json.loads(blocks) if start <= place.start < end), None)
