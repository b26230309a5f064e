"""What kind of page a page is, where it is no article: by what it says of itself, its shape and its wording.

A page that has no article (a list of other pages, a wall of consent, an error that was saved) is refused with
the reason. A live page, the beginning of an article before a paywall, and the text beside a video or pictures
are read as far as they go, with a warning. In doubt a page is an article. The wording is in pagekinds.tsv.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from onrecord.record import ArticleKind, Block

SHORT = 120  # words: what stands before a paywall, in a message of error, beside a video
LONG = 250  # words of an article that is whole, whatever the page says around it
LEAST_UPDATES = 4  # entries with a time: one more than a correction, an update and the date itself
LEAST_TEASERS = 8  # links with a headline's length
FEWEST_LINK_WORDS = 5  # a link with fewer is a button or a name
LINKED_SHARE = 0.6  # of a page's words that stand in links: lists of other pages have more, articles less
LONGEST_TITLE = 12  # words of a title that names an error
MOST_TIMES = 200  # that are looked at
LARGEST_ENTRY = 100  # elements of an entry that are looked at
LONGEST_STAMP = 40  # characters
LEAST_CONSENTS = 3  # different phrases; an article about cookies may have two
DIRECTLY_BELOW = 300  # characters below the last paragraph in which a paywall speaks
ENOUGH_TO_FIND = 40  # characters of a paragraph that are found again on the page
LOOKED_AT = 20_000  # characters of what is shown

_LIVE_PATH = re.compile(
    r"/live(?:[-_]?(?:blog|updates?|news|coverage|story))?(?:/|-(?!music|shows?|performance))", re.IGNORECASE
)
_VIDEO_PATH = re.compile(r"/(?:videos?|watch)(?:/|\?|-)", re.IGNORECASE)
_GALLERY_PATH = re.compile(
    r"/(?:gallery|galleries|photos?|pictures|slideshows?|in-pictures)(?:/|-)", re.IGNORECASE
)
_TITLE_BREAK = re.compile(r"\s+[|·»–—-]\s+")
_ARTICLE_TYPE = re.compile(r"(?:\w*Article|BlogPosting|Report)$")
_GALLERY_TYPES = frozenset(("ImageGallery", "MediaGallery"))
_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "title"))


class Shape:
    """What a page's head and tree tell about its kind; the tree is only looked at when that is asked.

    `types` are the schema.org types in its JSON-LD, and its og:type as "og:..."; `free` is what it states as
    isAccessibleForFree. A plain text has no `root`.
    """

    def __init__(
        self,
        root: HtmlElement | None = None,
        types: frozenset[str] = frozenset(),
        free: bool | None = None,
        url: str | None = None,
    ) -> None:
        self._root = root
        self.types = types
        self.free = free
        self.path = _path_of(url)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The title of the window and its parts."""
        title = None if self._root is None else self._root.find(".//head/title")
        if title is None:
            return ()
        whole = " ".join(title.text_content().split())[:300]
        return tuple(filter(None, (whole, *_TITLE_BREAK.split(whole))))

    @cached_property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """What is shown, piece by piece, and whether it stands in a link."""
        return () if self._root is None else tuple(_pieces(self._root, in_link=False))

    @cached_property
    def text(self) -> str:
        """The first words of what is shown."""
        return " ".join(text for text, _ in self.pieces)[:LOOKED_AT]

    @cached_property
    def is_list(self) -> bool:
        """Whether most of what is shown is links to other pages."""
        words = sum(len(text.split()) for text, _ in self.pieces)
        linked = [len(text.split()) for text, in_link in self.pieces if in_link]
        teasers = sum(count >= FEWEST_LINK_WORDS for count in linked)
        return teasers >= LEAST_TEASERS and sum(linked) >= LINKED_SHARE * words

    @cached_property
    def asks_for_password(self) -> bool:
        """Whether it has a field for a password."""
        return self._root is not None and any(
            (field.get("type") or "").lower() == "password" for field in self._root.iter("input")
        )

    @cached_property
    def updates(self) -> int:
        """How many entries it has that have a time of their own and a text below it."""
        if self._root is None:
            return 0
        return sum(_is_entry(time) for time in islice(self._root.iter("time"), MOST_TIMES))

    @property
    def states_article(self) -> bool:
        """Whether it says of itself that it is an article."""
        return any(_ARTICLE_TYPE.fullmatch(it) for it in self.types)


def _path_of(url: str | None) -> str:
    try:
        return urlsplit(url or "").path
    except ValueError:
        return ""


def _pieces(root: HtmlElement, *, in_link: bool) -> Iterator[tuple[str, bool]]:
    waiting: list[tuple[HtmlElement | str, bool]] = [(root, in_link)]
    while waiting:
        item, linked = waiting.pop()
        if isinstance(item, str):
            yield item, linked
            continue
        inside = linked or item.tag == "a"
        if item.tail and item.tail.strip() and item is not root:
            waiting.append((" ".join(item.tail.split()), linked))
        if not isinstance(item.tag, str) or item.tag in _UNSEEN:
            continue
        waiting.extend((child, inside) for child in reversed(item))
        if item.text and item.text.strip():
            waiting.append((" ".join(item.text.split()), inside))


