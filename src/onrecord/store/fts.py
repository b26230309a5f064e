"""SQLite's full-text index (FTS5): kept in step with the tables, asked without syntax errors.

The tokenizer folds case and accents and reduces English words to their stems (Porter), so that "missile"
finds "missiles". The price is that "Parks" also finds "park".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from onrecord.store.words import encodable

# Marks around hits. Unicode promises that these two never stand for a character.
HIT_START, HIT_END = "\ufdd0", "\ufdd1"
_UNSAFE = re.compile(f"[\x00{HIT_START}{HIT_END}]")
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')


def safe_text(text: str | None) -> str | None:
    """`text` without what would spoil the marking of hits, as long as before; None if it is fine."""
    if text is None or not _UNSAFE.search(text):
        return None
    return _UNSAFE.sub(" ", text)


def add_to_index(connection: Connection, readings: Iterable[int]) -> None:
    """Index the rows of these readings (their keys), which must not be in it yet."""
    keys = [(key,) for key in readings]
    if keys:
        connection.exec_driver_sql(
            "INSERT INTO article_search (rowid, headline, text)"
            ' SELECT "key", headline, text FROM article_texts WHERE "key" = ?',
            keys,
        )
        connection.exec_driver_sql(
            "INSERT INTO statement_search (rowid, content)"
            ' SELECT "key", content FROM statement_texts WHERE reading = ? ORDER BY "key"',
            keys,
        )


def remove_from_index(connection: Connection, readings: Iterable[int]) -> None:
    """Take the rows of these readings out, which must be in it and still have the same words."""
    keys = [(key,) for key in readings]
    if keys:
        connection.exec_driver_sql(
            "INSERT INTO article_search (article_search, rowid, headline, text)"
            ' SELECT \'delete\', "key", headline, text FROM article_texts WHERE "key" = ?',
            keys,
        )
        connection.exec_driver_sql(
            "INSERT INTO statement_search (statement_search, rowid, content)"
            " SELECT 'delete', \"key\", content FROM statement_texts WHERE reading = ?",
            keys,
        )


def match_expression(query: str) -> str | None:
    """What a person typed as an expression that FTS5 takes; None if it asks for nothing.

    Words must all be there, "words in quotes" one after another, -words must not. Everything else that
    FTS5 would read as an operator is just a word or a mark between words.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for minus, quoted, bare in _TERM.findall(encodable(query)):
        phrase = _UNSAFE.sub(" ", quoted or bare)
        if any(char.isalnum() for char in phrase):
            (excluded if minus else wanted).append(f'"{phrase}"')
    if not wanted:
        return None
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(excluded)})" if excluded else expression


def words_expression(text: str) -> str | None:
    """An expression that finds every word of `text`, whatever their order; None if it has no words."""
    words = [word for word in _UNSAFE.sub(" ", encodable(text)).replace('"', " ").split() if word]
    terms = [f'"{word}"' for word in words if any(char.isalnum() for char in word)]
    return " AND ".join(terms) or None


def phrase(word: str) -> str:
    """An expression that finds `word`, which may be several to the index ("U.S."), one after another."""
    return '"' + _UNSAFE.sub(" ", encodable(word)).replace('"', " ") + '"'


def show_vocabulary(connection: Connection) -> None:
    """Let this connection see the index's own words of articles, as `temp.article_terms`."""
    before = connection.exec_driver_sql("PRAGMA query_only").scalar_one()
    connection.exec_driver_sql("PRAGMA query_only = OFF")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_terms USING fts5vocab(main, article_search, row)"
    )
    connection.exec_driver_sql(f"PRAGMA query_only = {before}")


class Marked(NamedTuple):
    """A text of which ranges are hits."""

    text: str
    marks: tuple[tuple[int, int], ...]


def unmark(highlighted: str) -> Marked:
    """What FTS5's highlight() gave, without the marks, and where they were."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for piece in highlighted.split(HIT_START):
        hit, mark, rest = piece.partition(HIT_END)
        if mark:
            marks.append((length, length + len(hit)))
        plain += (hit, rest)
        length += len(hit) + len(rest)
    return Marked("".join(plain), tuple(marks))
