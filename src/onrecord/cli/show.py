"""`onrecord show`: what a record holds, as tables for people or lines for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click
from rich.text import Text

from onrecord import api
from onrecord.cli import rows
from onrecord.cli.options import RECORD, filters
from onrecord.cli.terminal import Column, note, print_json, print_table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

EPILOG = """\b
Examples:
  onrecord show story.db articles
  onrecord show story.db statements --speaker Lind --since 2031-05
  onrecord show story.db people --outlet Gazette
  onrecord show story.db statements --json | head -1"""

VIEWS = ("articles", "statements", "people", "dates", "failures")


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("view", type=click.Choice(VIEWS))
@filters
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Show no more than N rows.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def show(
    record: Path,
    view: str,
    limit: int | None,
    as_json: bool,
    speaker: str | None,
    about: str | None,
    min_probability: float | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
) -> None:
    """Show the articles, statements, people, inferred dates or failures of a RECORD.

    Names are compared without case, accents and hyphens. What has no date is left out by --since and
    --until, and counted below the table.
    """
    wanted = api.Wanted(
        speaker=speaker, about=about, min_probability=min_probability, outlet=outlet, since=since, until=until
    )
    if view == "failures" and any(wanted.values()):
        raise click.UsageError(
            "Failures can't be filtered: of a page that failed nothing is known but its place."
        )
    if view != "statements" and min_probability is not None:
        raise click.UsageError("--min-probability asks about statements alone: show ... statements.")
    if view == "dates" and any(wanted.values()):
        raise click.UsageError("Inferred dates can't be filtered.")
    with api.open_record(record) as opened:
        nothing = rows.nothing_found(record, opened.counts)
        shown = _VIEWS[view](opened, wanted)
        _print(shown, limit, as_json, nothing)


@dataclass(frozen=True, slots=True)
class _Shown(Generic[T]):
    """The rows of a view, how they look, and how many `noun`s are left out for want of a date."""

    found: Sequence[T]
    columns: Sequence[Column]
    cells: Callable[[T], Sequence[Text]]
    undated: int = 0
    noun: str = ""


def _articles(record: api.Record, wanted: api.Wanted) -> _Shown[Any]:
    found = record.find_articles(**wanted)
    return _Shown(found.rows, rows.ARTICLES, rows.article_cells, found.undated, "article")


def _statements(record: api.Record, wanted: api.Wanted) -> _Shown[Any]:
    found = record.find_statements(**wanted)
    return _Shown(found.rows, rows.STATEMENTS, rows.statement_cells, found.undated, "statement")


def _people(record: api.Record, wanted: api.Wanted) -> _Shown[Any]:
    found = record.find_people(**wanted)
    return _Shown(found.rows, rows.PEOPLE, rows.person_cells, found.undated, "article")


def _dates(record: api.Record, wanted: api.Wanted) -> _Shown[Any]:
    articles = {article.id: article for article in record.find_articles()}
    return _Shown(
        record.inferred_dates, rows.DATES, lambda date: rows.date_cells(date, articles[date.article_id])
    )


def _failures(record: api.Record, wanted: api.Wanted) -> _Shown[Any]:
    return _Shown(tuple(record.failures), rows.FAILURES, rows.failure_cells)


_VIEWS: dict[str, Callable[[api.Record, api.Wanted], _Shown[Any]]] = {
    "articles": _articles,
    "statements": _statements,
    "people": _people,
    "dates": _dates,
    "failures": _failures,
}


def _print(view: _Shown[T], limit: int | None, as_json: bool, nothing: str) -> None:
    found, undated = view.found, view.undated
    shown = found[:limit]
    if as_json:
        for item in shown:
            print_json(asdict(item))
    elif shown:
        print_table(view.columns, map(view.cells, shown))
    if not found:
        note(nothing, as_json)
    elif len(shown) < len(found):
        note(f"{len(shown)} of {len(found)} are shown; --limit says how many.", as_json)
    if undated:
        noun = view.noun if undated == 1 else f"{view.noun}s"
        verb = "has no date and is" if undated == 1 else "have no date and are"
        note(f"{undated} more {noun} {verb} left out by --since and --until.", as_json)
