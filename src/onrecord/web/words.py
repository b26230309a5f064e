"""How dates and numbers are put for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from onrecord.record import stretch_in_words

if TYPE_CHECKING:
    from onrecord.api import RoleView

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")


def day_in_words(value: str | None) -> str:
    """An EDTF date for people: "16 October 2025", "October 2025"; what is no plain date stays as it is."""
    if not value:
        return "no date"
    if "/" in value:
        first, _, last = value.partition("/")
        if _DAY.fullmatch(first) and _DAY.fullmatch(last):
            return days_in_words(first, last)
        names = [day_in_words(end) if end not in ("", "..") else None for end in (first, last)]
        if names[0] and names[1]:
            return f"{names[0]} to {names[1]}"
        return f"from {names[0]}" if names[0] else f"until {names[1]}" if names[1] else value
    head = value.partition("T")[0]
    if match := _DAY.fullmatch(head):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return value
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if (match := _MONTH.fullmatch(head)) and 1 <= int(match[2]) <= 12:
        return f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return value if stretch_in_words(head) == head else stretch_in_words(head)


def days_in_words(first: str, last: str) -> str:
    """Two days as a range that says nothing twice: "16–26 October 2025"."""
    if first == last:
        return day_in_words(first)
    one, other = day_in_words(first).split(), day_in_words(last).split()
    if len(one) == len(other) == 3 and one[2] == other[2]:
        if one[1] == other[1]:
            return f"{one[0]}–{' '.join(other)}"
        return f"{one[0]} {one[1]} – {' '.join(other)}"
    return f"{' '.join(one)} – {' '.join(other)}"


def file_or_address(origin: str) -> str:
    """An address as it is; of a file its name, since folders are the reader's own."""
    return origin if "://" in origin else PurePath(origin).name


def percent(probability: float | None) -> str:
    """A probability for people: "83 %"; what is unknown says so."""
    return "not known" if probability is None else f"{round(probability * 100)} %"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 article", "1,204 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def telling(roles: Sequence[RoleView]) -> list[RoleView]:
    """`roles` without those that another one says more fully: "President" beside "President, Salmora"."""
    known = [_parts(role) for role in roles]
    return [
        role
        for place, (role, mine) in enumerate(zip(roles, known, strict=True))
        if mine not in known[:place]
        and not any(mine < known[at] and role.former == other.former for at, other in enumerate(roles))
    ]


def _parts(role: RoleView) -> frozenset[tuple[str, str]]:
    stated = {"title": role.title, "affiliation": role.affiliation, "former": "yes" if role.former else None}
    return frozenset((name, value.casefold()) for name, value in stated.items() if value)
