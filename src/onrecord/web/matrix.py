"""Who is quoted by which outlet how often: rows of people, columns of outlets, dots that grow by area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.api import Quoted, QuotedView

MOST_COLUMNS = 8  # outlets; what others have is counted in one more
LARGEST = 15.0  # radius of the largest dot, in px
SMALLEST = 3.5


class Column(NamedTuple):
    """An outlet, or an article whose outlet is not known."""

    outlet: str | None
    article: str | None
    headline: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How often somebody is quoted there. `column` is None for all the others together."""

    column: Column | None
    number: int
    radius: float


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody, and a cell for each column."""

    person: QuotedView
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole; `others` tells whether there is a last column for what all the others have."""

    columns: tuple[Column, ...]
    others: bool
    rows: tuple[Row, ...]


def matrix(quoted: Quoted) -> Matrix:
    """The matrix of those who are quoted most. Outlets come first, then single articles, each by number."""
    counts = [
        (person, {Column(it.outlet, it.article, it.headline): it.statements for it in person.by_outlet})
        for person in quoted
    ]
    totals: Counter[Column] = Counter()
    for _, numbers in counts:
        totals.update(numbers)
    ordered = sorted(
        totals, key=lambda it: (it.outlet is None, -totals[it], it.outlet or "", it.article or "")
    )
    columns, others = tuple(ordered[:MOST_COLUMNS]), len(ordered) > MOST_COLUMNS
    most = max((number for _, numbers in counts for number in numbers.values()), default=1)

    def cells(numbers: dict[Column, int]) -> Iterator[Cell]:
        for column in columns:
            number = numbers.get(column, 0)
            yield Cell(column, number, _radius(number, most))
        if others:
            number = sum(numbers.values()) - sum(numbers.get(column, 0) for column in columns)
            yield Cell(None, number, _radius(number, max(number, most)))

    return Matrix(columns, others, tuple(Row(person, tuple(cells(numbers))) for person, numbers in counts))


def _radius(number: int, most: int) -> float:
    """The radius of a dot whose area is as the number; small numbers stay visible."""
    return 0.0 if number == 0 else round(max(SMALLEST, LARGEST * (number / most) ** 0.5), 1)
