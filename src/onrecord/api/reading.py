"""Pages become a record, in a file of its own or one after the other."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.api.asking import Record
from onrecord.api.pages import (
    FETCHING,
    NOTHING_GIVEN,
    SETTINGS,
    Counted,
    OnPassedOver,
    Paths,
    check_feeds,
    check_there,
    checked,
    find_pages,
    read_sheet,
)
from onrecord.record import Failure, Fetching, Given, Reading, Settings, Summary

if TYPE_CHECKING:
    from onrecord.intake import Sheet

Report = Callable[[Summary], None]


def read(
    paths: Paths,
    *,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Record:
    """The record of the pages at `paths`: files, folders with all that lies in them, addresses, web archives.

    "-" stands for standard input. `feeds` are addresses of RSS or Atom feeds, whose pages are read too.
    Nothing is fetched unless an address or a feed is given; `fetching` says how. The record lies in a
    temporary file that goes with it; `read_into` makes one that stays. `given` states facts about all the
    pages, `metadata` is a sheet that states them page by page. `jobs` is how many processes read; None
    reads in this one. (A script that gives `jobs` needs `if __name__ == "__main__":` around what it does,
    as always with multiprocessing.) What could not be read is in `record.failures`. Raises PageError when
    there is nothing at any of the paths.

    >>> record = onrecord.read(["pages/"])
    >>> for s in record.attributions:
    ...     print(s.speaker, s.cue, s.content)
    """
    from onrecord import store

    with ExitStack() as undo:
        folder = tempfile.mkdtemp(prefix="onrecord-")
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        path = Path(folder, "record.db")
        read_into(
            paths, path, settings=settings, given=given, metadata=metadata, jobs=jobs,
            feeds=feeds, fetching=fetching,
        )  # fmt: skip
        return Record(store.open_store(path, "read"), undo.pop_all())


def read_into(
    paths: Paths,
    record: str | Path,
    *,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    report: Report | None = None,
    counted: Counted | None = None,
    passed_over: OnPassedOver | None = None,
    missing_ok: bool = False,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Summary:
    """Read the pages at `paths` into the record file `record`, which is made if it is not there.

    Pages that it has already are not read again. Returns what became of the pages; `report` is called with
    the same after every batch that is safely written, `counted` with the number of pages to expect,
    `passed_over` with each file or record that is no page. Raises PageError when there is nothing at any
    of the paths; with `missing_ok` they are failures like others in a record that is there. What was stated
    about a page in an earlier run stays where this one says nothing else. See `read` for the other arguments.
    """
    from onrecord import pipeline, store
    from onrecord.pipeline.finders import check_finder

    check_finder(settings)
    paths = [paths] if isinstance(paths, str | Path) else list(paths)
    if not feeds and not (missing_ok and Path(record).exists()):
        check_there(paths)
    feeds_read: list[str] = []
    pages = find_pages(
        paths, settings, given, metadata, counted, passed_over, feeds, fetching, feeds_read.append
    )
    with closing(pages), store.open_store(record, "write") as opened:
        summary = pipeline.read_into(pages, opened, settings, jobs=jobs, report=report)
        opened.forget_failures(feeds_read)
        return summary


def read_each(
    paths: Paths,
    *,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    report: Report | None = None,
    counted: Counted | None = None,
    passed_over: OnPassedOver | None = None,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
) -> Iterator[Reading | Failure]:
    """Each page's reading, or why it could not be read, in order and without a record file.

    Copies of a page are read too. See `read` for the arguments; `report` is called after each page,
    `counted` with the number of pages to expect, `passed_over` with each file or record that is no page.
    """
    from onrecord import pipeline

    pages = find_pages(paths, settings, given, metadata, counted, passed_over, feeds, fetching)
    return pipeline.read_each(pages, settings, jobs=jobs, report=report)


def watch(
    feeds: Sequence[str],
    record: str | Path,
    *,
    every: float = 900.0,
    settings: Settings = SETTINGS,
    given: Given = NOTHING_GIVEN,
    metadata: str | Path | Sheet | None = None,
    jobs: int | None = None,
    fetching: Fetching = FETCHING,
    rounds: int | None = None,
) -> Iterator[Summary]:
    """Add what `feeds` list to the record file `record`, again every so many seconds; a summary each round.

    A page that the record has is fetched again only when its feed says that it changed since. What cannot
    be fetched is tried again as long as it is listed. With `rounds` it ends after so many.
    """
    from onrecord.pipeline import watching
    from onrecord.pipeline.finders import check_finder

    check_feeds(feeds)
    check_finder(settings)
    sheet = read_sheet(metadata) if isinstance(metadata, str | Path) else metadata
    return watching.watch(
        feeds, record, every=every, settings=settings, given=checked(given), sheet=sheet, jobs=jobs,
        fetching=fetching, rounds=rounds,
    )  # fmt: skip


def default_jobs() -> int:
    """How many processes to read with: one for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sample_coverage() -> Path:
    """The folder of the fictional coverage that ships with the package; `pages.csv` in it is its sheet."""
    from onrecord import samples

    return samples.coverage_folder()
