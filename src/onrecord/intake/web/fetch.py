"""One page from one address: redirects followed, robots.txt asked, sizes and seconds bounded."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self

import httpcore
import httpx
from hishel import AsyncSqliteStorage, CacheOptions
from hishel.httpx import AsyncCacheTransport

from onrecord.intake.decompress import TooLarge, decoded
from onrecord.intake.kinds import stated_type
from onrecord.intake.messages import now
from onrecord.intake.web.addresses import host_of, led_to
from onrecord.intake.web.hosts import BUDGET, LONGEST_WAIT, Budget, Hosts, PoliteTransport, busy
from onrecord.intake.web.network import CheckedBackend, CheckedTransport, Resolve
from onrecord.intake.web.robots import AGENT, LONGEST, Robots
from onrecord.record import Fetching, PageError

MOST_REDIRECTS = 5
MOST_TRIES = 2  # where a busy server says when to come back
CACHE_BYTES = 2_000_000_000
CACHE_FILE = "http-2.db"  # with the version of its form, which is hishel's
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,application/rss+xml;q=0.8,"
    "application/atom+xml;q=0.8,application/xml;q=0.7,*/*;q=0.1",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came from an address: `address` is where it was in the end, `moment` when it was fetched."""

    address: str
    status: int
    content: bytes
    content_type: str | None
    charset: str | None
    location: str | None
    wait: float | None  # seconds after which the server wants to be asked again
    moment: str


