"""What the network is to say of the words of a window: its labels, and what a teacher says, as shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.models.attribution.data import Example
from onrecord.models.attribution.labels import CUE, NOBODY, UNKNOWN
from onrecord.models.attribution.scores import Floats


@dataclass(frozen=True, slots=True)
class Cut:
    """Pieces first..after of an example."""

    example: Example
    first: int
    after: int

    def __len__(self) -> int:
        """How many pieces the network gets, with the two signs around them."""
        return self.after - self.first + 2


def aim(cut: Cut, taught: float, tags: Floats, cue_of: Floats, source_of: Floats) -> None:
    """Add a cut's targets: `taught` of them what its teacher says, if it has one, and the rest its labels."""
    example = cut.example
    words, labels, teacher = example.pieces.words, example.labels, example.taught
    lo, hi = np.searchsorted(words, (cut.first, cut.after))
    rows = words[lo:hi] - cut.first + 1
    ours = 1.0 if teacher is None else 1.0 - taught
    known = labels.tags[lo:hi] != UNKNOWN
    tags[rows[known], labels.tags[lo:hi][known]] += ours
    is_cue = np.isin(labels.tags[lo:hi], (CUE, CUE + 1))  # only a cue has, or lacks, a source
    for targets, links, of in ((cue_of, labels.cue_of, known), (source_of, labels.source_of, is_cue)):
        at = links[lo:hi]
        for chosen, columns in (
            (of & (at >= lo) & (at < hi), words[at.clip(0)] - cut.first + 1),
            (of & (at == NOBODY), np.zeros_like(at)),
        ):
            targets[rows[chosen], columns[chosen]] += ours
    if teacher is None:
        return
    said = teacher.tags[lo:hi].astype(np.float32)
    tags[rows] += taught * said
    cue_share = np.concatenate((np.zeros(lo, np.float32), said[:, CUE] + said[:, CUE + 1]))
    for targets, shares in ((cue_of, teacher.cue_of), (source_of, teacher.source_of)):
        a, b = np.searchsorted(shares.rows, (lo, hi))
        at, to = shares.rows[a:b], shares.columns[a:b]
        weights = taught * shares.shares[a:b].astype(np.float32)
        if targets is source_of:
            weights = weights * cue_share[at]
        inside = (to == NOBODY) | ((to >= lo) & (to < hi))
        columns = np.where(to == NOBODY, 0, words[to.clip(0)] - cut.first + 1)
        targets[(words[at] - cut.first + 1)[inside], columns[inside]] += weights[inside]
