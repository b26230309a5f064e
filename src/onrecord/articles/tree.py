"""The page's own tree, parsed within bounds, and where in it a piece of text stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from lxml import etree, html
from lxml.html import HtmlElement

from onrecord.record import PageError, Settings

# The largest news pages we saw have 12,000 tags. What trafilatura does with a page grows with its tags:
# this many take it some ten seconds.
MAX_TAGS = 50_000

# Longer attributes are embedded pictures and data of scripts; every look at a class would read them again.
LONGEST_ATTRIBUTE = 50_000  # characters

_TAG = re.compile(r"<(?:!--.*?(?:-->|$)|(/?)([a-zA-Z][^\s/>]{0,64}))", re.DOTALL)
_RAW = ("script", "style", "textarea", "title", "xmp", "noscript", "iframe")
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr frame"
_VOID = frozenset(_VOID_NAMES.split())
# Elements and the open ones that they end: a thousand unclosed <p> are not deep.
_CELLS = ("td", "th")
_ROWS = ("tr", *_CELLS)
_SECTIONS = ("thead", "tbody", "tfoot", *_ROWS)
_ENDED_BY = {
    "p": ("p",), "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "option": ("option",),
    "td": _CELLS, "th": _CELLS, "tr": _ROWS, "thead": _SECTIONS, "tbody": _SECTIONS, "tfoot": _SECTIONS,
}  # fmt: skip
_CONTAINERS = frozenset(("table", "ul", "ol", "dl", "select", "div", "section", "article", "body"))
ENDED_WITHIN = (
    50  # tags looked back over for the one that a new one ends; without a bound pages could stall us
)
_BLOCK_NAMES = """
address article aside audio blockquote body br button caption center dd details dialog div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe img li main nav ol option p pre section
select summary table tbody td tfoot th thead tr ul video
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT_NAMES = "script style noscript template head title svg iframe object textarea select option math"
_SILENT = frozenset(_SILENT_NAMES.split())
_SPACE = re.compile(r"\s+")
ANCHOR = 40  # characters without white space at each end that find a text of which the middle was changed
# libxml2 compares each attribute of a tag with all before it: 20,000 take it a quarter of a second, 200,000
# half a minute, and the page is parsed several times. No page we saw has a hundred in one tag.
MAX_ATTRIBUTES = 1_000

_OPENING = re.compile(r"<(?:!--.*?(?:-->|$)|(script|style)\b|[a-zA-Z][^\s/>]*+)", re.DOTALL | re.IGNORECASE)
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
)
LOOSE = 1.5  # how much longer than the text sought such a place may be


def check_bounds(markup: str, settings: Settings) -> None:
    """Raise PageError for markup that is nested too deep or has too many tags or attributes, without a tree.

    The count follows the tags that stay open; what the parser makes of wrongly nested tags is checked
    again on its tree.
    """
    _check_attributes(markup)
    stack: list[str] = []
    open_tags: dict[str, int] = {}
    unclosed: set[str] = set()  # raw elements without an end from here on
    tags = 0
    position = 0
    while match := _TAG.search(markup, position):
        position = match.end()
        closing, name = match.groups()
        if name is None:
            continue
        tags += 1
        if tags > MAX_TAGS:
            reason = f"The page has more than {MAX_TAGS:,} tags; no article needs so many."
            raise PageError("articles", "too-large", reason)
        name = name.lower()
        if closing:
            if open_tags.get(name):
                while stack:
                    last = stack.pop()
                    open_tags[last] -= 1
                    if last == name:
                        break
        elif name in _RAW:
            end = -1 if name in unclosed else markup.find(f"</{name}", position)
            if end < 0:
                unclosed.add(name)
            position = max(position, end)
        elif name not in _VOID:
            if name in _ENDED_BY and stack and stack[-1] not in _CONTAINERS:
                _end_implied(stack, open_tags, _ENDED_BY[name])
            stack.append(name)
            open_tags[name] = open_tags.get(name, 0) + 1
            if len(stack) > settings.max_depth:
                raise _too_deep(settings)


