"""A quotation's words laid along an article's words, at the least cost.

A dynamic program after Needleman and Wunsch (1970), global in the quotation and local in the article, with
affine gaps (Gotoh 1982) for words that were left out, cheap ones where an ellipsis stands, and
transpositions of neighbours (Damerau 1964). Rows are the quotation's words; numpy does a row at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ADDED = 0.15  # of its weight, for a word that the article lacks
CHANGED = 0.10  # for another word in its place
SWAPPED = 0.85  # of the weight of two words that stand in the other order
LEFT_OUT = 0.5  # for a gap in the quotation that nothing marks ...
LEFT_OUT_WORD = 0.03  # ... and for each word of it
ELIDED = 0.05  # where an ellipsis marks it
ELIDED_WORD = 0.004
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the quotation and the word of the article that it stands for, by their numbers."""

    quoted: int
    found: int | None  # None: the article has no such word
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """`gain` is the weight that was found, less the costs."""

    gain: float
    pairs: tuple[Pair, ...]


class Grid:
    """All alignments of a quotation with one article.

    `alike` is of shape (words of the quotation, words of the article), each 0..1.
    """

    def __init__(self, alike: npt.NDArray[np.float32], weights: Floats, open_before: Sequence[bool]) -> None:
        self._alike = alike
        self._weights = weights
        self._open = open_before
        rows, columns = alike.shape
        # Column 0 stands for: no word was found yet. Column j: the last one that was found is word j - 1.
        self._best = np.full((rows + 1, columns + 1), -np.inf)
        self._best[0, 0] = 0.0
        self._places = np.arange(columns + 1, dtype=np.float64)
        self._arrive = np.full((rows + 1, columns + 1), -np.inf)  # before the next word is counted
        for row in range(1, rows + 1):
            self._fill(row)

    def _fill(self, row: int) -> None:
        before, weight = self._best[row - 1], self._weights[row - 1]
        arrive = self._arrive[row]
        arrive[1:] = before[0]
        arrive[2:] = np.maximum(arrive[2:], before[1:-1])
        if before.size > 3:
            open_, each = self._costs(row)
            reach = np.maximum.accumulate(before[1:-2] + each * self._places[1:-2])
            arrive[3:] = np.maximum(arrive[3:], reach - open_ - each * (self._places[3:] - 1))
        best = before - ADDED * weight
        best[1:] = np.maximum(best[1:], arrive[1:] + self._gains(row))
        if row > 1 and before.size > 2:
            swapped = self._arrive[row - 1][1:-1] + self._swaps(row)
            best[2:] = np.maximum(best[2:], swapped)
        self._best[row] = best

    def _costs(self, row: int) -> tuple[float, float]:
        return (ELIDED, ELIDED_WORD) if self._open[row - 1] else (LEFT_OUT, LEFT_OUT_WORD)

    def _gains(self, row: int) -> Floats:
        alike, weight = self._alike[row - 1], self._weights[row - 1]
        gains: Floats = np.where(alike > 0, alike * weight, -CHANGED * weight).astype(np.float64)
        return gains

    def _swaps(self, row: int) -> Floats:
        """What two words in the other order count, by the place of the later one, from the second on."""
        both = (self._alike[row - 1][:-1] == 1) & (self._alike[row - 2][1:] == 1)
        worth = SWAPPED * (self._weights[row - 1] + self._weights[row - 2])
        return np.where(both, worth, -np.inf)

    def ends(self, least: float) -> list[int]:
        """Where alignments end whose gain is at least so much, best first; of equals the earlier."""
        last = self._best[-1][1:]
        (places,) = np.nonzero(last >= least)
        return sorted((int(place) + 1 for place in places), key=lambda place: (-last[place - 1], place))

    def trace(self, end: int) -> Alignment:
        """The best alignment that ends at `end`."""
        gain = float(self._best[-1][end])
        pairs: list[Pair] = []
        row, column = len(self._weights), end
        while row > 0:
            now = self._best[row][column]
            weight = self._weights[row - 1]
            if column and abs(self._arrive[row][column] + self._gain(row, column) - now) < _EPSILON:
                pairs.append(Pair(row - 1, column - 1))
                column = self._came_from(row, column)
                row -= 1
            elif abs(self._best[row - 1][column] - ADDED * weight - now) < _EPSILON:
                pairs.append(Pair(row - 1, None))
                row -= 1
            else:
                pairs += [Pair(row - 1, column - 2, True), Pair(row - 2, column - 1, True)]
                column = self._came_from(row - 1, column - 1)
                row -= 2
        return Alignment(gain, tuple(reversed(pairs)))

    def _gain(self, row: int, column: int) -> float:
        alike, weight = float(self._alike[row - 1][column - 1]), float(self._weights[row - 1])
        return alike * weight if alike > 0 else -CHANGED * weight

    def _came_from(self, row: int, column: int) -> int:
        """The column of the row before from which `column` was reached."""
        before, target = self._best[row - 1], self._arrive[row][column]
        if column > 1 and abs(before[column - 1] - target) < _EPSILON:
            return column - 1
        if abs(before[0] - target) < _EPSILON:
            return 0
        open_, each = self._costs(row)
        reached = before[1 : column - 1] - open_ - each * (column - 1 - self._places[1 : column - 1])
        return int(np.argmax(reached)) + 1
