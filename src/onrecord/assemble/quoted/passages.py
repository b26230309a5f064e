"""The passages of articles that are closest to a quotation, and how they differ from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.assemble.quoted.align import ELIDED, LEFT_OUT, LEFT_OUT_WORD, Alignment, Grid, Pair
from onrecord.assemble.quoted.telling import differs_in
from onrecord.assemble.quoted.words import HEAVY, LIGHT, Quotation, Word, likeness, words_of
from onrecord.record import Difference, DifferenceKind, Passage

# What is found below is another sentence: see find.py in benchmarks.
LEAST_SCORE = 0.6
# A quotation of little weight has to agree better: two words in three agree with half the language.
FEW = 4.0
MOST_IN_ONE = 4  # passages of one article
# The article's own words inside a quotation: “... will not,” the minister said, “move them ...”
_ASIDE = re.compile(r"[,.!?]?[”\"’'»][^“”\"«»]{1,120}[“\"‘'«]", re.DOTALL)


def least_score(quotation: Quotation) -> float:
    """The score below which a passage is not what the quotation is from."""
    total = float(quotation.weights.sum())
    return LEAST_SCORE if total >= FEW else LEAST_SCORE + (1 - LEAST_SCORE) * (FEW - total) / FEW


def find_passages(quotation: Quotation, articles: Iterable[tuple[str, str]]) -> list[Passage]:
    """The passages of `articles`, given by id and text, that are close to the quotation, best first.

    Ties stand in the order of the articles. Nothing where the quotation has no words.
    """
    if not quotation.words:
        return []
    texts = [(ident, text, list(words_of(text))) for ident, text in articles]
    vocabulary = sorted({word.folded for _, _, words in texts for word in words})
    number = {word: place for place, word in enumerate(vocabulary)}
    alike = likeness([word.folded for word in quotation.words], vocabulary)
    total = float(quotation.weights.sum())
    least = least_score(quotation)
    passages = []
    for ident, text, words in texts:
        if not words:
            continue
        columns = np.array([number[word.folded] for word in words])
        grid = Grid(alike[:, columns], quotation.weights, quotation.open_before)
        # Asides give back what they cost, so that somewhat less may be enough.
        for alignment in _apart(grid, (least - 0.15) * total):
            passage = _passage(quotation, ident, text, words, alignment, total)
            if passage is not None and passage.score >= least:
                passages.append(passage)
    return sorted(passages, key=lambda passage: -passage.score)


def _apart(grid: Grid, least: float) -> list[Alignment]:
    """The best alignments that do not overlap."""
    found: list[Alignment] = []
    taken: list[tuple[int, int]] = []
    for end in grid.ends(least):
        if any(first <= end - 1 <= last for first, last in taken):
            continue
        alignment = grid.trace(end)
        places = [pair.found for pair in alignment.pairs if pair.found is not None]
        if not places or any(first <= max(places) and min(places) <= last for first, last in taken):
            continue
        taken.append((min(places), max(places)))
        found.append(alignment)
        if len(found) == MOST_IN_ONE:
            break
    return found


def _passage(
    quotation: Quotation, ident: str, text: str, words: Sequence[Word], alignment: Alignment, total: float
) -> Passage | None:
    pairs = alignment.pairs
    places = [pair.found for pair in pairs if pair.found is not None]
    if not any(_agree(quotation, words, pair) for pair in pairs):
        return None
    start, end = words[min(places)].start, words[max(places)].end
    pieces, given_back = _pieces(quotation, text, words, pairs)
    return Passage(
        article_id=ident,
        start=start,
        end=end,
        text=text[start:end],
        score=round(min(1.0, max(0.0, (alignment.gain + given_back) / total)), 3),
        differences=pieces,
        differs_in=differs_in(quotation, text, start, pieces),
    )


def _agree(quotation: Quotation, words: Sequence[Word], pair: Pair) -> bool:
    return pair.found is not None and quotation.words[pair.quoted].folded == words[pair.found].folded


def _pieces(
    quotation: Quotation, text: str, words: Sequence[Word], pairs: Sequence[Pair]
) -> tuple[tuple[Difference, ...], float]:
    """The quotation and the passage piece by piece, and what asides and ellipses had cost too much."""
    marks: list[tuple[DifferenceKind, int, int]] = []  # kind, where it begins in the quotation, in the text
    given_back = 0.0
    placed = [pair.found for pair in pairs if pair.found is not None]
    at = words[placed[0]].start if not pairs[0].moved else words[min(placed[:2])].start
    last: int | None = None  # the last word of the article that is accounted for
    done: set[int] = set()
    for number, pair in enumerate(pairs):
        quoted = quotation.words[pair.quoted].start
        if pair.found is None:
            marks.append(("added", quoted, at))
            continue
        if number in done:
            continue
        first = pair.found
        if pair.moved:
            done.add(number + 1)
            first = min(first, pairs[number + 1].found or first)
        if last is not None and first > last + 1:
            kind, back = _gap(quotation, text, words, pair.quoted, last, first)
            marks.append((kind, quoted, words[last].end))
            given_back += back
        at = words[first].start
        if pair.moved:
            marks.append(("moved", quoted, at))
            last = first + 1
        else:
            marks.append(("same" if _agree(quotation, words, pair) else "changed", quoted, at))
            last = first
        at = words[last].end
    end = words[max(placed)].end
    return _joined(quotation, text, marks, end), given_back


def _gap(
    quotation: Quotation, text: str, words: Sequence[Word], quoted: int, last: int, first: int
) -> tuple[DifferenceKind, float]:
    if quotation.open_before[quoted]:
        return "elided", ELIDED
    if _ASIDE.fullmatch(text[words[last].end : words[first].start].strip()):
        return "aside", LEFT_OUT + LEFT_OUT_WORD * (first - last - 1)
    return "missing", 0.0


def _joined(
    quotation: Quotation, text: str, marks: Sequence[tuple[DifferenceKind, int, int]], end: int
) -> tuple[Difference, ...]:
    """The pieces, each up to where the next begins; neighbours of one kind as one."""
    kept = [mark for number, mark in enumerate(marks) if number == 0 or mark[0] != marks[number - 1][0]]
    ends = [(quoted, found) for _, quoted, found in kept[1:]]
    ends.append((quotation.words[-1].end, end))
    return tuple(
        Difference(kind=kind, quoted=quotation.text[quoted:quoted_end], found=text[found:found_end])
        for (kind, quoted, found), (quoted_end, found_end) in zip(kept, ends, strict=True)
    )


__all__ = ["HEAVY", "LEAST_SCORE", "LIGHT", "MOST_IN_ONE", "find_passages", "least_score"]
