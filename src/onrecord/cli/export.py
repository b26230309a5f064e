"""`onrecord export`: a whole record in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD
from onrecord.cli.terminal import say

STDOUT = "-"

EPILOG = """\b
Examples:
  onrecord export story.db --format csv -o story.csv
  onrecord export story.db --format parquet -o story.parquet
  onrecord export story.db --format jsonl -o - | head -1"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.option("--format", "form", required=True, metavar="FORMAT", help="jsonl, csv, parquet or annotations.")
@click.option(
    "-o", "--output", required=True, metavar="OUT", help="The file to write, or - for standard output."
)
def export(record: Path, form: str, output: str) -> None:
    """Write all of a RECORD in another FORMAT.

    jsonl has one JSON object an article, with everything; csv one row a statement, for spreadsheets;
    parquet the same as columns; annotations is W3C Web Annotation in JSON-LD.
    """
    form = form.lower()
    with api.open_record(record) as opened:
        if output == STDOUT:
            opened.export(form, sys.stdout.buffer)
        else:
            opened.export(form, Path(output))
            say(f"Written to {output}.")
