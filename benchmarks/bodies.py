"""Saved pages with the paragraphs of their articles, and other tools that find them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.articles.decode import decode
from onrecord.evaluate.bodies import GoldBody

Extractor = Callable[[str], list[str]]  # markup to paragraphs


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A saved page and the paragraphs of its article."""

    name: str
    publisher: str
    markup: str
    gold: GoldBody


def read_gold(folder: Path) -> list[GoldPage]:
    """The pages of a folder with `ground_truth.json` and `html/`, by name.

    A paragraph in square brackets may be left out.
    """
    truth = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    pages = []
    for name, entry in sorted(truth.items()):
        content = gzip.decompress((folder / "html" / name).read_bytes())
        optional = tuple(text.startswith("[") and text.endswith("]") for text in entry["body"])
        paragraphs = tuple(
            text[1:-1] if may else text for text, may in zip(entry["body"], optional, strict=True)
        )
        pages.append(
            GoldPage(
                name, name.partition("_")[0], decode(content, html=True).text, GoldBody(paragraphs, optional)
            )
        )
    return pages


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _trafilatura(markup: str) -> list[str]:
    found: Any = import_module("trafilatura").bare_extraction(
        markup, include_comments=False, with_metadata=True
    )
    return _lines(None if found is None else found.text)


def _resiliparse(markup: str) -> list[str]:
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return _lines(re.sub(r"(?<!\n)\n(?!\n)", "\n", extract(markup, main_content=True)))


def _readability(markup: str) -> list[str]:
    document: Any = import_module("readability").Document(markup)
    text: Any = import_module("html_text").extract_text
    return _lines(text(document.summary()))


def _justext(markup: str) -> list[str]:
    justext: Any = import_module("justext")
    paragraphs = justext.justext(markup.encode(), justext.get_stoplist("English"), encoding="utf-8")
    return [paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate]


def _newspaper(markup: str) -> list[str]:
    article: Any = import_module("newspaper").Article("https://page.example/", fetch_images=False)
    article.download(input_html=markup)
    article.parse()
    return _lines(article.text)


def _boilerpy(markup: str) -> list[str]:
    extractors: Any = import_module("boilerpy3.extractors")
    return _lines(extractors.ArticleExtractor().get_content(markup))


OTHERS: Mapping[str, Extractor] = {
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "readability-lxml": _readability,
    "jusText": _justext,
    "newspaper4k": _newspaper,
    "boilerpy3": _boilerpy,
}


def installed(name: str) -> bool:
    """Whether a tool of OTHERS can be imported here."""
    modules = {
        "resiliparse": "resiliparse.extract.html2text",
        "readability-lxml": "readability",
        "jusText": "justext",
    }
    modules |= {"newspaper4k": "newspaper", "boilerpy3": "boilerpy3.extractors"}
    try:
        import_module(modules.get(name, name))
    except ImportError:
        return False
    return True
