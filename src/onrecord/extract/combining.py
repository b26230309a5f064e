"""Two opinions on one article, a trained model's and the rules': how sure both together make us of each find.

Whether the other one found it too says more of an attribution than either says of itself. The weights of
two logistic regressions, for what the model found and for what rules alone found, stand in combined.tsv;
`python -m benchmarks.combining` fits them on articles that the model did not learn from.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from onrecord.extract.cues import BY_HAND
from onrecord.extract.rules import Found
from onrecord.record import Syntax

# What is looked at, by who found it; the names are those in combined.tsv.
OF_MODEL = (
    "log_odds",  # of the model's own probability
    "rules_agree",  # whether rules found a content that is half the same
    "rules_rate",  # how sure they are of it
    "same_content",
    "same_source",
    "rules_cue",  # whether a word of the cue is one of the rules' cues
    "log_words",  # of the content
)
OF_RULES = (
    "rate",
    "model_overlap",  # with the most alike content of the model
    "model_covers",  # the share of the content that the model holds for somebody's content
    "model_cue",
    "quoted",
    "log_words",
    "inferred",
    "no_source",
)
# Whose words are signed, or stand behind a transcript's label, is no matter of probability.
CERTAIN = frozenset({"signed", "turn"})
AGREE, SAME = 0.5, 0.95
# What is less probable is not told. Chosen for the best F1 on the articles that the weights are fitted on.
LEAST_OF_MODEL = 0.3
LEAST_OF_RULES = 0.35
# A find of the rules that has more of its words in the model's parts than this is another reading of them.
TAKEN = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, and the constant."""

    of_model: tuple[float, ...]
    of_rules: tuple[float, ...]


@cache
def weights() -> Weights:
    """The weights that ship with the package, for the model that ships."""
    return parse_weights(files("onrecord.extract").joinpath("combined.tsv").read_text(encoding="utf-8"))


def parse_weights(text: str) -> Weights:
    """The weights in the text of a combined.tsv; raises ValueError or KeyError if it is not one."""
    rows: dict[str, dict[str, float]] = {"model": {}, "rules": {}}
    for line in text.splitlines():
        if not line.startswith("#"):
            whose, feature, weight = line.split("\t")
            rows[whose][feature] = float(weight)
    return Weights(
        tuple(rows["model"][name] for name in (*OF_MODEL, "constant")),
        tuple(rows["rules"][name] for name in (*OF_RULES, "constant")),
    )


def combine(
    syntax: Syntax,
    by_model: Sequence[Found],
    by_rules: Sequence[Found],
    headlines: Container[int],
    known: Weights | None = None,
) -> list[Found]:
    """What to tell of both, with its probability: the model's finds, and the rules' where it has none.

    `headlines` are the numbers of the blocks that are headlines; `known` are the weights for this model, if
    it is not the one that ships.
    """
    known = known or weights()
    kept = []
    cued: dict[int, list[Found]] = {}
    for found in by_rules:
        if found.candidate.construction == "quote-after":
            cued.setdefault(min(found.content), []).append(found)
    cut = [_without_others(found, cued) for found in by_model]
    by_model = [found for found, _ in cut]
    others = {id(other) for _, some in cut for other in some}
    certain = {i for found in by_rules if found.candidate.construction in CERTAIN for i in _own(found)}
    for found, features in zip(by_model, features_of_model(syntax, by_model, by_rules), strict=True):
        probability = _logistic(known.of_model, features)
        if probability >= LEAST_OF_MODEL and certain.isdisjoint(_own(found)):
            kept.append(replace(found, probability=probability))
    taken = {i for found in kept for i in (*found.content, *found.candidate.cue)}
    rivals = [
        (
            found.rate
            if found.candidate.construction in BY_HAND
            or id(found) in others
            or (syntax.block_of(found.candidate.head) in headlines and _only_in_headlines(found))
            else _logistic(known.of_rules, features),
            found,
        )
        for found, features in zip(by_rules, features_of_rules(syntax, by_model, by_rules), strict=True)
    ]
    for probability, found in sorted(rivals, key=lambda pair: (-pair[0], pair[1].candidate.head)):
        words = _words(syntax, found)
        if (
            probability >= LEAST_OF_RULES
            and len(words & taken) <= TAKEN * len(words)
            and taken.isdisjoint(found.candidate.cue)
        ):
            kept.append(replace(found, probability=probability))
            taken.update(found.content, found.candidate.cue)
    return sorted(kept, key=lambda found: found.candidate.head)


