"""What the network says of an article: probabilities for each word, gathered from its windows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.models.attribution.labels import TAGS
from onrecord.models.encoder.pieces import Pieces
from onrecord.models.encoder.windows import Window

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Raw:
    """The heads' scores of one framed window, before softmax: tags [length, TAGS], links [length, length]."""

    window: Window
    tags: Floats
    cue_of: Floats
    source_of: Floats


@dataclass(frozen=True, slots=True)
class Links:
    """Where the words from number `of` on point: at nothing, or at the words from number `first` on.

    Probabilities: `nothing` has the shape [words that point], `at` [words that point, words pointed at].
    """

    of: int
    first: int
    nothing: Floats
    at: Floats

    @property
    def after(self) -> int:
        """The number behind that of the last word that points."""
        return self.of + len(self.nothing)


@dataclass(frozen=True, slots=True)
class WordScores:
    """For each word of an article: log-probabilities of TAGS, and where it points for cue and source.

    The links of one window's words are together, windows in order.
    """

    tags: Floats
    cue_of: list[Links]
    source_of: list[Links]


def word_scores(pieces: Pieces, raw: Iterable[Raw]) -> WordScores:
    """Scores of all words; each word's come from the window that has the most around it."""
    tags = np.zeros((len(pieces.words), len(TAGS)), dtype=np.float32)
    cue_of: list[Links] = []
    source_of: list[Links] = []
    for r in raw:
        window = r.window
        lo, hi = np.searchsorted(pieces.words, (window.first, window.after))
        mine_lo, mine_hi = np.searchsorted(pieces.words, (window.owned_first, window.owned_after))
        rows = pieces.words[mine_lo:mine_hi] - window.first + 1
        columns = np.concatenate(([0], pieces.words[lo:hi] - window.first + 1))
        tags[mine_lo:mine_hi] = log_softmax(r.tags[rows])
        for scores, links in ((r.cue_of, cue_of), (r.source_of, source_of)):
            shares = _softmax(scores[np.ix_(rows, columns)])
            links.append(Links(int(mine_lo), int(lo), shares[:, 0], shares[:, 1:]))
    return WordScores(tags, cue_of, source_of)


def _softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis, in the place of `scores`."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def log_softmax(scores: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out
