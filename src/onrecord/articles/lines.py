"""Plain text cut into units: lines, or paragraphs where lines are wrapped at a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.articles.wording import BULLET

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Mail and wire copy is wrapped at 65 to 80 columns; 100 leaves room for generous editors. A page whose
# longest line is longer has paragraphs as lines.
WIDEST_WRAP = 100
NARROWEST_WRAP = 40
# Share of the longer lines with another below them that must be too full to take its first word. In wrapped
# text it is all of them but the last lines of paragraphs; in other text hardly any. Shorter lines are
# those of menus and lists, which stand in wrapped pages too.
FULL_SHARE = 0.5
LONGER_SHARE = 0.6  # of the width
MOST_LOOKED_AT = 5_000  # lines; a book is wrapped throughout or not at all
BROKEN_WORDS = 6  # a shorter line is a heading or a button, whatever stands below it

_STOPS = re.compile(r"[.!?…:;][\"”’'»)\]*]*$")


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
    width = _wrap_width(lines[:MOST_LOOKED_AT])
    units: list[Unit] = []
    last: Unit | None = None  # the last line of the unit under construction
    for line in lines:
        if last is not None and (_goes_on(last, line) if width is None else _continues(last, line, width)):
            first = units[-1]
            units[-1] = Unit(
                first.start, line.end, text[first.start : line.end], first.gap, first.indent, first.lines + 1
            )
        else:
            units.append(line)
        last = line
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
    """The column at which lines are wrapped, or None where a line is a paragraph.

    Of all columns it is the one at which most lines are full; a few lines (addresses, rows of a table) may be
    longer than it.
    """
    lengths = [line.indent + len(line.text) for line in lines]
    following = [b if b.gap == 0 and not BULLET.match(b.text) else None for b in lines[1:]]
    best: tuple[int, int] | None = None
    for width in sorted({length for length in lengths if NARROWEST_WRAP <= length <= WIDEST_WRAP}):
        pairs = full = 0
        for line, length, after in zip(lines, lengths, following, strict=False):
            if after is not None and LONGER_SHARE * width <= length <= width:
                pairs += 1
                full += _too_full(line, after, width)
        if full and full >= FULL_SHARE * pairs and (best is None or full > best[0]):
            best = full, width
    if best is None:
        return None
    inside = sum(length for length in lengths if length <= best[1])
    return best[1] if inside >= 0.5 * sum(lengths) else None


def _too_full(line: Unit, following: Unit, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this line."""
    # Two columns of tolerance: editors count a trailing space or a soft hyphen differently.
    return line.indent + len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width - 2


def _continues(last: Unit, line: Unit, width: int) -> bool:
    if line.gap or not _too_full(last, line, width) or len(last.text) > width or BULLET.match(line.text):
        return False
    return last.text != line.text


def _goes_on(last: Unit, line: Unit) -> bool:
    """Whether a line is the rest of the one above, which a picture or a link inside the sentence broke."""
    if line.gap or BULLET.match(line.text) or _STOPS.search(last.text):
        return False
    return line.words > 1 and (
        line.text[0] in ",.;)" or (line.text[0].islower() and last.words >= BROKEN_WORDS)
    )
