"""`onrecord split`: one person of a record is two."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD, by_whom
from onrecord.cli.terminal import say

EPILOG = """\b
Examples:
  onrecord person story.db "Ada Mer" --json
  onrecord split story.db "Ada Mer" --article 4f0c... --article 99d1..."""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("person")
@click.option(
    "--article",
    "articles",
    multiple=True,
    required=True,
    metavar="ID",
    help="An article that names the other one, by its id or where it was found; may be given several times.",
)
@by_whom
def split(
    record: Path, person: str, articles: tuple[str, ...], author: str | None, reason: str | None
) -> None:
    """Say that some articles of a RECORD mean somebody else by PERSON, an id or a name.

    `onrecord undo` takes it back.
    """
    with api.open_record(record) as opened:
        dossier = opened.person(person)
        assert dossier.person.id is not None
        ids = [
            next((seen.article for seen in dossier.seen if it in (seen.article, seen.origin, seen.url)), it)
            for it in articles
        ]
    made = api.split(record, dossier.person.id, ids, author=author, reason=reason)
    say(f"Kept as {made.id}. `onrecord undo {record} {made.id}` takes it back.")
    for article in dict.fromkeys(ids):
        names = [seen.name for seen in dossier.seen if seen.article == article]
        if len(names) > 1:
            say(
                f"{article} has {len(names)} people who were merged ({', '.join(names)}), and all moved. "
                f"To part them, undo the merge: `onrecord corrections {record}` lists it."
            )
