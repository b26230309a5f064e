"""What a page shows, as runs of text, and the outline of elements that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

_BLOCK_NAMES = """
address article aside audio blockquote body br button caption center dd details dialog div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe img li main nav ol option p pre section
select summary table tbody td tfoot th thead tr ul video
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = "script style noscript template head title svg iframe object textarea select option math"
_SILENT = frozenset(_SILENT_NAMES.split())
_STRONG = frozenset(("b", "strong"))
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-type")
LONGEST_NAMES = 300  # characters of a class that are looked at; style sheets made by machines have long ones
_SPACE = re.compile(r"\s+")
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
UNSHOWN = "hidden"  # stands among the names of an element that the page does not show at first


@dataclass(slots=True)
class Node:
    """An element: its tag, what it is called, the node it stands in (-1: none), and its range of runs."""

    tag: str
    names: str
    parent: int
    first: int
    last: int  # one beyond the last run


@dataclass(slots=True)
class Run:
    """Text between two places where a line ends, and the node of the block that it is in.

    `start` and `end` are places in the page's text without white space, `linked` and `strong` how many of
    these characters are in links and in bold letters.
    """

    text: str
    node: int
    start: int
    end: int
    linked: int = 0
    strong: int = 0


class PageText:
    """The visible text of a page in runs, and for every element which of them it has.

    Places count the page's characters without white space, so that they order what the page shows. Scripts,
    styles and the head are left out.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self._tree = root.getroottree()
        self._elements: list[HtmlElement] = []
        self._index: dict[HtmlElement, int] = {}
        self._bounds: list[tuple[int, int]] = []  # places where each node starts and ends
        self._starts: list[int] = []  # where each run starts
        self._walk(root)

    def _walk(self, root: HtmlElement) -> None:
        position = 0
        broken = True  # whether a line ended since the last text
        links = bolds = 0  # open elements of these kinds
        blocks: list[int] = []  # nodes of the open blocks
        open_nodes: list[int] = []
        parts: list[str] = []  # of the open run

        def add(text: str) -> None:
            nonlocal position, broken
            size = len("".join(text.split()))
            if not size:
                parts.append(" ")
                return
            if broken:
                self._close(parts)
                parts.clear()
                self.runs.append(Run("", blocks[-1] if blocks else open_nodes[-1], position, position))
                broken = False
            parts.append(text)
            run = self.runs[-1]
            position += size
            run.end = position
            run.linked += size if links else 0
            run.strong += size if bolds else 0

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            is_block = tag in _BLOCKS
            if event == "start":
                broken = broken or is_block
                if tag in _SILENT:
                    walk.skip_subtree()
                    open_nodes.append(-1)
                    continue
                index = len(self.nodes)
                # a run that is open belongs to the elements that begin inside it
                self.nodes.append(
                    Node(tag, "", open_nodes[-1] if open_nodes else -1, len(self.runs) - (not broken), 0)
                )
                self._elements.append(element)
                self._index[element] = index
                self._bounds.append((position, position))
                open_nodes.append(index)
                if is_block:
                    blocks.append(index)
                links += tag == "a"
                bolds += tag in _STRONG
                if element.text:
                    add(element.text)
                continue
            index = open_nodes.pop()
            if index >= 0:
                self.nodes[index].last = len(self.runs)
                self._bounds[index] = (self._bounds[index][0], position)
                links -= tag == "a"
                bolds -= tag in _STRONG
                if is_block:
                    blocks.pop()
            broken = broken or is_block
            if element.tail and element is not root:
                add(element.tail)
        self._close(parts)
        self._starts = [run.start for run in self.runs]
        for node, element in zip(self.nodes, self._elements, strict=True):
            if node.first < node.last:
                node.names = _names(element)

    def _close(self, parts: list[str]) -> None:
        if self.runs:
            self.runs[-1].text = _SPACE.sub(" ", "".join(parts)).strip()

    def range_of(self, element: HtmlElement) -> tuple[int, int]:
        """The places where an element's text starts and ends."""
        index = self._index.get(element)
        return (0, 0) if index is None else self._bounds[index]

    def size(self, element: HtmlElement) -> int:
        """How many characters of text an element has, white space not counted."""
        start, end = self.range_of(element)
        return end - start

    def runs_of(self, element: HtmlElement) -> list[Run]:
        """The runs of text that an element has, whole ones also where it has but a part."""
        start, end = self.range_of(element)
        return self.runs[max(0, bisect_right(self._starts, start) - 1) : bisect_left(self._starts, end)]

    def text(self, element: HtmlElement) -> str:
        """An element's text as a reader sees it: one space for white space and where a line ends."""
        start, end = self.range_of(element)
        runs = self.runs_of(element)
        if runs and (runs[0].start < start or runs[-1].end > end):
            return _SPACE.sub(" ", "".join(element.itertext())).strip()
        return " ".join(run.text for run in runs)

    def holder(self, run: Run) -> HtmlElement:
        """The element that a run stands in: the block, or what inside a larger block has just this run."""
        return self._elements[run.node]

    def path(self, element: HtmlElement) -> str:
        """An XPath that finds an element in the page's tree."""
        return str(self._tree.getpath(element))


def _names(element: HtmlElement) -> str:
    names = " ".join([value[:LONGEST_NAMES] for name in _NAMING if (value := element.get(name))])
    if element.get("hidden") is not None or _UNSHOWN.search(element.get("style") or ""):
        names += " " + UNSHOWN
    return names
