"""Articles for training: a JSON line an article, read as pages of plain text."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.articles import read_article
from onrecord.evaluate import GoldAttribution, GoldDocument
from onrecord.models.attribution.infer import blocks_to_read
from onrecord.models.attribution.labels import UNKNOWN, GoldRow, Labels, Ranges, labels_of
from onrecord.models.attribution.teacher import Taught
from onrecord.models.encoder.pieces import Pieces, Tokens
from onrecord.record import Article, Page, PageError, Settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """An article, read and as pieces and labels, with what splits need, and what a teacher says of it."""

    doc: str
    publisher: str
    date: str
    article: Article
    rows: tuple[GoldRow, ...]
    discard: Ranges
    pieces: Pieces
    labels: Labels
    taught: Taught | None = None

    @property
    def gold(self) -> GoldDocument:
        """What the scorer compares with."""
        return GoldDocument(
            doc=self.doc,
            text=self.article.text,
            attributions=tuple(
                GoldAttribution(_pairs(r.source), _pairs(r.cue), _pairs(r.content)) for r in self.rows
            ),
            discard=_pairs(self.discard),
        )


def read_examples(path: Path, tokens: Tokens) -> list[Example]:
    """The articles of a gold file, by date."""
    with path.open(encoding="utf-8") as lines:
        made = [_example(json.loads(line), tokens) for line in lines if line.strip()]
    return sorted(made, key=lambda e: (e.date, e.doc))


def read_unlabelled(paths: Iterable[Path], tokens: Tokens) -> list[Example]:
    """The articles of files without annotation, lines of {"doc", "text"}: all labels are unknown."""
    made = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        for row in rows:
            blank = {"publisher": "", "date": "", "attributions": []}
            try:
                example = _example(blank | {"doc": row["doc"], "text": row["text"]}, tokens)
            except PageError as refused:
                logger.warning("%s is left out: %s", row["doc"], refused)
                continue
            unknown = np.full(len(example.pieces.words), UNKNOWN)
            made.append(replace(example, labels=Labels(unknown, unknown, unknown)))
    return made


def _example(row: dict[str, Any], tokens: Tokens) -> Example:
    page = Page(origin=row["doc"], media_type="text/plain", content=row["text"].encode("utf-8"))
    article = read_article(page, Settings())
    pieces = tokens.pieces(article.text, blocks_to_read(article))
    rows = tuple(GoldRow(a["source"], a["cue"], a["content"]) for a in row["attributions"])
    discard = row.get("discard", [])
    return Example(
        row["doc"], row["publisher"], row["date"], article, rows, discard, pieces,
        labels_of(pieces, rows, discard),
    )  # fmt: skip


def _pairs(ranges: Ranges) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in ranges)
