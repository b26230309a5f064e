"""One worker process: it loads once, then reads page after page; from outside, and from inside."""

from __future__ import annotations

import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Protocol

from onrecord.record import Failure, OnrecordError, Page, Provenance, Reading

Means = Mapping[str, Provenance]  # by media type
Outcome = Reading | Failure

# A disk that is cold and a machine that is busy need tens of seconds to load the models.
LOADING_SECONDS = 300.0
EXITING_SECONDS = 10.0
# Bytes that one page may take beside the models. The longest article that the settings allow takes one
# gigabyte; a page that wants more gets a MemoryError, and the machine stays usable.
PAGE_MEMORY = 3 * 2**30

_CONTEXT = multiprocessing.get_context("spawn")
_starting = threading.Lock()  # Python's bookkeeping of its children is not made for several threads


class ReadPage(Protocol):
    """Reads pages, with what that needs loaded."""

    def __call__(self, page: Page) -> Outcome:
        """Everything that is found in `page`, or why it could not be read."""

    def means(self) -> Means:
        """By what a page of each media type is read."""


Opener = Callable[[], ReadPage]  # called once in each worker, so it must pickle


class Worker:
    """A process that reads one page at a time. It ends with its parent, however that ends."""

    def __init__(self, opener: Opener) -> None:
        debug = logging.getLogger("onrecord").isEnabledFor(logging.DEBUG)
        self._pipe, inside = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(inside, opener, debug), daemon=True)
        with _starting:
            self._process.start()
        inside.close()  # ours; the worker has its own, and its end shall be heard

    def loaded(self) -> Means:
        """By what it reads, once it has loaded. Raises OnrecordError when it cannot start or load."""
        try:
            told = self._pipe.recv() if self._pipe.poll(LOADING_SECONDS) else None
        except (EOFError, OSError):
            told = None
        if isinstance(told, Exception):
            raise told
        if told is None:
            self.stop()
            raise OnrecordError(
                "The worker processes cannot start. A Python script that gives `jobs` needs "
                '`if __name__ == "__main__":` around what it does, since workers import it.'
            )
        means: Means = told
        return means

    def give(self, page: Page) -> bool:
        """Whether the worker has taken `page`; False if it was gone before, which is not the page's fault."""
        try:
            self._pipe.send(page)
            self._pipe.recv()
        except (EOFError, OSError):
            return False
        return True

    def outcome(self, seconds: float) -> Outcome | None:
        """What came of the page given, or None if that takes longer. Raises EOFError if the worker died."""
        try:
            if not self._pipe.poll(seconds):
                return None
            outcome: Outcome = self._pipe.recv()
        except OSError as error:
            raise EOFError from error
        return outcome

    def buried(self) -> int | None:
        """The exit status of a worker that has died."""
        with _starting:
            self._process.join(EXITING_SECONDS)
            return self._process.exitcode

    def stop(self) -> None:
        """Stop it at once, whatever it does."""
        with _starting:
            self._process.kill()
            self._process.join(EXITING_SECONDS)
        self._pipe.close()

    def kill(self) -> None:
        """Stop it from another thread than the one that waits for it, which then hears of its end."""
        self._process.kill()


def _serve(pipe: Connection, opener: Opener, debug: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _follow_parent()
    if debug:
        logging.basicConfig()
        logging.getLogger("onrecord").setLevel(logging.DEBUG)
    else:
        logging.getLogger().addHandler(logging.NullHandler())
    try:
        read_page = opener()
    except OnrecordError as error:
        pipe.send(error)
        return
    limit_memory(PAGE_MEMORY)
    try:
        pipe.send(read_page.means())
        while True:
            page = pipe.recv()
            pipe.send(None)  # taken
            pipe.send(read_page(page))
    except (EOFError, OSError):
        return  # the parent is gone, or wants no more


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has now, where the system tells how many that is."""
    try:
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[5])  # data and stack
    except OSError:
        return
    limit = pages * resource.getpagesize() + more
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _follow_parent() -> None:
    """End when the parent does, even if it is killed while this worker is busy."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow(sentinel: int) -> None:
        connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=follow, args=(parent.sentinel,), daemon=True).start()
