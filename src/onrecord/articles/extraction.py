"""Which runs of a page are the article: a scorer's opinion, or trafilatura's where that is unsure."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.metadata import version
from typing import Any, Protocol

from lxml.html import HtmlElement

from onrecord.articles.metadata import Stated
from onrecord.articles.pagetext import Node, PageText, Run

# The numbers below were chosen by leaving publishers out: figures change little around them.
SURE = 0.3  # a run scored higher belongs to the article,
SURE_OF_PAGE = 0.9  # on a page whose text has such scores; where they are lower, the limit sinks with them,
LEAST = 0.08  # but not below this
UNSURE = 0.3  # where the typical score is lower, trafilatura decides
LONGEST_COMPARED = 5_000  # letters of a text of which pieces are sought

WHOLE = 0.6  # of a run's letters must stand in a text for the run to belong to it
SURE_LENGTH = 25  # letters; a shorter text stands in many places and is sought beside the last one
NEAR = 400  # letters beyond the last text in which a short one is sought
MOST_PLACES = 200  # a word like "the" stands in hundreds of places, and none of them is the one

_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's head states of its article: letters and digits, in lower case, "" where it does not."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""


class Text(Protocol):
    """A piece of a page."""

    @property
    def text(self) -> str:
        """What it says."""


class BlockScorer(Protocol):
    """Says of each run of text on a page how likely it belongs to the article."""

    def score_runs(self, nodes: Sequence[Node], runs: Sequence[Run], hints: Hints) -> list[float]:
        """One number in 0..1 for each run."""


def letters(text: str) -> str:
    """A text's letters and digits in lower case, by which repeats are known."""
    return _LETTERS.sub("", text.lower())


@functools.cache
def trafilatura_version() -> str:
    """The version of trafilatura in use."""
    return version("trafilatura")


def hints_of(stated: Stated) -> Hints:
    """What the head states, in the form in which it is compared with runs."""
    return Hints(
        tuple(letters(title) for title in stated.titles),
        tuple(letters(description) for description in stated.descriptions),
        letters(stated.body or ""),
    )


def find_article(root: HtmlElement, page: PageText, stated: Stated, scorer: BlockScorer | None) -> list[Run]:
    """The runs that are the article, in the page's order; empty when there are none."""
    if scorer is not None and page.runs:
        chosen = choose(page.runs, scorer.score_runs(page.nodes, page.runs, hints_of(stated)))
        if chosen is not None:
            return chosen
    texts = _trafilatura_texts(root)
    shares = covered_shares(page.runs, texts)
    return [run for run, share in zip(page.runs, shares, strict=True) if share >= WHOLE]


def choose(runs: Sequence[Run], scores: Sequence[float]) -> list[Run] | None:
    """The runs that belong to the article by their scores, or None where the scores leave it open."""
    sizes = [run.end - run.start for run in runs]
    weighed = sorted(zip(scores, sizes, strict=True), reverse=True)
    expected = sum(score * size for score, size in weighed)
    seen, typical = 0.0, 0.0  # typical: what the middle character of the article is scored
    for score, size in weighed:
        seen += score * size
        typical = score
        if seen >= expected / 2:
            break
    limit = max(LEAST, SURE * min(1.0, typical / SURE_OF_PAGE))
    chosen = [run for run, score in zip(runs, scores, strict=True) if score >= limit]
    return chosen if typical >= UNSURE else None


def covered_shares(runs: Sequence[Text], texts: Sequence[str]) -> list[float]:
    """For each run the share of its letters that stand in the texts, which come in the page's order."""
    keys = [letters(run.text) for run in runs]
    starts = [0]
    for key in keys:
        starts.append(starts[-1] + len(key))
    whole = "".join(keys)
    covered = bytearray(len(whole))
    edges = set(starts)
    cursor = 0
    for text in texts:
        key = letters(text)
        if not key:
            continue
        place = _place(whole, key, cursor, edges)
        if place >= 0:
            covered[place : place + len(key)] = b"\1" * len(key)
            cursor = place + len(key)
        elif 2 * SURE_LENGTH <= len(key) <= LONGEST_COMPARED:
            cursor = _cover_parts(whole, key, cursor, covered)
    return [
        sum(covered[start : start + len(key)]) / len(key) if key else 0.0
        for start, key in zip(starts, keys, strict=False)
    ]


def _place(whole: str, key: str, cursor: int, edges: set[int]) -> int:
    """Where a text stands: after the last one, at the edges of runs if it can be had; else -1."""
    end = len(whole) if len(key) >= SURE_LENGTH else min(len(whole), cursor + NEAR)
    loose = -1
    place = whole.find(key, cursor, end)
    for _ in range(MOST_PLACES):
        if place < 0:
            break
        if place in edges and place + len(key) in edges:
            return place
        if loose < 0 and (len(key) >= SURE_LENGTH or place in edges):
            loose = place
        place = whole.find(key, place + 1, end)
    if loose < 0 and len(key) >= SURE_LENGTH:
        loose = whole.find(key)
    return loose


def _cover_parts(whole: str, key: str, cursor: int, covered: bytearray) -> int:
    """Mark the long pieces that a text shares with the page near its beginning or its end."""
    head = whole.find(key[:SURE_LENGTH], cursor)
    if head < 0:
        tail = whole.find(key[-SURE_LENGTH:], cursor)
        if tail < 0:
            return cursor
        head = max(cursor, tail + SURE_LENGTH - len(key))
    window = whole[head : head + round(1.5 * len(key))]
    end = cursor
    for block in SequenceMatcher(None, key, window, autojunk=False).get_matching_blocks():
        if block.size >= SURE_LENGTH // 2:
            covered[head + block.b : head + block.b + block.size] = b"\1" * block.size
            end = max(end, head + block.b + block.size)
    return end


def _trafilatura_texts(root: HtmlElement) -> list[str]:
    # Imported here: it takes a third of a second, and most pages never need it.
    import trafilatura

    # It warns of every page without an article; that is a Failure of ours, and no news for the terminal.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(root, fast=True, include_comments=False, with_metadata=False)
    return [] if found is None else (found.text or "").split("\n")
