"""The dateline that stands at the head of a story's first paragraph: "PORT HALE, May 4 (Agency) - ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.record import Block

_AGENCY = r"\([A-Z][\w&.’' /-]{1,40}\)"
_REST = r"(?:,\s[A-Z][\w.’' -]{1,30})"  # a region, a country, a date
_PLACE_IN_CAPITALS = rf"[A-Z][A-Z.’'-]*[A-Z](?:[\s/][A-Z][A-Z.’'-]+)*{_REST}{{0,3}}(?:,?\s?{_AGENCY})?"
_PLACE_WITH_AGENCY = rf"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,3}}{_REST}{{0,3}},?\s{_AGENCY}"
_DATELINE = re.compile(
    rf"(?:{_PLACE_IN_CAPITALS}|{_PLACE_WITH_AGENCY}|{_AGENCY})\s*(?:[—–]|--?(?=\s))\s*+(?![a-z])"
)
# A dateline belongs to the beginning of a story; a live page may have several, a list of names has none.
_LOOKED_AT = 3
_LONGEST = 120


def split_datelines(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` with the dateline of an early paragraph as a block of its own, its dash included.

    Left in the paragraph, it would be read as a part of the first sentence.
    """
    paragraphs = 0
    for block in blocks:
        paragraphs += block.kind == "paragraph"
        found = None
        if block.kind == "paragraph" and paragraphs <= _LOOKED_AT:
            found = _DATELINE.match(text, block.start, min(block.end, block.start + _LONGEST))
        if found is None or found.end() == block.end:
            yield block
            continue
        line = found.group().rstrip()
        yield replace(block, kind="dateline", end=block.start + len(line))
        yield replace(block, start=found.end())
