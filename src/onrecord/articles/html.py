"""HTML into blocks: trafilatura says which text is the article, the page's own tree says what it is."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from lxml.html import HtmlElement

from onrecord.articles.credits import byline_names, is_caption
from onrecord.articles.metadata import Stated, read_metadata
from onrecord.articles.tree import PageText, check_bounds, parse
from onrecord.articles.wording import is_furniture
from onrecord.record import BlockKind, Settings

VERSION = "html/1"
LONGEST_STANDFIRST = 80  # words


@dataclass(slots=True)
class Piece:
    """A block before it has its place in the article's text."""

    kind: BlockKind
    text: str
    path: str | None
    order: int  # where it stands on the page


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """The blocks of a page in reading order, and what its head states."""

    pieces: tuple[Piece, ...]
    stated: Stated


@functools.cache
def extractor() -> str:
    """Name and version of what makes text of HTML here."""
    return f"{VERSION} trafilatura/{version('trafilatura')}"


def read_html(markup: str, settings: Settings, fetched: str | None) -> HtmlArticle | None:
    """The article in a page, or None when there is none. Raises PageError beyond the bounds in `settings`."""
    check_bounds(markup, settings)
    root = parse(markup, settings)
    if root is None:
        return None
    stated = read_metadata(root, fetched)
    body = _extract(root)
    if body is None:
        return None
    page = PageText(root)
    pieces = _body_pieces(page, body)
    if not pieces:
        return None
    headline = _headline(page, root, stated, pieces)
    if headline is not None:
        pieces = [
            piece for piece in pieces if not _same(piece.text, headline.text) and piece.kind != "headline"
        ]
    if not pieces:
        return None
    head = _head_pieces(page, root, headline, pieces)
    captions = _captions(page, root, headline, pieces)
    pieces = sorted([*pieces, *head, *captions], key=lambda piece: piece.order)
    if headline is not None:
        pieces.insert(0, headline)
    return HtmlArticle(tuple(pieces), stated)


def _extract(root: HtmlElement) -> Any | None:
    """trafilatura's tree of the article's body, or None when it finds none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(root, fast=False, include_comments=False, with_metadata=False)
    return None if found is None else found.body


_ITEM_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "subhead",
    "item": "list",
    "quote": "quote",
    "cell": "table",
    "code": "paragraph",
}


def _units(body: Any) -> Iterator[tuple[BlockKind, str]]:
    """The kind and the text of every piece of the extracted body, in order."""
    for element in body:
        kind = _ITEM_KINDS.get(element.tag, "paragraph")
        if element.tag in ("list", "table"):
            for inner in element.iter("item", "row"):
                yield (
                    ("list" if inner.tag == "item" else "table"),
                    " ".join(" ".join(inner.itertext()).split()),
                )
            continue
        parts = [child for child in element if child.tag in ("p", "list", "quote", "head")]
        if element.tag in ("quote", "div") and parts:
            if element.text and element.text.strip():
                yield kind, " ".join(element.text.split())
            for inner in parts:
                yield kind, " ".join("".join(inner.itertext()).split())
                if inner.tail and inner.tail.strip():
                    yield kind, " ".join(inner.tail.split())
            continue
        text = "".join(_with_breaks(element))
        for line in text.split("\n"):
            if line.strip():
                yield kind, " ".join(line.split())


def _with_breaks(element: Any) -> Iterator[str]:
    """An element's text with a newline for each of its line breaks."""
    for item in element.iter():
        if item.tag == "lb":
            yield "\n"
        elif isinstance(item.tag, str) and item.text:
            yield item.text
        if item is not element and item.tail:
            yield item.tail


