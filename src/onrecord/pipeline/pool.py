"""Pages through worker processes: a bounded number on their way, results in the order of the pages."""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import TypeVar

from onrecord.pipeline.worker import Means, Opener, Outcome, ReadPage, Worker
from onrecord.record import Failure, OnrecordError, Page

Other = TypeVar("Other")

# Pages on their way for each worker: enough that one slow page does not leave the others idle while its
# turn is waited for, few enough that what is held back stays in tens of megabytes.
PAGES_PER_WORKER = 16
BYTES_ON_THEIR_WAY = 64_000_000
HEARTBEAT_SECONDS = 0.5


class Pool:
    """Worker processes that read pages, each led by a thread of this process; made by `open_pool`."""

    def __init__(self, opener: Opener, jobs: int, max_seconds: float) -> None:
        self._opener = opener
        self._jobs = jobs
        self._max_seconds = max_seconds
        self._threads = ThreadPoolExecutor(jobs, "onrecord-worker", initializer=_deafen)
        self._mine = threading.local()  # .worker: the one that this thread leads
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def means(self) -> Means:
        """By what a page of each media type is read, as a worker tells; makes all of them load meanwhile.

        Raises OnrecordError when workers cannot start, or what stops them from loading.
        """
        asked = [self._threads.submit(self._load) for _ in range(self._jobs)]
        return next(as_completed(asked)).result()

    def read(self, items: Iterable[Page | Other]) -> Iterator[tuple[Page | Other, Outcome | None] | None]:
        """Each item with what came of it, in order; what is no Page is handed through at its turn, with None.

        A bare None comes when HEARTBEAT_SECONDS went by without a result, so that the caller can do
        something else. A page that takes too long, or that its worker dies of, gives a Failure and a new
        worker. Raises OnrecordError when workers cannot load what they need.
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
                future = self._threads.submit(self._read_page, item) if isinstance(item, Page) else None
                window.append((item, future))
                if window[0][1] is None or window[0][1].done():
                    break
            if not window:
                return
            item, future = window[0]
            if future is None:
                window.popleft()
                yield item, None
                continue
            wait([future], timeout=HEARTBEAT_SECONDS)
            if future.done():
                window.popleft()
                yield item, future.result()
            else:
                yield None

    def close(self) -> None:
        """Stop all workers at once, whatever they do."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.kill()  # its thread hears of it, and ends
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def _has_room(self, window: deque[tuple[Page | Other, Future[Outcome] | None]]) -> bool:
        if len(window) >= self._jobs * PAGES_PER_WORKER:
            return False
        size = sum(len(item.content) for item, _ in window if isinstance(item, Page))
        return size < BYTES_ON_THEIR_WAY

    def _load(self) -> Means:
        """In a thread: start its worker; by what it reads."""
        with self._lock:
            if self._closed:
                raise OnrecordError("The pool is closed.")
            worker = Worker(self._opener)
            self._workers.add(worker)
        means = worker.loaded()
        self._mine.worker = worker
        return means

    def _read_page(self, page: Page) -> Outcome:
        """In a thread: what came of `page` in its worker."""
        if getattr(self._mine, "worker", None) is None:
            self._load()
        while not self._mine.worker.give(page):
            self._drop()  # it died while it had nothing to do: no page is to blame
            self._load()
        try:
            outcome: Outcome | None = self._mine.worker.outcome(self._max_seconds)
        except EOFError:
            how = _how(self._mine.worker.buried())
            self._drop()
            return self._failure(page, "crashed", f"The process that read it died ({how}).")
        if outcome is None:
            self._drop()
            reason = f"Reading it took longer than {self._max_seconds:g} seconds and was stopped."
            return self._failure(page, "too-slow", reason)
        return outcome

    def _drop(self) -> None:
        """In a thread: part with its worker."""
        worker: Worker = self._mine.worker
        self._mine.worker = None
        worker.stop()
        with self._lock:
            self._workers.discard(worker)

    def _failure(self, page: Page, kind: str, reason: str) -> Failure:
        return Failure(origin=page.origin, stage="pipeline", kind=kind, reason=reason, sha256=page.sha256)


@contextmanager
def open_pool(opener: Opener, *, jobs: int, max_seconds: float) -> Iterator[Pool]:
    """A pool of `jobs` workers, each of which calls `opener` once. On leaving, workers stop at once."""
    # Python's resource tracker takes the mask of `_deafen` away where it starts, so it starts before.
    resource_tracker.ensure_running()
    pool = Pool(opener, jobs, max_seconds)
    try:
        yield pool
    finally:
        pool.close()


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


def _deafen() -> None:
    """Keep Ctrl-C from this thread and from the workers that it starts: they inherit the mask.

    It reaches the whole process group, but only the main thread of this process shall hear it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _how(status: int | None) -> str:
    if status is not None and status < 0:
        return f"signal {signal.Signals(-status).name}; perhaps memory ran out"
    return f"exit status {status}"
