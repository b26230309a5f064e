"""`onrecord search`: full text over what was said and what was written."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from onrecord import api
from onrecord.cli.options import RECORD, filters
from onrecord.cli.rows import NOBODY, according_to, day, marked, nothing_found, roles_of
from onrecord.cli.terminal import cell, console, note, print_json

if TYPE_CHECKING:
    from onrecord.api import Hit

EPILOG = """\b
Examples:
  onrecord search story.db harvest
  onrecord search story.db "water rights" --speaker Lind
  onrecord search story.db ferry --since 2031-05 --json"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@filters
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N",
              help="Show no more than N hits.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def search(
    record: Path,
    words: tuple[str, ...],
    limit: int,
    as_json: bool,
    speaker: str | None,
    about: str | None,
    min_probability: float | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
) -> None:
    """Find where WORDS stand in the statements and articles of a RECORD, best first.

    Every word must be there, in any order and form ("talk" finds "talks"); words in "quotation marks"
    must follow each other, and a word with - before it must not be there. With --speaker, --about or
    --min-probability only statements are searched.
    """
    query = " ".join(words)
    if not api.asks_for_words(query):
        raise click.UsageError("Give at least one word that must be there.")
    with api.open_record(record) as opened:
        result = opened.search(
            query,
            speaker=speaker,
            about=about,
            min_probability=min_probability,
            outlet=outlet,
            since=since,
            until=until,
            limit=limit,
        )
        counts = opened.counts
    if as_json:
        for hit in result:
            print_json(asdict(hit))
    else:
        out = console()
        for hit in result:
            out.print(hit_text(hit, colour=out.is_terminal))
    if not result.hits:
        note(nothing_found(record, counts), as_json)
    if result.more:
        note(f"There are more; --limit {2 * limit} shows them.", as_json)
    if result.undated:
        note(f"{result.undated} more without a date are left out by --since and --until.", as_json)


def hit_text(hit: Hit, *, colour: bool) -> Text:
    """A hit for people: the words with the hit marked, and below who said it and where."""
    article, statement = hit.article, hit.statement
    published = day(article.published) or (article.inferred and f"{article.inferred}, inferred")
    where = [article.outlet, published, article.headline if hit.field != "headline" else None]
    start, end = (statement.start, statement.end) if statement else (hit.start, hit.end)
    place = f"{article.url or article.origin}" + (f" {start}–{end}" if start is not None else "")
    who = None
    if statement is not None:
        who = f"{statement.who or NOBODY} {statement.cue}".strip()
        who += "".join(f" ({role})" for role in roles_of(statement.roles)[:1])
        who += f", {told}" if (told := according_to(statement)) else ""
    lines = Text("\n").join(
        part
        for part in (
            cell(who, style="bold"),
            marked(hit.text, hit.marks, colour=colour),
            cell(" · ".join(filter(None, (*where, place))), style="dim"),
        )
        if part
    )
    return Text("").join([lines, Text("\n")])
