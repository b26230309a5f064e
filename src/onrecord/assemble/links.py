"""Dated clauses that may tell of one happening, judged by the words that they share."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.record import Happening, Reading, Timex

LEAST_SHARED = 3  # words: two names and a noun; with two, two meetings of one pair would be one
MOST_FOR_A_WORD = 50  # clauses: a word that more of them have finds no partners, but still counts
SURE_AT = 0.6  # the share of words in common at which clauses are taken for one happening
SUREST = 0.9

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with the timex that dates it, and its words."""

    article: str
    happening: Happening
    timex: Timex
    words: dict[str, str]  # words_of


@dataclass(frozen=True, slots=True)
class Link:
    """Two that may be one happening, in the order of (article, place), and how likely they are."""

    one: Told
    other: Told
    probability: float
    shared: tuple[str, ...]


def told_of(reading: Reading) -> tuple[Told, ...]:
    """The happenings of an article, each timex and wording once."""
    timexes = {timex.id: timex for timex in reading.timexes}
    found: dict[tuple[str | None, str | None, frozenset[str]], Told] = {}
    for it in reading.happenings:
        timex = timexes[it.timex]
        words = words_of(str(it.clause))
        key = (timex.relative, timex.value, frozenset(words))
        found.setdefault(key, Told(reading.article.id, it, timex, words))
    return tuple(found.values())


def words_of(text: str) -> dict[str, str]:
    """The telling words of a clause, without case, accents and the plural's s, each as it stands there."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = "".join(c for c in unicodedata.normalize("NFKD", match[0]) if not unicodedata.combining(c))
        if (len(word) > 3 or word[0].isupper()) and len(word) > 2:
            word = word.casefold()
            if word not in common():
                found.setdefault(
                    word[:-1] if word.endswith("s") and not word.endswith("ss") else word, match[0]
                )
    return found


def find_links(told: Iterable[Told], wanted: Container[str]) -> tuple[Link, ...]:
    """Pairs that may be one happening, in a fixed order; within an article only of different timexes.

    At least one of the two is of an article in `wanted`.

    A word weighs the more the fewer clauses have it. The measure is the weight of the words in common, as
    a share of that of the clause with less.
    """
    ordered = sorted(told, key=lambda it: (it.article, it.happening.verb.start, it.happening.id))
    counts = Counter(word for it in ordered for word in it.words)
    weight = {word: math.log((len(ordered) + 1) / count) for word, count in counts.items()}
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, it in enumerate(ordered):
        for word in it.words:
            having[word].append(number)
    pairs = {
        pair
        for numbers in having.values()
        if len(numbers) <= MOST_FOR_A_WORD
        for pair in itertools.combinations(numbers, 2)
        if ordered[pair[0]].article in wanted or ordered[pair[1]].article in wanted
    }
    links = []
    for a, b in sorted(pairs):
        one, other = ordered[a], ordered[b]
        both = one.words.keys() & other.words.keys()
        same_date = (one.timex.relative, one.timex.value) == (other.timex.relative, other.timex.value)
        if len(both) < LEAST_SHARED or (one.article == other.article and same_date):
            continue
        less = min(_sum(it.words, weight) for it in (one, other))
        share = _sum(both, weight) / less if less else 0.0
        probability = min(share / SURE_AT, 1.0) * SUREST
        links.append(Link(one, other, probability, tuple(one.words[word] for word in sorted(both))))
    return tuple(links)


@cache
def common() -> frozenset[str]:
    """Words that are too common to count, from common.tsv."""
    text = files("onrecord.assemble").joinpath("common.tsv").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def _sum(words: Iterable[str], weight: dict[str, float]) -> float:
    return math.fsum(weight[word] for word in words)
