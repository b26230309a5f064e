"""The attribution model at work: attributions as ranges of an article's text, from its words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.models.attribution.calibration import Calibration, read_calibration
from onrecord.models.attribution.decode import Part, decode
from onrecord.models.attribution.labels import word_ranges
from onrecord.models.attribution.scores import Raw, WordScores, word_scores
from onrecord.models.encoder.infer import Encoder
from onrecord.models.encoder.pieces import Pieces
from onrecord.models.sessions import open_session
from onrecord.models.weights import read_weights
from onrecord.record import OWN_WORDS, Article


@dataclass(frozen=True, slots=True)
class Relation:
    """An attribution: half-open ranges of code points, and how probably it is right (0 to 1)."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    probability: float


def blocks_to_read(article: Article) -> Iterator[tuple[int, int]]:
    """The ranges of the blocks whose words are read."""
    return ((block.start, block.end) for block in article.blocks if block.kind in OWN_WORDS)


class AttributionModel:
    """Finds attributions in English news. Open it once, use it for many articles.

    Attribution relations follow PARC (Pareti 2012) as PolNeAR annotates them (Newell et al. 2018): flat,
    none inside another's content.
    """

    def __init__(self, encoder: Encoder, folder: Path | None = None, threads: int = 1) -> None:
        weights = read_weights(folder or "onrecord.models.attribution", "heads.onnx")
        self.models = (*encoder.models, ("attribution", weights.digest))
        self._encoder = encoder
        self._calibration: Calibration = read_calibration(folder)
        self._session = open_session(weights, threads)

    def find(self, article: Article, ranges: Iterable[tuple[int, int]] | None = None) -> tuple[Relation, ...]:
        """The attributions of `article` in the order of their cues.

        With `ranges` nothing else of its text is read.
        """
        pieces = self._encoder.pieces(article.text, blocks_to_read(article) if ranges is None else ranges)
        starts, ends = word_ranges(pieces)
        first_words = frozenset(np.searchsorted(pieces.words, pieces.blocks).tolist())

        def places(parts: Sequence[Part]) -> tuple[tuple[int, int], ...]:
            return tuple((int(starts[part.first]), int(ends[part.after - 1])) for part in parts)

        return tuple(
            Relation(
                places(d.source), places(d.cue), places(d.content), self._calibration.probability(d.features)
            )
            for d in decode(self.score(pieces), first_words, self._calibration.least_link)
        )

    def score(self, pieces: Pieces) -> WordScores:
        """What the network says of each word."""
        return word_scores(
            pieces,
            (
                Raw(
                    encoded.window,
                    *(part[0] for part in self._session.run(None, {"vectors": encoded.vectors[None]})),
                )
                for encoded in self._encoder.encode(pieces)
            ),
        )
