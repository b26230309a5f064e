"""Scores of roles against gold: what an article says its people are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class RoleWords(NamedTuple):
    """The words of a role: what somebody is, and of what."""

    title: str | None
    affiliation: str | None
    former: bool


@dataclass(slots=True)
class RoleScores:
    """Counts of the roles of people whom gold and prediction both have.

    A gold role is found whole by one role with its title and its affiliation, and in part by one that has
    its title, or its affiliation where it has no title. A predicted role is right when a gold role of that
    person has all that it says: a later and shorter form ("the minister") costs nothing. Case, articles and
    a possessive ending do not count; `former` does.
    """

    gold: int = 0
    predicted: int = 0
    whole: int = 0
    part: int = 0
    right: int = 0
    wrong: list[tuple[str, RoleWords]] = field(default_factory=list)  # predicted: who, and the role
    missed: list[tuple[str, RoleWords]] = field(default_factory=list)  # gold, not found whole

    @property
    def precision(self) -> float:
        """The share of the predicted roles that are right; 0 where there is none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold roles that were found whole; 0 where there is none."""
        return self.whole / self.gold if self.gold else 0.0

    @property
    def part_recall(self) -> float:
        """The share of the gold roles that were found at least in part; 0 where there is none."""
        return self.part / self.gold if self.gold else 0.0

    def add(self, who: str, gold: Sequence[RoleWords], predicted: Sequence[RoleWords]) -> None:
        """Count the roles of one person in one article."""
        wanted, found = [_plain(role) for role in gold], [_plain(role) for role in predicted]
        self.gold += len(wanted)
        self.predicted += len(found)
        for role, words in zip(gold, wanted, strict=True):
            self.part += any(_holds(it, words, whole=False) for it in found)
            whole = any(_holds(it, words, whole=True) for it in found)
            self.whole += whole
            if not whole:
                self.missed.append((who, role))
        for role, words in zip(predicted, found, strict=True):
            right = any(_says_no_more(words, it) for it in wanted)
            self.right += right
            if not right:
                self.wrong.append((who, role))


def _plain(role: RoleWords) -> RoleWords:
    return RoleWords(_words(role.title), _words(role.affiliation), role.former)


def _words(text: str | None) -> str | None:
    if text is None:
        return None
    words = text.casefold().replace("’", "'").removesuffix("'s").split()
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def _holds(found: RoleWords, gold: RoleWords, *, whole: bool) -> bool:
    if found.former != gold.former:
        return False
    if whole:
        return gold.title in (None, found.title) and gold.affiliation in (None, found.affiliation)
    return found.title == gold.title if gold.title is not None else found.affiliation == gold.affiliation


def _says_no_more(found: RoleWords, gold: RoleWords) -> bool:
    if found.former != gold.former:
        return False
    title = found.title is None or f" {gold.title or ''}".endswith(f" {found.title}")
    return title and found.affiliation in (None, gold.affiliation)
