"""Scores of attributions against gold, by overlap of characters.

Only letters and digits count, so neither quotation marks nor trailing punctuation decide a match.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Parts = Sequence[tuple[int, int]]  # half-open ranges of code points
Places = frozenset[int]  # of letters and digits

LOOSE = 0.5  # contents that overlap by this (intersection over union) are the same statement
EXACT = 0.95


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Source, cue and content as ranges; the first two may be empty."""

    source: Parts
    cue: Parts
    content: Parts


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its gold attributions; what lies in `discard` is not scored."""

    doc: str
    text: str
    attributions: tuple[GoldAttribution, ...]
    discard: Parts = ()


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1, each 0..1; 0 where nothing could be counted."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, predicted: int, gold: int) -> Ratio:
        """The ratio of counts."""
        precision = right / predicted if predicted else 0.0
        recall = right / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True)
class Error:
    """A prediction without gold ("spurious"), gold without prediction ("missed"), or a wrong "source"."""

    doc: str
    kind: str
    predicted: int | None
    gold: int | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Micro-averaged over documents. `attribution` needs content and source right, `exact` 0.95 overlap."""

    documents: int
    gold: int
    predicted: int
    content: Ratio
    exact: Ratio
    attribution: Ratio
    source_accuracy: float
    characters: Ratio
    errors: tuple[Error, ...] = field(default=(), repr=False)


def word_places(parts: Parts, text: str) -> Places:
    """The places in `text` of letters and digits inside `parts`."""
    return frozenset(
        i for start, end in parts for i in range(max(start, 0), min(end, len(text))) if text[i].isalnum()
    )


def overlap(a: Places, b: Places) -> float:
    """Intersection over union, 0..1; 1 for two empty sets."""
    union = len(a | b)
    return len(a & b) / union if union else 1.0


def same_source(predicted: Places, gold: Places) -> bool:
    """Whether both are empty, or overlap by half, or one holds the other."""
    if not predicted or not gold:
        return not predicted and not gold
    return overlap(predicted, gold) >= LOOSE or predicted <= gold or gold <= predicted


def matches(predicted: Sequence[Places], gold: Sequence[Places]) -> list[tuple[int, int, float]]:
    """Pairs (predicted, gold, overlap) one to one, best overlap first, none under LOOSE.

    Ties go to the later predicted, then to the later gold, as in the field's usual scorer for this data.
    """
    scored = [
        (overlap(p, g), i, j)
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if not p.isdisjoint(g)
    ]
    pairs: list[tuple[int, int, float]] = []
    used_predicted: set[int] = set()
    used_gold: set[int] = set()
    for share, i, j in sorted(scored, reverse=True):
        if share >= LOOSE and i not in used_predicted and j not in used_gold:
            used_predicted.add(i)
            used_gold.add(j)
            pairs.append((i, j, share))
    return pairs


@dataclass
class _Tally:
    gold: int = 0
    predicted: int = 0
    content: int = 0
    exact: int = 0
    attribution: int = 0
    gold_characters: int = 0
    predicted_characters: int = 0
    shared_characters: int = 0


def score_attributions(
    documents: Iterable[GoldDocument], predicted: Mapping[str, Sequence[GoldAttribution]]
) -> Scores:
    """Scores of `predicted` (by document name) against `documents`; a document without any counts as empty.

    The figures are those of PARC-style evaluation by overlap: `content` pairs statements at an overlap of
    0.5, `exact` at 0.95, `attribution` needs the source of a content pair right as well,
    `source_accuracy` is the share of content pairs for which it is, `characters` compares the contents'
    characters unpaired.
    """
    tally, count = _Tally(), 0
    errors: list[Error] = []
    for document in documents:
        count += 1
        _add(tally, errors, document, predicted.get(document.doc, ()))
    return Scores(
        documents=count,
        gold=tally.gold,
        predicted=tally.predicted,
        content=Ratio.of(tally.content, tally.predicted, tally.gold),
        exact=Ratio.of(tally.exact, tally.predicted, tally.gold),
        attribution=Ratio.of(tally.attribution, tally.predicted, tally.gold),
        source_accuracy=tally.attribution / tally.content if tally.content else 0.0,
        characters=Ratio.of(tally.shared_characters, tally.predicted_characters, tally.gold_characters),
        errors=tuple(errors),
    )


def _add(
    tally: _Tally, errors: list[Error], document: GoldDocument, found: Sequence[GoldAttribution]
) -> None:
    text = document.text
    banned = word_places(document.discard, text)
    predicted = [(i, word_places(a.source, text), word_places(a.content, text)) for i, a in enumerate(found)]
    predicted = [p for p in predicted if p[2] and 2 * len(p[2] & banned) < len(p[2])]
    gold = [
        (j, word_places(a.source, text), word_places(a.content, text))
        for j, a in enumerate(document.attributions)
    ]
    gold = [g for g in gold if g[2]]
    tally.predicted += len(predicted)
    tally.gold += len(gold)
    predicted_places = frozenset[int]().union(*(p[2] for p in predicted))
    gold_places = frozenset[int]().union(*(g[2] for g in gold))
    tally.predicted_characters += len(predicted_places)
    tally.gold_characters += len(gold_places)
    tally.shared_characters += len(predicted_places & gold_places)
    pairs = matches([p[2] for p in predicted], [g[2] for g in gold])
    for i, j, share in pairs:
        tally.content += 1
        tally.exact += share >= EXACT
        if same_source(predicted[i][1], gold[j][1]):
            tally.attribution += 1
        else:
            errors.append(Error(document.doc, "source", predicted[i][0], gold[j][0]))
    paired_predicted = {i for i, _, _ in pairs}
    paired_gold = {j for _, j, _ in pairs}
    errors += [
        Error(document.doc, "spurious", p[0], None)
        for i, p in enumerate(predicted)
        if i not in paired_predicted
    ]
    errors += [Error(document.doc, "missed", None, g[0]) for j, g in enumerate(gold) if j not in paired_gold]
