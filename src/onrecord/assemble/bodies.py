"""Organisations across articles: by name, and by acronyms that stand for one name alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.assemble.evidence import Shares, compare
from onrecord.assemble.names import folded
from onrecord.assemble.people import ALONE, Group, Joined, Node

_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")
_LEGAL = frozenset(["inc", "corp", "corporation", "co", "ltd", "llc", "plc", "gmbh", "ag", "sa", "company"])
_SMALL = frozenset(["the", "of", "for", "and", "s"])
GENERIC_ENOUGH = 0.5  # log-odds of company at which two ministries of one name are one
MOST_COMPARED = 8  # groups of one generic name, the first: they are those with most mentions


@lru_cache(maxsize=50_000)
def body_key(name: str) -> str | None:
    """What the names of one organisation share: its words without articles and legal forms."""
    words = [word for word in _WORD.findall(folded(name).replace(".", "")) if word not in _SMALL]
    kept = [word for word in words if word not in _LEGAL] or words
    return " ".join(kept) or None


@lru_cache(maxsize=50_000)
def is_generic(name: str) -> bool:
    """Whether many countries or towns have an organisation of this name ("the Defence Ministry")."""
    key = body_key(name)
    return key is None or all(word in _generic() for word in key.split())


def same_bodies(nodes: Sequence[Node], shares: Shares) -> list[Group]:
    """The organisations that chains of organisations are.

    One name is one organisation, but a generic name only where the same names stand beside it. An acronym
    is what one article, and no other, says that it stands for.
    """
    groups: list[Group] = []
    named: defaultdict[str, list[Group]] = defaultdict(list)
    for node in sorted(nodes, key=lambda it: (-it.appearance.mentions, it.appearance.founds)):
        key = body_key(node.appearance.name)
        group = _fitting(node, named[key], shares) if key is not None else None
        if group is None:
            group = Group()
            group.add(node, ALONE)
            groups.append(group)
            if key is not None:
                named[key].append(group)
        else:
            group.add(node, Joined("the same organisation by name", 0.98))
    return _spell_out(groups)


def _fitting(node: Node, groups: Sequence[Group], shares: Shares) -> Group | None:
    generic = is_generic(node.appearance.name)
    for group in groups[:MOST_COMPARED] if generic else groups:
        if group.may_have(node) and (
            not generic or compare(node.profile, group.profile, shares).score > GENERIC_ENOUGH
        ):
            return group
    return None


def _spell_out(groups: list[Group]) -> list[Group]:
    """Join what is only called by an acronym with the one organisation that is said to have it."""
    having: defaultdict[str, list[Group]] = defaultdict(list)
    for group in groups:
        names = {name for node in group.nodes for name in (node.appearance.name, *node.appearance.names)}
        if any(not _ACRONYM.fullmatch(name) for name in names):
            for acronym in {name.replace(".", "") for name in names if _ACRONYM.fullmatch(name)}:
                having[acronym].append(group)
    gone: set[int] = set()
    for group in groups:
        names = {name for node in group.nodes for name in (node.appearance.name, *node.appearance.names)}
        if not all(_ACRONYM.fullmatch(name) for name in names):
            continue
        meant = having[min(name.replace(".", "") for name in names)]
        if len(meant) == 1 and meant[0].may_have(group):
            meant[0].join(group, Joined("the acronym that another article spells out", 0.95))
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


@cache
def _generic() -> frozenset[str]:
    text = files("onrecord.assemble").joinpath("generic_bodies.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
