"""The first page of statements beside a plain SELECT of the same rows: `python -m benchmarks.room`.

    python -m benchmarks.room [--statements 100000] [--record FILE] [--rounds 5]

Makes an invented record of so many statements (FILE keeps it for the next time) and asks for the first 25 of
several questions. The plain SELECT has the same joins, conditions, order and LIMIT, and makes nothing of
its rows; the page comes with marks, roles, the number of all hits, and their counts by speaker, outlet, day
and form. "first" is asked of a record that was just opened, "again" of one that was asked before.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import onrecord
from benchmarks.invented import FRAME, OUTLETS, readings
from onrecord.api import Browsed
from onrecord.assemble import ENTITIES_VERSION, resolve_entities
from onrecord.store import StatementPage, open_store

ROWS = 25
BATCH = 500
MOST = 3.0  # times a plain SELECT
COLUMNS = (
    "attributions.*, speaker.name, entities.id, entities.name, readings.article, readings.headline,"
    " readings.outlet, readings.published, readings.url,"
    " (SELECT min(origin) FROM origins WHERE origins.reading = readings.key)"
)
JOINS = (
    " JOIN readings ON readings.key = attributions.reading"
    " LEFT JOIN chains speaker ON speaker.reading = attributions.reading"
    " AND speaker.position = attributions.speaker"
    " LEFT JOIN members ON members.reading = speaker.reading AND members.chain = speaker.position"
    " LEFT JOIN entities ON entities.id = members.entity WHERE readings.shown"
)
IN_TIME = (
    " ORDER BY readings.published, (SELECT min(origin) FROM origins WHERE origins.reading = readings.key),"
    f" readings.article, attributions.position LIMIT {ROWS}"
)
SEARCH = "statement_search JOIN attributions ON attributions.key = statement_search.rowid"
BEST = f" ORDER BY bm25(statement_search), readings.published, readings.article LIMIT {ROWS}"


def seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def make(path: Path, statements: int) -> None:
    with open_store(path, "write") as store:
        made = readings(statements)
        while batch := list(islice(made, BATCH)):
            store.write(batch)
        store.write_entities(resolve_entities, ENTITIES_VERSION)


class Times(NamedTuple):
    """Seconds of each round, and how many statements fit."""

    selects: list[float]
    firsts: list[float]
    agains: list[float]
    hits: int


def timed(
    path: Path,
    plain: sqlite3.Connection,
    asked: Browsed,
    query: str,
    parameters: tuple[str, ...],
    rounds: int,
) -> Times:
    times = Times([], [], [], 0)
    for _ in range(rounds):  # in turns, so that what else the machine does falls on all
        times.selects.append(seconds(lambda: plain.execute(query, parameters).fetchall()))
        with onrecord.open(path) as record:
            record.browse(words="nothing of the kind", limit=1)  # opens what every question needs

            def first_page(record: onrecord.Record = record) -> StatementPage:
                return record.browse(limit=ROWS, **asked)

            times.firsts.append(seconds(first_page))
            times.agains.append(seconds(first_page))
            hits = first_page().total
    return times._replace(hits=hits)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.record or Path(folder, "invented.db")
        if not path.exists():
            make(path, options.statements)
        with onrecord.open(path) as record:
            speaker = record.browse(limit=1).facets.speakers.values[0]
            spoken = record.browse(limit=1).rows[0].statement.content.split()
            rare = next(word for word in spoken if word not in FRAME)
            print(f"{record.counts.statements} statements in {record.counts.articles} articles")
        plain = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        questions: dict[str, tuple[Browsed, str, tuple[str, ...]]] = {
            "everything, oldest first": ({}, f"SELECT {COLUMNS} FROM attributions{JOINS}{IN_TIME}", ()),
            "one outlet": (
                {"outlet_is": OUTLETS[0]},
                f"SELECT {COLUMNS} FROM attributions{JOINS} AND readings.outlet = ?{IN_TIME}", (OUTLETS[0],),
            ),
            "one speaker": (
                {"speaker_id": speaker.value},
                f"SELECT {COLUMNS} FROM attributions{JOINS} AND entities.id = ?{IN_TIME}", (speaker.value,),
            ),
            "direct speech": (
                {"form": "direct"},
                f"SELECT {COLUMNS} FROM attributions{JOINS} AND attributions.form = ?{IN_TIME}", ("direct",),
            ),
            "a word of every third statement": (
                {"words": "will"},
                f"SELECT {COLUMNS} FROM {SEARCH}{JOINS} AND statement_search MATCH ?{BEST}", ('"will"',),
            ),
            "a word": (
                {"words": rare},
                f"SELECT {COLUMNS} FROM {SEARCH}{JOINS} AND statement_search MATCH ?{BEST}", (f'"{rare}"',),
            ),
        }  # fmt: skip
        print(f"{'':34}{'hits':>8}{'SELECT':>11}{'first':>11}{'ratio':>7}{'again':>11}{'ratio':>7}")
        for name, (asked, query, parameters) in questions.items():
            selects, firsts, agains, hits = timed(path, plain, asked, query, parameters, options.rounds)
            select, first, again = map(statistics.median, (selects, firsts, agains))
            print(
                f"{name:34}{hits:>8,}{select * 1000:>8.1f} ms{first * 1000:>8.1f} ms{first / select:>7.2f}"
                f"{again * 1000:>8.1f} ms{again / select:>7.2f}"
                + ("" if max(first, again) <= MOST * select else "  more than three times")
            )


if __name__ == "__main__":
    main()
