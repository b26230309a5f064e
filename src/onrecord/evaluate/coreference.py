"""Scores of coreference: MUC, B-cubed, CEAF over entities, and their mean.

MUC follows Vilain and others (1995), B-cubed Bagga and Baldwin (1998), CEAF Luo (2005) with the similarity of
entities phi 4; their mean is the CoNLL score (Pradhan and others 2012). A mention is whatever can be
compared, and stands in one entity at most.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

Entities = Sequence[frozenset[Hashable]]


@dataclass(slots=True)
class Tally:
    """Right over found, right over wanted."""

    right_found: float = 0.0
    found: float = 0.0
    right_wanted: float = 0.0
    wanted: float = 0.0

    @property
    def precision(self) -> float:
        """0..1; 0 where nothing was found."""
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """0..1; 0 where nothing was wanted."""
        return self.right_wanted / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 where both are 0."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class CoreferenceScores:
    """Counts over documents."""

    muc: Tally = field(default_factory=Tally)
    b_cubed: Tally = field(default_factory=Tally)
    ceaf: Tally = field(default_factory=Tally)

    @property
    def conll(self) -> float:
        """The mean of the three F1s, 0..1."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf.f1) / 3

    def add(self, gold: Iterable[Iterable[Hashable]], predicted: Iterable[Iterable[Hashable]]) -> None:
        """Count one document; entities of one mention count as they are given."""
        wanted, found = _sets(gold), _sets(predicted)
        self.muc.right_wanted, self.muc.wanted = _plus(
            self.muc.right_wanted, self.muc.wanted, _links(wanted, found)
        )
        self.muc.right_found, self.muc.found = _plus(
            self.muc.right_found, self.muc.found, _links(found, wanted)
        )
        b = self.b_cubed
        b.right_wanted, b.wanted = _plus(b.right_wanted, b.wanted, _shares(wanted, found))
        b.right_found, b.found = _plus(b.right_found, b.found, _shares(found, wanted))
        common = _best_common(wanted, found)
        self.ceaf.right_wanted, self.ceaf.wanted = _plus(
            self.ceaf.right_wanted, self.ceaf.wanted, (common, len(wanted))
        )
        self.ceaf.right_found, self.ceaf.found = _plus(
            self.ceaf.right_found, self.ceaf.found, (common, len(found))
        )


def _sets(entities: Iterable[Iterable[Hashable]]) -> Entities:
    return [entity for some in entities if (entity := frozenset(some))]


def _plus(right: float, of: float, more: tuple[float, float]) -> tuple[float, float]:
    return right + more[0], of + more[1]


def _links(entities: Entities, others: Entities) -> tuple[float, float]:
    """How many of the links that `entities` need are in `others`, and how many they need."""
    where = {mention: n for n, other in enumerate(others) for mention in other}
    right = 0
    for entity in entities:
        parts = {where.get(mention, ("alone", mention)) for mention in entity}
        right += len(entity) - len(parts)
    return right, sum(len(entity) - 1 for entity in entities)


def _shares(entities: Entities, others: Entities) -> tuple[float, float]:
    """For each mention, the share of its entity that its other entity has; the sum, and how many mentions."""
    where = {mention: other for other in others for mention in other}
    shares = [
        len(entity & where.get(mention, frozenset())) / len(entity)
        for entity in entities
        for mention in entity
    ]
    return sum(shares), len(shares)


def _best_common(wanted: Entities, found: Entities) -> float:
    """The similarity of both sides when each entity is paired with one of the other side at most."""
    if not wanted or not found:
        return 0.0
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in found] for a in wanted])
    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum())
