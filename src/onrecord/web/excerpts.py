"""The words around a statement: enough to judge it, not the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Attribution, Block, Reading, Span
from onrecord.web.marking import Mark, Piece, all_marks, pieces

AROUND = 300  # characters of the same block before the statement and after it, at most


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article's text in pieces. `before`, `after`: the block goes on there."""

    pieces: tuple[Piece, ...]
    before: bool
    after: bool


def excerpt(reading: Reading, statement: Attribution, around: int = AROUND) -> tuple[Excerpt, ...]:
    """The blocks that a statement stands in, each cut to what is near it, with its marks alone."""
    spans = [*statement.source, *statement.cue, *statement.content]
    marks = [it for it in all_marks(reading) if it.statement == statement.id]
    text = reading.article.text
    found = []
    for block in reading.article.blocks:
        here = [it for it in spans if it.start < block.end and it.end > block.start]
        if not here:
            continue
        start, end = cut(text, block, here, around)
        found.append(
            Excerpt(tuple(pieces(text, start, end, marks)), before=start > block.start, after=end < block.end)
        )
    return tuple(found)


def cut(text: str, block: Block, here: Sequence[Span] | Sequence[Mark], around: int) -> tuple[int, int]:
    """The range of a block with all that is `here`, some of it at least, and what is near."""
    first = max(block.start, min(it.start for it in here))
    last = min(block.end, max(it.end for it in here))
    return _word_after(text, block.start, first, around), _word_before(text, last, block.end, around)


def _word_after(text: str, least: int, first: int, around: int) -> int:
    """Where a word begins, at most `around` before `first`, or `least` if that is nearer."""
    if first - around <= least:
        return least
    space = text.find(" ", first - around, first)
    return space + 1 if space >= 0 else first


def _word_before(text: str, last: int, most: int, around: int) -> int:
    """Where a word ends, at most `around` behind `last`, or `most` if that is nearer."""
    if last + around >= most:
        return most
    space = text.rfind(" ", last, last + around)
    return space if space >= 0 else last
