"""What is known of a line of a page that was saved or copied as text, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.models.blocks.features import shifted
from onrecord.models.blocks.words import NAMES, Hints, Matrix, word_columns

WINDOWS = (2, 5, 12)  # lines before and after
FAR = 40.0
SHORT_COST = 40.0  # characters of running text that outweigh one line that is none, in the densest stretch


class Line(Protocol):
    """A paragraph or a line of its own."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def gap(self) -> int:
        """Blank lines before it."""

    @property
    def indent(self) -> int:
        """White space at its beginning."""

    @property
    def lines(self) -> int:
        """How many lines it was joined from."""


@dataclass(slots=True)
class _Bare:
    """A line in the form of a run, of which no link is known."""

    text: str
    start: int
    end: int
    node: int = 0
    linked: int = 0
    strong: int = 0


def line_features(lines: Sequence[Line]) -> Matrix:
    """One row for each line."""
    sizes = [len("".join(line.text.split())) for line in lines]
    words = word_columns(
        [_Bare(line.text, 0, size) for line, size in zip(lines, sizes, strict=True)], Hints()
    )
    running = words[:, NAMES.index("running")].astype(np.float64)
    size = np.array(sizes, dtype=np.float64)
    return np.nan_to_num(
        np.hstack(
            [
                words,
                _shape(lines),
                _density(size, running),
                _stretch(size, running),
                _neighbours(lines, words),
            ]
        ).astype(np.float32)
    )


def _shape(lines: Sequence[Line]) -> Matrix:
    gaps = np.array([min(line.gap, 3) for line in lines], dtype=np.float32)
    after = np.concatenate((gaps[1:], [3.0])).astype(np.float32)
    indent = np.array([min(line.indent, 8) for line in lines], dtype=np.float32)
    joined = np.array([min(line.lines, 5) for line in lines], dtype=np.float32)
    same = np.array([a.text == b.text for a, b in pairwise(lines)] + [False])
    doubled = same | np.concatenate(([False], same[:-1]))
    return np.stack([gaps, after, indent, joined, doubled, np.full(len(lines), gaps.mean())], axis=1)


def _density(size: NDArray[np.float64], running: NDArray[np.float64]) -> Matrix:
    """How much of the text around a line is running text, and where the line stands in all of it."""
    n = len(size)
    index = np.arange(n)
    mass = running * size
    columns = []
    for values in (running, size, mass):
        upto = np.concatenate(([0.0], np.cumsum(values)))
        for width in WINDOWS:
            low, high = np.maximum(0, index - width), np.minimum(n, index + width + 1)
            columns.append(upto[high] - upto[low])
    upto = np.concatenate(([0.0], np.cumsum(mass)))
    total = max(1.0, upto[-1])
    last = np.concatenate(([-1], np.maximum.accumulate(np.where(running > 0, index, -1))[:-1]))
    ahead = np.minimum.accumulate(np.where(running > 0, index, n)[::-1])[::-1]
    ahead = np.concatenate((ahead[1:], [n]))
    columns += [
        upto[:-1] / total,
        1.0 - upto[1:] / total,
        np.minimum(index - last, FAR),
        np.minimum(ahead - index, FAR),
        index / n,
        np.full(n, np.log1p(n)),
        np.full(n, total / max(1.0, size.sum())),
    ]
    return np.asarray(np.log1p(np.maximum(0.0, np.stack(columns, axis=1))), dtype=np.float32)


def _stretch(size: NDArray[np.float64], running: NDArray[np.float64]) -> Matrix:
    """The stretch with most running text and fewest other lines, and how far off a line is."""
    gain = np.where(running > 0, size, -SHORT_COST)
    best, best_from, best_to, start, here = 0.0, 0, 0, 0, 0.0
    for i, value in enumerate(gain):
        if here <= 0:
            start, here = i, 0.0
        here += float(value)
        if here > best:
            best, best_from, best_to = here, start, i + 1
    index = np.arange(len(size))
    before = np.clip(best_from - index, -FAR, FAR)
    behind = np.clip(index - best_to + 1, -FAR, FAR)
    inside = (index >= best_from) & (index < best_to)
    return np.stack([inside, before, behind], axis=1).astype(np.float32)


def _neighbours(lines: Sequence[Line], words: Matrix) -> Matrix:
    names = ("chars", "stop", "running", "house", "opens", "starts_upper", "upper", "bullet")
    picked = words[:, [NAMES.index(name) for name in names]]
    return np.hstack([shifted(picked, step) for step in (-3, -2, -1, 1, 2, 3)])
