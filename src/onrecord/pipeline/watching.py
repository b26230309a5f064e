"""Feeds watched: what they list that a record does not have yet is added, round after round."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.intake import Sheet
from onrecord.intake.web import Web, fetch_pages
from onrecord.pipeline import read_into
from onrecord.record import Failure, Fetching, Given, Settings, Summary
from onrecord.store import open_store


def watch(
    feeds: Sequence[str],
    record: str | Path,
    *,
    every: float,
    settings: Settings,
    given: Given,
    sheet: Sheet | None,
    jobs: int | None,
    fetching: Fetching,
    rounds: int | None,
) -> Iterator[Summary]:
    """A summary after each round; see api.watch. All that it knows lies in the record and the HTTP cache."""
    asked: dict[str, str | None] = {}  # in this watch, by address: the change that it was fetched for
    with Web(fetching, settings) as web:
        for number in itertools.count(1):
            began = time.monotonic()
            yield _round(web, feeds, record, settings, given, sheet, jobs, asked)
            if number == rounds:
                return
            time.sleep(max(0.0, began + every - time.monotonic()))


def _round(
    web: Web,
    feeds: Sequence[str],
    record: str | Path,
    settings: Settings,
    given: Given,
    sheet: Sheet | None,
    jobs: int | None,
    asked: dict[str, str | None],
) -> Summary:
    """What came of the pages that are new, or that changed since they were fetched."""
    found = [web.feed(feed) for feed in dict.fromkeys(feeds)]
    failures = [feed.failure for feed in found if feed.failure is not None]
    listed = {entry.address: entry.updated for feed in found for entry in feed.entries}
    with open_store(record, "write") as store:
        store.forget_failures(feed.address for feed in found if feed.failure is None)
        known = store.last_fetched(listed)
        new = [
            address
            for address, updated in listed.items()
            if address not in known or (_is_later(updated, known[address]) and asked.get(address) != updated)
        ]
        asked.update({address: listed[address] for address in new})
        if not new:
            store.write(failures)
            return _summary(failures)
        pages = itertools.chain(failures, fetch_pages(web, new, given=given, sheet=sheet))
        return read_into(pages, store, settings, jobs=jobs)


def _summary(failures: Sequence[Failure]) -> Summary:
    summary = Summary()
    for failure in failures:
        summary = summary.plus(failure)
    return summary


def _is_later(updated: str | None, fetched: str | None) -> bool:
    """Whether a page changed after it was fetched; both are ISO 8601 in UTC, to the second."""
    return updated is not None and fetched is not None and updated > fetched
