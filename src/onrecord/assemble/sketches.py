"""What is kept of an article to find the ones that may share its words: its body in words, and a sketch.

The sketch is Broder's (On the resemblance and containment of documents, 1997) for containment: of the hashes
of all runs of three words, those that are 0 modulo a number. A short cut of a long story has its sketch
inside the story's, which the smallest hashes of each (MinHash for resemblance) would not tell.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.record import Article

BODY_KINDS = frozenset(("paragraph", "list", "quote"))
SHINGLE = 3  # words; longer runs do not outlive the errors of a scan
SAMPLED = 4  # one hash of so many is kept
LEAST_TOLD = 40  # words; an article with fewer outside quotation marks is known by all its words
ALL_PAIRS = 16  # articles: of a hash that more have, only neighbours in order of ids are paired
LEAST_SAMPLES = 3  # in common
LEAST_SHARE = 0.12  # of the smaller sketch in common; pairs with less cannot become copies

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTED = re.compile(r'“[^”]*(?:”|\Z)|"[^"]*(?:"|\Z)|«[^»]*(?:»|\Z)')

Hashes = NDArray[np.uint64]
Pair = tuple[str, str]  # ids of two articles, the lesser first


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an article's body, folded; where it stands; and whether in quotation marks."""

    text: str
    start: int
    end: int
    quoted: bool


def body_words(article: Article) -> Iterator[list[Word]]:
    """The words of each block of an article's body: no headline, byline, caption or furniture."""
    for block in article.blocks:
        if block.kind in BODY_KINDS:
            text = article.text[block.start : block.end]
            quoted = [match.span() for match in _QUOTED.finditer(text)]
            words = []
            inside = 0  # the first quotation that does not end before the word
            for match in _WORD.finditer(text):
                while inside < len(quoted) and quoted[inside][1] <= match.start():
                    inside += 1
                within = inside < len(quoted) and quoted[inside][0] < match.start()
                start, end = block.start + match.start(), block.start + match.end()
                words.append(Word(_folded(match[0]), start, end, within))
            yield words


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def sketch_of(article: Article) -> Hashes:
    """The sampled hashes of an article's shingles, sorted, each once.

    Shingles are of the words outside quotation marks: two reports that quote one speech are no copies.
    """
    words = [word for block in body_words(article) for word in block]
    told = [word for word in words if not word.quoted]
    chosen = told if len(told) >= LEAST_TOLD else words
    if len(chosen) < SHINGLE:
        return np.empty(0, dtype=np.uint64)
    each = np.array([zlib.crc32(word.text.encode("utf-8", "replace")) for word in chosen], dtype=np.uint64)
    mixed = np.zeros(len(each) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = _mix(mixed + each[offset : len(each) - SHINGLE + 1 + offset])
    return np.unique(mixed[mixed % np.uint64(SAMPLED) == 0])


def _mix(values: Hashes) -> Hashes:
    """SplitMix64 (Steele, Lea and Flood 2014): every bit of the input changes half of the output's."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def find_candidates(sketches: Mapping[str, Hashes]) -> set[Pair]:
    """Pairs of articles that share enough of their sketches to be looked at word by word.

    The time grows a little faster than the number of articles (a sort), however often one story was copied:
    then not every pair of its copies comes back, but enough to join all of them.
    """
    ids = sorted(ident for ident, sketch in sketches.items() if len(sketch))
    if len(ids) < 2:
        return set()
    sizes = np.array([len(sketches[ident]) for ident in ids])
    hashes = np.concatenate([sketches[ident] for ident in ids])
    owners = np.repeat(np.arange(len(ids)), sizes)
    order = np.argsort(hashes, kind="stable")  # so that owners stay in order within a hash
    hashes, owners = hashes[order], owners[order]
    _, bucket, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    small = counts[bucket] <= ALL_PAIRS
    found: list[NDArray[np.int64]] = []
    for apart in range(1, ALL_PAIRS):
        same = hashes[apart:] == hashes[:-apart]
        if apart > 1:
            same &= small[:-apart]
        if not same.any():
            break
        found.append(owners[:-apart][same].astype(np.int64) * len(ids) + owners[apart:][same])
    if not found:
        return set()
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    one, other = pairs // len(ids), pairs % len(ids)
    smaller = np.minimum(sizes[one], sizes[other])
    least = np.minimum(LEAST_SAMPLES, smaller)  # very short articles have fewer in all
    enough = (shared >= least) & (shared >= LEAST_SHARE * smaller)
    return {(ids[a], ids[b]) for a, b in zip(one[enough], other[enough], strict=True)}
