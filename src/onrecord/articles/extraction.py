"""Which text of a page is the article: trafilatura's answer as a list of units."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from lxml.html import HtmlElement

from onrecord.articles.tree import PageText
from onrecord.record import BlockKind

# trafilatura's fast mode takes half the time and finds the same on news pages unless the layout misleads
# it. It then keeps little of the page's paragraphs; on the pages we looked at, 2 % of them where the full
# mode found all, and no page where the full mode found more had more than 7 in 10.
FAST_SHARE = 0.7

_UNIT_KINDS: dict[str, BlockKind] = {"head": "subhead", "quote": "quote"}


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A piece of text that belongs to the article, and what trafilatura took it for."""

    kind: BlockKind
    text: str


@functools.cache
def trafilatura_version() -> str:
    """The version of trafilatura in use."""
    return version("trafilatura")


def find_article(root: HtmlElement, page: PageText) -> list[TextUnit]:
    """The text of the article on a page, in order; empty when there is none."""
    units = _extract(root, fast=True)
    found = sum(len("".join(unit.text.split())) for unit in units)
    if found < FAST_SHARE * sum(page.size(paragraph) for paragraph in root.iter("p")):
        units = _extract(root, fast=False) or units
    return units


def _extract(root: HtmlElement, *, fast: bool) -> list[TextUnit]:
    # Imported here: it takes a third of a second, and a run of plain text never needs it.
    import trafilatura

    # It warns of every page without an article; that is a Failure of ours, and no news for the terminal.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(root, fast=fast, include_comments=False, with_metadata=False)
    return [] if found is None else list(_units(found.body))


def _units(body: Any) -> Iterator[TextUnit]:
    for element in body:
        if element.tag == "list":
            for item in element.iter("item"):
                yield from _unit("list", "".join(item.itertext()))
        elif element.tag == "table":
            for row in element.iter("row"):
                yield from _unit("table", " ".join(row.itertext()))
        else:
            kind = _UNIT_KINDS.get(element.tag, "paragraph")
            for text in _lines(element):
                yield from _unit(kind, text)


def _unit(kind: BlockKind, text: str) -> Iterator[TextUnit]:
    text = " ".join(text.split())
    if text:
        yield TextUnit(kind, text)


def _lines(element: Any) -> list[str]:
    """An element's text, cut at line breaks and where paragraphs inside it begin and end."""
    breaking = ("lb", "p", "quote", "head", "item")
    pieces: list[str] = [(element.text or "").replace("\n", " ")]
    waiting: list[Any] = list(reversed(element))  # elements, and the text that follows them
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        edge = "\n" if item.tag in breaking else ""
        pieces.append(edge + (item.text or "").replace("\n", " ") if isinstance(item.tag, str) else "")
        waiting.append(edge + (item.tail or "").replace("\n", " "))
        waiting.extend(reversed(item))
    return "".join(pieces).split("\n")
