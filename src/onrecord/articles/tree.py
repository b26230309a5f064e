"""The page's own tree, parsed within bounds."""

from __future__ import annotations

import re

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
# libxml2 compares each attribute of a tag with all before it: 20,000 take it a quarter of a second, 200,000
# half a minute, and the page is parsed several times. No page we saw has a hundred in one tag.
MAX_ATTRIBUTES = 1_000

_OPENING = re.compile(r"<(?:!--.*?(?:-->|$)|(script|style)\b|[a-zA-Z][^\s/>]*+)", re.DOTALL | re.IGNORECASE)
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
)


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
    # the parser's own choice of classes asks Python about every element, each time that it is met
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
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
