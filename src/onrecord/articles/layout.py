"""What the page's own tree says a piece of text is: by its element, and by the names of what it stands in."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from onrecord.articles.pagetext import LONGEST_NAMES, PageText, Run
from onrecord.record import BlockKind

LARGEST_BOX = 0.4  # of the article's text; a box of other things inside an article stays below it
LARGEST_CARD = 600  # characters: a title and a teaser of two or three sentences
LONGEST_STANDFIRST = 80  # words
NAMES_KEPT = 1 << 12  # a page's elements share their names
CAPTION_STEPS = 3  # how far out a box named for captions may be; further out it holds the whole figure

_EDGE = r"(?:$|[-_ ])"
_CAPTION = re.compile(r"caption|(?:^|[-_ ])(?:cutline|legend)" + _EDGE, re.IGNORECASE)
# Boxes inside an article's own container that are not the article.
_FOREIGN = re.compile(
    r"newsletter|(?:^|[-_ ])(?:related|recirc\w*|promo|trending|most[-_]?(?:read|popular)|"
    r"read[-_]?(?:more|next|also)|share[-_]?(?:bar|tools|buttons?)?|social|cookies?|consent|comments?|respond|"
    r"advert\w*|sponsor\w*|sign[-_]?up|subscribe|outbrain|taboola|breadcrumbs?|author[-_]?bio|toolbar|"
    r"tags?[-_]list|(?:audio|video|media)[-_]?player)" + _EDGE,
    re.IGNORECASE,
)
_FOREIGN_TAGS = frozenset(("nav", "footer", "form", "button"))
_BOXES = frozenset(("aside", "section", "div"))
_STANDFIRST = re.compile(
    r"standfirst|sub[-_]?(?:title|head\w*|line)|(?:^|[-_ ])(?:dek|deck|summary|lede|excerpt|strap\w*|tagline)"
    + _EDGE,
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"byline|(?:^|[-_ ])authors?(?:[-_]+names?)?" + _EDGE + r"|contributor", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CONTAINERS: dict[str, BlockKind] = {"blockquote": "quote", "li": "list", "td": "table", "th": "table"}


def _names(element: HtmlElement) -> str:
    named = (element.get(name) for name in ("class", "id", "aria-label"))
    return " ".join(name[:LONGEST_NAMES] for name in named if name)


@functools.lru_cache(maxsize=NAMES_KEPT)
def _is_foreign(names: str) -> bool:
    return _FOREIGN.search(names) is not None


@functools.lru_cache(maxsize=NAMES_KEPT)
def _is_caption(names: str) -> bool:
    return _CAPTION.search(names) is not None


def names_caption(element: HtmlElement) -> bool:
    """Whether an element is named as a picture's caption."""
    return element.tag == "figcaption" or _is_caption(_names(element))


def names_standfirst(element: HtmlElement) -> bool:
    """Whether an element is named as the lines below a headline, or is a heading there."""
    return element.tag == "h2" or _STANDFIRST.search(_names(element)) is not None


def names_author(element: HtmlElement) -> bool:
    """Whether an element is named as the place of the authors' names."""
    return element.get("rel") == "author" or _AUTHOR.search(_names(element)) is not None


class Layout:
    """A page's tree seen from its article, which has `size` characters of text, white space not counted."""

    def __init__(self, page: PageText, size: int) -> None:
        self.page = page
        self._largest_box = LARGEST_BOX * size
        self._largest_card = min(LARGEST_CARD, self._largest_box)

    def kind(self, element: HtmlElement, kind: BlockKind) -> BlockKind | None:
        """What the page says a piece is that was taken for `kind`; None: not part of the article.

        An element that holds much of the article is no box inside it, whatever its name.
        """
        if element.tag in _HEADINGS:
            kind = "subhead"
        for steps, outer in enumerate(_surroundings(element)):
            if outer.tag in _FOREIGN_TAGS or _is_foreign(_names(outer)):
                if self.page.size(outer) < self._largest_box:
                    return None
            elif outer.tag in _BOXES and self._asks(outer):
                return None
            elif outer.tag == "figcaption" or (steps < CAPTION_STEPS and _is_caption(_names(outer))):
                return "caption"
            elif (
                kind == "paragraph" and outer.tag in _CONTAINERS and self.page.size(outer) < self._largest_box
            ):
                kind = _CONTAINERS[outer.tag]
        return kind

    def _asks(self, box: HtmlElement) -> bool:
        """Whether a small box has a field to write in: it is there to get an address or a comment."""
        return self.page.size(box) <= self._largest_card and box.find(".//input") is not None

    def titles_other_story(self, run: Run) -> bool:
        """Whether most of a heading is a link; the headings of an article lead nowhere."""
        return 2 * run.linked >= run.end - run.start

    def card_end(self, heading: HtmlElement) -> int:
        """Where the teaser of another story ends, of which `heading` is the title.

        It is the largest element that holds this heading only and is short.
        """
        card = heading
        parent = card.getparent()
        while parent is not None and self.page.size(parent) <= self._largest_card:
            if sum(1 for element in parent.iter(*_HEADINGS)) > 1:
                break
            card, parent = parent, parent.getparent()
        return self.page.range_of(card)[1]


def _surroundings(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and what it stands in, up to the article or the body."""
    current = element
    while current is not None and current.tag not in ("body", "html", "article", "main"):
        yield current
        current = current.getparent()
