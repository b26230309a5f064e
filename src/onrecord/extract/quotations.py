"""Quotations: what stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Article

# Two apostrophes or two grave accents are how some agencies' wires write a double mark.
_DOUBLE = re.compile(r"[“”„‟\"«»＂]|''|``|’’|‘‘")
_OPENING = frozenset({"“", "„", "‟", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)(?P<inside>[^‘’'\n]*(?:\w['’]\w[^‘’'\n]*)*)(?<=[\w.,?!])[’'](?![\w])")
_SINGLE_WORDS = 3  # fewer words in single marks are a title, a nickname or a slip of the apostrophe


@dataclass(frozen=True, slots=True)
class Quotation:
    """A half-open range of the article's text, marks included, in one block.

    `closed` is False when the block ends before a closing mark is seen, which is how a quotation that
    goes on in the next paragraph is written.
    """

    start: int
    end: int
    block: int
    closed: bool


def find_quotations(article: Article, kinds: frozenset[str]) -> list[Quotation]:
    """The outermost quotations of the blocks of these kinds, in text order, never overlapping.

    Curly, straight, low, angled and doubled single marks; marks inside a quotation belong to it. An
    unbalanced opening mark runs to the end of its block; an unbalanced closing mark is passed over.
    """
    found: list[Quotation] = []
    for number, block in enumerate(article.blocks):
        if block.kind in kinds:
            found.extend(_in_block(article.text, block.start, block.end, number))
    return found


def _in_block(text: str, start: int, end: int, block: int) -> Iterator[Quotation]:
    double = list(_double(text, start, end, block))
    free = [q for q in double]
    singles = [
        Quotation(m.start(), m.end(), block, True)
        for m in _SINGLE.finditer(text, start, end)
        if len(m["inside"].split()) >= _SINGLE_WORDS
        and not any(q.start < m.end() and m.start() < q.end for q in free)
    ]
    yield from sorted(double + singles, key=lambda q: q.start)


def _double(text: str, start: int, end: int, block: int) -> Iterator[Quotation]:
    opened: int | None = None
    opener = ""
    for match in _DOUBLE.finditer(text, start, end):
        mark = match.group()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        opens = mark in _OPENING or (
            mark not in _CLOSING and (before.isspace() or before in "([—–-:/") and not after.isspace()
        )
        if before.isdigit() and mark in ('"', "''") and opened is None:
            continue  # inches, seconds
        if opened is None:
            if opens or (mark not in _CLOSING and not after.isspace()):
                opened, opener = match.start(), mark
        elif not opens or (mark == opener == '"' and not before.isspace()):
            yield Quotation(opened, match.end(), block, True)
            opened = None
        elif mark == opener and mark in _OPENING and match.start() - opened > 0:
            # the first was never closed: it ends where the line that it stands in ends, or before this one
            continue
    if opened is not None and end - opened > 1:
        yield Quotation(opened, end, block, False)
