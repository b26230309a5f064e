"""Who is who across articles: a function of the casts of all articles and of what people said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.assemble.bodies import body_key, same_bodies
from onrecord.assemble.evidence import Shares
from onrecord.assemble.names import PersonName, person_name, skeleton
from onrecord.assemble.people import ALONE, Group, Joined, Node, People
from onrecord.assemble.places import body_identifier, place_key, place_name
from onrecord.record import Appearance, Cast, ChainKind, Entity, Member, Tie, digest_id

VERSION = "3"  # with another number, entities in a record are worked out again
SAID = "somebody said so"
UNNAMED = PersonName("", (), None)


def resolve_entities(casts: Iterable[Cast], ties: Sequence[Tie] = ()) -> tuple[Entity, ...]:
    """Who and what the chains of all `casts` are, by id; every chain belongs to one entity.

    `ties` come from corrections, the latest first: of two that contradict each other the later one holds.
    Two chains of one article are one entity only where a person said so; described groups are never joined.
    """
    ordered = _places_known(sorted(casts, key=lambda cast: cast.article))
    articles = {it.chain: cast for cast in ordered for it in cast.appearances}
    merges, splits = _holding(ties, articles.keys())
    nodes = _nodes(ordered, splits)
    by_chain = {node.appearance.chain: node for node in nodes}
    shares = _shares(ordered)
    people = [node for node in nodes if node.appearance.kind == "person" and node.name is not UNNAMED]
    rest = [node for node in nodes if node.appearance.kind != "person" or node.name is UNNAMED]
    groups = People(people, shares, _seeds(splits, by_chain)).groups()
    seeded = {chain for tie in splits for group in tie.groups for chain in group}
    groups += _others([node for node in rest if node.appearance.chain not in seeded], shares)
    groups = _merge(groups, merges)
    found: dict[str, Entity] = {}
    for group in groups:
        entity = _entity(group, articles)
        if entity.id in found:  # two chains of one article begin with the same words
            entity = replace(entity, id=digest_id(entity.id, entity.members[0].chain))
        found[entity.id] = entity
    return tuple(found[ident] for ident in sorted(found))


def _places_known(casts: Sequence[Cast]) -> list[Cast]:
    """`casts` with bare names as places where other articles know a place, and nobody, of that name.

    What an article says of it in one sentence can make a person of a state ("Vardenia had behaved badly").
    """
    places: Counter[str] = Counter()
    families: set[str] = set()
    for cast in casts:
        for it in cast.appearances:
            if it.kind in ("place", "country") and (key := place_key(it.name)) is not None:
                places[key] += 1
            elif it.kind == "person" and (name := person_name(it.name)) is not None and name.full:
                families.update(skeleton(word) for word in (name.family, *name.given))

    def settled(it: Appearance) -> Appearance:
        if it.kind != "person" or " " in it.name or it.offices or it.she or it.he:
            return it
        key = place_key(it.name)
        known = key is not None and places[key] > 0
        return replace(it, kind="place") if known and skeleton(it.name.casefold()) not in families else it

    return [replace(cast, appearances=tuple(settled(it) for it in cast.appearances)) for cast in casts]


def _holding(ties: Sequence[Tie], chains: Iterable[str]) -> tuple[list[Tie], list[Tie]]:
    """The merges and the splits that no later one contradicts, as far as their chains are there."""
    there = set(chains)
    merges: list[Tie] = []
    splits: list[Tie] = []
    for tie in ties:
        groups = tuple(tuple(chain for chain in group if chain in there) for group in tie.groups)
        if not all(groups):
            continue
        tie = Tie(correction=tie.correction, groups=groups)
        if len(groups) == 1:
            merges.append(tie)
        elif not any(
            _meets(merge.groups[0], groups[0]) and _meets(merge.groups[0], groups[1]) for merge in merges
        ):
            splits.append(tie)
    return merges, splits


def _meets(some: Sequence[str], others: Sequence[str]) -> bool:
    return not set(some).isdisjoint(others)


def _nodes(casts: Sequence[Cast], splits: Sequence[Tie]) -> list[Node]:
    sides: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for tie in splits:
        for number, group in enumerate(tie.groups):
            for chain in group:
                sides[chain].setdefault(tie.correction, number)
    nodes = []
    for cast in casts:
        keys = {it.chain: _company_key(it) for it in cast.appearances}
        company = frozenset(key for key in keys.values() if key is not None)
        for it in cast.appearances:
            name = person_name(it.name) if it.kind == "person" else None
            own = skeleton(name.family) if name is not None else keys[it.chain]
            nodes.append(Node(it, cast.article, name or UNNAMED, own, company, sides.get(it.chain, {})))
    return nodes


def _company_key(it: Appearance) -> str | None:
    """What stands for somebody or something named beside others; None for what has no name of its own."""
    if it.kind == "person":
        name = person_name(it.name)
        return "|".join(name.key[:2]) if name is not None and name.full else None
    if it.kind == "organisation":
        return body_key(it.name)
    return place_key(it.name) if it.kind in ("place", "country") else None


def _shares(casts: Sequence[Cast]) -> Shares:
    """The share of all articles that name each; a little less than all, so that nothing is certain."""
    named: Counter[str] = Counter()
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cast in casts:
        keys = {key: it.name for it in cast.appearances if (key := _company_key(it)) is not None}
        named.update(keys.keys())
        for key, name in keys.items():
            written[key][name] += 1
    return Shares(
        of={key: number / (len(casts) + 1) for key, number in named.items()},
        names={key: min(names, key=lambda it: (-names[it], it)) for key, names in written.items()},
    )


def _seeds(splits: Sequence[Tie], nodes: dict[str, Node]) -> list[Group]:
    """The sides of splits as groups that others can join; the latest split has a chain first."""
    seeds: list[Group] = []
    taken: set[str] = set()
    for tie in splits:
        for group in tie.groups:
            seed = Group()
            for chain in sorted(set(group) - taken):
                seed.add(nodes[chain], Joined(SAID, 1.0))
            taken |= set(group)
            if seed.nodes:
                seeds.append(seed)
    return seeds


def _others(nodes: Sequence[Node], shares: Shares) -> list[Group]:
    """Organisations, places and countries by their names; what is only described stays alone."""
    bodies = [node for node in nodes if node.appearance.kind == "organisation"]
    groups = same_bodies(bodies, shares)
    places: dict[str, Group] = {}
    for node in nodes:
        kind = node.appearance.kind
        if kind == "organisation":
            continue
        key = place_key(node.appearance.name) if kind in ("place", "country") else None
        group = places.get(key) if key is not None else None
        if group is None or not group.may_have(node):
            group = Group()
            group.add(node, ALONE)
            groups.append(group)
            if key is not None:
                places.setdefault(key, group)
        else:
            group.add(node, Joined("the same place by name", 0.99))
    return groups


def _merge(groups: Sequence[Group], merges: Sequence[Tie]) -> list[Group]:
    """Join whole groups that people said are one; the latest first, and none that a later split parts."""
    now = list(groups)
    for tie in merges:
        wanted = [group for group in now if any(chain in group.why for chain in tie.groups[0])]
        for other in wanted[1:]:
            first = wanted[0]
            if any(other.sides.get(split, side) != side for split, side in first.sides.items()):
                continue
            first.join(other, Joined(SAID, 1.0))
            now.remove(other)
    return now


def _entity(group: Group, articles: dict[str, Cast]) -> Entity:
    def by_time(node: Node) -> tuple[str, str, str]:
        return (articles[node.appearance.chain].first_day or "9999", node.article, node.appearance.founds)

    nodes = sorted(group.nodes, key=by_time)
    kinds = Counter(node.appearance.kind for node in nodes)
    kind: ChainKind | None = min(kinds, key=lambda it: (-kinds[it], it or ""))
    fullest = Counter(node.appearance.name for node in nodes)
    most = max(len(name.split()) for name in fullest)
    if kind == "person":  # a surname is never the name of somebody who is named in full
        fullest = Counter(
            {name: count for name, count in fullest.items() if len(name.split()) > 1 or most < 2}
        )
    name = min(fullest, key=lambda it: (-fullest[it], -len(it), it))
    counted = Counter(name for node in nodes for name in (node.appearance.name, *node.appearance.names))
    place = place_name(name) if kind in ("place", "country") else None
    identifier = body_identifier(counted) if kind == "organisation" else None
    if place is not None and (place.country or kind == "place"):  # a capital that acts is a government
        identifier = place.identifier
    return Entity(
        id=nodes[0].appearance.founds,
        kind="country" if place is not None and place.country else kind,
        name=name,
        names=tuple(sorted(counted, key=lambda it: (it != name, -counted[it], it))),
        identifier=identifier,
        members=tuple(
            Member(
                chain=node.appearance.chain,
                article=node.article,
                why=group.why[node.appearance.chain].why,
                probability=group.why[node.appearance.chain].probability,
            )
            for node in nodes
        ),
    )
