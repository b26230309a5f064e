"""`onrecord timeline`: what happened in which order, as a table for people or lines for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from onrecord import api
from onrecord.cli.options import RECORD
from onrecord.cli.rows import day
from onrecord.cli.terminal import Column, cell, console, note, print_json, print_table
from onrecord.record import Line, Place, stretch_in_words

COLUMNS = (Column("When", 3), Column("What", 10), Column("Who says so", 3), Column("Where", 5))
PLACES_SHOWN = 3
LONGEST = 300  # characters of a line in the table; --json has all

EPILOG = """\b
Examples:
  onrecord timeline story.db
  onrecord timeline story.db --since 2031-05 --until 2031-06
  onrecord timeline story.db --speaker Lind --json | head -1"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.option("--since", metavar="DATE", help="Only what was then or later: 2031-05-04, 2031-05, 2031.")
@click.option("--until", metavar="DATE", help="Only what was then or earlier.")
@click.option("--speaker", metavar="NAME", help="Only what somebody of this name vouches for.")
@click.option("--outlet", metavar="NAME", help="Only what this outlet tells.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def timeline(
    record: Path,
    since: str | None,
    until: str | None,
    speaker: str | None,
    outlet: str | None,
    as_json: bool,
) -> None:
    """Show what a RECORD dates, in order: happenings, and statements by when they were made.

    Copies of one story give one line with all its places. "?" marks a date that hangs on a guess about when
    the page was published; `onrecord show RECORD dates` gives the reasons. Background comes apart, first.
    """
    with api.open_record(record) as opened:
        found = opened.timeline(since=since, until=until, speaker=speaker, outlet=outlet)
    if as_json:
        for line in found:
            print_json({**asdict(line), "speakers": line.speakers})
    else:
        for title, lines in (("Background", found.background), ("Story", found.story)):
            if lines:
                if found.background:
                    console().print(Text(title, style="bold"))
                print_table(COLUMNS, map(line_cells, lines))
    if not found.lines:
        note("Nothing was found.", as_json)
    if found.undated:
        what, verb = ("date", "stands") if found.undated == 1 else ("dates", "stand")
        note(
            f"{found.undated} more {what} {verb} for no day that is known; when was the page published?",
            as_json,
        )


def line_cells(line: Line) -> Sequence[Text]:
    """The cells of a line: when, what, who vouches for it, where."""
    places = [place_text(place) for place in line.places[:PLACES_SHOWN]]
    more = len(line.places) - len(places)
    vouching = [speaker or "(the narrator)" for speaker in line.speakers]
    words = line.words if len(line.words) <= LONGEST else line.words[: LONGEST - 1] + "…"
    return (
        cell(
            in_words(line.date) + ("" if line.sure else " ?"),
            cell("still to come" if line.tense == "future" else None),
        ),
        cell(words),
        cell(*vouching),
        cell(*places, f"and {more} more" if more else None),
    )


def in_words(date: str) -> str:
    """An EDTF date or range with words for its codes, since nobody knows that 22 is the summer."""
    ends = date.split("/")
    said = [stretch_in_words(end) for end in ends]
    return date if said == ends else " to ".join(said)


def place_text(place: Place) -> Text:
    """An outlet and a day, and below where that is."""
    published = day(place.published)
    when = f"(inferred: {published})" if place.published_inferred else published
    return cell(
        " ".join(filter(None, (place.outlet, when))),
        cell(f"{place.url or place.origin} {place.verb.start}–{place.verb.end}", style="dim"),
    )
