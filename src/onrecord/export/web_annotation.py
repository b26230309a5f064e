"""Statements as W3C Web Annotations (JSON-LD, Recommendation of 23 February 2017).

One AnnotationCollection with one page; one Annotation a statement. Every part of the statement is a
target: a SpecificResource in the article's text (`urn:onrecord:article:ID`), found by its quotation or by
its position, and, where the page has an address, another one in the page itself, found by its quotation
or by the element and the quotation inside it. `styleClass` says which part it is: source, cue or content.
Positions count Unicode code points, as the Recommendation asks (4.2.5), which are OnRecord's own offsets.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from onrecord.export.across import NOTHING_ACROSS, Across
from onrecord.export.jsonl import dump, every
from onrecord.record import Article, Attribution, Block, Failure, Reading, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of prefix and suffix: enough to tell most repeated words apart
_IRI_CHARACTERS = "%:/?#[]@!$&'()*+,;=-._~"


def write(
    readings: Iterable[Reading],
    failures: Iterable[Failure],
    out: BinaryIO,
    across: Across = NOTHING_ACROSS,
    *,
    only: Callable[[Attribution], bool] = every,
) -> None:
    """Write one document with every statement for which `only` holds.

    Failures, inferred dates and copies are left out.

    What is known only at the end (how many there are, and the ids made from them) stands at the end, so
    that memory does not grow with the record.
    """
    digest = hashlib.sha256()
    total = 0
    head = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "Statements found by OnRecord"}
    out.write((dump(head)[:-1] + ',"first":{"type":"AnnotationPage","startIndex":0,"items":[').encode())
    for reading in readings:
        for item in annotations_of(reading, only):
            out.write(((",\n" if total else "\n") + dump(item)).encode())
            digest.update(item["id"].encode())
            total += 1
    name = digest.hexdigest()[:20]
    collection = f"urn:onrecord:collection:{name}"
    page_end = f'],"id":"{collection}:1","partOf":"{collection}"}}'
    out.write(f'\n{page_end},"id":{json.dumps(collection)},"total":{total}}}\n'.encode())


def annotations_of(reading: Reading, only: Callable[[Attribution], bool] = every) -> Iterator[dict[str, Any]]:
    """An Annotation (without its context) for every statement of an article that is wanted, in order."""
    return (_annotation(reading, attribution) for attribution in reading.attributions if only(attribution))


def _annotation(reading: Reading, attribution: Attribution) -> dict[str, Any]:
    parts = [(part, span) for part in ("source", "cue", "content") for span in getattr(attribution, part)]
    url = _iri(reading.article.url)
    targets = [_text_target(reading.article, part, span) for part, span in parts]
    if url is not None:
        targets += [_page_target(reading.article, url, part, span) for part, span in parts]
    return {
        "id": f"urn:onrecord:attribution:{attribution.id}",
        "type": "Annotation",
        "motivation": ["identifying", "classifying"],
        "generator": f"urn:onrecord:software:{quote(reading.provenance.version)}",
        "body": _bodies(attribution),
        "target": targets,
    }


def _bodies(attribution: Attribution) -> list[dict[str, Any]]:
    """Who speaks, for a program to show; and a tag for each thing that is known of the statement."""
    tags = [f"form:{attribution.form}"]
    if attribution.act is not None:
        tags.append(f"act:{attribution.act}")
    if attribution.negated:
        tags.append("negated")
    if attribution.inferred:
        tags.append("inferred")
    bodies = [_body("classifying", tag) for tag in tags]
    return [_body("identifying", attribution.speaker.name), *bodies] if attribution.speaker else bodies


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _text_target(article: Article, part: str, span: Span) -> dict[str, Any]:
    # Two selectors in a list are two ways to the same words.
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "type": "SpecificResource",
        "source": f"urn:onrecord:article:{article.id}",
        "styleClass": part,
        "selector": [_quotation(article.text, span, 0, len(article.text)), position],
    }


def _page_target(article: Article, url: str, part: str, span: Span) -> dict[str, Any]:
    block = _block_of(article, span)
    # What stands between two blocks of the text need not stand in the page.
    start, end = (block.start, block.end) if block else (span.start, span.end)
    quotation = _quotation(article.text, span, start, end)
    selectors = [quotation]
    if block and block.path:
        selectors.append({"type": "XPathSelector", "value": block.path, "refinedBy": quotation})
    return {"type": "SpecificResource", "source": url, "styleClass": part, "selector": selectors}


def _quotation(text: str, span: Span, start: int, end: int) -> dict[str, Any]:
    """The words of `span` with what stands around them, as far as it lies from `start` to `end`."""
    return {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[max(span.start - _AROUND, start) : span.start],
        "suffix": text[span.end : min(span.end + _AROUND, end)],
    }


def _block_of(article: Article, span: Span) -> Block | None:
    """The block that holds all of `span`."""
    return next(
        (block for block in article.blocks if block.start <= span.start and span.end <= block.end), None
    )


def _iri(url: str | None) -> str | None:
    """A web address as an absolute IRI; None for anything else, which JSON-LD would drop or resolve."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return quote(url, safe=_IRI_CHARACTERS, errors="replace")
