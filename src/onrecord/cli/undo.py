"""`onrecord undo`: a correction no longer holds."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD, by_whom
from onrecord.cli.terminal import say

EPILOG = """\b
Examples:
  onrecord undo story.db 1c9e...
  onrecord undo story.db 1c9e... --reason "they are two after all" """


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("correction")
@by_whom
def undo(record: Path, correction: str, author: str | None, reason: str | None) -> None:
    """Take back a CORRECTION of a RECORD, by its id or the beginning of it. That can be undone too."""
    made = api.undo(record, correction, author=author, reason=reason)
    say(f"Kept as {made.id}.")
