"""What is known of a run of text on a page, as numbers: its words, its elements, its company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.models.blocks.names import GROUP_NAMES, name_mask
from onrecord.models.blocks.words import NAMES as WORD_NAMES
from onrecord.models.blocks.words import OPENS, HeadHints, Matrix, Run, word_columns


class Node(Protocol):
    """An element of a page: the runs from `first` up to `last` stand in it."""

    tag: str
    names: str
    parent: int
    first: int
    last: int


LEVELS = 5  # elements around a run that are looked at one by one
DEEPEST = 40  # and of which the names are looked at
WIDE = 0.6  # of the page's running text: what holds so much is no box on it, whatever its name
FAR = 30.0
FOREIGN_SHARE = 0.1  # and in a box that is none of the article's
SHORT_SHARE = 0.4  # what a character of a short line counts, beside one of running text

_TAGS = (
    "p",
    "div",
    "span",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "blockquote",
    "figcaption",
    "a",
    "button",
    "section",
)
_AROUND = (
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "figure",
    "form",
    "ul",
    "ol",
    "table",
    "blockquote",
)
_BOXES = frozenset(("nav", "footer", "form", "aside", "button"))
_DISCARD = 1 << GROUP_NAMES.index("discard")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def html_features(nodes: Sequence[Node], runs: Sequence[Run], hints: HeadHints) -> Matrix:
    """One row for each run of a page; the columns are NAMES."""
    words = word_columns(runs, hints)
    table = _Table(nodes, runs, words)
    columns = [
        words,
        table.tags(),
        table.names(),
        table.masses(),
        table.kin(),
        table.places(),
        table.company(words),
    ]
    return np.nan_to_num(np.hstack(columns).astype(np.float32))


class _Table:
    """The runs and elements of one page as arrays."""

    def __init__(self, nodes: Sequence[Node], runs: Sequence[Run], words: Matrix) -> None:
        self.nodes, self.runs, self.n = nodes, runs, len(runs)
        self.size = np.array([run.end - run.start for run in runs], dtype=np.float64)
        self.linked = np.array([run.linked for run in runs], dtype=np.float64)
        self.running = words[:, WORD_NAMES.index("running")].astype(np.float64)
        self.holder = np.array([run.node for run in runs], dtype=np.int64)
        parent = np.array([max(0, node.parent) for node in nodes], dtype=np.int64)
        self.first = np.array([node.first for node in nodes], dtype=np.int64)
        self.last = np.maximum(self.first, np.array([node.last for node in nodes], dtype=np.int64))
        # row d: the element d steps out from the run's block
        chain = [self.holder]
        for _ in range(DEEPEST - 1):
            chain.append(parent[chain[-1]])
            if not chain[-1].any():
                break
        self.chain = np.array(chain)
        self.node_size = np.maximum(1.0, self.sums(self.size))
        self.node_linked = self.sums(self.linked)
        self.node_running = self.sums(self.running)
        self.masks = np.array([name_mask(node.names) for node in nodes], dtype=np.int64)
        # lines of a list are text too, but a menu without links looks like one
        self.mass = np.where(self.running > 0, 1.0, SHORT_SHARE) * (self.size - self.linked)
        self._weigh()
        self.mass = self.mass * np.where(self._foreign(), FOREIGN_SHARE, 1.0)
        self._weigh()

    def _weigh(self) -> None:
        self.total = max(1.0, self.mass.sum())
        self.node_mass = self.sums(self.mass)
        self.wide = self.node_mass[self.chain] >= WIDE * self.total

    def _foreign(self) -> NDArray[np.bool_]:
        """Whether a run stands in a box that says it is none of the article's; most of a page is no box."""
        boxes = np.array([node.tag in _BOXES for node in self.nodes]) | ((self.masks & _DISCARD) > 0)
        return np.asarray((boxes[self.chain] & ~self.wide).any(axis=0))

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum over the runs of each element."""
        upto = np.concatenate(([0.0], np.cumsum(values)))
        return np.asarray(upto[self.last] - upto[self.first])

    def tags(self) -> Matrix:
        tags = [self.nodes[i].tag for i in self.holder]
        own = np.array([[tag == name for name in _TAGS] for tag in tags], dtype=np.float32).reshape(
            self.n, len(_TAGS)
        )
        node_tags = np.array([_AROUND.index(node.tag) if node.tag in _AROUND else -1 for node in self.nodes])
        around = node_tags[self.chain]
        columns = []
        for i, name in enumerate(_AROUND):
            here = around == i
            if name not in ("article", "main", "header"):
                here &= ~self.wide
            columns.append(here.any(axis=0))
        return np.hstack([own, np.array(columns, dtype=np.float32).T.reshape(self.n, len(_AROUND))])

    def names(self) -> Matrix:
        """For each group of names how near the nearest element that bears one is: 1, 1/2 ..., 0 for none."""
        masks = self.masks[self.chain]
        # what holds most of the page tells nothing about a part of it
        inner = np.where(self.wide, 0, masks)
        near = (1.0 / (1.0 + np.arange(len(self.chain))))[:, None]
        columns = []
        for bit in range(len(GROUP_NAMES)):
            columns.append((((inner >> bit) & 1) * near).max(axis=0))
        outer = np.where(self.wide, masks, 0)
        for name in ("article", "body", "container", "story"):
            columns.append((((outer >> GROUP_NAMES.index(name)) & 1) * near).max(axis=0))
        return np.array(columns, dtype=np.float32).T

    def masses(self) -> Matrix:
        """How much of the page's running text stands in the elements around a run, and how it looks there."""
        columns = []
        for level in range(1, LEVELS + 1):
            node = self.chain[min(level, len(self.chain) - 1)]
            columns += [
                self.node_mass[node] / self.total,
                self.node_linked[node] / self.node_size[node],
                np.log1p(self.last[node] - self.first[node]),
                self.node_running[node] / np.maximum(1, self.last[node] - self.first[node]),
            ]
        share = self.node_mass[self.chain] / self.total
        for least in (0.4, 0.6, 0.8, 0.95):
            # steps out to the first element with so much of the text: few for what stands in its midst
            columns.append(
                np.where((share >= least).any(axis=0), (share >= least).argmax(axis=0), len(self.chain))
            )
        steps = (self.chain != 0).sum(axis=0)
        columns.append(steps)
        main = self._main()
        inside = (self.chain == main).any(axis=0)
        columns += [inside, np.where(inside, (self.chain == main).argmax(axis=0), FAR)]
        columns.append(np.full(self.n, self.node_mass[main] / self.total))
        return np.array(columns, dtype=np.float32).T

    def _main(self) -> int:
        """The element whose children and grandchildren have most running text (as Readability scores it)."""
        scores = np.zeros(len(self.nodes))
        for level, weight in ((1, 1.0), (2, 0.5)):
            np.add.at(scores, self.chain[min(level, len(self.chain) - 1)], weight * self.mass)
        scores *= 1.0 - self.node_linked / self.node_size
        return int(scores.argmax())

    def kin(self) -> Matrix:
        """How much running text stands in elements of the same make, and how many such runs there are."""
        columns = []
        known: dict[tuple[str, str], int] = {}
        makes = np.array(
            [known.setdefault((node.tag, node.names), len(known)) for node in self.nodes], dtype=np.int64
        )
        key = np.zeros(self.n, dtype=np.int64)
        for outer in (0, 1, 2):
            key = key * len(known) + makes[self.chain[min(outer, len(self.chain) - 1)]]
            _, kind = np.unique(key, return_inverse=True)
            mass = np.bincount(kind, weights=self.mass)
            count = np.bincount(kind)
            size = np.bincount(kind, weights=self.size)
            linked = np.bincount(kind, weights=self.linked)
            columns += [
                mass[kind] / self.total,
                np.log1p(count[kind]),
                linked[kind] / np.maximum(1.0, size[kind]),
            ]
            if outer == 1:
                self.kind = kind
        return np.array(columns, dtype=np.float32).T.reshape(self.n, 9)

    def places(self) -> Matrix:
        """Where a run stands among the running text, and below which heading."""
        before = np.concatenate(([0.0], np.cumsum(self.mass)))[:-1] / self.total
        index = np.arange(self.n)
        is_running = self.running > 0
        previous = np.maximum.accumulate(np.where(is_running, index, -1))
        previous = np.concatenate(([-1], previous[:-1]))
        after = np.minimum.accumulate(np.where(is_running, index, self.n)[::-1])[::-1]
        after = np.concatenate((after[1:], [self.n])) if self.n else after
        tags = [self.nodes[i].tag for i in self.holder]
        heading = np.array([tag in _HEADINGS for tag in tags], dtype=bool)
        level = np.array([float(tag[1]) if tag in _HEADINGS else 0.0 for tag in tags])
        opens = np.array(
            [h and OPENS.match(run.text) is not None for h, run in zip(heading, self.runs, strict=True)]
        )
        last_heading = np.maximum.accumulate(np.where(heading, index, -1)) if self.n else index
        seen = last_heading >= 0
        at = np.maximum(0, last_heading)
        ones = np.flatnonzero(level == 1)
        first_one = ones[0] if len(ones) else -1
        columns = [
            before, index / max(1, self.n), np.minimum(index - previous, FAR), np.minimum(after - index, FAR),
            seen & opens[at], np.where(seen, level[at], 0), np.where(seen, np.minimum(index - at, FAR), FAR),
            np.where(first_one >= 0, np.clip(index - first_one, -FAR, FAR), 0), index > first_one,
            heading,
        ]  # fmt: skip
        return np.array(columns, dtype=np.float32).T.reshape(self.n, len(columns))

    def company(self, words: Matrix) -> Matrix:
        """Some of the same about the runs before and after, and whether they stand in the same element."""
        picked = words[
            :, [WORD_NAMES.index(name) for name in ("chars", "linked", "stop", "running", "house")]
        ]
        outer = self.chain[min(1, len(self.chain) - 1)]
        columns = []
        for step in (-2, -1, 1, 2):
            columns.append(shifted(picked, step))
            there = np.clip(np.arange(self.n) + step, 0, max(0, self.n - 1))
            columns.append((outer[there] == outer)[:, None].astype(np.float32))
            columns.append((self.kind[there] == self.kind)[:, None].astype(np.float32))
        return np.hstack(columns)


def shifted(rows: Matrix, step: int) -> Matrix:
    """Each row's neighbour `step` rows further on; zeros beyond the ends."""
    moved = np.zeros_like(rows)
    if 0 < step < len(rows):
        moved[:-step] = rows[step:]
    elif 0 < -step < len(rows):
        moved[-step:] = rows[:step]
    return moved