def features_of_model(
    syntax: Syntax, by_model: Sequence[Found], by_rules: Sequence[Found]
) -> list[tuple[float, ...]]:
    """OF_MODEL of each of the model's finds."""
    others = _Contents(_words(syntax, found) for found in by_rules)
    cues = {i for found in by_rules for i in found.candidate.cue}
    rows: list[tuple[float, ...]] = []
    for found in by_model:
        words = _words(syntax, found)
        overlap, partner = others.most_alike(words)
        rival = by_rules[partner] if overlap >= AGREE else None
        own = min(max(found.probability or 0.0, 1e-3), 1 - 1e-3)
        rows.append(
            (
                math.log(own / (1 - own)),
                float(rival is not None),
                rival.rate if rival else 0.0,
                float(overlap > SAME),
                float(rival is not None and _same_source(found, rival)),
                float(not cues.isdisjoint(found.candidate.cue)),
                math.log(max(1, len(words))),
            )
        )
    return rows


def features_of_rules(
    syntax: Syntax, by_model: Sequence[Found], by_rules: Sequence[Found]
) -> list[tuple[float, ...]]:
    """OF_RULES of each of the rules' finds."""
    others = _Contents(_words(syntax, found) for found in by_model)
    cues = {i for found in by_model for i in found.candidate.cue}
    rows: list[tuple[float, ...]] = []
    for found in by_rules:
        words = _words(syntax, found)
        rows.append(
            (
                found.rate,
                others.most_alike(words)[0],
                len(words & others.at.keys()) / max(1, len(words)),
                float(not cues.isdisjoint(found.candidate.cue)),
                float(found.candidate.construction.startswith("quote")),
                math.log(max(1, len(words))),
                float(found.inferred),
                float(not found.candidate.source),
            )
        )
    return rows


def _without_others(found: Found, cued: Mapping[int, Sequence[Found]]) -> tuple[Found, list[Found]]:
    """`found` without the quotations in it that have a cue of their own right behind them, and theirs.

    In "“It sank,” Mer told him. “I was asleep,” Holm said." the first is not Holm's. `cued` has what rules
    find with such cues, by the first token of the content.
    """
    others = [
        other
        for i in found.content
        for other in cued.get(i, ())
        if other.content < found.content
        and max(other.content) < other.candidate.head < found.candidate.head
        and other.candidate.head not in found.content
        and other.candidate.head not in found.candidate.cue
    ]
    return replace(found, content=found.content.difference(*(other.content for other in others))), others


def _own(found: Found) -> frozenset[int]:
    return found.content.union(found.candidate.cue)


def _only_in_headlines(found: Found) -> bool:
    """Whether a headline's find has a colon, or ends with who says so ("Talks to resume, minister says").

    The outlets that the weights are fitted on write hardly any such headline, so that the model's silence
    tells nothing there.
    """
    candidate = found.candidate
    last = bool(candidate.source) and min(candidate.source) > max(found.content)
    return last or candidate.construction.startswith("headline")


def _words(syntax: Syntax, found: Found) -> frozenset[int]:
    return frozenset(i for i in found.content if not syntax.is_mark(i))


class _Contents:
    """The words of many contents, by token, so that long articles take no longer by the word."""

    def __init__(self, contents: Iterable[frozenset[int]]) -> None:
        self._sizes: list[int] = []
        self.at: dict[int, list[int]] = {}
        for number, words in enumerate(contents):
            self._sizes.append(len(words))
            for i in words:
                self.at.setdefault(i, []).append(number)

    def most_alike(self, words: frozenset[int]) -> tuple[float, int]:
        """The greatest intersection over union with one of them, and its number; else (0, -1)."""
        shared = Counter(number for i in words for number in self.at.get(i, ()))
        alike = [(n / (len(words) + self._sizes[number] - n), number) for number, n in shared.items()]
        return max(alike, default=(0.0, -1))


def _same_source(one: Found, other: Found) -> bool:
    mine, theirs = set(one.candidate.source), set(other.candidate.source)
    return bool(mine & theirs) or not (mine or theirs)


def _logistic(known: Sequence[float], features: Sequence[float]) -> float:
    score = known[-1] + math.fsum(w * f for w, f in zip(known, features, strict=False))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
