"""Scores of time expressions against gold, as TempEval-3 defines them (UzZaman et al., SemEval 2013)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.evaluate.attributions import Error, Ratio


@dataclass(frozen=True, slots=True)
class GoldTimex:
    """A half-open range of the text, with its TIMEX3 type and value; a value may be missing."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class TimexScores:
    """Micro-averaged over documents.

    `strict` wants the same range, `relaxed` an overlap. `type_accuracy` and `value_accuracy` are shares of
    the relaxed matches; `type_f1` and `value_f1` are those shares times the relaxed F1.
    """

    documents: int
    gold: int
    predicted: int
    strict: Ratio
    relaxed: Ratio
    type_accuracy: float
    value_accuracy: float
    type_f1: float
    value_f1: float
    errors: tuple[Error, ...] = field(default=(), repr=False)


@dataclass
class _Tally:
    documents: int = 0
    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    types: int = 0
    values: int = 0


def pair_timexes(predicted: Sequence[GoldTimex], gold: Sequence[GoldTimex]) -> list[tuple[int, int]]:
    """Pairs (predicted, gold) that overlap, one to one: the same range first, then in the gold's order."""
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    left: list[int] = []
    places = {(p.start, p.end): i for i, p in reversed(list(enumerate(predicted)))}
    for j, g in enumerate(gold):
        i = places.get((g.start, g.end))
        if i is not None and i not in used:
            used.add(i)
            pairs.append((i, j))
        else:
            left.append(j)
    for j in left:
        for i, p in enumerate(predicted):
            if i not in used and p.start < gold[j].end and gold[j].start < p.end:
                used.add(i)
                pairs.append((i, j))
                break
    return sorted(pairs)


def score_timexes(
    gold: Mapping[str, Sequence[GoldTimex]], predicted: Mapping[str, Sequence[GoldTimex]]
) -> TimexScores:
    """Scores of `predicted` against `gold`, both by document name; a document without any counts as empty.

    Errors are "spurious", "missed", "span" (an overlap that is not strict), "type" and "value".
    """
    tally, errors = _Tally(), list[Error]()
    for doc, wanted in gold.items():
        errors += _add(tally, doc, wanted, predicted.get(doc, ()))
    relaxed = Ratio.of(tally.relaxed, tally.predicted, tally.gold)
    types = tally.types / tally.relaxed if tally.relaxed else 0.0
    values = tally.values / tally.relaxed if tally.relaxed else 0.0
    return TimexScores(
        documents=tally.documents,
        gold=tally.gold,
        predicted=tally.predicted,
        strict=Ratio.of(tally.strict, tally.predicted, tally.gold),
        relaxed=relaxed,
        type_accuracy=types,
        value_accuracy=values,
        type_f1=types * relaxed.f1,
        value_f1=values * relaxed.f1,
        errors=tuple(errors),
    )


def _add(tally: _Tally, doc: str, gold: Sequence[GoldTimex], found: Sequence[GoldTimex]) -> Iterable[Error]:
    tally.documents += 1
    tally.gold += len(gold)
    tally.predicted += len(found)
    pairs = pair_timexes(found, gold)
    for i, j in pairs:
        p, g = found[i], gold[j]
        strict = (p.start, p.end) == (g.start, g.end)
        tally.relaxed += 1
        tally.strict += strict
        tally.types += p.type == g.type
        tally.values += p.value == g.value
        for kind, right in (("span", strict), ("type", p.type == g.type), ("value", p.value == g.value)):
            if not right:
                yield Error(doc, kind, i, j)
    paired, covered = {i for i, _ in pairs}, {j for _, j in pairs}
    yield from (Error(doc, "spurious", i, None) for i in range(len(found)) if i not in paired)
    yield from (Error(doc, "missed", None, j) for j in range(len(gold)) if j not in covered)
