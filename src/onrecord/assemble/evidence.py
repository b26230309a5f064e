"""Whether two appearances of one name are one person, weighed as log-odds.

The weights (natural logarithms) were set by hand and held against the two sides of benchmarks/entities.py, on
PolNeAR's training articles: people who are one must come together, and two people who are given one name must
stay apart where their roles differ. Of eleven settings of roles and company, those are taken that keep
nine in ten such pairs apart at the least cost in people who are split. They lean against joining: what they
give as a probability is rather too low than too high.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.assemble.names import Likeness, PersonName, usual
from onrecord.assemble.offices import Agreement, Roles, best_agreement
from onrecord.record import BYLINE

# What the roles tell, by how they agree at best.
ROLES: dict[Agreement | None, float] = {
    "same office": 3.0,
    "same title": 2.4,
    "same body": 0.6,
    "same field": -2.8,
    "other office": -5.0,
    "other field": -5.0,
    "other words": -4.2,
    "other body": -2.8,  # one of them has no title
    None: 0.0,
}
COMPANY = 0.2  # for each unit of Company.told
MOST_COMPANY = 2.5  # names come in groups: twenty of them are not twenty independent witnesses
LEAST_COMPANY = 1.0  # two articles on one person may have nobody else in common
OTHER_GENDER = -4.0
LEAST_TOLD = 3  # pronouns and honorifics, of which nine in ten agree: a pronoun is now and then misread
# What is added for how the names are alike; "same" leaves it to how usual the name is.
ALIKE: dict[Likeness, float] = {
    "same": 0.0, "spelling": -0.5, "middle": -0.5, "nickname": -1.0, "initial": -3.0,
}  # fmt: skip
# People whom a record could name. Of a name that one in ten million have, one record in a thousand has two.
POPULATION = 10_000.0
RAREST, MOST_USUAL = 2.5, -1.5  # bounds of what the name alone tells; a wrong merge costs more than a split
DAMPING = 2.0  # articles of an average record that stand behind each entity's own


_HEADS = {"spokes": "spokesperson"}  # what a head stands for that is no word


@dataclass(slots=True)
class Profile:
    """What is known of one person from some articles: roles, gender, and who is named beside them."""

    roles: Roles = field(default_factory=Roles)
    articles: set[str] = field(default_factory=set)
    company: dict[str, int] = field(default_factory=dict)
    she: int = 0
    he: int = 0

    def join(self, other: Profile) -> None:
        """Take in what another profile has."""
        self.roles.add(other.roles)
        self.articles |= other.articles
        for name, count in other.company.items():
            self.company[name] = self.company.get(name, 0) + count
        self.she += other.she
        self.he += other.he

    @property
    def gender(self) -> str | None:
        """What nine in ten of the pronouns and honorifics say."""
        told = self.she + self.he
        if told < LEAST_TOLD:
            return None
        return "she" if self.she >= 0.9 * told else "he" if self.he >= 0.9 * told else None


@dataclass(frozen=True, slots=True)
class Shares:
    """By what stands for a name: the share of all articles that have it, and how it is mostly written."""

    of: Mapping[str, float]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Company:
    """How much the names beside them speak for one person, and those that speak most."""

    told: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The log-odds that two are one, and the evidence in words."""

    score: float
    why: tuple[str, ...]
    agreement: Agreement | None

    @property
    def probability(self) -> float:
        """The same as a probability."""
        return 1.0 / (1.0 + math.exp(-self.score))


def compare(mine: Profile, theirs: Profile, shares: Shares) -> Verdict:
    """What everything but the name tells.

    The profile of fewer articles is
    compared with that of more.
    """
    if len(mine.articles) > len(theirs.articles):
        mine, theirs = theirs, mine
    roles = best_agreement(mine.roles, theirs.roles)
    company = company_of(mine, theirs, shares)
    gender = mine.gender is not None and theirs.gender is not None and mine.gender != theirs.gender
    told = max(-LEAST_COMPANY, min(MOST_COMPANY, COMPANY * company.told))
    score = ROLES[roles] + told + (OTHER_GENDER if gender else 0.0)
    why = []
    if roles is not None:
        why.append(_in_words(roles, mine, theirs))
    if told > 0.5:
        names = ", ".join(shares.names[name] for name in company.names)
        why.append(f"named beside {names} in both")
    if gender:
        why.append("he here and she there")
    return Verdict(score, tuple(why), roles)


def name_tells(name: PersonName, kin: float) -> float:
    """The log-odds that a full name alone gives: how many others of the name one could meet.

    `kin` is the share of the people of this record who have the family name, which makes up for lists that
    do not know the country.
    """
    others = POPULATION * max(usual(name) / 1_000_000, kin * 0.0001)
    return max(MOST_USUAL, min(RAREST, -math.log(others) if others else RAREST))


def company_of(mine: Profile, theirs: Profile, shares: Shares) -> Company:
    """How much likelier the names beside the one are where the other is than anywhere (naive Bayes)."""
    number = len(theirs.articles)
    most = math.log((number + DAMPING) / DAMPING)
    told = 0.0
    best: list[tuple[float, str]] = []
    for name, count in mine.company.items():
        share, there = shares.of[name], theirs.company.get(name, 0)
        if there:
            likelier = math.log(((there + DAMPING * share) / (number + DAMPING)) / share)
            best.append((-likelier, name))
        else:  # where it could hardly be expected, its absence tells nothing
            likelier = -min(most, number * share)
        told += likelier * count
    return Company(told / len(mine.articles), tuple(name for _, name in sorted(best)[:3]))


def _in_words(level: Agreement, mine: Profile, theirs: Profile) -> str:
    heads = sorted(mine.roles.of_head.keys() & theirs.roles.of_head.keys())
    if level == "same office" and heads == [BYLINE]:
        return "wrote for one outlet"
    heads = [head for head in heads if head != BYLINE]
    if heads and level in ("same office", "same title"):
        called = " and ".join(_HEADS.get(head, head.replace("-", " ")) for head in heads[:2])
        return f"called {called} in both"
    return {
        "same body": "roles in one body",
        "same field": "roles of one walk of life",
        "other words": "other roles",
        "other body": "with other bodies",
        "other office": "offices that exclude each other",
        "other field": "roles of different walks of life",
    }.get(level, "the same role")
