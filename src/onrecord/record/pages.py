"""A page: bytes from somewhere, before anything is understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from onrecord.record.ids import digest_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is stated about a page from outside: by the caller, and by whoever handed it out.

    What the caller states wins over what the page says of itself. `address` and `charset` are no
    statements about the page but where it came from and what came with it.
    """

    url: str | None = None
    outlet: str | None = None
    published: str | None = None  # EDTF: 2031-05-04, 2031-05, 2031-05-04T09:30:00Z
    headline: str | None = None
    author: str | None = None
    address: str | None = None  # where it was fetched; its URL, unless it or the caller states another
    charset: str | None = None  # its encoding, as the server or the archive has it

    @property
    def digest(self) -> str:
        """Identifies what was stated, so that a changed statement makes the page read again."""
        stated = (self.url, self.outlet, self.published, self.headline, self.author)
        came_with = (self.address, self.charset)
        return digest_id(*stated, *came_with) if any(came_with) else digest_id(*stated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a page is from and its bytes."""

    origin: str  # a path as given, a URL, or "-" for standard input
    media_type: str  # "text/html" or "text/plain"
    content: bytes = field(repr=False)
    sha256: str = ""  # of content, hexadecimal; filled when left empty
    fetched: str | None = None  # ISO 8601 in UTC; None where nobody knows, as of a file
    given: Given = field(default_factory=Given)

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())
