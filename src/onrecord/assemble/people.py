"""People across articles: chains with names that can be one person's, joined where the evidence is enough.

Wrongly joining two people is the worst error, so whatever does not decide keeps them apart. Everything here
goes by a fixed order of its own, and the answer depends on the set of chains alone. Only chains that share
a family name are compared, and a chain only with the people found so far, so that the work grows little
faster than the number of chains.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.assemble.evidence import ALIKE, Profile, Shares, Verdict, compare, name_tells
from onrecord.assemble.names import Likeness, PersonName, likeness, nicknames_of, skeleton
from onrecord.assemble.offices import Roles, role_of
from onrecord.record import Appearance

ENOUGH = 0.0  # log-odds at which two are taken for one; the costs are in the bounds of the evidence
MARGIN = 1.5  # by which the best must lead the next, where several people are possible
SHORT_ENOUGH = 0.9  # probability among all who could be meant by a surname alone
STRANGER = 3.0  # articles' worth of somebody else of that surname whom no article names in full
GIVEN_ALONE = 0.2  # how much rarer news calls somebody by the first name alone
SAME_WORDS: dict[Likeness, str] = {
    "same": "same full name",
    "spelling": "same full name in another spelling",
    "middle": "same name with a middle name left out",
    "nickname": "same family name, and one given name is short for the other",
    "initial": "same family name, and the given name's first letter",
}


class Node:
    """A chain in its article. `company` has who else is named there; `sides` the sides it is on in splits."""

    __slots__ = ("_company", "_profile", "appearance", "article", "name", "own", "sides")

    def __init__(
        self,
        appearance: Appearance,
        article: str,
        name: PersonName,
        own: str | None,
        company: Iterable[str],
        sides: Mapping[str, int],
    ) -> None:
        self.appearance = appearance
        self.article = article
        self.name = name
        self.own = own  # what `company` has for the chain itself and for its relatives
        self.sides = sides
        self._company = company
        self._profile: Profile | None = None

    @property
    def profile(self) -> Profile:
        """What is known of it, worked out when it is first asked for: most chains are never compared."""
        if self._profile is None:
            self._profile = Profile(
                roles=Roles(role_of(office) for office in self.appearance.offices),
                articles={self.article},
                company={name: 1 for name in self._company if name.split("|")[0] != self.own},
                she=self.appearance.she,
                he=self.appearance.he,
            )
        return self._profile


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a chain belongs, and how likely it does."""

    why: str
    probability: float


@dataclass(slots=True)
class Group:
    """Chains that are taken for one person."""

    nodes: list[Node] = field(default_factory=list)
    why: dict[str, Joined] = field(default_factory=dict)  # by chain
    names: set[PersonName] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    _profile: Profile | None = None
    sides: dict[str, int] = field(default_factory=dict)

    def add(self, node: Node, joined: Joined) -> None:
        """Take in a chain."""
        self.nodes.append(node)
        self.why[node.appearance.chain] = joined
        self.names.add(node.name)
        self.articles.add(node.article)
        if self._profile is not None:
            self._profile.join(node.profile)
        self.sides.update(node.sides)

    def join(self, other: Group, joined: Joined) -> None:
        """Take in another group for the reason given, beside those that its chains have."""
        for node in other.nodes:
            before = other.why[node.appearance.chain]
            why = joined.why if before.why == ALONE.why else f"{before.why}; {joined.why}"
            self.add(node, Joined(why, min(before.probability, joined.probability)))

    @property
    def profile(self) -> Profile:
        """What is known of them together."""
        if self._profile is None:
            self._profile = Profile()
            for node in self.nodes:
                self._profile.join(node.profile)
        return self._profile

    def may_have(self, other: Node | Group) -> bool:
        """Whether nothing forbids that both are one: no article names both apart, and nobody said so."""
        if not self.articles.isdisjoint((other.article,) if isinstance(other, Node) else other.articles):
            return False
        return all(other.sides.get(split, side) == side for split, side in self.sides.items())

    @property
    def full(self) -> list[PersonName]:
        """The full names, those with most words first."""
        return sorted(
            (it for it in self.names if it.full), key=lambda it: (-len(it.given), it.given, it.family)
        )


ALONE = Joined("compared with nobody before", 1.0)