class Fetcher:
    """The client with its cache, and what it knows of hosts; `async with` opens and closes it."""

    def __init__(
        self,
        fetching: Fetching,
        folder: Path,
        resolve: Resolve,
        context: ssl.SSLContext | None,
        max_bytes: int,
    ) -> None:
        self._fetching = fetching
        self._stack = AsyncExitStack()
        self._hosts = Hosts(fetching.delay)
        backend = CheckedBackend(resolve, allow_private=fetching.allow_private)
        transport = CheckedTransport(backend, context or httpx.create_ssl_context(trust_env=False))
        storage = AsyncSqliteStorage(
            database_path=folder / CACHE_FILE, max_size=CACHE_BYTES, max_stream_size=max_bytes
        )
        contact = f" (+{fetching.contact})" if fetching.contact else ""
        self._client = httpx.AsyncClient(
            transport=AsyncCacheTransport(
                PoliteTransport(transport, self._hosts), storage, rfc=CacheOptions(shared=False)
            ),
            headers={**_HEADERS, "User-Agent": f"{AGENT}/{version('onrecord')}{contact}"},
            timeout=None,
            follow_redirects=False,
            trust_env=False,
        )
        self._robots = Robots(self._get_robots, self._hosts)

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._client)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def fetch(self, url: str, limit: int, *, what: str) -> Answer:
        """What is at an address, redirects followed. Raises PageError where it is no `what`: page, feed."""
        async with self._seconds() as budget:
            for _ in range(MOST_REDIRECTS + 1):
                await self._robots.check(url)
                answer = await self._ask(url, limit, budget, what)
                if answer.status not in _REDIRECTS or not answer.location:
                    _check_status(answer.status, answer.wait)
                    return answer
                url = led_to(url, answer.location)
        reason = f"It leads on more than {MOST_REDIRECTS} times, or in a circle; it was not followed further."
        raise PageError("intake", "redirects", reason)

    @asynccontextmanager
    async def _seconds(self) -> AsyncIterator[Budget]:
        """The seconds that all requests for a page may take together, once they have their turns."""
        seconds = self._fetching.seconds
        try:
            async with asyncio.timeout(None) as clock:
                yield Budget(seconds, clock)
        except TimeoutError as error:
            reason = f"It did not come within {seconds:g} seconds (see --timeout)."
            raise PageError("intake", "timed-out", reason) from error

    async def _ask(self, url: str, limit: int, budget: Budget, what: str) -> Answer:
        """The answer of an address; a server that is busy is asked once more when it says that it may be."""
        host = host_of(url)
        for tried in range(1, MOST_TRIES + 1):
            answer = await self._request(url, limit, budget, what)
            if answer.status not in (429, 503) or answer.wait is None:
                return answer
            self._hosts.leave_alone(host, answer.wait)
            if answer.wait > LONGEST_WAIT or tried == MOST_TRIES:
                raise busy(answer.wait)
        raise AssertionError("the last try returns or raises")

    async def _request(self, url: str, limit: int, budget: Budget, what: str) -> Answer:
        """One request and its answer. The budget bounds all of it; there is no other time limit."""
        try:
            request = self._client.build_request("GET", url, extensions={BUDGET: budget})
            response = await self._client.send(request, stream=True)
            try:
                content = await _body(response, limit, what)
            finally:
                await response.aclose()
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise PageError(
                "intake", "bad-address", f"It is no address that can be fetched: {error}."
            ) from error
        except (httpcore.ConnectError, httpx.ConnectError, ssl.SSLError) as error:
            raise PageError("intake", "unreachable", f"The server cannot be reached: {error}.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            reason = f"The server broke off or did not keep to the protocol: {error}."
            raise PageError("intake", "broken", reason) from error
        except TooLarge as error:
            reason = f"It has more than {limit:,} bytes, the limit (see --max-bytes); the rest was left."
            raise PageError("intake", "too-large", reason) from error
        return Answer(
            address=url,
            status=response.status_code,
            content=content,
            content_type=response.headers.get("Content-Type"),
            charset=response.charset_encoding,
            location=response.headers.get("Location"),
            wait=_retry_after(response.headers.get("Retry-After")),
            moment=_moment(response),
        )

    async def _get_robots(self, url: str) -> tuple[int, bytes]:
        async with self._seconds() as budget:
            for _ in range(MOST_REDIRECTS + 1):
                try:
                    answer = await self._ask(url, LONGEST, budget, "robots")
                except PageError as error:
                    if error.kind == "too-large":
                        return 404, b""  # what nobody can read forbids nothing
                    raise
                if answer.status not in _REDIRECTS or not answer.location:
                    return answer.status, answer.content
                url = led_to(url, answer.location)
        return 404, b""


async def _body(response: httpx.Response, limit: int, what: str) -> bytes:
    """The bytes of an answer, unpacked. Of what will not be read nothing is fetched."""
    if response.status_code in _REDIRECTS or response.status_code >= 400:
        return b""
    stated = response.headers.get("Content-Type")
    if what == "page" and stated and stated_type(stated) is None:
        kind = stated.partition(";")[0].strip()[:60]
        raise PageError("intake", "not-a-page", f"It is {kind}, and not HTML or text.")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise TooLarge
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.aiter_raw():
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            raise TooLarge
    return decoded(chunks, response.headers.get("Content-Encoding"), limit)


def _check_status(status: int, wait: float | None) -> None:
    if status in (200, 203):
        return
    if status in (404, 410):
        raise PageError("intake", "missing", f"There is no such page (the server says {status}).")
    if status in (401, 402, 403, 407, 451):
        raise PageError("intake", "forbidden", f"The server does not give it out (it says {status}).")
    if status in (429, 503):
        raise busy(wait)
    if status >= 500:
        raise PageError("intake", "server-error", f"The server has an error of its own (it says {status}).")
    raise PageError("intake", "no-page", f"The server answers with {status} and no page.")


def _retry_after(value: str | None) -> float | None:
    """The seconds in a Retry-After header, which has them or a date; None for neither."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value), 1e9)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _moment(response: httpx.Response) -> str:
    """When the answer came from the server; one from the cache tells by its date."""
    status = response.extensions.get("caching")
    if status is not None and status["from_cache"]:
        try:
            moment = parsedate_to_datetime(response.headers["Date"])
            if moment.tzinfo is not None:
                return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
        except (KeyError, ValueError, TypeError, OverflowError):
            pass
    return now()
