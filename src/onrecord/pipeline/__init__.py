"""The one place that knows the order: pages in, stage after stage, in one process or many, records out."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from onrecord.pipeline.copying import copies, with_copies
from onrecord.pipeline.correcting import (
    correct_article,
    correct_statement,
    merge,
    miss_statement,
    split,
    undo,
)
from onrecord.pipeline.finders import check_finder
from onrecord.pipeline.finding import asks_for_words, find
from onrecord.pipeline.pool import Here, Pool, open_pool
from onrecord.pipeline.recording import Recorder
from onrecord.pipeline.run import settle, sift
from onrecord.pipeline.views import (
    assemble,
    infer,
    inferred_dates,
    know_people,
    named_across,
    resolved,
    timeline,
)
from onrecord.pipeline.worker import ReadPage
from onrecord.record import Failure, Page, Reading, Settings, Summary
from onrecord.store import Store

__all__ = [
    "ReadPage",
    "asks_for_words",
    "copies",
    "correct_article",
    "correct_statement",
    "find",
    "infer",
    "inferred_dates",
    "know_people",
    "merge",
    "miss_statement",
    "named_across",
    "open_reader",
    "read_each",
    "read_into",
    "resolved",
    "split",
    "timeline",
    "undo",
    "with_copies",
]

Report = Callable[[Summary], None]


def open_reader(settings: Settings) -> ReadPage:
    """What reads one page after the other in this process, with its models loaded."""
    from onrecord.pipeline import stages  # with spaCy: a second that a run in other processes need not wait

    return stages.open_reader(settings)


def read_each(
    items: Iterable[Page | Failure],
    settings: Settings,
    *,
    jobs: int | None = None,
    report: Report | None = None,
) -> Iterator[Reading | Failure]:
    """What became of each page, in order; every page is read, copies too, so that order makes no difference.

    `jobs` is how many processes read; None means this one.
    """
    summary = Summary()
    with _engine(items, settings, jobs) as (pages, engine):
        engine.means()
        for pair in engine.read(pages):
            if pair is None:
                continue
            item, outcome = pair
            result = item if isinstance(item, Failure) else outcome
            assert result is not None
            yield result
            summary = summary.plus(result)
            if report is not None:
                report(summary)


def read_into(
    items: Iterable[Page | Failure],
    store: Store,
    settings: Settings,
    *,
    jobs: int | None = None,
    report: Report | None = None,
) -> Summary:
    """Read into `store` what it does not have yet; the summary, which `report` gets after each batch too.

    In the end what follows from all articles together is written: which are copies, who is who, and the days
    of undated ones, if these are few.

    On Ctrl-C, what is finished is written, the workers are stopped and KeyboardInterrupt goes on.
    """
    with _engine(items, settings, jobs) as (pages, engine):
        recorder = Recorder(store, engine.means(), report or (lambda summary: None))
        summary = recorder.record(settle(engine.read(sift(recorder.recall(pages), recorder.knows))))
    assemble(store)
    return summary


@contextmanager
def _engine(
    items: Iterable[Page | Failure], settings: Settings, jobs: int | None
) -> Iterator[tuple[Iterable[Page | Failure], Pool | Here]]:
    """What reads, with its models not loaded yet, and the items, with as many workers as there are items."""
    check_finder(settings)
    if jobs is None:
        yield items, Here(open_reader(settings))
    else:
        source = iter(items)
        first = list(itertools.islice(source, jobs))
        opener = functools.partial(open_reader, settings)
        with open_pool(opener, jobs=max(1, len(first)), max_seconds=settings.max_seconds) as pool:
            yield itertools.chain(first, source), pool
