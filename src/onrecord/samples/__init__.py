"""Coverage written for OnRecord, and the gold annotations that belong to it.

One fictional story in eight pages of five invented outlets. States, people, outlets and events are
made up. The demo reads it, the golden tests run on it, and the README's pictures show it.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from onrecord.samples.annotations import (
    GoldArticle,
    GoldAttribution,
    GoldBlock,
    GoldDate,
    GoldPerson,
    GoldRole,
    GoldSpan,
    read_gold,
)

LICENCE = "Apache-2.0. Written by the OnRecord maintainers; no sentence is taken from a real outlet."

__all__ = [
    "LICENCE",
    "GoldArticle",
    "GoldAttribution",
    "GoldBlock",
    "GoldDate",
    "GoldPerson",
    "GoldRole",
    "GoldSpan",
    "coverage_folder",
    "gold",
    "gold_file",
    "read_gold",
]


def coverage_folder() -> Path:
    """The folder of the eight pages; its `pages.csv` states what the text dumps do not say of themselves."""
    return Path(str(files(__name__) / "coverage"))


def gold_file() -> Path:
    """The gold annotations as JSON Lines: a header, then a line a page."""
    return Path(str(files(__name__) / "gold.jsonl"))


def gold() -> list[GoldArticle]:
    """The gold annotations of the eight pages, in the order of the file."""
    return read_gold(gold_file())
