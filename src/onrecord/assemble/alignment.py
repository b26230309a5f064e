"""How much of two articles is the same text: their sentences aligned, word by word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.assemble.sketches import LEAST_TOLD, Word, body_words
from onrecord.record import Article

SAME_SENTENCE = 0.5  # words in common, in order, twice over the words of both: edited or badly scanned
LOOKED_AT = 3  # sentences of the other article, those that share the most pairs of words
SHORTEST = 4  # words; a shorter sentence ("He agreed.") is taken together with the one before
LONGEST = 120  # words; an article without full stops is cut into pieces
_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two articles: how many words, how many of them outside quotation marks, and how many shared.

    `ranges` are the shared stretches of the text, in order.
    """

    words: int
    told: int
    shared: int
    shared_told: int
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles have in common, as each of them has it."""

    one: Side
    other: Side


def align(one: Article, other: Article) -> Overlap:
    """What `one` and `other` have in common, whatever the order of their sentences."""
    here, there = _sentences(one), _sentences(other)
    index: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for number, sentence in enumerate(there):
        for pair in _pairs(sentence):
            index[pair].add(number)
    shared_here: list[set[int]] = [set() for _ in here]
    shared_there: list[set[int]] = [set() for _ in there]
    texts = [[word.text for word in sentence] for sentence in there]
    for number, sentence in enumerate(here):
        own = [word.text for word in sentence]
        votes = Counter(partner for pair in _pairs(sentence) for partner in index.get(pair, ()))
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        for partner, _ in ranked[:LOOKED_AT]:
            matched = _common(own, texts[partner])
            shared_here[number] |= {a for a, _ in matched}
            shared_there[partner] |= {b for _, b in matched}
            if len(matched) == len(own):
                break
    return Overlap(_side(one, here, shared_here), _side(other, there, shared_there))


def _sentences(article: Article) -> list[list[Word]]:
    """The words of an article's body by sentences, as its marks tell them."""
    found: list[list[Word]] = []
    for block in body_words(article):
        current: list[Word] = []
        begun = len(found)
        for word, following in pairwise([*block, None]):
            assert word is not None
            current.append(word)
            between = "" if following is None else article.text[word.end : following.start]
            ended = following is None or (not _ENDS.isdisjoint(between) and any(map(str.isspace, between)))
            if ended and len(current) < SHORTEST and len(found) > begun:
                found[-1] += current
                current = []
            elif ended or len(current) == LONGEST:
                found.append(current)
                current = []
    return found


def _pairs(sentence: Sequence[Word]) -> Iterable[tuple[str, str]]:
    return {(first.text, second.text) for first, second in pairwise(sentence)}


def _common(here: Sequence[str], there: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence of words; [] where it is too short to matter."""
    both = (Counter(here) & Counter(there)).total()
    if 2 * both < SAME_SENTENCE * (len(here) + len(there)):
        return []
    # what they begin and end with alike needs no table
    least = min(len(here), len(there))
    head = next((n for n in range(least) if here[n] != there[n]), least)
    tail = next((n for n in range(least - head) if here[-1 - n] != there[-1 - n]), least - head)
    found = [(n, n) for n in range(head)]
    found += [
        (head + a, head + b)
        for a, b in _subsequence(here[head : len(here) - tail], there[head : len(there) - tail])
    ]
    found += [(len(here) - n, len(there) - n) for n in range(tail, 0, -1)]
    return found if 2 * len(found) >= SAME_SENTENCE * (len(here) + len(there)) else []


def _subsequence(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[int, int]]:
    lengths = [[0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for a in range(len(here) - 1, -1, -1):
        row, below, word = lengths[a], lengths[a + 1], here[a]
        for b in range(len(there) - 1, -1, -1):
            row[b] = below[b + 1] + 1 if word == there[b] else max(below[b], row[b + 1])
    a = b = 0
    while a < len(here) and b < len(there):
        if here[a] == there[b]:
            yield a, b
            a, b = a + 1, b + 1
        elif lengths[a + 1][b] >= lengths[a][b + 1]:
            a += 1
        else:
            b += 1


def _side(article: Article, sentences: Sequence[Sequence[Word]], shared: Sequence[set[int]]) -> Side:
    words = [word for sentence in sentences for word in sentence]
    kept = [
        word
        for sentence, places in zip(sentences, shared, strict=True)
        for place, word in enumerate(sentence)
        if place in places
    ]
    told = [word for word in words if not word.quoted]
    counts_all = len(told) < LEAST_TOLD
    return Side(
        words=len(words),
        told=len(words) if counts_all else len(told),
        shared=len(kept),
        shared_told=sum(counts_all or not word.quoted for word in kept),
        ranges=_ranges(words, kept),
    )


def _ranges(words: Sequence[Word], kept: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """The shared words as stretches: from a shared word to the next one that follows it directly."""
    following = {first.start: second.start for first, second in pairwise(words)}
    found: list[tuple[int, int]] = []
    last = None
    for word in kept:
        if last is not None and following.get(last.start) == word.start:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
        last = word
    return tuple(found)
