"""`onrecord correct`: what is wrong with a statement or an article."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD, by_whom
from onrecord.cli.terminal import say

EPILOG = """\b
Examples:
  onrecord correct story.db 3d2f... --speaker "Nadia Thorsen"
  onrecord correct story.db 3d2f... --not-a-statement --reason "a joke"
  onrecord correct story.db 8a70... --published 2031-05-04"""

_OF_STATEMENT = ("speaker", "nobody", "not_a_statement", "source", "cue", "content")
_OF_ARTICLE = ("outlet", "published", "headline", "does_not_belong", "missed")


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("what", metavar="STATEMENT|ARTICLE")
@click.option("--speaker", metavar="NAME", help="Who really said it.")
@click.option("--nobody", is_flag=True, help="It cannot be told who said it.")
@click.option("--not-a-statement", is_flag=True, help="Nobody said, thought or wanted anything there.")
@click.option("--source", metavar="WORDS", help="The words that say who, as they stand in the article.")
@click.option("--cue", metavar="WORDS", help="The words that say that something was said.")
@click.option("--content", metavar="WORDS", help="The words that were said.")
@click.option("--outlet", metavar="NAME", help="The outlet of the article.")
@click.option("--published", metavar="DATE", help="When the article was published.")
@click.option("--headline", metavar="WORDS", help="The headline of the article.")
@click.option("--does-not-belong", is_flag=True, help="The article has nothing to do with this record.")
@click.option(
    "--missed",
    metavar="WORDS",
    help="Words of the article that are a statement; --source, --cue and --speaker tell more of it.",
)
@by_whom
def correct(
    record: Path, what: str, author: str | None, reason: str | None, **told: str | bool | None
) -> None:
    """Say what is wrong with a statement or an article of a RECORD, by its id or the beginning of it.

    `onrecord show RECORD statements --json` and `articles --json` give the ids. A correction is kept and laid
    on again when pages are read anew; `onrecord corrections` lists them, `onrecord undo` takes one back.
    """
    given = {name: value for name, value in told.items() if value}
    article = [name for name in given if name in _OF_ARTICLE]
    statement = [name for name in given if name in _OF_STATEMENT]
    if not given:
        raise click.UsageError("Say what is wrong: --speaker, --not-a-statement, --outlet, ...; see --help.")
    if article and statement and "missed" not in given:
        raise click.UsageError("Correct either a statement or an article at once.")
    words = {name: value for name, value in given.items() if isinstance(value, str)}
    if "missed" in words:
        made = [api.add_statement(record, what, words.pop("missed"), author=author, reason=reason, **words)]
    elif article:
        belongs = "does_not_belong" not in given
        made = [api.correct_article(record, what, belongs=belongs, author=author, reason=reason, **words)]
    else:
        flags = {name: True for name in given if name not in words}
        made = list(
            api.correct_statement(record, what, author=author, reason=reason, **words, **flags)  # type: ignore[arg-type]
        )
    for it in made:
        say(f"Kept as {it.id}. `onrecord undo {record} {it.id}` takes it back.")
