"""Gold becomes tags and links, and these become gold again."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.models.attribution.decode import Decoded, Part, best_path, decode, runs
from onrecord.models.attribution.labels import (
    CONTENT,
    CUE,
    NOBODY,
    TAGS,
    UNKNOWN,
    GoldRow,
    labels_of,
    word_ranges,
)
from onrecord.models.attribution.scores import Floats, Links, WordScores
from onrecord.models.encoder.pieces import Pieces, Tokens

TEXT = "“We sail,” the master of the harbour said. “Tomorrow.” It was widely believed that Oruk doubted it."


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


ROWS = [
    GoldRow(
        [place("the master of the harbour")], [place("said")], [place("“We sail,”"), place("“Tomorrow.”")]
    ),
    GoldRow([], [place("was widely believed")], [place("that Oruk doubted it")]),
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Tokens().pieces(TEXT, [(0, len(TEXT))])


def certain(tags: list[int], cue_of: list[int], source_of: list[int]) -> WordScores:
    """Scores that leave no doubt about these tags and links."""
    n = len(tags)
    probabilities: Floats = np.full((n, len(TAGS)), -20, dtype=np.float32)
    probabilities[np.arange(n), np.maximum(tags, 0)] = 0

    def links(targets: list[int]) -> list[Links]:
        at = np.zeros((n, n), dtype=np.float32)
        for word, target in enumerate(targets):
            if target >= 0:
                at[word, target] = 1
        nothing = 1 - at.sum(axis=1)
        half = n // 2  # as two windows would tell it
        return [Links(0, 0, nothing[:half], at[:half]), Links(half, 0, nothing[half:], at[half:])]

    return WordScores(probabilities, links(cue_of), links(source_of))


def as_words(pieces: Pieces, found: Decoded) -> tuple[list[str], list[str], list[str]]:
    starts, ends = word_ranges(pieces)

    def words(parts: tuple[Part, ...]) -> list[str]:
        return [TEXT[starts[p.first] : ends[p.after - 1]] for p in parts]

    return words(found.source), words(found.cue), words(found.content)


def test_gold_comes_back_whole(pieces: Pieces) -> None:
    labels = labels_of(pieces, ROWS, [])
    columns = (labels.tags.tolist(), labels.cue_of.tolist(), labels.source_of.tolist())
    found = decode(certain(*columns), frozenset({0}))
    assert [as_words(pieces, f) for f in found] == [
        (["the master of the harbour"], ["said"], ["“We sail,”", "“Tomorrow.”"]),
        ([], ["was widely believed"], ["that Oruk doubted it"]),
    ]


def test_what_gold_leaves_out_is_not_learnt(pieces: Pieces) -> None:
    start, end = place("It was widely believed that Oruk doubted it.")
    labels = labels_of(pieces, ROWS, [(start, end)])
    unknown = labels.tags == UNKNOWN
    starts, _ = word_ranges(pieces)
    assert ((starts >= start) == unknown).all()
    assert (labels.cue_of[unknown] == UNKNOWN).all()


def test_links_go_to_first_words(pieces: Pieces) -> None:
    labels = labels_of(pieces, ROWS, [])
    starts, _ = word_ranges(pieces)
    said = starts.tolist().index(place("said")[0])
    tomorrow = starts.tolist().index(place("Tomorrow")[0])
    assert labels.cue_of[tomorrow] == said
    assert labels.source_of[said] == starts.tolist().index(place("the master")[0])
    believed = starts.tolist().index(place("was widely")[0])
    assert labels.source_of[believed] == NOBODY


def test_a_part_never_goes_on_before_it_began() -> None:
    wants = [CUE + 1, CUE + 1, 0, CONTENT + 1, CONTENT, CONTENT + 1]
    scores = np.full((len(wants), len(TAGS)), -3, dtype=np.float32)
    scores[np.arange(len(wants)), wants] = -0.1
    path = best_path(scores)
    for before, tag in zip([0, *path], path, strict=False):
        assert not TAGS[tag].startswith("I-") or before in (tag, tag - 1)
    assert path[4:] == [CONTENT, CONTENT + 1]
    assert best_path(scores[:0]) == []


def test_the_path_is_the_most_probable_of_all() -> None:
    """Compared with trying every one, on scores drawn by lot."""
    chance = np.random.default_rng(4)
    for _ in range(20):
        scores = chance.normal(size=(4, len(TAGS))).astype(np.float32)
        allowed = [
            path
            for path in itertools.product(range(len(TAGS)), repeat=len(scores))
            if all(
                not TAGS[tag].startswith("I-") or before in (tag, tag - 1)
                for before, tag in itertools.pairwise((0, *path))
            )
        ]
        best = max(allowed, key=lambda path: sum(float(scores[i, tag]) for i, tag in enumerate(path)))
        assert best_path(scores) == list(best)


def test_a_part_ends_with_its_block() -> None:
    path = [CONTENT, CONTENT + 1, CONTENT + 1, 0, CONTENT]
    assert runs(path, CONTENT, frozenset({0, 2})) == [Part(0, 2), Part(2, 3), Part(4, 5)]


def test_a_content_that_points_at_no_cue_is_dropped() -> None:
    tags = [CUE, CONTENT, CONTENT + 1, 0]
    linked = certain(tags, [NOBODY, 0, 0, NOBODY], [NOBODY] * 4)
    loose = certain(tags, [NOBODY] * 4, [NOBODY] * 4)
    assert [d.content for d in decode(linked, frozenset())] == [(Part(1, 3),)]
    assert decode(loose, frozenset()) == []
    assert decode(linked, frozenset(), least_link=1.01) == []
