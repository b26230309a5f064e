"""Feeds: what an RSS or Atom document lists."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag

import feedparser

from onrecord.intake.web.addresses import is_address
from onrecord.record import PageError

MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed lists, and when the feed says that it was last changed, ISO 8601 in UTC."""

    address: str
    updated: str | None


def read_feed(content: bytes, address: str, content_type: str | None) -> list[Entry]:
    """The pages that a feed lists, in its order, each once. Raises PageError for what is no feed."""
    headers = {"content-location": address, "content-type": content_type or "application/xml"}
    try:
        feed: Any = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        # The parser mends what it can, and trips over the rest in ways that are no errors of its own.
        raise PageError(
            "intake", "not-a-feed", f"The feed cannot be read ({type(error).__name__})."
        ) from error
    entries = list(_entries(feed))
    if not entries and not feed.get("version"):
        raise PageError(
            "intake", "not-a-feed", "It is neither RSS nor Atom. Give the address of the feed itself."
        )
    return entries


def _entries(feed: Any) -> Iterator[Entry]:
    seen: set[str] = set()
    for entry in feed.entries[:MOST_ENTRIES]:
        link = entry.get("link") or ""
        link = urldefrag(link.strip())[0] if isinstance(link, str) else ""
        if is_address(link) and link not in seen:
            seen.add(link)
            # the parser's own lookup warns where it takes the one for the other
            moments = (dict.get(entry, name) for name in ("updated_parsed", "published_parsed"))
            yield Entry(link, _moment(next(filter(None, moments), None)))


def _moment(value: Any) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC).isoformat().replace("+00:00", "Z")
    except (TypeError, ValueError, OverflowError, OSError):
        return None
