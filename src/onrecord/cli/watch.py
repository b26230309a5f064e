"""`onrecord watch`: what feeds list into a record file, again and again."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from onrecord import api
from onrecord.cli.options import RECORD, duration, fetching_from, fetching_options, finder_options, size
from onrecord.cli.progress import tell_sum
from onrecord.cli.terminal import say
from onrecord.record import Given, Settings

EPILOG = """\b
Examples:
  onrecord watch https://www.example.org/rss -o story.db --every 15m --contact you@example.org

It goes on until Ctrl-C, or until the system tells it to end. The same command again goes on where it was;
what was read is not fetched again unless its feed says that it changed.

Exit status: 0 when it was told to end, 1 if the record cannot be written, 2 if the command was not
understood."""


@click.command(epilog=EPILOG)
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option("-o", "--output", type=RECORD, metavar="FILE",
              required=True, help="The record file to write to. It is made if it is not there.")  # fmt: skip
@click.option("--every", type=duration, default="15m", metavar="TIME",
              help="How often the feeds are looked at: 90s, 15m, 2h. Default: 15m.")  # fmt: skip
@click.option("--outlet", help="The outlet that published the pages.")
@click.option("--max-bytes", type=size, default=Settings().max_bytes, metavar="SIZE",
              help="A larger page is reported as failed. Default: 20MB.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1, 1024), metavar="N",
              help="How many processes read at the same time. Default: one a core.")  # fmt: skip
@finder_options
@fetching_options
def watch(
    feeds: tuple[str, ...],
    output: Path,
    every: float,
    outlet: str | None,
    max_bytes: int,
    jobs: int | None,
    attribution: str,
    accurate_model: Path | None,
    **web: Any,
) -> None:
    """Add the pages that feeds list to a record, as they appear.

    FEEDS are addresses of RSS or Atom feeds.
    """
    settings = Settings(
        max_bytes=max_bytes, attribution=attribution,
        accurate_model=str(accurate_model) if accurate_model else None,
    )  # fmt: skip
    rounds = api.watch(
        feeds, output, every=every, settings=settings, given=Given(outlet=outlet),
        jobs=jobs or api.default_jobs(), fetching=fetching_from(**web),
    )  # fmt: skip
    noun = "feed" if len(feeds) == 1 else "feeds"
    say(f"Watching {len(feeds)} {noun}, every {every:g} seconds. Ctrl-C ends it.")
    with _ended_politely():
        try:
            for summary in rounds:
                if summary.pages:
                    say(f"{datetime.now():%Y-%m-%d %H:%M}")
                    tell_sum(summary, record=output)
        except KeyboardInterrupt:
            say("Ended. What was read is in the record; the same command goes on.")


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Inside, the signal by which systems end a service does what Ctrl-C does."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
