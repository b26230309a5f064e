"""Politeness: one request at a time to a host, a pause between two, and as long as it asks for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import httpx

from onrecord.record import PageError

LONGEST_WAIT = 60.0  # seconds that a host may ask us to wait within a run; longer is a Failure
BUDGET = "onrecord-budget"  # where a request carries it


class Budget:
    """The seconds that a page may take, counted only while it is its turn."""

    def __init__(self, seconds: float, clock: asyncio.Timeout) -> None:
        self._left = seconds
        self._clock = clock
        self._since: float | None = None

    def start(self) -> None:
        """Count from now on."""
        now = asyncio.get_running_loop().time()
        self._since = now
        self._clock.reschedule(now + self._left)

    def stop(self) -> None:
        """Count no more, until it is started again."""
        if self._since is not None:
            self._left -= asyncio.get_running_loop().time() - self._since
            self._since = None
            if not self._clock.expired():
                self._clock.reschedule(None)


@dataclass
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # by the loop's clock
    pause: float = 0.0  # seconds that its robots.txt asks for


class Hosts:
    """When each host may be asked again."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._hosts: dict[str, _Host] = {}

    def wait_for(self, host: str) -> float:
        """How many seconds it is until the host may be asked, leaving aside others who wait for it."""
        return self._host(host).free_at - asyncio.get_running_loop().time()

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask the host nothing for so long."""
        known = self._host(host)
        known.free_at = max(known.free_at, asyncio.get_running_loop().time() + seconds)

    def keep_pause(self, host: str, seconds: float) -> None:
        """Leave at least so many seconds between two requests, as the host's robots.txt asks."""
        self._host(host).pause = min(seconds, LONGEST_WAIT)
        self.leave_alone(host, self._host(host).pause)

    async def begin(self, host: str) -> None:
        """Wait for the turn. Raises PageError where that is longer than LONGEST_WAIT."""
        known = self._host(host)
        await known.lock.acquire()
        try:
            while (seconds := self.wait_for(host)) > 0:
                if seconds > LONGEST_WAIT:
                    raise busy(seconds)
                await asyncio.sleep(seconds)
        except BaseException:
            known.lock.release()
            raise

    def end(self, host: str) -> None:
        """Let others have their turn, after the pause."""
        self.leave_alone(host, max(self._delay, self._host(host).pause))
        self._host(host).lock.release()

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())


def busy(wait: float | None) -> PageError:
    """The error for a server that wants to be left alone, for so many seconds if it says so."""
    when = "later" if wait is None else f"in {wait:,.0f} seconds"
    return PageError("intake", "busy", f"The server is busy and wants to be asked again {when}.")


class _Turn(httpx.AsyncByteStream):
    """A body; when it is closed, the turn is over."""

    def __init__(self, response: httpx.Response, hosts: Hosts, host: str, budget: Budget | None) -> None:
        self._response = response
        self._hosts = hosts
        self._host = host
        self._budget = budget
        self._over = False

    def __aiter__(self) -> object:  # type: ignore[override]
        return self._response.stream.__aiter__()  # type: ignore[union-attr]

    async def aclose(self) -> None:
        if self._over:
            return
        self._over = True
        if self._budget is not None:
            self._budget.stop()
        try:
            await self._response.aclose()
        finally:
            self._hosts.end(self._host)


class PoliteTransport(httpx.AsyncBaseTransport):
    """Sends a request when it is its turn; what a cache answers above it waits for nobody."""

    def __init__(self, inner: httpx.AsyncBaseTransport, hosts: Hosts) -> None:
        self._inner = inner
        self._hosts = hosts

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer; the turn lasts until its body is closed."""
        host = request.url.host.lower()
        budget: Budget | None = request.extensions.get(BUDGET)
        await self._hosts.begin(host)
        if budget is not None:
            budget.start()
        try:
            response = await self._inner.handle_async_request(request)
        except BaseException:
            if budget is not None:
                budget.stop()
            self._hosts.end(host)
            raise
        return httpx.Response(
            status_code=response.status_code,
            headers=response.headers,
            stream=_Turn(response, self._hosts, host, budget),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close what is below."""
        await self._inner.aclose()
