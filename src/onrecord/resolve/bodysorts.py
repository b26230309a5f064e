"""What sort of body a name tells: a newspaper, a company, a court; and which nouns can stand for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.resolve.clusters import Cluster
from onrecord.resolve.words import groups, several, words


def sorts_of(cluster: Cluster) -> frozenset[str]:
    """The sorts of body that the forms of a name tell; none where it could be anything ("Merpress").

    A well-known body has its own row; else its last word counts, or the one before "of" or "for".
    """
    found: set[str] = set()
    for name in cluster.forms:
        found |= _of_name(name)
    return frozenset(found)


@cache
def _of_name(name: tuple[str, ...]) -> frozenset[str]:
    known = several("body-sort")
    while name[:-1] and name[-1] in words("dropped") and name[-1] not in known:
        name = name[:-1]  # "Mer Pharmaceuticals International"
    small = next((n for n, word in enumerate(name) if n and word in ("of", "for", "on")), None)
    head = name[small - 1] if small is not None else name[-1]  # "Department of Tides"
    return known.get(" ".join(name)) or known.get(head) or known.get(name[-1]) or frozenset()


def can_be_called(noun: str, cluster: Cluster, called: Iterable[str] = ()) -> bool | None:
    """Whether a noun fits the sort of body that a name tells; None where one of them tells no sort.

    Where the name tells none, `called`, the nouns that the article has used for it, may.
    """
    wanted = several("sort-noun").get(noun)
    told = sorts_of(cluster) or frozenset(
        sort for word in called for sort in several("sort-noun").get(word, ())
    )
    if not wanted or not told:
        return None
    return bool(wanted & told)


def nouns_for(cluster: Cluster) -> frozenset[str]:
    """The nouns that can stand for a body by its name: "the paper", "the daily" for the Tarn Herald."""
    return frozenset().union(*(groups("sort-noun").get(sort, frozenset()) for sort in sorts_of(cluster)))
