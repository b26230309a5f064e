"""Scores of speakers against gold names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.evaluate.attributions import Parts, matches, word_places

_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset({"the", "mr", "mrs", "ms", "dr", "a", "an"})


@dataclass(frozen=True, slots=True)
class NamedContent:
    """A content with the name (or description) of whoever it is attributed to; None for nobody."""

    content: Parts
    name: str | None
    how: str = "name"


@dataclass(slots=True)
class SpeakerScores:
    """Counts of gold contents with a name, in all and by how the source refers.

    A gold content is "right", "wrong" or "open" (no speaker) when it was found, else "missed". `wrong`
    lists those whose speaker is another one or open.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[tuple[str, str | None, str]] = field(default_factory=list)  # gold, predicted, content

    def accuracy(self, how: str = "all") -> float:
        """The share right among those found, 0..1; 0 where none was found."""
        tally = self.counts.get(how, Counter())
        found = tally["right"] + tally["wrong"] + tally["open"]
        return tally["right"] / found if found else 0.0

    def add(self, text: str, gold: Sequence[NamedContent], predicted: Sequence[NamedContent]) -> None:
        """Count the gold contents of one document that have a name."""
        pairs = {
            j: i
            for i, j, _ in matches(
                [word_places(p.content, text) for p in predicted],
                [word_places(g.content, text) for g in gold],
            )
        }
        for j, row in enumerate(gold):
            if row.name is None:
                continue
            found = predicted[pairs[j]].name if j in pairs else None
            kind = "missed" if j not in pairs else "open" if found is None else "right"
            if found is not None and not same_name(row.name, found):
                kind = "wrong"
            if kind in ("wrong", "open"):
                self.wrong.append(
                    (row.name, found, " … ".join(text[start:end] for start, end in row.content))
                )
            for key in ("all", row.how):
                self.counts.setdefault(key, Counter())[kind] += 1


def same_name(gold: str, predicted: str) -> bool:
    """Whether two names have the same words, or all the words of the gold name are in the other.

    Case, accents, hyphens, articles and Mr, Mrs, Ms, Dr do not count.
    """
    wanted, got = _words(gold), _words(predicted)
    return bool(wanted) and set(wanted) <= set(got)


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return [word for word in _WORD.findall(plain) if word not in _TITLES]
