"""`onrecord correct`: what is wrong with a statement or an article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord import api
from onrecord.cli.options import RECORD, by_whom
from onrecord.cli.terminal import say
from onrecord.record import Correction

EPILOG = """\b
Examples:
  onrecord correct story.db 3d2f... --speaker "Nadia Thorsen"
  onrecord correct story.db 3d2f... --not-a-statement --reason "a joke"
  onrecord correct story.db 8a70... --published 2031-05-04"""

_OF_STATEMENT = ("speaker", "nobody", "not_a_statement", "source", "cue", "content")
_OF_ARTICLE = ("outlet", "published", "headline", "does_not_belong", "missed")
_OF_MISSED = ("missed", "source", "cue", "speaker")


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.argument("what", metavar="STATEMENT|ARTICLE")
@click.option("--speaker", metavar="NAME", help="Who really said it.")
@click.option("--nobody", is_flag=True, help="It cannot be told who said it.")
@click.option("--not-a-statement", is_flag=True, help="Nobody said, thought or wanted anything there.")
@click.option("--source", metavar="WORDS", help="The words that say who, as they stand in the article.")
@click.option("--cue", metavar="WORDS", help="The words that say that something was said.")
@click.option("--content", metavar="WORDS", help="The words that were said, parts with … between them.")
@click.option("--outlet", metavar="NAME", help='The outlet of the article; "" for none.')
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
    """Say what is wrong with a statement or an article of a RECORD, by its id.

    The beginning of a statement's id is enough.

    `onrecord show RECORD statements --json` and `articles --json` give the ids. A correction is kept and laid
    on again when pages are read anew; `onrecord corrections` lists them, `onrecord undo` takes one back.
    """
    given: dict[str, Any] = {
        name: value for name, value in told.items() if value is not None and value is not False
    }
    article = [name for name in given if name in _OF_ARTICLE]
    statement = [name for name in given if name in _OF_STATEMENT]
    if not given:
        raise click.UsageError("Say what is wrong: --speaker, --not-a-statement, --outlet, ...; see --help.")
    if "missed" in given:
        strange = [name for name in given if name not in _OF_MISSED]
        if strange:
            option = "--" + strange[0].replace("_", "-")
            raise click.UsageError(f"--missed takes --source, --cue and --speaker, not {option}.")
    elif article and statement:
        raise click.UsageError("Correct either a statement or an article at once.")
    by: dict[str, Any] = {"author": author, "reason": reason}
    made: tuple[Correction, ...]
    if "missed" in given:
        made = (api.add_statement(record, what, given.pop("missed"), **given, **by),)
    elif article:
        belongs = not given.pop("does_not_belong", False)
        made = (api.correct_article(record, what, belongs=belongs, **given, **by),)
    else:
        made = api.correct_statement(record, what, **given, **by)
    for it in made:
        say(f"Kept as {it.id}. `onrecord undo {record} {it.id}` takes it back.")