_CAPTION_CLASS = re.compile(
    r"(?:^|[-_ ])(?:img|image|photo|figure|media|wp|picture|video)?[-_]?(?:caption|legend|cutline)(?:$|[-_ ])|caption",
    re.I,
)
_CREDIT_CLASS = re.compile(
    r"(?:photo|image|media|caption|picture)[-_]*credit|(?:^|[-_ ])credits?(?:$|[-_ ])", re.I
)
# Boxes inside an article's own container that are not the article.
_FOREIGN_CLASS = re.compile(
    r"newsletter|(?:^|[-_ ])(?:related|recirc\w*|promo|trending|most[-_]?(?:read|popular)|read[-_]?(?:more|next|also)|"
    r"share[-_]?(?:bar|tools|buttons?)?|social|cookie|consent|comments?|respond|advert\w*|sponsor\w*|sign[-_]?up|subscribe|"
    r"outbrain|taboola|breadcrumbs?|author[-_]?bio|toolbar|tags?[-_]list)(?:$|[-_ ])",
    re.I,
)
_FOREIGN_TAGS = frozenset(("nav", "footer", "form", "button"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


def _named(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _surroundings(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and what it stands in, up to the article or the body."""
    current = element
    while current is not None and current.tag not in ("body", "html", "article", "main"):
        yield current
        current = current.getparent()


def _kind(element: HtmlElement, kind: BlockKind) -> BlockKind | None:
    """What the page's own tree says a piece is; None: not part of the article."""
    if element.tag in _HEADINGS:
        kind = "subhead"
    elif element.tag == "h1":
        return "headline"
    for steps, outer in enumerate(_surroundings(element)):
        if outer.tag in _FOREIGN_TAGS or (steps < 6 and _FOREIGN_CLASS.search(_named(outer))):
            return None
        if outer.tag == "figcaption" or (steps < 3 and _CAPTION_CLASS.search(_named(outer))):
            return "caption"
        if kind == "paragraph" or kind == "subhead":
            if outer.tag == "blockquote":
                kind = "quote"
            elif outer.tag == "li":
                kind = "list"
            elif outer.tag in ("td", "th") and element.tag in ("td", "th"):
                kind = "table"
    return kind


def _body_pieces(page: PageText, body: Any) -> list[Piece]:
    """The pieces of the extracted body at their places on the page."""
    pieces: list[Piece] = []
    seen: set[tuple[int, int]] = set()
    cursor = 0
    for kind, text in _units(body):
        place = page.find(text, cursor)
        if place is None:
            if not is_furniture(text):
                pieces.append(Piece(kind, text, None, cursor))
            continue
        if (place.start, place.end) in seen:
            continue
        seen.add((place.start, place.end))
        found = _kind(place.element, kind)
        if place.exact:
            text = page.text(place.start, place.end)
        if found is None or is_furniture(text):
            continue
        if place.start >= cursor and (pieces or len(text) > 20):
            cursor = place.end
        if found == "paragraph" and is_caption(text):
            found = "caption"
        elif found == "paragraph" and byline_names(text) is not None:
            found = "byline"
        pieces.append(Piece(found, text, page.path(place.element), place.start))
    return pieces


def _same(first: str, second: str) -> bool:
    return _letters(first) == _letters(second)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _headline(page: PageText, root: HtmlElement, stated: Stated, pieces: list[Piece]) -> Piece | None:
    """The headline as the page shows it, else as its head states it."""
    titles = [_letters(title) for title in stated.titles]
    shown: list[HtmlElement] = [
        h1 for h1 in root.iter("h1", "h2") if page.range_of(h1)[1] > page.range_of(h1)[0]
    ]
    best: HtmlElement | None = None
    for heading in shown:
        letters = _letters("".join(heading.itertext()))
        if len(letters) >= 12 and any(
            letters in title or title in letters for title in titles if len(title) >= 12
        ):
            best = heading
            break
    if best is None:
        ones = [heading for heading in shown if heading.tag == "h1"]
        first = min((piece.order for piece in pieces), default=0)
        ones = [
            h1
            for h1 in ones
            if len(page.text(*page.range_of(h1)).split()) >= 3 and page.range_of(h1)[0] <= first
        ] or [h1 for h1 in ones if len(page.text(*page.range_of(h1)).split()) >= 3]
        if len(ones) >= 1:
            best = ones[-1] if page.range_of(ones[-1])[0] <= first else ones[0]
    if best is not None:
        start, end = page.range_of(best)
        return Piece("headline", page.text(start, end), page.path(best), start)
    if stated.headline is None:
        return None
    title = root.find(".//head/title")
    return Piece("headline", stated.headline, None if title is None else page.path(title), -1)


_STANDFIRST_CLASS = re.compile(
    r"standfirst|sub[-_]?(?:title|head\w*|line)|dek\b|deck\b|(?:^|[-_ ])(?:summary|lede|excerpt|strap\w*|tagline)",
    re.I,
)
_BYLINE_CLASS = re.compile(r"byline|(?:^|[-_ ])authors?(?:[-_ ]names?)?(?:$|[-_ ])|contributor", re.I)


def _head_pieces(
    page: PageText, root: HtmlElement, headline: Piece | None, pieces: list[Piece]
) -> list[Piece]:
    """Standfirst and byline: what stands between the headline and the body, if it says so."""
    if headline is None or headline.order < 0:
        return []
    first = min((piece.order for piece in pieces if piece.kind == "paragraph" and piece.path), default=0)
    taken = {piece.order for piece in pieces}
    found: list[Piece] = []
    covered = headline.order
    for element in root.iter("p", "h2", "h3", "div", "span", "address", "section", "a", "strong"):
        start, end = page.range_of(element)
        if (
            not headline.order < start < end <= first
            or start < covered
            or start in taken
            or end - start > 600
        ):
            continue
        named = _named(element)
        is_byline, is_standfirst = (
            _BYLINE_CLASS.search(named),
            _STANDFIRST_CLASS.search(named) or element.tag == "h2",
        )
        text = page.text(start, end)
        if is_furniture(text):
            continue
        if byline_names(text) is not None and len(text) < 200:
            found.append(Piece("byline", text, page.path(element), start))
        elif (
            is_standfirst
            and not is_byline
            and 4 <= len(text.split()) <= LONGEST_STANDFIRST
            and _kind(element, "subhead")
        ):
            found.append(Piece("subhead", text, page.path(element), start))
        else:
            continue
        covered = end
    return found


def _captions(page: PageText, root: HtmlElement, headline: Piece | None, pieces: list[Piece]) -> list[Piece]:
    """The captions between headline and last paragraph, apart from those among the pieces already."""
    begin = (
        headline.order
        if headline is not None and headline.order >= 0
        else min(piece.order for piece in pieces)
    )
    end = max(piece.order for piece in pieces)
    taken = sorted(piece.order for piece in pieces)
    found: list[Piece] = []
    covered = -1
    for element in root.iter("figcaption", "div", "p", "span"):
        start, stop = page.range_of(element)
        if not begin <= start < stop or start > end or start < covered or stop - start > 1500:
            continue
        if element.tag != "figcaption" and not _CAPTION_CLASS.search(_named(element)):
            continue
        covered = stop
        if any(start <= order < stop for order in taken) or _kind(element, "caption") is None:
            continue
        text = page.text(start, stop)
        if not is_furniture(text):
            found.append(Piece("caption", text, page.path(element), start))
    return found