def _check_attributes(markup: str) -> None:
    """Raise PageError for markup with a tag of too many attributes, by one scan."""
    unclosed: set[str] = set()
    position = 0
    while match := _OPENING.search(markup, position):
        raw = match.group(1)
        position = match.end()
        if match.group().startswith("<!"):
            continue
        attributes = 0
        while found := _ATTRIBUTE.match(markup, position):
            position = found.end()
            attributes += 1
            if attributes > MAX_ATTRIBUTES:
                reason = (
                    f"A tag of the page has more than {MAX_ATTRIBUTES:,} attributes; real pages have ten."
                )
                raise PageError("articles", "too-large", reason)
        if raw is not None:
            # what stands in scripts looks like tags now and then
            end = None if raw.lower() in unclosed else _RAW_END[raw.lower()].search(markup, position)
            if end is None:
                unclosed.add(raw.lower())
            else:
                position = end.start()


def _end_implied(stack: list[str], open_tags: dict[str, int], ended: tuple[str, ...]) -> None:
    """Close the open elements of these names inside the innermost container."""
    keep = len(stack)
    for index in range(len(stack) - 1, max(-1, len(stack) - 1 - ENDED_WITHIN), -1):
        if stack[index] in _CONTAINERS:
            break
        if stack[index] in ended:
            keep = index
    for name in stack[keep:]:
        open_tags[name] -= 1
    del stack[keep:]


def parse(markup: str, settings: Settings) -> HtmlElement | None:
    """The root of the page's tree, or None for a page without any element. Nothing is fetched or run."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if _depth(root, settings.max_depth) > settings.max_depth:
        raise _too_deep(settings)
    # a long attribute is a long stretch without a tag; most pages have none, and need no look at each element
    if max(map(len, markup.split("<"))) > LONGEST_ATTRIBUTE:
        for element in root.iter():
            for name, value in element.items():
                if len(value) > LONGEST_ATTRIBUTE:
                    del element.attrib[name]
    return root


def _too_deep(settings: Settings) -> PageError:
    limit = settings.max_depth
    reason = f"The page's tags are nested more than {limit:,} deep; real pages stay under 200."
    return PageError("articles", "too-deep", reason)


def too_long(words: int, settings: Settings) -> PageError:
    """The error for an article with so many words."""
    reason = f"The article has {words:,} words; the limit is {settings.max_words:,}."
    return PageError("articles", "too-long", reason)


def _depth(root: HtmlElement, limit: int) -> int:
    """How deep the tree is, counted to just beyond `limit`."""
    deepest = 0
    level = [root]
    while level and deepest <= limit:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest


@dataclass(frozen=True, slots=True)
class Place:
    """A range of a page's running text (see PageText) and the innermost element that holds all of it."""

    start: int
    end: int
    element: HtmlElement
    exact: bool  # False: only the two ends were found, what lies between differs


@dataclass(slots=True)
class _TextNode:
    """A text node, the element whose child it is, and whether a line ends before it."""

    holder: HtmlElement
    text: str
    broken: bool


