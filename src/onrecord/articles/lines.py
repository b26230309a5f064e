"""Plain text cut into units: lines, or paragraphs where lines are wrapped at a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Mail and wire copy is wrapped at 65 to 80 columns; 100 leaves room for generous editors. A page whose
# longest line is longer has paragraphs as lines.
WIDEST_WRAP = 100
NARROWEST_WRAP = 40
# Share of the lines inside runs that must be too full to take the next word. In wrapped text it is all but
# the last lines of paragraphs; in lists and verse of short lines hardly any.
FULL_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a line of its own: a trimmed range of the text.

    `gap` is the number of blank lines before it, `indent` the white space on its first line, `lines` how
    many lines it was joined from.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: int
    lines: int = 1

    @property
    def words(self) -> int:
        """How many words the unit has, counted by white space."""
        return len(self.text.split())


def find_units(text: str) -> list[Unit]:
    """The units of a text, in order: every character outside them is white space."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    if width is None:
        return lines
    units: list[Unit] = []
    last = ""  # the last line of the unit under construction
    for line in lines:
        if units and _continues(last, line, width):
            first = units[-1]
            units[-1] = Unit(
                first.start, line.end, text[first.start : line.end], first.gap, first.indent, first.lines + 1
            )
        else:
            units.append(line)
        last = line.text
    return units


def _lines(text: str) -> Iterator[Unit]:
    previous_end = 0
    seen_any = False
    for match in LINE.finditer(text):
        content = match.group().strip()
        if not content:
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        breaks = len(LINE_BREAK.findall(text, previous_end, start))
        yield Unit(start, start + len(content), content, max(0, breaks - (1 if seen_any else 0)), indent)
        previous_end, seen_any = start + len(content), True


def _wrap_width(lines: list[Unit]) -> int | None:
    """The column at which lines are wrapped, or None where a line is a paragraph."""
    short = [line for line in lines if len(line.text) <= WIDEST_WRAP]
    if not short or sum(len(line.text) for line in short) < 0.5 * sum(len(line.text) for line in lines):
        return None
    width = max(len(line.text) + line.indent for line in short)
    if width < NARROWEST_WRAP:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0]
    full = sum(_too_full(a.text, b.text, width) for a, b in pairs)
    return width if pairs and full >= FULL_SHARE * len(pairs) else None


def _too_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this line."""
    # Two columns of tolerance: editors count a trailing space or a soft hyphen differently.
    return len(line) + 1 + len(following.split(None, 1)[0]) > width - 2


def _continues(last: str, line: Unit, width: int) -> bool:
    if line.gap or not _too_full(last, line.text, width) or len(last) > width:
        return False
    return last != line.text
