"""Pages through worker processes: a bounded number on their way, results in the order of the pages."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, resource_tracker
from typing import Protocol, TypeVar

import pebble

from onrecord.record import Failure, OnrecordError, Page, Provenance, Reading

Means = Mapping[str, Provenance]  # by media type
Outcome = Reading | Failure


class ReadPage(Protocol):
    """Reads pages, with what that needs loaded."""

    def __call__(self, page: Page) -> Outcome:
        """Everything that is found in `page`, or why it could not be read."""

    def means(self) -> Means:
        """By what a page of each media type is read."""


Opener = Callable[[], ReadPage]  # called once in each worker, so it must pickle
Other = TypeVar("Other")

# Pages on their way for each worker: enough that one slow page does not leave the others idle while its
# turn is waited for, few enough that what is held back stays in tens of megabytes.
PAGES_PER_WORKER = 16
BYTES_ON_THEIR_WAY = 64_000_000
HEARTBEAT_SECONDS = 0.5

_read_page: ReadPage | None = None  # in a worker: what its opener gave


class Pool:
    """Worker processes that read pages; made by `open_pool`."""

    def __init__(self, processes: pebble.ProcessPool, opener: Opener, jobs: int, max_seconds: float) -> None:
        self._processes = processes
        self._opener = opener
        self._jobs = jobs
        self._max_seconds = max_seconds

    def means(self) -> Means:
        """By what a page of each media type is read, as a worker tells; makes all of them load meanwhile.

        Raises OnrecordError when workers cannot start, or what stops them from loading.
        """
        asked = [self._processes.schedule(_means_in_worker, args=(self._opener,)) for _ in range(self._jobs)]
        first = next(as_completed(asked))
        try:
            return first.result()
        except (BrokenProcessPool, pebble.ProcessExpired) as error:
            raise OnrecordError(
                "The worker processes cannot start. A Python script that gives `jobs` needs "
                '`if __name__ == "__main__":` around what it does, since workers import it.'
            ) from error

    def read(self, items: Iterable[Page | Other]) -> Iterator[tuple[Page | Other, Outcome | None] | None]:
        """Each item with what came of it, in order; what is no Page is handed through at its turn, with None.

        A bare None comes when HEARTBEAT_SECONDS went by without a result, so that the caller can do
        something else.
        A page that takes too long, or that its worker dies of, gives a Failure and a new worker.
        Raises OnrecordError when workers cannot load what they need.
        """
        source = iter(items)
        window: deque[tuple[Page | Other, Future[Outcome] | None]] = deque()
        exhausted = False
        while True:
            while not exhausted and self._has_room(window):
                try:
                    item = next(source)
                except StopIteration:
                    exhausted = True
                    break
                window.append((item, self._start(item) if isinstance(item, Page) else None))
                if window[0][1] is None or window[0][1].done():
                    break
            if not window:
                return
            item, future = window[0]
            if isinstance(item, Page) and future is not None:
                wait([future], timeout=HEARTBEAT_SECONDS)
                if not future.done():
                    yield None
                    continue
                window.popleft()
                yield item, self._outcome(item, future)
            else:
                window.popleft()
                yield item, None

    def _has_room(self, window: deque[tuple[Page | Other, Future[Outcome] | None]]) -> bool:
        if len(window) >= self._jobs * PAGES_PER_WORKER:
            return False
        size = sum(len(item.content) for item, _ in window if isinstance(item, Page))
        return size < BYTES_ON_THEIR_WAY

    def _start(self, page: Page) -> Future[Outcome]:
        try:
            return self._processes.schedule(
                _read_in_worker, args=(self._opener, page), timeout=self._max_seconds
            )
        except RuntimeError as error:
            raise _broken() from error

    def _outcome(self, page: Page, future: Future[Outcome]) -> Outcome:
        try:
            return future.result()
        except TimeoutError:
            reason = f"Reading it took longer than {self._max_seconds:g} seconds and was stopped."
            kind = "too-slow"
        except pebble.ProcessExpired as error:
            reason = f"The process that read it died (exit status {error.exitcode})."
            kind = "crashed"
        except BrokenProcessPool as error:
            raise _broken() from error
        return Failure(origin=page.origin, stage="pipeline", kind=kind, reason=reason, sha256=page.sha256)


@contextmanager
def open_pool(opener: Opener, *, jobs: int, max_seconds: float) -> Iterator[Pool]:
    """A pool of `jobs` workers, each of which calls `opener` once. On leaving, workers stop at once."""
    processes = pebble.ProcessPool(
        max_workers=jobs,
        context=multiprocessing.get_context("spawn"),
        initializer=_prepare_worker,
        initargs=(logging.getLogger("onrecord").isEnabledFor(logging.DEBUG),),
    )
    # Ctrl-C reaches the whole process group, but only the main thread of this process shall hear it: the
    # pool's threads, and the workers that they start, inherit the mask. Python's own resource tracker
    # takes the mask away where it starts, so it starts before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        assert processes.active  # starts it
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    try:
        yield Pool(processes, opener, jobs, max_seconds)
    finally:
        processes.stop()  # type: ignore[no-untyped-call]
        processes.join()


class Here:
    """The same as a Pool, in this process: nothing to start, and nothing that stops a page that hangs."""

    def __init__(self, read_page: ReadPage) -> None:
        self._read_page = read_page

    def means(self) -> Means:
        """By what a page of each media type is read."""
        return self._read_page.means()

    def read(self, items: Iterable[Page | Other]) -> Iterator[tuple[Page | Other, Outcome | None] | None]:
        """Each item with what came of it, in order; what is no Page is handed through, with None."""
        for item in items:
            yield item, self._read_page(item) if isinstance(item, Page) else None


def _broken() -> OnrecordError:
    return OnrecordError(
        "The worker processes ended unexpectedly. What was reported as done is kept; "
        "the same command again goes on from there. If memory was short, try a smaller --jobs."
    )


def _prepare_worker(debug: bool) -> None:
    """In a worker: say what the parent would, and end when it does, even if killed while we are busy."""
    if debug:
        logging.basicConfig()
        logging.getLogger("onrecord").setLevel(logging.DEBUG)
    else:
        logging.getLogger().addHandler(logging.NullHandler())
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow(sentinel: int) -> None:
        connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=follow, args=(parent.sentinel,), daemon=True).start()


def _loaded(opener: Opener) -> ReadPage:
    global _read_page
    if _read_page is None:
        _read_page = opener()
    return _read_page


def _means_in_worker(opener: Opener) -> Means:
    return _loaded(opener).means()


def _read_in_worker(opener: Opener, page: Page) -> Outcome:
    return _loaded(opener)(page)
