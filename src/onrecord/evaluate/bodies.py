"""Scores of extracted article bodies against their true paragraphs.

A paragraph of the gold may be optional: a standfirst or a note of the desk that a good extractor may keep or
leave. It counts as gold where it was extracted, and is forgotten where it was not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeVar

from onrecord.evaluate.attributions import Ratio

GRAM = 4  # words
OPTIONAL_FOUND = 0.5  # of an optional paragraph's words must stand together in a block for it to count

_Key = TypeVar("_Key", str, tuple[str, ...])
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class GoldBody:
    """The paragraphs of a page's article, in order, and for each whether it may be left out."""

    paragraphs: tuple[str, ...]
    optional: tuple[bool, ...]


@dataclass(slots=True)
class BodyScores:
    """Figures of each page, in order; their means are what is reported."""

    grams: list[Ratio] = field(default_factory=list)  # 4-grams of words as bags
    rouge: list[Ratio] = field(default_factory=list)  # ROUGE-LSum, paragraphs as its sentences
    paragraphs: list[Ratio] = field(default_factory=list)  # found exactly, letters and digits compared

    def add(self, gold: GoldBody, predicted: Sequence[str]) -> None:
        """Count one page."""
        kept = _without_missing_options(gold, predicted)
        self.grams.append(gram_ratio(kept, predicted))
        self.rouge.append(rouge_lsum(kept, predicted))
        self.paragraphs.append(exact_ratio(kept, predicted))


def mean(ratios: Sequence[Ratio]) -> Ratio:
    """Mean precision and mean recall over pages, and the F1 of these two."""
    precision, recall = fmean(r.precision for r in ratios), fmean(r.recall for r in ratios)
    both = precision + recall
    return Ratio(precision, recall, 2 * precision * recall / both if both else 0.0)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case: runs of letters, digits and underscores."""
    return _WORD.findall(text.lower())


def gram_ratio(gold: Iterable[str], predicted: Iterable[str]) -> Ratio:
    """Precision and recall of a body's 4-grams, counted with repeats; a shorter body is one gram."""
    wanted, found = _grams(gold), _grams(predicted)
    return _bags(wanted, found)


def _grams(paragraphs: Iterable[str]) -> Counter[tuple[str, ...]]:
    words = [word for paragraph in paragraphs for word in words_of(paragraph)]
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1)))


def exact_ratio(gold: Iterable[str], predicted: Iterable[str]) -> Ratio:
    """Precision and recall of whole paragraphs, which must agree in every letter and digit."""
    wanted = Counter(key for text in gold if (key := "".join(words_of(text))))
    found = Counter(key for text in predicted if (key := "".join(words_of(text))))
    return _bags(wanted, found)


def _bags(wanted: Counter[_Key], found: Counter[_Key]) -> Ratio:
    if not wanted and not found:
        return Ratio(1.0, 1.0, 1.0)
    right = sum(min(count, found[key]) for key, count in wanted.items())
    return Ratio.of(right, found.total(), wanted.total())


def rouge_lsum(gold: Sequence[str], predicted: Sequence[str]) -> Ratio:
    """ROUGE-LSum: union of longest common subsequences, paragraph by paragraph (Lin 2004).

    Each word counts at most as often as it stands in both texts, as in the scorer of that name.
    """
    wanted, found = [words_of(text) for text in gold], [words_of(text) for text in predicted]
    left = Counter(word for words in wanted for word in words)
    there = Counter(word for words in found for word in words)
    gold_size, predicted_size = left.total(), there.total()
    if not gold_size and not predicted_size:
        return Ratio(1.0, 1.0, 1.0)
    whole = {tuple(words) for words in found}
    hits = 0
    for words in wanted:
        # the same paragraph holds every word; no other can add to it
        shared = range(len(words)) if tuple(words) in whole else _union_of_common(words, found)
        for index in shared:
            word = words[index]
            if left[word] > 0 and there[word] > 0:
                left[word] -= 1
                there[word] -= 1
                hits += 1
    return Ratio.of(hits, predicted_size, gold_size)


def _union_of_common(words: Sequence[str], others: Iterable[Sequence[str]]) -> list[int]:
    """The places in `words` that are on a longest common subsequence with any of the others."""
    places: set[int] = set()
    known = set(words)
    for other in others:
        if not known.isdisjoint(other):
            places.update(_common(words, other))
    return sorted(places)


def _common(words: Sequence[str], other: Sequence[str]) -> list[int]:
    """The places in `words` of one longest common subsequence."""
    table = [[0] * (len(other) + 1)]
    for word in words:
        above, row = table[-1], [0]
        for j, theirs in enumerate(other):
            row.append(above[j] + 1 if word == theirs else max(above[j + 1], row[j]))
        table.append(row)
    i, j = len(words), len(other)
    places = []
    while i and j:
        if words[i - 1] == other[j - 1]:
            places.append(i - 1)
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return places


def _without_missing_options(gold: GoldBody, predicted: Sequence[str]) -> list[str]:
    found = [" ".join(words_of(text)) for text in predicted]
    whole = "\n".join(found)
    kept = []
    for paragraph, optional in zip(gold.paragraphs, gold.optional, strict=True):
        words = words_of(paragraph)
        half = max(1, round(len(words) * OPTIONAL_FOUND))
        if not optional or " ".join(words[:half]) in whole or " ".join(words[-half:]) in whole:
            kept.append(paragraph)
    return kept
