"""Scores of speakers against gold names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.evaluate.attributions import Parts, matches, word_places

_WORD = re.compile(r"[^\W_]+")
_WRITTEN = re.compile(r"[\w’'-]+")
_TITLES = frozenset({"the", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president"})
_ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class NamedContent:
    """A content with the name (or description) of whoever it is attributed to; None for nobody.

    `probability` is how sure the prediction is, None where it does not say.
    """

    content: Parts
    name: str | None
    how: str = "name"
    probability: float | None = None


@dataclass(slots=True)
class SpeakerScores:
    """Counts of gold contents with a name, in all and by how the source refers.

    A gold content is "right", "wrong" or "open" (no speaker) when it was found, else "missed". `wrong`
    lists those whose speaker is another one or open. "with a source" counts all but the implied ones.
    """

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[tuple[str, str | None, str]] = field(default_factory=list)  # gold, predicted, content
    sure: list[tuple[float, bool]] = field(default_factory=list)  # probability, and whether it was right

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
            match = predicted[pairs[j]] if j in pairs else None
            found = match.name if match is not None else None
            kind = "missed" if match is None else "open" if found is None else "right"
            if found is not None and not same_name(row.name, found):
                kind = "wrong"
            if match is not None and found is not None and match.probability is not None:
                self.sure.append((match.probability, kind == "right"))
            if kind in ("wrong", "open"):
                self.wrong.append(
                    (row.name, found, " … ".join(text[start:end] for start, end in row.content))
                )
            for key in ("all", row.how, *(["with a source"] if row.how != "implied" else [])):
                self.counts.setdefault(key, Counter())[kind] += 1


def same_name(gold: str, predicted: str) -> bool:
    """Whether all the words of the gold name are in the other, or the other ends it with two words or more.

    Case, "the" and common titles do not count. What a hyphen or an apostrophe joins is one word, so that a
    name with a possessive's ending ("Ada Mer's") is another one.
    """
    wanted, got = _written(gold), _written(predicted)
    if not wanted or not got:
        return False
    return set(wanted) <= set(got) or (len(got) > 1 and set(got) <= set(wanted) and got[-1] == wanted[-1])


def wrong_merges(
    people: Mapping[str, Iterable[str]], apart: Iterable[tuple[str, str]], chains: Iterable[Sequence[str]]
) -> list[tuple[str, str]]:
    """The pairs of gold people whose names stand in one chain.

    `people` has every form of each person's name by the fullest, `chains` the forms of each chain. A form
    that two people share names neither. `apart` has pairs of names that must not meet, people's or not.
    """
    owner: dict[str, str | None] = {}
    for person, forms in people.items():
        for form in {" ".join(_words(f)) for f in (person, *forms)}:
            owner[form] = None if form in owner else person
    forbidden = {frozenset((" ".join(_words(a)), " ".join(_words(b)))) for a, b in apart}
    found: set[tuple[str, str]] = set()
    for forms in chains:
        here = sorted({" ".join(_words(form)) for form in forms})
        owners = sorted({who for form in here if (who := owner.get(form)) is not None})
        found.update((a, b) for n, a in enumerate(owners) for b in owners[n + 1 :])
        found.update(
            (a, b) for n, a in enumerate(here) for b in here[n + 1 :] if frozenset((a, b)) in forbidden
        )
    return sorted(found)


def _written(name: str) -> list[str]:
    return [word for word in _WRITTEN.findall(name.lower()) if word not in _TITLES]


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return [word for word in _WORD.findall(plain) if word not in _TITLES | _ARTICLES]
