"""Whole attributions from the network's scores: parts by Viterbi, then who belongs to whom."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.models.attribution.labels import CONTENT, CUE, SOURCE, TAGS
from onrecord.models.attribution.scores import Floats, Links, WordScores

# A content whose words give its best cue a smaller share of their links has no cue. A model's settings may
# say otherwise; it is chosen on the articles that the model did not learn from.
LEAST_LINK = 0.15


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words first..after with one tag."""

    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """One attribution as runs of words, and what its probability is worked out from."""

    source: tuple[Part, ...]
    cue: tuple[Part, ...]
    content: tuple[Part, ...]
    features: tuple[float, ...]  # calibration.FEATURES


def decode(scores: WordScores, block_starts: frozenset[int], least_link: float = LEAST_LINK) -> list[Decoded]:
    """The attributions of an article in the order of their cues; `block_starts` begin blocks."""
    path = best_path(scores.tags)
    parts = {begin: runs(path, begin, block_starts) for begin in (SOURCE, CUE, CONTENT)}
    cues, sources = parts[CUE], parts[SOURCE]
    contents: dict[Part, list[tuple[Part, float]]] = {}  # by cue
    for content in parts[CONTENT]:
        cue, link = pointed_at(scores.cue_of[content.first : content.after], cues)
        if cue is not None and link >= least_link:
            contents.setdefault(cue, []).append((content, link))
    found = []
    for cue in cues:
        if cue not in contents:
            continue
        linked = contents[cue]
        rows = scores.source_of[cue.first : cue.after]
        nobody = float(np.mean([row.nothing for row in rows]))
        source, link = pointed_at(rows, sources)
        named = source is not None and link >= nobody
        told = tuple(part for part, _ in linked)
        features = (
            _certainty(scores.tags, path, told),
            _certainty(scores.tags, path, (cue,)),
            min(link for _, link in linked),
            link if named else nobody,
            math.log(sum(part.after - part.first for part in told)),
            float(named),
        )
        found.append(Decoded((source,) if source is not None and named else (), (cue,), told, features))
    return found


def pointed_at(rows: Sequence[Links], parts: Sequence[Part]) -> tuple[Part | None, float]:
    """Which of `parts`, in text order, `rows` point at most, and how much of them does; else (None, 0).

    Only the parts that the rows' windows reach are looked at: a long article takes no longer by the word.
    """
    first = min(row.first for row in rows)
    after = max(row.first + len(row.at) for row in rows)
    near = parts[
        bisect_right(parts, first, key=lambda part: part.after) : bisect_left(
            parts, after, key=lambda part: part.first
        )
    ]
    shares = [share(rows, part) for part in near]
    return max(zip(near, shares, strict=True), key=lambda pair: pair[1], default=(None, 0.0))


def best_path(log_probabilities: Floats) -> list[int]:
    """The most probable tags in which no part goes on that has not begun (Viterbi 1967)."""
    n, kinds = log_probabilities.shape
    if not n:
        return []
    allowed = np.zeros((kinds, kinds), dtype=np.float32)  # from, to
    for tag, name in enumerate(TAGS):
        if name.startswith("I-"):
            allowed[:, tag] = -np.inf
            allowed[tag - 1, tag] = allowed[tag, tag] = 0.0
    score = log_probabilities[0] + np.where([name.startswith("I-") for name in TAGS], -np.inf, 0.0)
    came_from = np.zeros((n, kinds), dtype=np.int8)
    for i in range(1, n):
        ways = score[:, None] + allowed
        came_from[i] = ways.argmax(axis=0)
        score = ways.max(axis=0) + log_probabilities[i]
    path = [int(score.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(came_from[i, path[-1]]))
    return path[::-1]


def runs(path: Sequence[int], begin: int, block_starts: frozenset[int]) -> list[Part]:
    """The parts whose first word has the tag `begin`, in order; none reaches from one block into the next."""
    found: list[Part] = []
    for i, tag in enumerate(path):
        if tag == begin or (tag == begin + 1 and i in block_starts):
            found.append(Part(i, i + 1))
        elif tag == begin + 1 and found:
            found[-1] = Part(found[-1].first, i + 1)
    return found


def share(rows: Sequence[Links], part: Part) -> float:
    """How much of what `rows` point at lies in `part`, 0 to 1."""
    total = 0.0
    for row in rows:
        lo, hi = max(part.first - row.first, 0), part.after - row.first
        if hi > lo:
            total += float(row.at[lo:hi].sum())
    return total / len(rows)


def _certainty(log_probabilities: Floats, path: Sequence[int], parts: Sequence[Part]) -> float:
    """The mean log-probability of the chosen tags of `parts`."""
    chosen = [log_probabilities[i, path[i]] for part in parts for i in range(part.first, part.after)]
    return float(np.mean(chosen))
