"""Which names of bodies, groups and places corefer."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import ChainKind, Syntax
from onrecord.resolve.bodysorts import sorts_of
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.names import NameMention
from onrecord.resolve.words import values, words

_POINTS = {"N. ": "north", "S. ": "south", "E. ": "east", "W. ": "west"}
_SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "de"})


def cluster_bodies(mentions: Sequence[NameMention], syntax: Syntax) -> list[Cluster]:
    """Clusters of organisations, groups and places, in the order of first mention.

    The same words; an acronym in brackets after its name, or whose letters are the initials of one name
    alone; the last words of one longer name of a body named before ("the Herald" for "Tarn Herald"); the
    forms of a country's name that everybody knows ("U.S.", "United States").
    """
    clusters: dict[tuple[tuple[str, ...], ChainKind], Cluster] = {}
    last: NameMention | None = None
    for m in mentions:
        key = (_usual(m), m.kind)
        cluster = clusters.get(key)
        bracketed = (
            last is not None and m.start - last.end <= 1 and syntax.tokens[m.start - 1].text in ("(", "[")
        )
        if cluster is None and bracketed and last is not None and is_acronym(m.text, last.text):
            cluster = clusters[_usual(last), last.kind]
            clusters[key] = clusters[key[0], last.kind] = cluster
        if cluster is None:
            cluster = clusters[key] = Cluster(m.kind)
        cluster.add(m)
        last = m
    distinct = list({id(c): c for c in clusters.values()}.values())
    # Twice: "Court" ends both "Supreme Court" and "Merland Supreme Court" until those are one.
    return _join_short(_join_short(_join_acronyms(distinct)))


def _usual(mention: NameMention) -> tuple[str, ...]:
    """A country's name under one form."""
    text = " ".join(mention.words)
    point = _POINTS.get(mention.text[:3])
    if point is not None and mention.kind == "place":
        text = f"{point} {text}"  # "N. Korea"
    return tuple(values("country").get(text, text).split())


def _join_acronyms(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters with each acronym added to the one name whose initials it is."""
    kept: list[Cluster] = []
    names = [c for c in clusters if len(c.words) > 1]
    for c in clusters:
        texts = {m.text for m in c.mentions}
        owners = [n for n in names if n is not c and all(is_acronym(text, n.fullest.text) for text in texts)]
        if len(c.words) == 1 and len(owners) == 1:
            for m in c.mentions:
                owners[0].add(m)
        else:
            kept.append(c)
    return kept


def _join_short(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters with the last words of a name added to the only longer one, which was named before."""
    kept: list[Cluster] = []
    bodies = [c for c in clusters if c.kind == "organisation"]
    for c in clusters:
        longer = [
            b
            for b in bodies
            if len(b.words) > len(c.words) and b.words[-len(c.words) :] == c.words and b.first < c.first
        ]
        begun = [b for b in bodies if b is not c and (_begins(c, b) or _is_firm_of(c, b))]
        if c.kind == "organisation" and len(begun) == 1 and not longer:
            longer = begun
        elif len(longer) == 1 and c.words[-1] not in words("short-name"):
            longer = []
        if c.kind == "organisation" and len(longer) == 1:
            for m in c.mentions:
                longer[0].add(m)
        else:
            kept.append(c)
    return kept


def _begins(short: Cluster, long: Cluster) -> bool:
    """Whether a name of three words or more is another without what that is for ("... Court of Appeals")."""
    text, whole = short.fullest.text, long.fullest.text
    rest = whole.removeprefix(text)
    return len(short.words) > 2 and rest != whole and rest.split(None, 1)[0] in ("for", "of", "on", "in")


def _is_firm_of(short: Cluster, long: Cluster) -> bool:
    """Whether a name is a company's without its last word ("Mer" for "Mer Oil", not for "Mer Gazette")."""
    if len(long.words) != len(short.words) + 1 or long.words[: len(short.words)] != short.words:
        return False
    return sorts_of(long) <= {"company"} and not words("body") & {long.words[-1]}


def is_acronym(short: str, name: str) -> bool:
    """Whether `short` is the capitals of `name`, in order: "PRA" for "Port and River Authority"."""
    letters = [c for c in short if c.isalpha()]
    heads = [word[0] for word in name.replace("-", " ").split() if word[0].isalpha()]
    capitals = [c for c in heads if c.isupper()]
    main = [
        word[0].upper() for word in name.replace("-", " ").split() if word[0].isalpha() and word not in _SMALL
    ]
    return len(letters) > 1 and all(c.isupper() for c in letters) and letters in (capitals, main)