def _is_entry(time: HtmlElement) -> bool:
    """Whether a time stands at the head of an entry: with a text, and with no more than one other time."""
    holder = time.getparent()
    for _ in range(3):
        if holder is None or holder.tag in ("body", "main", "nav", "footer"):
            return False
        inside = [element.tag for element in islice(holder.iter(), LARGEST_ENTRY)]
        if "p" in inside:
            stamped = "T" in (time.get("datetime") or "") or _matches("stamp", time.text_content())
            return stamped and inside.count("time") <= 2
        holder = holder.getparent()
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A kind, and why. `refused` is the kind of Failure of a page without an article."""

    kind: ArticleKind = "article"
    refused: str | None = None
    why: str | None = None


ARTICLE = Verdict()
LIVE = Verdict(kind="live", why="This is a live page: it was read as it stood and may have grown since.")
STUB = Verdict(
    kind="stub", why="Only the beginning of the article is on the page; the rest is for subscribers."
)
VIDEO = Verdict(kind="video", why="This is a video's page: only the text beside it was read.")
GALLERY = Verdict(kind="gallery", why="This is a gallery: only the text beside its pictures was read.")
ERROR = Verdict(
    refused="error-page", why="The page is a message of error, or a check for robots, saved by mistake."
)
SEARCH = Verdict(
    refused="search-page", why="The page is a list of search results; read the pages that it links to."
)
LOGIN = Verdict(refused="login-page", why="The page asks to sign in, and has no article.")
CONSENT = Verdict(
    refused="consent-page",
    why="The page asks for consent to cookies, and has no article; save it again after answering.",
)
INDEX = Verdict(
    refused="index-page", why="The page is a list of other pages; read the pages that it links to."
)


def judge(shape: Shape, headline: str | None, text: str, blocks: Sequence[Block]) -> Verdict:
    """What kind of page it is of which `blocks` were read; none: nothing was found on it."""
    parts = [text[b.start : b.end] for b in blocks if b.kind in ("paragraph", "list", "quote")]
    words = sum(len(part.split()) for part in parts)
    titles = tuple(dict.fromkeys(filter(None, (headline, *shape.titles))))
    if _is_live(shape, titles, text, blocks):
        return LIVE
    if words >= LONG:
        return ARTICLE
    body = " ".join(parts)
    refused = _refused(shape, titles, body, words)
    if refused is not None:
        return refused
    around = shape.text or text
    if _wall_follows(shape, text, blocks, parts) or (
        # outlets behind a paywall have short reports that are there in full
        not ends_whole(parts) and (shape.free is False or (words < SHORT and _finds("paywall", around)))
    ):
        return STUB
    if words < SHORT and not shape.states_article:
        if (
            "VideoObject" in shape.types
            or any(it.startswith("og:video") for it in shape.types)
            or _VIDEO_PATH.search(shape.path)
        ):
            return VIDEO
        captions = sum(b.kind == "caption" for b in blocks)
        if shape.types & _GALLERY_TYPES or (_GALLERY_PATH.search(shape.path) and captions > len(parts)):
            return GALLERY
    return ARTICLE


def _wall_follows(shape: Shape, text: str, blocks: Sequence[Block], parts: Sequence[str]) -> bool:
    """Whether the page asks for a subscription directly below what was read of the article."""
    if not parts:
        return False
    if not shape.text:
        end = max(b.end for b in blocks if b.kind in ("paragraph", "list", "quote"))
        return _finds("paywall", text[end : end + DIRECTLY_BELOW])
    last = " ".join(parts[-1].split())[-ENOUGH_TO_FIND:]
    place = shape.text.rfind(last)
    if place < 0:
        return False
    below = place + len(last)
    return _finds("paywall", shape.text[below : below + DIRECTLY_BELOW])


def ends_whole(parts: Sequence[str]) -> bool:
    """Whether the last paragraph ends as a sentence; what a paywall cuts often does not."""
    return (
        bool(parts) and parts[-1].rstrip().endswith((".", "!", "?", "”", '"')) and "…" not in parts[-1][-3:]
    )


def _refused(shape: Shape, titles: Sequence[str], body: str, words: int) -> Verdict | None:
    shown = body or shape.text
    if words < SHORT:
        named = any(len(it.split()) <= LONGEST_TITLE and _matches("error-title", it) for it in titles)
        told = _finds("error", shown)
        if words < SHORT // 2 and (named or told) and not (shape.states_article and not (named and told)):
            return ERROR
        if named and told:
            return ERROR
        if "SearchResultsPage" in shape.types or any(_matches("search", it) for it in titles):
            return SEARCH
        if not shape.states_article and (
            (shape.asks_for_password and words < SHORT // 2) or any(_matches("login", it) for it in titles)
        ):
            return LOGIN
    if shape.states_article:
        return None
    if sum(pattern.search(shown) is not None for pattern in _patterns("consent")) >= LEAST_CONSENTS:
        return CONSENT
    stated = shape.types & {"og:article", "LiveBlogPosting"}
    return INDEX if not stated and shape.is_list else None


def _is_live(shape: Shape, titles: Sequence[str], text: str, blocks: Sequence[Block]) -> bool:
    if "LiveBlogPosting" in shape.types:
        return True
    stamps = sum(
        b.kind in ("dateline", "subhead", "paragraph", "furniture")
        and b.end - b.start <= LONGEST_STAMP
        and _matches("stamp", text[b.start : b.end])
        for b in blocks
    )
    if stamps >= 2 * LEAST_UPDATES:
        return True
    if not (any(_matches("live", it) for it in titles[:1]) or _LIVE_PATH.search(shape.path)):
        return False
    return max(stamps, shape.updates) >= LEAST_UPDATES


def _matches(kind: str, text: str) -> bool:
    text = " ".join(text.split())
    return any(pattern.fullmatch(text) for pattern in _patterns(kind))


def _finds(kind: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(kind))


@functools.cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one kind in pagekinds.tsv."""
    table = files("onrecord.articles").joinpath("pagekinds.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return tuple(re.compile(pattern, re.IGNORECASE) for name, pattern in rows if name == kind)
