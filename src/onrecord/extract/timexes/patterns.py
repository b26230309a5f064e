"""Regular expressions over items instead of characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.extract.timexes.items import OTHER, Item, words

_CLASS = re.compile(r"\{([^{}]+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_FIGURES = (
    "year",
    "day",
    "num",
    "ord",
    "decade",
    "short-decade",
    "part-year",
    "short",
    "clock",
    "glued",
    "four",
    "slashed",
)


def _kind(kind: str, value: str) -> str:
    """A unit's class with its size, "unit:Q"; any other class as it is."""
    return f"{kind}:{value}" if kind in ("unit", "units") else kind


def _letters() -> dict[str, str]:
    """A private character for every class of item."""
    kinds = sorted({_kind(row.kind, row.value) for row in words().values()} | {"holiday", *_FIGURES})
    return {OTHER: "."} | {kind: chr(0xE000 + number) for number, kind in enumerate(kinds)}


LETTERS = _letters()


def letters_of(kind: str) -> str:
    """The characters of a class; "unit" and "units" have one for each size, "unit:Q" is one of them."""
    if kind in ("unit", "units"):
        return "".join(letter for name, letter in LETTERS.items() if name.startswith(f"{kind}:"))
    return LETTERS[kind]


def line_of(items: Sequence[Item]) -> str:
    """The items as a line of private characters, one an item."""
    return "".join([LETTERS[_kind(item.kind, item.value)] for item in items])


def compiled(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """A pattern in which {month} is an item of that class and {a|b} one of either; white space is nothing.

    {unit:Q} is a quarter alone. {NAME} in capitals is the macro of that name. A group named again in
    another branch gets a figure behind its name. Raises KeyError for a class that no word has.
    """

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name in macros:
            return f"(?:{expand(macros[name])})"
        letters = "".join(letters_of(kind) for kind in name.split("|"))
        return letters if len(letters) == 1 and letters != "." else f"[{letters}]"

    def expand(text: str) -> str:
        return _CLASS.sub(one, "".join(text.split()))

    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        name = match[1].rstrip("23")
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{seen[name] if seen[name] > 1 else ''}>"

    return re.compile(_GROUP.sub(numbered, expand(pattern)))


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule, with the items that its named groups cover."""

    match: re.Match[str]
    items: Sequence[Item]
    start: int  # of the "span" group, or of all, in items
    end: int

    def all(self, group: str) -> Sequence[Item]:
        """The items of a group, none where it took no part.

        A group that stands in several branches of a pattern is looked up in all of them.
        """
        known = self.match.re.groupindex
        for name in (group, f"{group}2", f"{group}3"):
            start, end = self.match.span(name) if name in known else (-1, -1)
            if start >= 0:
                return self.items[start:end]
        return ()

    def value(self, group: str) -> str:
        """The value of a group's first item, "" where it took no part."""
        found = self.all(group)
        return found[0].value if found else ""

    def text(self, group: str) -> str:
        """The words of a group, in lower case, joined by spaces."""
        return " ".join(item.text for item in self.all(group))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a rule makes of its words.

    Exactly one of `value` (a TIMEX3 value that needs no date) and `relative` is given. "?" in `relative`
    stands for a direction that the tense tells. `focus` asks for another timex as the anchor: the last one
    that is a day ("D"), a quarter ("Q"), or any ("*"); capital letters fall back to the date of publication.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None = None
    relative: str | None = None
    mod: str | None = None
    focus: str | None = None


Builder = Callable[[Found], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its matches mean; a builder may refuse with None. `weighed`: see rates.tsv."""

    name: str
    pattern: str
    build: Builder
    weighed: bool = False
    macros: dict[str, str] = field(default_factory=dict, repr=False)

    def finder(self) -> Callable[[str, Sequence[Item]], Iterator[Found]]:
        """Finds the rule's matches in a line, left to right, none overlapping."""
        pattern = compiled(self.pattern, self.macros)
        group = "span" if "span" in pattern.groupindex else 0

        def find(line: str, items: Sequence[Item]) -> Iterator[Found]:
            for match in pattern.finditer(line):
                start, end = match.span(group)
                if start < end:
                    yield Found(match, items, start, end)

        return find
