"""Which names of bodies, groups and places corefer."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Article, ChainKind, Syntax
from onrecord.resolve.bodysorts import sorts_of
from onrecord.resolve.clusters import Cluster
from onrecord.resolve.names import NameMention, name_words
from onrecord.resolve.words import several, values, words

LONGEST_END = 5  # tokens from the end of what was seen of a name to its acronym's bracket
_LEAST_BEGUN = 5  # letters: names of three words have at least as many
_POINTS = {"N. ": "north", "S. ": "south", "E. ": "east", "W. ": "west"}
_DEPARTMENTS = frozenset({"department", "ministry"})
_OF_STATE = frozenset({"u·s", "us"})
SMALL = frozenset({"of", "and", "the", "for", "on", "in", "to", "de"})


def cluster_bodies(mentions: Sequence[NameMention], syntax: Syntax) -> list[Cluster]:
    """Clusters of organisations, groups and places, in the order of first mention.

    The same words; an acronym in brackets after its name, or whose letters are the initials of one name
    alone; the last words of one longer name of a body named before ("the Herald" for "Tarn Herald"), or the
    first of one that ends in what is often left out ("Fisheries", "Halden" for "Halden University"); the two
    orders of a department's name; the forms of a country's name that everybody knows ("U.S.").
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
    usual = values("country").get(text) or values("body-form").get(text, text)
    return _of_department(tuple(usual.split()))


def _of_department(name: tuple[str, ...]) -> tuple[str, ...]:
    """A department's name in one order: "Fisheries Department" for "U.S. Department of Fisheries"."""
    rest = name[1:] if name[0] in _OF_STATE else name
    if len(rest) > 2 and rest[0] in _DEPARTMENTS and rest[1] == "of":
        return (*rest[2:], rest[0])
    return rest if rest and rest[-1] in _DEPARTMENTS else name


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
    shortened: dict[tuple[str, ...], list[Cluster]] = {}
    for b in clusters:
        if b.kind == "organisation":
            beginning.setdefault(b.fullest.text[:_LEAST_BEGUN], []).append(b)
            for k in range(1, len(b.words)):
                ending.setdefault(b.words[k:], []).append(b)
            firm = {b.words[:-1]} if len(b.words) > 1 and _may_be_firm(b) else set()
            for short in firm | short_forms(b.words):
                shortened.setdefault(short, []).append(b)
    for c in clusters:
        longer = [b for b in ending.get(c.words, ()) if b.first < c.first]
        if c.words[-1] not in words("short-name"):
            longer = [b for b in longer if "·" in b.words[0]]
        alike = beginning.get(c.fullest.text[:_LEAST_BEGUN], ())
        begun = [b for b in alike if b is not c and _begins(c, b)]
        begun += [b for b in shortened.get(c.words, ()) if b is not c and b not in begun]
        if len(begun) == 1 and not longer and _is_written_large(c):
            longer = begun
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


def short_forms(name: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The beginnings of a body's name that news uses alone: "Mer" for "Mer Holdings International"."""
    usual = _of_department(name)
    return {usual[:k] for k in range(1, len(usual)) if all(_is_dropped(word) for word in usual[k:])}


def _is_dropped(word: str) -> bool:
    """Whether news leaves out such a word at the end of a body's name, which is not so of "Gazette"."""
    sorts = several("body-sort").get(word, frozenset())
    return word in words("dropped") or (sorts == {"company"} and word not in words("body"))


def _may_be_firm(cluster: Cluster) -> bool:
    """Whether nothing in a name tells that it is anything but a company's: "Mer Trawl"."""
    return sorts_of(cluster) <= {"company"} and cluster.words[-1] not in words("body")


def _is_written_large(cluster: Cluster) -> bool:
    """Whether a name mostly has a capital: "State" for a department, not "the state"."""
    large = sum(m.text[0].isupper() for m in cluster.mentions)
    return 2 * large > len(cluster.mentions)


def is_acronym(short: str, name: str) -> bool:
    """Whether `short` is the capitals of `name`, in order: "PRA" for "Port and River Authority"."""
    letters = _letters(short)
    return len(letters) > 1 and all(c.isupper() for c in letters) and letters in _acronyms(name)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def _acronyms(name: str) -> tuple[str, ...]:
    """The capitals of a name, and the initials of all its words, with the smallest and without.

    "DOF" is "Department of Fisheries", "U.S." before it or not.
    """
    parts = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    main = [word for word in parts if word not in SMALL]
    state = parts and parts[0] in ("U.S.", "US")
    found = ([word for word in parts if word[0].isupper()], main, parts, *((parts[1:],) if state else ()))
    return tuple("".join(word[0].upper() for word in run) for run in found)


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


def completed(article: Article, syntax: Syntax, known: Sequence[NameMention]) -> list[NameMention]:
    """`known` with what a bracketed acronym tells of a name's end: "Friends of Ice in Darro (FID)"."""
    tokens = syntax.tokens
    parts: set[int] = set()
    for m in known:
        bracket = next((t.index for t in tokens[m.end : m.end + LONGEST_END] if t.text == "("), None)
        if m.kind != "organisation" or bracket is None or bracket + 1 >= len(tokens):
            continue
        whole = article.text[tokens[m.start].start : tokens[bracket - 1].end]
        letters = tokens[bracket + 1].text
        if not is_acronym(letters, m.text) and is_acronym(letters, whole):
            parts |= {id(x) for x in known if x is not m and m.end <= x.start < bracket}
            m.end, m.text, m.words = bracket, whole, name_words(whole)
    return [m for m in known if id(m) not in parts]