class PageText:
    """The visible text of a page without white space, and for every character the element it is in.

    `squeezed` is the text; places in it order what the page shows. Scripts, styles and the head are left out.
    """

    def __init__(self, root: HtmlElement) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []  # where in `squeezed` each text node starts
        self._nodes: list[_TextNode] = []
        self._ranges: dict[HtmlElement, tuple[int, int]] = {}
        self._tree = root.getroottree()
        position = 0
        broken = False  # whether a line ended since the last text node

        def add(holder: HtmlElement, text: str | None) -> None:
            nonlocal position, broken
            squeezed = "".join(text.split()) if text else ""
            if not text or not squeezed:
                # white space alone still parts two words
                if text and self._nodes:
                    self._nodes[-1].text += " "
                return
            pieces.append(squeezed)
            self._starts.append(position)
            self._nodes.append(_TextNode(holder, text, broken))
            position += len(squeezed)
            broken = False

        begun: dict[HtmlElement, int] = {}
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            broken = broken or element.tag in _BLOCKS
            if event == "start":
                begun[element] = position
                if element.tag in _SILENT:
                    walk.skip_subtree()
                else:
                    add(element, element.text)
                continue
            self._ranges[element] = (begun[element], position)
            if element is not root:
                add(element.getparent(), element.tail)
        self.squeezed = "".join(pieces)

    def range_of(self, element: HtmlElement) -> tuple[int, int]:
        """The start and the end of an element's text."""
        return self._ranges.get(element, (0, 0))

    def size(self, element: HtmlElement) -> int:
        """How many characters of text an element has, white space not counted."""
        start, end = self.range_of(element)
        return end - start

    def find(self, text: str, after: int = 0) -> Place | None:
        """The first place of a text at or beyond `after`, else the first on the page, else None.

        A place that begins and ends with a text node is preferred: a short text stands inside many others.
        """
        sought = "".join(text.split())
        if not sought:
            return None
        for start in (after, 0):
            found = self._find_whole(sought, start)
            if found is not None:
                return self.place(*found)
            if start == 0:
                break
        return self._find_by_ends(sought, after)

    def _find_whole(self, sought: str, start: int) -> tuple[int, int] | None:
        loose: tuple[int, int] | None = None
        position = self.squeezed.find(sought, start)
        for _ in range(50):  # a word like "the" stands in hundreds of places, and none of them is the one
            if position < 0:
                break
            end = position + len(sought)
            if self._is_start(position) and self._is_end(end):
                return position, end
            loose = loose or (position, end)
            position = self.squeezed.find(sought, position + 1)
        return loose if len(sought) >= ANCHOR // 2 else None

    def _find_by_ends(self, sought: str, after: int) -> Place | None:
        """Where a text stands of which something was left out or added, by its beginning or its end."""
        if len(sought) < 2 * ANCHOR:
            return None
        for start in (after, 0):
            head = self.squeezed.find(sought[:ANCHOR], start)
            if head >= 0:
                tail = self.squeezed.find(sought[-ANCHOR:], head, head + int(LOOSE * len(sought)) + ANCHOR)
                if tail >= 0:
                    return self.place(head, tail + ANCHOR, exact=False)
            else:
                head = self.squeezed.find(sought[-ANCHOR:], start)
            if head >= 0:
                block = self._block_around(head)
                if self.size(block) <= LOOSE * len(sought):
                    return self.place(*self.range_of(block), exact=False)
        return None

    def _block_around(self, position: int) -> HtmlElement:
        element = self._nodes[bisect_right(self._starts, position) - 1].holder
        while element.tag not in _BLOCKS and element.getparent() is not None:
            element = element.getparent()
        return element

    def _is_start(self, position: int) -> bool:
        index = bisect_left(self._starts, position)
        return index < len(self._starts) and self._starts[index] == position

    def _is_end(self, position: int) -> bool:
        return position == len(self.squeezed) or self._is_start(position)

    def place(self, start: int, end: int, *, exact: bool = True) -> Place:
        """The place of a range: the innermost element with all of it, or the block that has no more."""
        found = self._nodes[bisect_right(self._starts, start) - 1].holder
        while self.range_of(found)[1] < end:
            found = found.getparent()
        while found.tag not in _BLOCKS and found.getparent() is not None:
            parent = found.getparent()
            if self.range_of(parent) != self.range_of(found):
                break
            found = parent
        return Place(start, end, found, exact)

    def text(self, start: int, end: int) -> str:
        """The text of a range as a reader sees it: one space for white space and where a line ends."""
        parts: list[str] = []
        for index in range(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)):
            node, begin = self._nodes[index], self._starts[index]
            if parts and node.broken:
                parts.append(" ")
            stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.squeezed)
            parts.append(
                node.text if start <= begin and stop <= end else _cut(node.text, start - begin, end - begin)
            )
        return _SPACE.sub(" ", "".join(parts)).strip()

    def path(self, element: HtmlElement) -> str:
        """An XPath that finds an element in the page's tree."""
        return str(self._tree.getpath(element))


def _cut(text: str, start: int, end: int) -> str:
    """The piece of a text node between two counts of characters that are not white space."""
    inked = [index for index, character in enumerate(text) if not character.isspace()]
    end = min(end, len(inked))
    return text[inked[max(0, start)] : inked[end - 1] + 1]
