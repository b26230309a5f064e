"""Gold files for benchmarks: a JSON line an article, as benchmarks/README.md describes."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from onrecord.articles import read_article
from onrecord.evaluate import GoldAttribution, GoldDocument
from onrecord.pipeline.finders import FINDERS
from onrecord.record import Article, Page, Settings


def read_gold(path: Path) -> list[GoldDocument]:
    """The documents of a gold file in its order."""
    with path.open(encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines if line.strip()]


def add_finder_options(parser: argparse.ArgumentParser) -> None:
    """Let a benchmark be asked for a way to find attributions."""
    parser.add_argument("--attribution", choices=sorted(FINDERS), default="both")
    parser.add_argument("--accurate-model", metavar="DIR", help="the model's folder, for accurate")


def finder_settings(options: argparse.Namespace) -> Settings:
    """What was asked for by these options."""
    return Settings(attribution=options.attribution, accurate_model=options.accurate_model)


def _document(row: dict[str, Any]) -> GoldDocument:
    return GoldDocument(
        doc=row["doc"],
        text=row["text"],
        attributions=tuple(
            GoldAttribution(_parts(a["source"]), _parts(a["cue"]), _parts(a["content"]))
            for a in row["attributions"]
        ),
        discard=_parts(row.get("discard", [])),
    )


def _parts(ranges: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in ranges)


def article_of(document: GoldDocument) -> Article:
    """The document read as a page of plain text, whose offsets are the document's own."""
    page = Page(origin=document.doc, media_type="text/plain", content=document.text.encode("utf-8"))
    article = read_article(page, Settings())
    assert article.text == document.text, f"{document.doc}: a plain page's text must be the page itself"
    return article
