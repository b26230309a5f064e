"""What robots.txt allows, as RFC 9309 says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from onrecord.intake.web.hosts import Hosts
from onrecord.record import PageError

AGENT = "OnRecord"
KEPT_SECONDS = 12 * 3600.0  # RFC 9309: no longer than a day
FAILED_SECONDS = 600.0  # a site that does not answer is not asked again for each of its pages
LONGEST = 512_000  # bytes; RFC 9309 asks for 500 KiB at least

# The status and the body of an address; PageError where there is no answer.
Get = Callable[[str], Awaitable[tuple[int, bytes]]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The rules of a site, or None, or an error; and when they were asked for, by the loop's clock."""

    task: asyncio.Task[Protego | None]
    since: float

    def is_old(self) -> bool:
        if not self.task.done():
            return False
        failed = self.task.cancelled() or self.task.exception() is not None or self.task.result() is None
        age = asyncio.get_running_loop().time() - self.since
        return age > (FAILED_SECONDS if failed else KEPT_SECONDS)


class Robots:
    """The rules of sites, each asked once in a while."""

    def __init__(self, get: Get, hosts: Hosts) -> None:
        self._get = get
        self._hosts = hosts
        self._rules: dict[str, _Asked] = {}

    async def check(self, url: str) -> None:
        """Raise PageError for an address that its site does not want fetched, or does not answer for."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        asked = self._rules.get(site)
        if asked is None or asked.is_old():
            task = asyncio.create_task(self._ask(site, (parts.hostname or "").lower()))
            asked = self._rules[site] = _Asked(task, asyncio.get_running_loop().time())
        rules = await asyncio.shield(asked.task)
        if rules is None:
            reason = "Its robots.txt cannot be had, because the server has an error; nothing is fetched."
            raise PageError("intake", "robots", reason)
        if not rules.can_fetch(url, AGENT):
            raise PageError("intake", "robots", f"The site's robots.txt does not want it fetched by {AGENT}.")

    async def _ask(self, site: str, host: str) -> Protego | None:
        """The rules of a site; None where all is forbidden because they cannot be had."""
        status, body = await self._get(site + "/robots.txt")
        if status >= 500 or status == 429:
            return None
        rules: Protego = Protego.parse(body.decode("utf-8", "replace") if status == 200 else "")
        pause = rules.crawl_delay(AGENT)
        if pause:
            self._hosts.keep_pause(host, float(pause))
        return rules
