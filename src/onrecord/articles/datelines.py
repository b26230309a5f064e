"""The dateline that stands at the head of a story's first paragraph: "PORT HALE, May 4 (Agency) - ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.record import Block, Dateline

_AGENCY = r"\([A-Z][\w&.’' /-]{1,40}\)"
_REST = r"(?:,\s(?:[A-Z][\w.’' -]|\d)[\w.’' -]{0,29})"  # a region, a country, a date
_PLACE_IN_CAPITALS = rf"[A-Z][A-Z.’'-]*[A-Z](?:[\s/][A-Z][A-Z.’'-]+)*{_REST}{{0,4}}(?:,?\s?{_AGENCY})?"
_PLACE_WITH_AGENCY = rf"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,3}}{_REST}{{0,4}},?\s{_AGENCY}"
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


_DASH = re.compile(r"\s*(?:[—–]|--?)\s*$")
_BRACKETED = re.compile(rf"\s*,?\s*{_AGENCY}")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\.?|(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?|\d{{4}})",
    re.IGNORECASE,
)


def read_dateline(line: str) -> Dateline | None:
    """The place and the day in a dateline, each as it stands there; None where it has neither."""
    bare = _BRACKETED.sub("", _DASH.sub("", " ".join(line.split())))
    places: list[str] = []
    days: list[str] = []
    for part in (it.strip() for it in bare.split(",")):
        if not part:
            continue
        found = _DAY.search(part)
        if found is not None and found.end() == len(part):
            # "ISLAMABAD March 4": without a comma
            before = part[: found.start()].strip()
            places += [before] if before else []
            days.append(found.group())
        else:
            places.append(part)
    place = ", ".join(places) or None
    return Dateline(place=place, date=", ".join(days) or None) if place or days else None


def ends_dateline(line: str) -> bool:
    """Whether a line is a report's dateline, by its dash or its agency, and no date of publication."""
    line = line.rstrip()
    return _DATELINE.fullmatch(f"{line} ") is not None or (
        _DASH.search(line) is not None and line[:2].isupper()
    )
