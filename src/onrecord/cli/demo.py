"""`onrecord demo`: the fictional coverage that ships with OnRecord, read and asked."""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from onrecord import api
from onrecord.cli.progress import progress, tell_sum
from onrecord.cli.report import write_report
from onrecord.cli.rows import PEOPLE, STATEMENTS, person_cells, statement_cells
from onrecord.cli.search import hit_text
from onrecord.cli.terminal import console, print_table, say

if TYPE_CHECKING:
    from onrecord.api import Hit, PersonView, StatementView

SHEET = "pages.csv"
ASKED = "gates"  # what the story is about
HITS = 3
MOST = 5  # rows of each kind; the demo fits on two screens


@click.command()
@click.option("--keep", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Keep the record in FILE, to try the other commands on.")  # fmt: skip
@click.option("--open", "open_browser", is_flag=True, help="Open the report in your browser.")
def demo(keep: Path | None, open_browser: bool) -> None:
    """Read the sample coverage that ships with OnRecord, show what was found, and make a report of it.

    It is one fictional story: two invented states quarrel over a dam, in eight pages of five invented
    outlets. Nothing in it is real.
    """
    for place in () if keep is None else (keep, _report_place(keep)):
        if place.exists():
            raise click.UsageError(
                f"{place} is there already. Give --keep the name of a new file: this is fiction."
            )
    with ExitStack() as undo:
        folder = api.sample_coverage()
        path = keep or Path(undo.enter_context(tempfile.TemporaryDirectory(prefix="onrecord-")), "demo.db")
        say(f"Reading {len(list(folder.iterdir())) - 1} pages of fictional coverage ...")
        with progress(on=True) as shown:
            summary = api.read_into(
                folder, path, metadata=folder / SHEET, jobs=api.default_jobs(), report=shown.update
            )
        tell_sum(summary, record=keep)
        record = undo.enter_context(api.open_record(path))
        _show_people(record)
        _show_statements(record)
        _show_namesakes(record)
        _show_search(record)
        report = _report_place(keep)
        write_report(path, report, name="Kettar dam (fiction)" if keep is None else keep.stem)
    _show_next(keep)
    _show_report(report)
    if open_browser:
        webbrowser.open(report.absolute().as_uri())


def _report_place(keep: Path | None) -> Path:
    """Where the report is to lie: beside the record, or else in a folder of its own that stays."""
    if keep is not None:
        return keep.with_name(f"{keep.stem}-report.html")
    return Path(tempfile.mkdtemp(prefix="onrecord-demo-"), "report.html")


def _show_report(report: Path) -> None:
    _title("The same as one file, to open in your browser:")
    console().print(Text(f"  {report.absolute()}"), soft_wrap=True)


def _title(words: str) -> None:
    console().print(Text(f"\n{words}\n", style="bold underline"))


def _show_people(record: api.Record) -> None:
    counts = record.counts
    _title(f"{counts.statements} statements in {counts.articles} articles. Who said most:")
    print_table(PEOPLE, map(person_cells, record.people.rows[:MOST]))


def _show_statements(record: api.Record) -> None:
    people = record.people.rows
    if not people:
        return
    first = people[0].name
    _title(f"What {first} says, in each outlet the longest:")
    statements = [row for row in record.find_statements(speaker=first) if row.holder is None]
    longest: dict[str | None, StatementView] = {}
    for statement in sorted(statements, key=lambda statement: len(statement.content)):
        longest[statement.outlet] = statement
    print_table(STATEMENTS, [statement_cells(row) for row in statements if row in longest.values()])


def _show_namesakes(record: api.Record) -> None:
    pair = namesakes(record.people.rows)
    if pair:
        surname = pair[0].name.split()[-1]
        _title(f"{len(pair)} people are called {surname}, and stay {len(pair)} people:")
        print_table(PEOPLE, map(person_cells, pair))


def namesakes(people: tuple[PersonView, ...]) -> list[PersonView]:
    """The people of the first surname that several share; nobody if none is shared."""
    by_surname: dict[str, dict[str, PersonView]] = {}
    for person in people:
        if person.statements and " " in person.name:
            by_surname.setdefault(person.name.split()[-1].casefold(), {}).setdefault(person.name, person)
    return next((list(same.values()) for same in by_surname.values() if len(same) > 1), [])


def _show_search(record: api.Record) -> None:
    _title(f"Where somebody is quoted with the word “{ASKED}”:")
    out = console()
    for hit in quoted(record.search(ASKED, limit=100))[:HITS]:
        out.print(hit_text(hit, colour=out.is_terminal))


def quoted(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in whole sentences between quotation marks, said by a speaker who is known."""
    return [
        hit
        for hit in hits
        if (said := hit.statement) is not None
        and (said.form, said.holder) == ("direct", None)
        and said.speaker is not None
        and said.cue
        and said.content[1:2].isupper()
        and said.content[-1] in "\"”’'"
    ]


def _show_next(keep: Path | None) -> None:
    name = keep or "demo.db"
    _title("Try next:")
    lines = [] if keep else [f"onrecord demo --keep {name}"]
    lines += [
        f"onrecord show {name} statements --about dam",
        f"onrecord search {name} barges",
        f"onrecord find {name} 'a claim needs measurements'",
        f"onrecord serve {name} --open",
        f"onrecord export {name} --format csv -o statements.csv",
        "onrecord read YOUR-PAGES/ -o story.db",
    ]
    console().print(Text("\n".join(f"  {line}" for line in lines)), soft_wrap=True)