class People:
    """Who is who among the people of many articles."""

    def __init__(self, nodes: Iterable[Node], shares: Shares, seeds: Sequence[Group]) -> None:
        seeded = {node.appearance.chain for seed in seeds for node in seed.nodes}
        # Those of whom most is known come first: the others have something to be compared with.
        self._nodes = sorted(
            (node for node in nodes if node.appearance.chain not in seeded),
            key=lambda it: (-len(it.appearance.offices), -it.appearance.mentions, it.appearance.founds),
        )
        self._shares = shares
        self._seeds = list(seeds)
        full = {(node.name.family, node.name.given) for node in self._nodes if node.name.full}
        families = Counter(family for family, _ in full)
        self._kin = {family: count / (families.total() + 100) for family, count in families.items()}

    def groups(self) -> list[Group]:
        """The people."""
        named: dict[tuple[str, str, str | None], list[Group]] = {}
        for seed in self._seeds:
            for key in sorted({name.key for name in seed.names if name.full}, key=str):
                named.setdefault(key, []).append(seed)
        short: list[Node] = []
        for node in self._nodes:
            if node.name.full:
                self._place(node, named.setdefault(node.name.key, []))
            else:
                short.append(node)
        full = list({id(group): group for groups in named.values() for group in groups}.values())
        full = self._join_variants(full)
        seeds = [seed for seed in self._seeds if not any(name.full for name in seed.names)]
        return full + self._place_short(short, full, seeds)

    def _tells(self, name: PersonName) -> float:
        return name_tells(name, self._kin.get(name.family, 0.0))

    def _place(self, node: Node, groups: list[Group]) -> None:
        """Put a chain into the group of its full name that it belongs to, or into a new one."""
        tells = self._tells(node.name)
        scored: list[tuple[float, Group, Verdict]] = []
        for group in groups:
            if group.may_have(node):
                verdict = self._compare(node.profile, group)
                scored.append((tells + verdict.score, group, verdict))
        # Of several of the name, the one that is named more often is meant more often.
        scored.sort(key=lambda item: -item[0] - math.log(len(item[1].nodes)))
        if scored and scored[0][0] > ENOUGH:
            score, group, verdict = scored[0]
            group.add(node, _joined(SAME_WORDS["same"], tells, verdict, score))
        else:
            groups.append(_new(node))

    def _compare(self, mine: Profile, group: Group) -> Verdict:
        return compare(mine, group.profile, self._shares)

    def _join_variants(self, groups: list[Group]) -> list[Group]:
        """Join groups under different forms of a name, the surest first, and of these the greater."""
        order = {id(group): number for number, group in enumerate(groups)}
        scored: list[tuple[float, int, int]] = []
        for one, other in _pairs_alike(groups):
            found = self._variant(one, other)
            if found is not None and found[0] > ENOUGH:
                a, b = sorted((order[id(one)], order[id(other)]))
                likely = found[0] + math.log(len(one.nodes) * len(other.nodes))
                scored.append((-likely, a, b))
        scored.sort()
        families: defaultdict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(groups):
            for name in group.full:
                families[skeleton(name.family)].add(number)
        at = list(range(len(groups)))  # where a group is now
        for _, a, b in scored:
            one, other = groups[at[a]], groups[at[b]]
            if one is other or (found := self._variant(one, other)) is None or found[0] <= ENOUGH:
                continue
            near = sorted({at[number] for number in families[skeleton(one.full[0].family)]})
            if self._has_rival(one, other, found[0], [groups[number] for number in near]):
                continue
            big, little = sorted((at[a], at[b]), key=lambda it: (-len(groups[it].nodes), it))
            groups[big].join(groups[little], found[1])
            for number in families[skeleton(one.full[0].family)]:
                if at[number] == little:
                    at[number] = big
        return [groups[number] for number in sorted(set(at))]

    def _variant(self, one: Group, other: Group) -> tuple[float, Joined] | None:
        """The log-odds that two groups under different forms of a name are one, and why."""
        alike = _alike(one, other)
        if alike is None or not one.may_have(other):
            return None
        name = max((*one.full, *other.full), key=lambda it: len("".join(it.given)))
        tells = self._tells(name) + ALIKE[alike]
        verdict = compare(one.profile, other.profile, self._shares)
        score = tells + verdict.score
        return score, _joined(SAME_WORDS[alike], tells, verdict, score)

    def _has_rival(self, one: Group, other: Group, score: float, groups: Sequence[Group]) -> bool:
        """Whether one of two could as well be a third person of `groups`, whom the other cannot be."""
        for third in groups:
            if third is one or third is other:
                continue
            for mine, its in ((one, other), (other, one)):
                if _alike(mine, third) and not _alike(its, third):
                    rival = self._variant(mine, third)
                    if rival is not None and score - rival[0] < MARGIN:
                        return True
        return False

    def _place_short(self, nodes: list[Node], full: list[Group], seeds: list[Group]) -> list[Group]:
        """Surnames alone: with the only person who can be meant, else with each other on good evidence."""
        called: defaultdict[str, dict[int, tuple[Group, float]]] = defaultdict(dict)
        for group in full:
            for name in group.full:
                called[skeleton(name.family)][id(group)] = (group, 1.0)
                called[skeleton(name.given[0])].setdefault(id(group), (group, GIVEN_ALONE))
        sizes = {id(group): len(group.nodes) for group in full}
        others: defaultdict[str, list[Group]] = defaultdict(list)
        for seed in seeds:
            for name in sorted(seed.names, key=str):
                others[skeleton(name.family)].append(seed)
        for node in nodes:
            word = skeleton(node.name.family)
            found = self._meant(node, list(called.get(word, {}).values()), sizes)
            if found is not None:
                found[0].add(node, found[1])
            else:
                self._place_with_short(node, others[word])
        return list({id(group): group for groups in others.values() for group in groups}.values())

    def _meant(
        self, node: Node, candidates: Sequence[tuple[Group, float]], sizes: Mapping[int, int]
    ) -> tuple[Group, Joined] | None:
        """Whom a surname alone means; None unless one is far likelier than all others, by evidence too."""
        scored = []
        for group, weight in candidates:
            verdict = self._compare(node.profile, group)
            likely = math.log(weight * (sizes[id(group)] + 0.5)) + verdict.score
            scored.append((likely, group, verdict))
        if not scored:
            return None
        scored.sort(key=lambda item: -item[0])
        best, group, verdict = scored[0]
        total = math.fsum(math.exp(likely - best) for likely, _, _ in scored) + STRANGER * math.exp(-best)
        if 1.0 / total < SHORT_ENOUGH or verdict.score <= ENOUGH or not group.may_have(node):
            return None
        why = f"nobody else of the name is likely; {'; '.join(verdict.why)}"
        return group, Joined(why, round(1.0 / total, 3))

    def _place_with_short(self, node: Node, groups: list[Group]) -> None:
        tells = self._tells(node.name) - MARGIN
        for group in groups:
            if group.may_have(node) and not any(name.full for name in group.names):
                verdict = self._compare(node.profile, group)
                if verdict.agreement in ("same office", "same title") and tells + verdict.score > ENOUGH:
                    group.add(node, _joined("same surname", tells, verdict, tells + verdict.score))
                    return
        groups.append(_new(node))


