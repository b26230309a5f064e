"""`onrecord corrections`: what people said against the machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from onrecord import api
from onrecord.cli.options import RECORD
from onrecord.cli.terminal import Column, cell, note, print_json, print_table

if TYPE_CHECKING:
    from onrecord.api import CorrectionView

COLUMNS = (Column("Id", 3), Column("What", 7), Column("Who and when", 4), Column("State", 4))

EPILOG = """\b
Examples:
  onrecord corrections story.db
  onrecord corrections story.db --json"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def corrections(record: Path, as_json: bool) -> None:
    """List every correction of a RECORD, undone ones too, in the order of time.

    One that does not fit any more, since its words are gone from the page, is kept and says so. Where
    several speak of the same thing, the later one holds.
    """
    with api.open_record(record) as opened:
        found = opened.corrections
    if as_json:
        for it in found:
            print_json(asdict(it))
    elif found:
        print_table(COLUMNS, map(_cells, found))
    else:
        note("Nobody has corrected anything.", as_json)


def _cells(view: CorrectionView) -> Sequence[Text]:
    it = view.correction
    words = [quote.exact for target in it.targets for quote in target.quotes][:3]
    values = [f"{name}: {value or '(cannot be told)'}" for name, value in it.values if name != "kind"]
    return (
        cell(it.id),
        cell(
            cell(f"{it.kind} {it.undoes}" if it.undoes else it.kind, style="bold"),
            *values,
            cell(" … ".join(words), style="dim"),
        ),
        cell(it.author, cell(it.time[:16].replace("T", " "), style="dim"), it.reason),
        cell(view.state, view.why or (view.overruled and f"but {view.overruled} came later")),
    )
