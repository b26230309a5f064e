"""An article: the text of a page in blocks, and what the page says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.record.ids import digest_id
from onrecord.record.spans import Span

BlockKind = Literal[
    "headline", "subhead", "byline", "dateline", "paragraph", "list", "quote", "table", "caption", "furniture"
]
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
HEADLINE_KINDS: frozenset[str] = frozenset({"headline", "subhead"})
# Those that hold the article's own words: what is read for statements, names and dates.
OWN_WORDS: frozenset[str] = frozenset({"headline", "subhead", "paragraph", "list", "quote", "caption"})
ArticleKind = Literal["article", "live", "stub", "video", "gallery"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A range of an article's text and what it is.

    Blocks come in the order of the text and do not overlap; only white space lies between them.
    `path` is an XPath to the element in the page's own tree, None for plain text.
    """

    kind: BlockKind
    start: int
    end: int
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was published, as the page or the caller states it; never inferred."""

    value: str  # EDTF level 0: a date, a month, a year, or a date with time
    how: Literal["stated", "given"]
    place: str | None = None  # where the page states it: "JSON-LD datePublished"; None where it was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a report was filed, in the page's own words ("PORT HALE, Merland", "May 4").

    It is the reporter's, and may be days before publication; either may be missing.
    """

    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """Where an article's text came from, without the bytes."""

    origin: str
    sha256: str
    media_type: str
    fetched: str | None
    extractor: str  # name and version of what made text of the page, "html/1 trafilatura/2.0.0"
    given_digest: str  # Given.digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `text` never changes once made; every span points into it.

    `warnings` are sentences for people about how it was read ("3 bytes could not be decoded ..."). A `kind`
    other than "article" says that the page is no finished article: a live blog, the part of an article that
    stands before a paywall ("stub"), the text beside a video or a gallery of pictures. `modified` is EDTF.
    """

    id: str
    page: PageRef
    url: str | None
    outlet: str | None
    agency: str | None
    headline: str | None
    bylines: tuple[str, ...]
    published: Published | None
    language: str | None  # ISO 639-1
    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    kind: ArticleKind = "article"
    modified: str | None = None
    dateline: Dateline | None = None

    def span(self, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`, code points."""
        return Span(self.id, start, end, self.text[start:end])


def article_id(text: str, url: str | None) -> str:
    """The id of an article: a digest of its text and canonical URL, never of a path."""
    return digest_id("article", text, url)
