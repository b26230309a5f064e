"""`onrecord merge`: two people of a record are one."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD, by_whom
from onrecord.cli.terminal import say

EPILOG = """\b
Examples:
  onrecord merge story.db "Davit Oruk" "Minister Oruk" --reason "the ministry's site"
  onrecord merge story.db 0b5c... 77aa... --author "M. Sand" """


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("people", nargs=-1, required=True, metavar="A B [C ...]")
@by_whom
def merge(record: Path, people: tuple[str, ...], author: str | None, reason: str | None) -> None:
    """Say that A and B of a RECORD are one person; each is an id, or a name that only one has.

    `onrecord undo` takes it back.
    """
    if len(people) < 2:
        raise click.UsageError("A merge needs two: give the names or ids of both.")
    with api.open_record(record) as opened:
        ids = [opened.person(it).person.id or it for it in people]
    made = api.merge(record, ids, author=author, reason=reason)
    say(f"Kept as {made.id}. `onrecord undo {record} {made.id}` takes it back.")
