"""The block model as it ships: which runs of a page, and which lines of a dump, are the article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.models.blocks.features import Node, html_features
from onrecord.models.blocks.lines import Line, line_features
from onrecord.models.blocks.trees import Trees
from onrecord.models.blocks.words import HeadHints, Run
from onrecord.models.weights import read_weights
from onrecord.record import ModelError

PACKAGE = "onrecord.models.blocks"
RUNS, LINES = "runs.npz", "lines.npz"


class BlockModel:
    """Scores pieces of a page by their words, their elements and their company; needs numpy alone."""

    def __init__(self, runs: Trees, lines: Trees, models: tuple[tuple[str, str], ...] = ()) -> None:
        self._runs = runs
        self.lines = lines
        self.models = models  # name and SHA-256 of the weights

    def score_runs(self, nodes: Sequence[Node], runs: Sequence[Run], hints: HeadHints) -> list[float]:
        """How likely each run of an HTML page belongs to the article's body, in 0..1."""
        if not runs:
            return []
        return [float(score) for score in self._runs.probabilities(html_features(nodes, runs, hints))]

    def score_lines(self, lines: Sequence[Line]) -> list[float]:
        """How likely each line of a page of plain text belongs to the article's body, in 0..1."""
        if not lines:
            return []
        return [float(score) for score in self.lines.probabilities(line_features(lines))]


def open_blocks() -> BlockModel:
    """The model that ships with the package; raises ModelError where its weights are not the stated ones."""
    trees, digests = [], []
    for name in (RUNS, LINES):
        weights = read_weights(PACKAGE, name)
        try:
            trees.append(Trees.from_bytes(weights.content))
        except (ValueError, KeyError, OSError) as error:
            raise ModelError(f"the weights {name} of {PACKAGE} cannot be read: {error}") from error
        digests.append((f"blocks/{name.partition('.')[0]}", weights.digest))
    return BlockModel(trees[0], trees[1], tuple(digests))
