"""What a run shows while it goes on, and how it ends: with a sum that adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from onrecord.cli.terminal import console, harmless, say
from onrecord.record import FIRST_FEW, Summary

MOST_KINDS = 8  # kinds of what is passed over that are told apart
NOTHING: Mapping[tuple[str, str], int] = MappingProxyType({})
PASSED_OVER = {
    "folder": ("file of another kind", "files of other kinds"),
    "saved": ("file that was saved beside a page", "files that were saved beside a page"),
    "archive": ("record of another kind", "records of other kinds"),
}


class Shown:
    """The progress of a run on a terminal; shows nothing where it was not opened."""

    def __init__(self, bar: Progress | None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None) if bar is not None else None

    def expect(self, pages: int) -> None:
        """Show how many pages there are in all."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, total=pages)

    def update(self, summary: Summary) -> None:
        """Show what is done so far."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=str(summary), completed=summary.pages)


@contextmanager
def progress(*, on: bool) -> Iterator[Shown]:
    """A progress bar on standard error, if that is a terminal and `on`."""
    out = console(stderr=True)
    if not (on and out.is_terminal):
        yield Shown(None)
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out, transient=True) as bar:
        yield Shown(bar)


def tell_sum(
    summary: Summary,
    *,
    record: Path | None,
    passed_over: Mapping[tuple[str, str], int] = NOTHING,
    unused: Sequence[str] = (),
    interrupted: bool = False,
) -> None:
    """Say how a run ended: the sum, what was passed over, each failure with its reason, warnings in brief."""
    if interrupted:
        say(
            "Interrupted. Everything counted below is kept; the same command again reads the rest."
            if record
            else "Interrupted. The lines already written are complete."
        )
    elif not summary.pages:
        say("No page was found there.")
    say(str(summary))
    if summary.restated:
        noun = "page was" if summary.restated == 1 else "pages were"
        say(f"  {summary.restated} {noun} read again, because of what is stated now")
    if summary.twins:
        noun = "page has an article that was" if summary.twins == 1 else "pages have articles that were"
        say(f"  {summary.twins} {noun} there already, in other bytes")
    for where, words in PASSED_OVER.items():
        kinds = {kind: count for (place, kind), count in passed_over.items() if place == where}
        if kinds:
            say(f"  {_kinds(kinds, *words)}")
    _list("failed", [(failure.origin, failure.reason) for failure in summary.failures], summary.failed)
    if record and summary.failed > len(summary.failures):
        say(f"`onrecord show {record} failures` tells all of them.")
    _list("warning", [(warned.origin, warned.warning) for warned in summary.warnings], summary.warned)
    _list("not used", [("metadata", row) for row in unused], len(unused))


def _kinds(kinds: Mapping[str, int], one: str, many: str) -> str:
    """How many of which kinds were passed over, the most frequent first."""
    total = sum(kinds.values())
    ordered = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    first = [f"{count:,} {harmless(kind)}" for kind, count in ordered[:MOST_KINDS]]
    others = sum(count for _, count in ordered[MOST_KINDS:])
    more = [f"{others:,} others"] if others else []
    return f"{total:,} {one if total == 1 else many} passed over: {', '.join([*first, *more])}"


def _list(word: str, first: Sequence[tuple[str, str]], count: int) -> None:
    for origin, sentence in first[:FIRST_FEW]:
        say(f"  {word}: {harmless(origin)}: {harmless(sentence)}")
    if count > len(first[:FIRST_FEW]):
        say(f"  ... and {count - len(first[:FIRST_FEW])} more")
