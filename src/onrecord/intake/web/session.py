"""The web as a source of pages: fetched politely, within bounds, each a Page or a Failure."""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.intake.kinds import media_type, stated_type
from onrecord.intake.metadata import Sheet, stated_about
from onrecord.intake.web.addresses import by_turns, checked_address
from onrecord.intake.web.feeds import Entry, read_feed
from onrecord.intake.web.fetch import Answer, Fetcher
from onrecord.intake.web.network import Resolve, resolve
from onrecord.record import Failure, Fetching, Given, OnrecordError, Page, PageError, Settings

AHEAD = 32  # addresses on their way at a time: enough that one slow host leaves the others to be asked
CLOSING_SECONDS = 5.0
FEED_BYTES = 10_000_000
STAGE = "intake"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists: its entries in its order, or why it could not be read."""

    address: str
    entries: tuple[Entry, ...]
    failure: Failure | None = None


class Web:
    """Fetches pages in a thread of its own; use it with `with`. No thread is started before it is asked."""

    def __init__(
        self,
        fetching: Fetching,
        settings: Settings,
        *,
        resolve: Resolve = resolve,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._fetching = fetching
        self._settings = settings
        self._resolve = resolve
        self._context = context
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._fetcher: Fetcher | None = None
        self._stack = AsyncExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what is on its way and close all connections."""
        if self._loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(), self._loop)
        self._thread.join(CLOSING_SECONDS)
        self._loop = None

    def feed(self, address: str) -> Feed:
        """What a feed lists, with whole addresses."""
        try:
            answer = self._submit(address, FEED_BYTES, "feed").result()
            return Feed(address, tuple(read_feed(answer.content, answer.address, answer.content_type)))
        except PageError as error:
            return Feed(address, (), _failure(address, error))

    def answers(self, addresses: Iterable[str]) -> Iterator[tuple[str, Answer | Failure]]:
        """Each address with what came from it, each once, a host after the other."""
        waiting: deque[tuple[str, Future[Answer]]] = deque()
        source = by_turns(addresses)
        try:
            while True:
                for address in source:
                    waiting.append((address, self._submit(address, self._settings.max_bytes, "page")))
                    if len(waiting) >= AHEAD:
                        break
                if not waiting:
                    return
                address, future = waiting.popleft()
                try:
                    yield address, future.result()
                except PageError as error:
                    yield address, _failure(address, error)
        finally:
            for _, future in waiting:
                future.cancel()

    async def _fetch(self, address: str, limit: int, what: str) -> Answer:
        assert self._fetcher is not None
        try:
            return await self._fetcher.fetch(checked_address(address), limit, what=what)
        except (PageError, OnrecordError):
            raise
        except Exception as error:
            # Strangers' servers set off what no list of errors foresees; it costs their page alone.
            reason = f"It could not be fetched: {type(error).__name__}: {str(error)[:200]}."
            raise PageError(STAGE, "unreachable", reason) from error

    def _submit(self, address: str, limit: int, what: str) -> Future[Answer]:
        if self._loop is None:
            self._open()
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(self._fetch(address, limit, what), self._loop)

    def _open(self) -> None:
        folder = cache_folder(self._fetching)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OnrecordError(
                f"{folder}: the folder of the cache cannot be made: {error.strerror or error}. "
                "Name another with --cache."
            ) from error
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._run, args=(self._loop,), name="onrecord-web", daemon=True
        )
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._begin(folder), self._loop).result()

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_forever()
        loop.close()

    async def _begin(self, folder: Path) -> None:
        self._fetcher = await self._stack.enter_async_context(
            Fetcher(self._fetching, folder, self._resolve, self._context, self._settings.max_bytes)
        )

    async def _close(self) -> None:
        loop = asyncio.get_running_loop()
        tasks = [task for task in asyncio.all_tasks(loop) if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await self._stack.aclose()
        finally:
            loop.stop()


def cache_folder(fetching: Fetching) -> Path:
    """Where the HTTP cache lies: the folder that was named, else one in the user's cache folder."""
    if fetching.cache is not None:
        return Path(fetching.cache)
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home, "onrecord")


def fetch_pages(
    web: Web,
    addresses: Iterable[str],
    *,
    feeds: Sequence[str] = (),
    given: Given = Given(),  # noqa: B008 - frozen, so one for all calls is safe
    sheet: Sheet | None = None,
    counted: Callable[[int], None] | None = None,
    feed_read: Callable[[str], None] | None = None,
) -> Iterator[Page | Failure]:
    """The pages at addresses, and at those that feeds list. A feed that cannot be read is a Failure.

    `counted` is called with the number of pages to expect, once it is known, `feed_read` with the address
    of each feed that could be read.
    """
    wanted = dict.fromkeys(addresses)
    for address in dict.fromkeys(feeds):
        feed = web.feed(address)
        if feed.failure is not None:
            yield feed.failure
        elif feed_read is not None:
            feed_read(address)
        wanted.update(dict.fromkeys(entry.address for entry in feed.entries))
    if counted is not None:
        counted(len(wanted))
    for address, answer in web.answers(wanted):
        yield answer if isinstance(answer, Failure) else page_from(address, answer, given, sheet)


def page_from(address: str, answer: Answer, given: Given, sheet: Sheet | None) -> Page | Failure:
    """The page in what a server answered, or why it is none."""
    if not answer.content:
        return _failure(address, PageError(STAGE, "empty", "It is empty: there is not one byte in it."))
    kind = stated_type(answer.content_type) if answer.content_type else None
    kind = kind or media_type(answer.address, answer.content)
    if kind is None:
        return _failure(address, PageError(STAGE, "not-a-page", "It is not text but something binary."))
    came_with = Given(address=answer.address, charset=answer.charset)
    return Page(
        origin=address,
        media_type=kind,
        content=answer.content,
        fetched=answer.moment,
        given=stated_about(address, given, sheet, came_with),
    )


def _failure(origin: str, error: PageError) -> Failure:
    return Failure(origin=origin, stage=error.stage, kind=error.kind, reason=error.reason)
