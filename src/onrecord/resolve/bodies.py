"""Which names of bodies, groups and places corefer."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import ChainKind, Syntax
from onrecord.resolve.bodysorts import sorts_of
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.names import NameMention, name_words
from onrecord.resolve.words import values, words

_LEAST_BEGUN = 5  # letters: names of three words have at least as many
_POINTS = {"N. ": "north", "S. ": "south", "E. ": "east", "W. ": "west"}
SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "de"})


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
    by_letters: dict[str, list[Cluster]] = {}
    for name in clusters:
        if len(name.words) > 1:
            for letters in set(_acronyms(name.fullest.text)):
                by_letters.setdefault(letters, []).append(name)
    for c in clusters:
        owners: list[Cluster] = []
        if len(c.words) == 1:
            texts = {m.text for m in c.mentions}
            likely = by_letters.get(_letters(c.fullest.text), ())
            owners = [n for n in likely if all(is_acronym(text, n.fullest.text) for text in texts)]
        if len(owners) == 1:
            for m in c.mentions:
                owners[0].add(m)
        else:
            kept.append(c)
    return kept


def _join_short(clusters: list[Cluster]) -> list[Cluster]:
    """Clusters with the last words of a name added to the only longer one, which was named before."""
    kept: list[Cluster] = []
    ending: dict[tuple[str, ...], list[Cluster]] = {}
    beginning: dict[str, list[Cluster]] = {}
    firms: dict[tuple[str, ...], list[Cluster]] = {}
    for b in clusters:
        if b.kind == "organisation":
            beginning.setdefault(b.fullest.text[:_LEAST_BEGUN], []).append(b)
            firms.setdefault(b.words[:-1], []).append(b)
            for k in range(1, len(b.words)):
                ending.setdefault(b.words[k:], []).append(b)
    for c in clusters:
        longer = [b for b in ending.get(c.words, ()) if b.first < c.first]
        alike = beginning.get(c.fullest.text[:_LEAST_BEGUN], ())
        begun = [b for b in alike if b is not c and _begins(c, b)]
        begun += [b for b in firms.get(c.words, ()) if b is not c and b not in begun and _is_firm_of(c, b)]
        if c.kind == "organisation" and len(begun) == 1 and not longer:
            longer = begun
        elif len(longer) == 1 and c.words[-1] not in words("short-name") and "·" not in longer[0].words[0]:
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
    letters = _letters(short)
    return len(letters) > 1 and all(c.isupper() for c in letters) and letters in _acronyms(name)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _acronyms(name: str) -> tuple[str, str]:
    """The capitals of a name, and the initials of all its words but the smallest."""
    heads = [word[0] for word in name.replace("-", " ").split() if word[0].isalpha()]
    capitals = [c for c in heads if c.isupper()]
    main = [
        word[0].upper() for word in name.replace("-", " ").split() if word[0].isalpha() and word not in SMALL
    ]
    return "".join(capitals), "".join(main)


def acronyms_missed(syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """Words in capitals that the tagger passed over, and that are the initials of one body it saw."""
    taken = {i for m in known for i in range(m.start, m.end)}
    bodies = {m.text for m in known if m.kind == "organisation" and len(m.words) > 2}
    found: list[NameMention] = []
    for t in syntax.tokens:
        if t.index in taken or not (3 <= len(t.text) <= 6 and t.text.isupper() and t.text.isalpha()):
            continue
        if len({name_words(text) for text in bodies if is_acronym(t.text, text)}) == 1:
            found.append(NameMention(t.index, t.index + 1, name_words(t.text), t.text, "organisation"))
    return found
