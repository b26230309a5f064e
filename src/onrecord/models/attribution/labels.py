"""Gold attributions as what the network learns: a tag for each word, and links between words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.models.encoder.pieces import Ints, Pieces

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SOURCE, CUE, CONTENT = 1, 3, 5  # the tag that begins each part; the next number goes on with it

NOBODY = -1  # a link to nothing: the word has no cue, the cue no source
UNKNOWN = -2  # a link, or a tag, that gold does not settle

Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One gold attribution as half-open ranges of code points."""

    source: Ranges
    cue: Ranges
    content: Ranges


@dataclass(frozen=True, slots=True)
class Labels:
    """What each word of an article is to be, by its number among the article's words.

    `tags` are numbers in TAGS. `cue_of` is the first word of the cue that a content's word belongs to,
    `source_of` the first word of the source that a cue's word belongs to.
    """

    tags: Ints
    cue_of: Ints
    source_of: Ints


def labels_of(pieces: Pieces, rows: Iterable[GoldRow], discard: Ranges) -> Labels:
    """The labels of an article; where two attributions claim a word, the first keeps it."""
    starts, ends = word_ranges(pieces)
    n = len(starts)
    tags = np.zeros(n, dtype=np.int64)
    cue_of, source_of = np.full(n, NOBODY, dtype=np.int64), np.full(n, NOBODY, dtype=np.int64)
    for row in rows:
        source, cue, content = (words_in(starts, ends, part) for part in (row.source, row.cue, row.content))
        for begin, parts in ((SOURCE, source), (CUE, cue), (CONTENT, content)):
            for part in parts:
                if not tags[part].any():
                    tags[part] = begin + 1
                    tags[part[0]] = begin
        for part in content:
            cue_of[part] = cue[0][0] if cue else NOBODY
        for part in cue:
            source_of[part] = source[0][0] if source else NOBODY
    for part in words_in(starts, ends, discard):
        for column in (tags, cue_of, source_of):
            column[part] = UNKNOWN
    return Labels(tags, cue_of, source_of)


def word_ranges(pieces: Pieces) -> tuple[Ints, Ints]:
    """Where each word starts and ends in the article."""
    if not len(pieces):
        return pieces.starts, pieces.ends
    lasts = np.append(pieces.words[1:], len(pieces)) - 1
    return pieces.starts[pieces.words], pieces.ends[lasts]


def words_in(starts: Ints, ends: Ints, ranges: Ranges) -> list[list[int]]:
    """For each range that has any, the numbers of the words that it touches."""
    found = []
    for start, end in ranges:
        first, after = bisect_right(ends, start), bisect_left(starts, end)
        if first < after:
            found.append(list(range(first, after)))
    return found
