"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PER_PAGE = 50
MOST_PAGES = 10**9  # more would not fit into SQLite's numbers


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a list: its rows, its number from 1, how many rows and pages there are in all."""

    rows: Sequence[T]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The place of the first row in the list, from 1."""
        return (self.number - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        """The place of the last row in the list."""
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> int | None:
        """The number of the page before, None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after, None on the last."""
        return self.number + 1 if self.number < self.pages else None


def part_of(rows: Sequence[T], number: int, per_page: int = PER_PAGE) -> Part[T]:
    """Page `number` of `rows`; the nearest there is where that lies outside."""
    pages = max(1, -(-len(rows) // per_page))
    number = min(max(number, 1), pages)
    start = (number - 1) * per_page
    return Part(rows[start : start + per_page], number, len(rows), per_page)
