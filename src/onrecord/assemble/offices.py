"""Roles compared: whether what two articles call somebody can be said of one person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from onrecord.assemble.names import folded, skeleton
from onrecord.record import BYLINE, Office

Agreement = Literal[
    "same office",
    "same title",
    "same body",
    "same field",
    "other office",
    "other field",
    "other words",
    "other body",
]

_PLACED = re.compile(r"^\S+-based |(?<=\S) in [A-Z].*$")
_WORD = re.compile(r"[^\W\d_]+")
_ORDER: tuple[Agreement, ...] = (
    "same office", "same title", "same body", "other office", "same field", "other field", "other words",
    "other body",
)  # fmt: skip
LEAST_SHARE = 0.05
_PAIRS = frozenset(
    {
        ("vice", "president"), ("prime", "minister"), ("attorney", "general"), ("chief", "executive"),
        ("campaign", "manager"), ("majority", "leader"), ("minority", "leader"), ("political", "scientist"),
    }
)  # fmt: skip
_ABOUT = frozenset({"of", "for", "at", "in", "to", "with", "from", "who", "and"})
_SMALL = frozenset({"the", "and", "for", "new", "north", "south", "east", "west", "united", "national"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role taken apart: its head ("senator"), its walks of life, the words of what it is of."""

    head: str | None
    title: str
    fields: frozenset[str]
    of: frozenset[str]
    former: bool


@lru_cache(maxsize=100_000)
def role_of(office: Office) -> Role:
    """The role that an article's words tell."""
    title = _words(office.title)
    of = _words(_body(office.affiliation))
    head = _head(title)
    fields = set(_table("field").get(head, ())) if head else set()
    hinted = {field for word in (*title[:-1], *of) for field in _table("field-of").get(word, ())}
    if not fields or head in _table("neutral"):
        fields = hinted
    return Role(
        head=head,
        title=" ".join(title),
        fields=frozenset(fields),
        of=frozenset(skeleton(word) for word in of if len(word) > 2 and word not in _SMALL),
        former=office.former,
    )


def _body(affiliation: str | None) -> str | None:
    """What can be the same in two articles: no place, and nothing without a name ("the same university")."""
    if affiliation is None or affiliation.startswith(("a ", "an ")) or affiliation.islower():
        return None
    return _PLACED.sub("", affiliation)


class Roles:
    """The roles that articles give one person, counted.

    What fewer than one in LEAST_SHARE say is taken for a misreading: a person who is named in hundreds of
    articles has every kind of role in one of them.
    """

    def __init__(self, roles: Iterable[Role] = ()) -> None:
        self.counts: dict[Role, int] = {}
        self.of_head: dict[str, set[str]] = {}  # words of what it is of
        self.fields_of_head: dict[str, set[str]] = {}
        self.titles: set[str] = set()
        self.bare: set[str] = set()  # heads that stood without these words
        self.of: set[str] = set()
        self._fields: dict[str, int] = {}
        self._exclusive: dict[tuple[str, bool], int] = {}
        self._total = 0
        for role in roles:
            self._add(role, 1)

    def add(self, other: Roles) -> None:
        """Take in other roles."""
        for role, count in other.counts.items():
            self._add(role, count)

    def _add(self, role: Role, count: int) -> None:
        self.counts[role] = self.counts.get(role, 0) + count
        self._total += count
        for field in role.fields:
            self._fields[field] = self._fields.get(field, 0) + count
        self.of |= role.of
        self.titles.add(role.title)
        if role.head is None:
            return
        self.of_head.setdefault(role.head, set()).update(role.of)
        self.fields_of_head.setdefault(role.head, set()).update(role.fields)
        if not role.of:
            self.bare.add(role.head)
        if role.head in _table("exclusive"):
            held = (role.head, role.former)
            self._exclusive[held] = self._exclusive.get(held, 0) + count

    @property
    def fields(self) -> set[str]:
        """The walks of life that they belong to."""
        return {name for name, count in self._fields.items() if count >= LEAST_SHARE * self._total}

    @property
    def exclusive(self) -> set[tuple[str, bool]]:
        """The offices that nobody holds beside another of them, each with whether it is past."""
        return {held for held, count in self._exclusive.items() if count >= LEAST_SHARE * self._total}


def best_agreement(mine: Roles, theirs: Roles) -> Agreement | None:
    """How the roles of two agree at best, None where nothing follows.

    But two offices that exclude each other are more than one walk of life.
    """
    found: set[Agreement | None] = set()
    for role in mine.counts:
        found.add(_agreement(role, theirs))
        if _ORDER[0] in found:
            break
    return next((level for level in _ORDER if level in found), None)


def _agreement(mine: Role, theirs: Roles) -> Agreement | None:
    head = mine.head
    if head == BYLINE and head in theirs.of_head:
        return "same office" if mine.of & theirs.of_head[head] else None  # wire copy is in many outlets
    if head is not None and head in theirs.of_head:
        neutral = head in _table("neutral")
        if mine.of & theirs.of_head[head]:
            return "same office"
        if mine.title in theirs.titles and " " in mine.title:
            return "same title"
        if neutral and mine.fields and theirs.fields_of_head[head]:
            return "same field" if mine.fields & theirs.fields else "other field"
        if neutral:
            return None
        return "same title" if not mine.of or head in theirs.bare else "same field"
    if head in _table("exclusive") and any(
        held != head and past == mine.former for held, past in theirs.exclusive
    ):
        return "other office"
    if mine.of & theirs.of:
        return "same body"
    if mine.fields and theirs.fields:
        return "same field" if mine.fields & theirs.fields else "other field"
    if mine.head and theirs.of_head:
        return "other words"
    titles = {skeleton(word) for title in theirs.titles for word in title.split()}
    own = {skeleton(word) for word in mine.title.split()}
    if titles & mine.of or own & theirs.of:
        return None  # "river commissioner" and "Tarn River Commission"
    return "other body" if (mine.of and (theirs.of or theirs.of_head)) or (mine.head and theirs.of) else None


def _words(text: str | None) -> list[str]:
    return _WORD.findall(folded(text or ""))


def _head(title: list[str]) -> str | None:
    """The word that says what somebody is; what follows a preposition only says of what."""
    kept: list[str] = []
    for word in title:
        if word in _ABOUT and kept:
            break
        kept.append(word)
    if not kept:
        return None
    if tuple(kept[-2:]) in _PAIRS:
        return "-".join(kept[-2:])
    if kept[-2:] == ["front", "runner"]:
        return "front-runner"
    word = kept[-1]
    return next(iter(_table("same").get(word, (word,))))


@cache
def _table(kind: str) -> dict[str, tuple[str, ...]]:
    text = files("onrecord.assemble").joinpath("offices.tsv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            of, word, value = line.split("\t")
            if of == kind:
                found[word] = (*found.get(word, ()), value)
    return found
