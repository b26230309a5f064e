"""Pages saved as one MIME file (MHTML), and mails: the part that is the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from onrecord.record import Given, PageError

# What a browser or a mailer writes has a few hundred parts in two or three levels.
MOST_PARTS = 5_000
# A header of 100,000 characters takes Python's parser half a minute; a long subject has 300.
LONGEST_HEADER = 2_000
# It compares each line with every boundary of the parts that the line is in. A saved page of 20 MB has half a
# million such comparisons.
MOST_LINES = 3_000_000
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_HEADERS = (
    "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Content-Location",
    "Snapshot-Content-Location", "Subject", "From", "Date",
)  # fmt: skip
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """A page's bytes taken out of what they were kept in, with what that tells of them."""

    content: bytes
    media_type: str
    fetched: str | None
    given: Given


def open_message(content: bytes, *, mail: bool) -> Unwrapped:
    """The page in an MHTML file, or with `mail` in a mail: its HTML, else its plain text.

    Of an MHTML file the address is told and when it was saved. Of a mail, subject and date are stated
    about the page, and for a newsletter its sender as the outlet. Raises PageError where there is no page.
    """
    try:
        _check_effort(content)
        message = message_from_bytes(content)
        if "Content-Type" not in message:
            raise PageError(
                "intake", "broken", "It has no MIME headers; it may have another ending than it should."
            )
        parts = _parts(message)
        found = _main_part(message, parts)
        if found is None:
            raise PageError("intake", "no-page", "There is neither HTML nor text among its parts.")
        return _unwrapped(message, found, mail)
    except PageError:
        raise
    except Exception as error:
        # The parser trips over what strangers write into headers in ways that are no errors of its own.
        reason = f"It is no {'mail' if mail else 'MHTML'} that can be read ({type(error).__name__})."
        raise PageError("intake", "broken", reason) from error


def _check_effort(content: bytes) -> None:
    """Raise PageError for a message that the parser would take minutes for."""
    boundaries = len(_BOUNDARY.findall(content))
    if content.count(b"\n") * (1 + boundaries) > MOST_LINES:
        raise PageError("intake", "too-large", "It has too many lines in too many parts within parts.")


def _parts(message: Message) -> list[Message]:
    """The innermost parts of a message. Raises PageError for too many of them, and for a monstrous header."""
    parts: list[Message] = []
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        if any(len(str(part.get(name, ""))) > LONGEST_HEADER for name in _HEADERS):
            raise PageError("intake", "too-large", "One of its headers is far too long.")
        if part.is_multipart():
            waiting.extend(reversed(part.get_payload()))  # type: ignore[arg-type]
        else:
            parts.append(part)
        if len(parts) + len(waiting) > MOST_PARTS:
            raise PageError("intake", "too-large", f"It has more than {MOST_PARTS:,} parts.")
    return parts


def _main_part(message: Message, parts: list[Message]) -> Message | None:
    """The part that the message begins with, if that is a page, else the first that is."""
    pages = [
        part
        for part in parts
        if part.get_content_type() in _PAGE_TYPES and part.get_content_disposition() != "attachment"
    ]
    address = _header(message, "Snapshot-Content-Location")
    named = [part for part in pages if address and _header(part, "Content-Location") == address]
    html = [part for part in pages if part.get_content_type() != "text/plain"]
    return next(iter([*named, *html, *pages]), None)


def _unwrapped(message: Message, part: Message, mail: bool) -> Unwrapped:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    moment = _moment(_header(message, "Date"))
    given = Given(
        address=address if not mail and address and _ADDRESS.fullmatch(address) else None,
        charset=part.get_content_charset(),
        headline=_header(message, "Subject") if mail else None,
        published=moment if mail else None,
        outlet=_sender(message) if mail else None,
    )
    media_type = "text/plain" if part.get_content_type() == "text/plain" else "text/html"
    return Unwrapped(content=payload, media_type=media_type, fetched=None if mail else moment, given=given)


def _header(message: Message, name: str) -> str | None:
    """A header's words, decoded, or None."""
    return " ".join(str(make_header(decode_header(str(message.get(name, ""))))).split()) or None


def _sender(message: Message) -> str | None:
    """The name in the sender's address, of a mail that went to a list."""
    if not (message.get("List-Id") or message.get("List-Unsubscribe")):
        return None
    return parseaddr(_header(message, "From") or "")[0] or None


def _moment(value: str | None) -> str | None:
    """A date of a header in ISO 8601, in UTC, or None for none and for one that is impossible."""
    try:
        moment = parsedate_to_datetime(value) if value else None
        if moment is None or moment.tzinfo is None:
            return None
        return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    except (ValueError, TypeError, OverflowError):
        return None


def now() -> str:
    """The present moment in ISO 8601, in UTC."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