def _new(node: Node) -> Group:
    group = Group()
    group.add(node, ALONE)
    return group


def _joined(words: str, tells: float, verdict: Verdict, score: float) -> Joined:
    rare = f"{words}, which few people have" if tells >= 2.0 else words
    return Joined("; ".join((rare, *verdict.why)), round(1.0 / (1.0 + math.exp(-score)), 3))


def _alike(one: Group, other: Group) -> Likeness | None:
    """How the names of two groups are alike at worst; None if any two exclude each other."""
    order: tuple[Likeness, ...] = ("same", "spelling", "middle", "nickname", "initial")
    found = [likeness(a, b) for a in one.full for b in other.full]
    return None if None in found or not found else max((it for it in found if it), key=order.index)


def _pairs_alike(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Pairs whose names may be alike: one family name, and given names that begin alike or are nicknames."""
    by_family: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, group in enumerate(groups):
        for name in group.full:
            given = by_family[skeleton(name.family)]
            if number not in given[name.given[0]]:
                given[name.given[0]].append(number)
    seen: set[tuple[int, int]] = set()
    for given in by_family.values():
        letters: defaultdict[str, list[int]] = defaultdict(list)
        for word, numbers in given.items():
            letters[word[0]] += numbers
        for word, numbers in given.items():
            near = set(letters[word]) if len(word) == 1 else set()
            for other in (word, *nicknames_of(word)):
                near.update(given.get(other, ()))
            for a in numbers:
                for b in near:
                    pair = (min(a, b), max(a, b))
                    if a != b and pair not in seen:
                        seen.add(pair)
                        yield groups[a], groups[b]
