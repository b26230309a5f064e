"""The turns of a transcript: "MER: We shall not sell the lighthouse.", "Q: Why not?"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.candidates import Candidate
from onrecord.record import OWN_WORDS, Article, Syntax

_SPOKEN_IN = OWN_WORDS - {"headline", "caption"}  # a short question looks like a subhead
_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?: #?\d{1,2})?"
_LABEL = re.compile(
    r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*)?[\"“*]*\s?"  # a time, a mark, or bold type
    rf"(?P<who>{_NAME}(?:, [A-Z][\w .’'&-]{{1,40}})?)(?: \([^()\n]{{1,40}}\))?"
    r"(?P<colon>:)\**(?=\s)(?!\s*[\d$£€])"  # "Ada Mer: 1,204 votes" is a count
)
# So many labels in capitals make a transcript, if somebody has two. Others do where two people have two,
# from the first of these to the last.
FEWEST_TURNS = 3
# A turn may have this many paragraphs before the next label; the last turn has one.
LONGEST_TURN = 6
# What is no part of the turn before it: what nobody says ("(CROSSTALK)"), a question without a colon.
_APART = re.compile(r"[(\[*…]|\.\.\.|[QA](?:\t|\s{2,})")


@dataclass(frozen=True, slots=True)
class Label:
    """Who takes a turn, as code points of the article, and the place of the colon."""

    block: int
    start: int
    end: int
    colon: int


def find_labels(article: Article) -> list[Label]:
    """The labels of an article's turns, in text order; [] if it is no transcript."""
    found: list[tuple[Label, str]] = []
    for number, block in enumerate(article.blocks):
        match = _LABEL.match(article.text, block.start, block.end) if block.kind in _SPOKEN_IN else None
        if match is not None:
            label = Label(number, match.start("who"), match.end("who"), match.start("colon"))
            found.append((label, match["who"]))
    capitals = [pair for pair in found if pair[1].upper() == pair[1]]
    if len(capitals) >= FEWEST_TURNS and 1 < len(turns := _turns(capitals)) < len(capitals):
        return [label for label, _ in capitals]
    turns = _turns(found)
    again = [n for n, (_, who) in enumerate(found) if turns[_last_word(who)] > 1]
    if sum(n > 1 for n in turns.values()) < 2:
        return []
    return [label for label, _ in found[again[0] : again[-1] + 1]]


def _turns(labels: Sequence[tuple[Label, str]]) -> Counter[str]:
    return Counter(_last_word(who) for _, who in labels)


def _last_word(who: str) -> str:
    """What is common to "ADA MER", "MER" and "MER, MAYOR"."""
    return who.split(",")[0].split()[-1].casefold()


def find_turns(article: Article, syntax: Syntax) -> list[Candidate]:
    """Candidates of the construction "turn": a label, a colon, and all that is said up to the next label."""
    labels = find_labels(article)
    if not labels:
        return []
    by_block: dict[int, list[int]] = {}
    for token in syntax.tokens:
        by_block.setdefault(syntax.block_of(token.index), []).append(token.index)
    found: list[Candidate] = []
    for number, label in enumerate(labels):
        here = by_block.get(label.block, [])
        source = [i for i in here if label.start <= syntax.tokens[i].start < label.end]
        colon = next((i for i in here if syntax.tokens[i].start == label.colon), None)
        after = [b for b in _goes_on(article, labels, number) if b in by_block]
        content = [i for i in here if colon is not None and i > colon and syntax.tokens[i].text.strip("*")]
        content += [i for block in after for i in by_block[block]]
        if colon is not None and source and syntax.trim(content):
            found.append(Candidate("turn", ":", colon, (colon,), tuple(source), tuple(content), False))
    return found


def _goes_on(article: Article, labels: Sequence[Label], number: int) -> list[int]:
    """The blocks behind a label's own that have no label and belong to its turn."""
    if number + 1 == len(labels):
        return []
    between = [
        block
        for block in range(labels[number].block + 1, labels[number + 1].block)
        if article.blocks[block].kind in _SPOKEN_IN
    ]
    if len(between) >= LONGEST_TURN:
        return []
    found: list[int] = []
    for block in between:
        if _APART.match(article.text, _first_word(article, block)):
            break
        found.append(block)
    return found


def _first_word(article: Article, block: int) -> int:
    """Where a block begins, behind a quotation mark."""
    start = article.blocks[block].start
    return start + (article.text[start : start + 1] in ('"', "“"))
