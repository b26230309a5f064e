"""An article's text cut into pieces that HTML can hold: blocks, and in them the marks of its statements.

Spans are in code points, as everywhere; what leaves here is text in pieces, so no browser has to count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from onrecord.record import Attribution, Block, Reading, Spans

Part = Literal["source", "cue", "content"]
# Of two marks on the same words, the one named first is outside.
_OUTSIDE_FIRST: dict[Part, int] = {"content": 0, "source": 1, "cue": 2}
MOST_DEEP = 3  # levels of speech within speech that look different


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A part of a statement in the text, or a piece of one where marks cross.

    `number` is the statement's in its article, from 1. `depth` says in how many other statements it lies.
    `anchor`: here is the beginning that links to the statement lead to.
    """

    statement: str
    number: int
    part: Part
    start: int
    end: int
    depth: int
    anchor: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What comes next in a block: words, the beginning of a mark, or (neither) the end of the latest one."""

    words: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the article, in pieces, with the statements that begin in it, in order."""

    block: Block
    pieces: tuple[Piece, ...]
    statements: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that follow each other. `folded`: none is the article's: furniture, captions said once more."""

    folded: bool
    blocks: tuple[MarkedBlock, ...]


def numbered(reading: Reading) -> dict[str, int]:
    """The number of every statement in its article, from 1 in the order of the text, by id."""
    ordered = sorted(reading.attributions, key=lambda it: (_begins(it), it.id))
    return {it.id: number for number, it in enumerate(ordered, 1)}


def depths(attributions: Iterable[Attribution]) -> dict[str, int]:
    """In how many other statements each one lies, by id."""
    holders = {it.id: it.holder for it in attributions}
    found = {}
    for ident, holder in holders.items():
        depth, seen = 0, {ident}
        while holder is not None and holder in holders and holder not in seen:
            seen.add(holder)
            depth, holder = depth + 1, holders[holder]
        found[ident] = depth
    return found


def marked_stretches(reading: Reading) -> tuple[Stretch, ...]:
    """The whole text of the article in its order; what lies between two blocks is white space alone."""
    captions: set[str] = set()

    def is_folded(it: MarkedBlock) -> bool:
        words = reading.article.text[it.block.start : it.block.end]
        again = it.block.kind == "caption" and words in captions and not it.statements
        captions.update([words] if it.block.kind == "caption" else [])
        return again or it.block.kind == "furniture"

    return tuple(
        Stretch(folded, tuple(some)) for folded, some in groupby(marked_blocks(reading), key=is_folded)
    )


def marked_blocks(reading: Reading) -> list[MarkedBlock]:
    """Every block of the article with its marks."""
    article = reading.article
    ends = [block.end for block in article.blocks]
    # By block first: a long article has thousands of both, and few of these in one of those.
    marks: list[list[Mark]] = [[] for _ in ends]
    begun: list[list[Attribution]] = [[] for _ in ends]
    for mark in all_marks(reading):
        for at in range(bisect_right(ends, mark.start), len(ends)):
            if article.blocks[at].start >= mark.end:
                break
            marks[at].append(mark)
    for it in sorted(reading.attributions, key=lambda it: (_begins(it), it.id)):
        if (at := bisect_right(ends, _begins(it))) < len(ends):
            begun[at].append(it)
    return [
        MarkedBlock(block, tuple(pieces(article.text, block.start, block.end, marks[at])), tuple(begun[at]))
        for at, block in enumerate(article.blocks)
    ]


def all_marks(reading: Reading) -> list[Mark]:
    """The marks of every statement, each part of a broken one by itself."""
    numbers, deep = numbered(reading), depths(reading.attributions)
    found: list[Mark] = []
    for it in reading.attributions:
        anchor = _anchor(it)
        for part, spans in _parts(it):
            for span in spans:
                mark = Mark(
                    statement=it.id,
                    number=numbers[it.id],
                    part=part,
                    start=span.start,
                    end=span.end,
                    depth=min(deep[it.id], MOST_DEEP),
                    anchor=(part, span.start) == anchor,
                )
                found.append(mark)
    return found


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """`text` from `start` to `end` with the beginnings and ends of the marks in it, properly nested.

    Where two marks cross, the one that begins later is cut in two.
    """
    waiting = sorted(
        (
            replace(
                it, start=max(it.start, start), end=min(it.end, end), anchor=it.anchor and it.start >= start
            )
            for it in marks
            if it.start < end and it.end > start
        ),
        key=_outside_first,
        reverse=True,
    )
    open_ends: list[int] = []
    at = start
    while waiting or open_ends:
        if open_ends and (not waiting or waiting[-1].start >= open_ends[-1]):
            if at < open_ends[-1]:
                yield Piece(words=text[at : open_ends[-1]])
            at = open_ends.pop()
            yield Piece()
            continue
        mark = waiting.pop()
        if open_ends and mark.end > open_ends[-1]:
            rest = replace(mark, start=open_ends[-1], anchor=False)
            mark = replace(mark, end=open_ends[-1])
            waiting.append(rest)
            waiting.sort(key=_outside_first, reverse=True)
        if at < mark.start:
            yield Piece(words=text[at : mark.start])
            at = mark.start
        yield Piece(mark=mark)
        open_ends.append(mark.end)
    if at < end:
        yield Piece(words=text[at:end])


def _outside_first(mark: Mark) -> tuple[int, int, int, int, str]:
    return (mark.start, -mark.end, mark.depth, _OUTSIDE_FIRST[mark.part], mark.statement)


def _anchor(it: Attribution) -> tuple[Part, int]:
    """The part and the place that a link to the statement leads to: where its content begins."""
    return next((part, spans[0].start) for part, spans in _parts(it) if spans)


def _parts(it: Attribution) -> tuple[tuple[Part, Spans], ...]:
    return (("content", it.content), ("source", it.source), ("cue", it.cue))


def _begins(it: Attribution) -> int:
    return _anchor(it)[1]
