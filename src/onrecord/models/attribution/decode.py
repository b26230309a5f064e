"""Whole attributions from the network's scores: parts by Viterbi, then who belongs to whom."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.models.attribution.labels import CONTENT, CUE, SOURCE, TAGS
from onrecord.models.attribution.scores import Floats, Links, WordScores

# A content whose words give its best cue a smaller share of their links has no cue. A model's settings may
# say otherwise; it is chosen on the articles that the model did not learn from.
LEAST_LINK = 0.15
_INSIDE = tuple(tag for tag, name in enumerate(TAGS) if name.startswith("I-"))


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
    chosen = scores.tags[np.arange(len(path)), path] if path else np.zeros(0, dtype=np.float32)
    cues, sources = (Parts(runs(path, begin, block_starts)) for begin in (CUE, SOURCE))
    contents: dict[Part, list[tuple[Part, float]]] = {}  # by cue
    for content in runs(path, CONTENT, block_starts):
        cue, link, _ = pointed_at(scores.cue_of, content, cues)
        if cue is not None and link >= least_link:
            contents.setdefault(cue, []).append((content, link))
    found = []
    for cue in cues.parts:
        if cue not in contents:
            continue
        linked = contents[cue]
        source, link, nobody = pointed_at(scores.source_of, cue, sources)
        named = source is not None and link >= nobody
        told = tuple(part for part, _ in linked)
        features = (
            _certainty(chosen, told),
            _certainty(chosen, (cue,)),
            min(link for _, link in linked),
            link if named else nobody,
            math.log(sum(part.after - part.first for part in told)),
            float(named),
        )
        found.append(Decoded((source,) if source is not None and named else (), (cue,), told, features))
    return found


class Parts:
    """Runs of words in text order, with where they begin and end as columns."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.first = np.array([part.first for part in parts], dtype=np.int64)
        self.after = np.array([part.after for part in parts], dtype=np.int64)


def pointed_at(links: Sequence[Links], of: Part, parts: Parts) -> tuple[Part | None, float, float]:
    """Which of `parts` the words of `of` point at most, how much of them does, and how much at nothing.

    (None, 0, ...) where they reach none. Only the parts that their windows reach are looked at: a long
    article takes no longer by the word.
    """
    begin = bisect_right(links, of.first, key=lambda some: some.after)
    some = links[begin : bisect_left(links, of.after, key=lambda some: some.of)]
    near = slice(
        int(np.searchsorted(parts.after, min(one.first for one in some), side="right")),
        int(np.searchsorted(parts.first, max(one.first + one.at.shape[1] for one in some), side="left")),
    )
    shares = np.zeros(max(near.stop - near.start, 0))
    nothing = 0.0
    for one in some:
        rows = slice(max(of.first - one.of, 0), of.after - one.of)
        nothing += float(one.nothing[rows].sum())
        if len(shares):
            width = one.at.shape[1]
            up_to = np.concatenate(([0.0], one.at[rows].sum(axis=0, dtype=np.float64).cumsum()))
            first, after = (np.clip(ends[near] - one.first, 0, width) for ends in (parts.first, parts.after))
            shares += up_to[after] - up_to[first]
    words = of.after - of.first
    if not len(shares):
        return None, 0.0, nothing / words
    best = int(shares.argmax())
    return parts.parts[near.start + best], float(shares[best]) / words, nothing / words


def best_path(log_probabilities: Floats) -> list[int]:
    """The most probable tags in which no part goes on that has not begun (Viterbi 1967)."""
    path: list[int] = log_probabilities.argmax(axis=1).tolist()
    if all(tag not in _INSIDE or before in (tag, tag - 1) for before, tag in pairwise((0, *path))):
        return path  # each word's best, and allowed
    score = [-math.inf if tag in _INSIDE else 0.0 for tag in range(len(TAGS))]  # before the first word
    came_from: list[list[int]] = []
    for row in log_probabilities.tolist():
        top = max(score)
        best = score.index(top)
        origin = [best] * len(TAGS)
        new = [top + told for told in row]
        for tag in _INSIDE:
            origin[tag] = tag - 1 if score[tag - 1] >= score[tag] else tag
            new[tag] = score[origin[tag]] + row[tag] if came_from else -math.inf
        score = new
        came_from.append(origin)
    path = [score.index(max(score))]
    for origin in reversed(came_from[1:]):
        path.append(origin[path[-1]])
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


def _certainty(chosen: Floats, parts: Sequence[Part]) -> float:
    """The mean log-probability of the chosen tags of `parts`."""
    return float(np.mean(np.concatenate([chosen[part.first : part.after] for part in parts])))
