"""`onrecord report`: a record as one file to be sent, opened and printed."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD
from onrecord.cli.terminal import say

EPILOG = """\b
Examples:
  onrecord report story.db -o report.html
  onrecord report story.db -o report.html --full-text --open"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT",
              help="The file to write.")  # fmt: skip
@click.option(
    "--full-text",
    is_flag=True,
    help="Carry whole articles, not excerpts around each statement. The texts belong to their publishers.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in your browser.")
def report(record: Path, output: Path, full_text: bool, open_browser: bool) -> None:
    """Write a RECORD as one HTML file: story, speakers, statements in excerpts of their articles.

    It opens offline, loads nothing from anywhere, and can be printed.
    """
    write_report(record, output, name=record.stem, full_text=full_text)
    say(f"Written to {output}.")
    if open_browser:
        webbrowser.open(output.absolute().as_uri())


def write_report(record: Path, output: Path, *, name: str, full_text: bool = False) -> None:
    """Write the report of the record file `record`, called `name`, to `output`."""
    from onrecord.web.report import write_report as write

    with api.open_record(record) as opened:
        write(opened, output, name=name, full_text=full_text)
