"""`onrecord person`: all that a record has of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from onrecord import api
from onrecord.cli import rows
from onrecord.cli.options import RECORD
from onrecord.cli.terminal import Column, cell, console, note, print_json, print_table

if TYPE_CHECKING:
    from onrecord.api import Dossier, SeenView

SEEN = (Column("Where", 4), Column("Name", 3), Column("Roles", 5), Column("Why it is this person", 6))
COMPANIONS_SHOWN = 10

EPILOG = """\b
Examples:
  onrecord person story.db "Nadia Thorsen"
  onrecord person story.db Thorsen --json"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
def person(record: Path, name: str, as_json: bool) -> None:
    """Show all that a RECORD has of a person: names, roles, what they said, what others said of them.

    NAME can also be an id, as `onrecord show RECORD people --json` gives it. A name that several people have
    lists them.
    """
    with api.open_record(record) as opened:
        dossier = opened.person(name)
    if as_json:
        print_json(asdict(dossier))
    else:
        _print(dossier)


def _print(dossier: Dossier) -> None:
    who = dossier.person
    others = ", ".join(name for name in who.names if name != who.name)
    out = console()
    for line in (
        cell(who.name, style="bold"),
        cell(others),
        cell(who.identifier),
        cell(who.id, style="dim"),
    ):
        if line:
            out.print(line)
    _titled("Seen as")
    print_table(SEEN, map(_seen_cells, dossier.seen))
    for title, statements in (("Said", dossier.said), ("Said about them", dossier.about)):
        if statements:
            _titled(f"{title} ({len(statements)})")
            print_table(rows.STATEMENTS, map(rows.statement_cells, statements))
        else:
            note(f"{title}: nothing was found.", False)
    if dossier.quoted_with:
        shown = dossier.quoted_with[:COMPANIONS_SHOWN]
        names = [f"{it.name} ({it.articles})" for it in shown]
        more = len(dossier.quoted_with) - len(shown)
        _titled("Quoted in the same articles as")
        out.print(cell(", ".join(names) + (f" and {more} more" if more else "")))


def _titled(title: str) -> None:
    console().print(Text(f"\n{title}", style="bold"))


def _seen_cells(seen: SeenView) -> Sequence[Text]:
    return (
        cell(
            " ".join(filter(None, (seen.outlet, rows.when(seen)))),
            cell(seen.url or seen.origin, style="dim"),
        ),
        cell(seen.name),
        cell(*rows.roles_of(seen.roles), cell(rows.author_of(seen.wrote), style="italic")),
        cell(seen.why, cell(f"probability {seen.probability:.2f}", style="dim")),
    )
