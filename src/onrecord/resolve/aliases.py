"""Two names that the article itself gives one person: "Ada Mer, also known as Mona Venn"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Syntax
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.names import NameMention

LONGEST_BETWEEN = 8  # words and marks from one name to the other
# What may stand between the names, and what of that tells that they are one person's.
_TELLING = (("known", "as"), ("aka",), ("a.k.a.",), ("alias",), ("born",), ("née",), ("nee",))
_BETWEEN = frozenset(
    [",", "(", "who", "is", "was", "also", "better", "best", "formerly", "previously", "once", "popularly",
     "professionally", "widely", "and", "as"]
)  # fmt: skip


def join_aliases(syntax: Syntax, clusters: Sequence[Cluster]) -> dict[int, Cluster]:
    """The people who are somebody else by another name, each (by id) with whoever gets their names.

    Both are named in full; whoever is named first in the sentence keeps the other.
    """
    at = {m.start: (m, c) for c in clusters if c.kind == "person" for m in c.mentions}
    joined: dict[int, Cluster] = {}
    for m, cluster in sorted(at.values(), key=lambda pair: pair[0].start):
        other = _alias(syntax, m, at) if len(m.words) > 1 else None
        if other is None or other is cluster or id(other) in joined or id(cluster) in joined:
            continue
        joined[id(other)] = cluster
        for mention in other.mentions:
            cluster.add(mention)
    return joined


def _alias(
    syntax: Syntax, mention: NameMention, at: dict[int, tuple[NameMention, Cluster]]
) -> Cluster | None:
    """The person of the full name that words right behind a name give it."""
    tokens = syntax.tokens
    between: list[str] = []
    for i in range(mention.end, min(mention.end + LONGEST_BETWEEN, len(tokens))):
        if tokens[i].sentence != tokens[mention.start].sentence:
            return None
        if i in at:
            told = [words for words in _TELLING if _holds(between, words)]
            full = len(at[i][0].words) > 1
            rest = set(between).difference(*told) if told else set(between)
            return at[i][1] if told and full and rest <= _BETWEEN else None
        between.append(tokens[i].text.lower())
    return None


def _holds(between: Sequence[str], telling: Sequence[str]) -> bool:
    """Whether words hold these in their order."""
    rest = iter(between)
    return all(word in rest for word in telling)


__all__ = ["join_aliases"]
