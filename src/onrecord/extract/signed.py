"""Quotations that are signed: “We shall not sell the lighthouse.” — Ada Mer, port minister."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.candidates import Candidate
from onrecord.extract.direct import QuotedText
from onrecord.record import Syntax

_DASHES = frozenset({"—", "–", "-", "--", "―"})
_LONGEST_SIGNATURE = 12  # tokens
_FARTHEST_NAME = 3  # tokens before the name: "Port minister Ada Mer"


def find_signed(syntax: Syntax, quoted: Sequence[QuotedText]) -> list[Candidate]:
    """Candidates of the construction "signed": a dash behind a quotation, then a name, then the block's end.

    The dash and the name may be a block of their own below a block that ends with the quotation.
    """
    return [
        Candidate("signed", "—", dash, (dash,), source, tuple(q.tokens), False)
        for q in quoted
        if q.quotation.closed
        and (dash := q.last + 1) < len(syntax.tokens)
        and syntax.tokens[dash].text in _DASHES
        and (source := _signature(syntax, dash, syntax.rank_of(q.last)))
    ]


def _signature(syntax: Syntax, dash: int, quoted_in: int) -> tuple[int, ...]:
    """What stands behind the dash to the end of its block, if that is somebody's name."""
    tokens = syntax.tokens
    if syntax.rank_of(dash) - quoted_in > 1:
        return ()
    end = dash + 1
    while end < len(tokens) and syntax.block_of(end) == syntax.block_of(dash):
        end += 1
        if end - dash > _LONGEST_SIGNATURE:
            return ()
    signature = syntax.trim(range(dash + 1, end))
    named = any(tokens[i].name >= 0 or tokens[i].tag == "NNP" for i in signature[:_FARTHEST_NAME])
    verb = any(tokens[i].tag[:2] in ("VB", "MD", "PR") for i in signature)
    return signature if named and not verb else ()
