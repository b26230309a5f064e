"""Web Annotations as JSON-LD: every term has a meaning, and every selector finds its words."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from onrecord.export import web_annotation
from onrecord.record import Block, Reading

from ..store.make import TEXT, longer, reading
from ..store.strategies import PATIENT, readings

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_IRI = {"@type": "@id"}
_VOCABULARY = {"@type": "@vocab"}

# What the Web Annotation Vocabulary (Recommendation, 23 February 2017) says these terms mean. There is no
# @vocab: a term that is not here is dropped, and the tests see it.
CONTEXT: dict[str, Any] = {
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    **{
        name: OA + name
        for name in (
            *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"),
            *("XPathSelector", "identifying", "classifying", "exact", "prefix", "suffix", "styleClass"),
        )
    },
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "body": {"@id": OA + "hasBody", "@type": "@id"},
    "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"},
    "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "refinedBy": {"@id": OA + "refinedBy", "@type": "@id"},
    "motivation": {"@id": OA + "motivatedBy", **_VOCABULARY},
    "purpose": {"@id": OA + "hasPurpose", **_VOCABULARY},
    "start": {"@id": OA + "start", "@type": XSD + "nonNegativeInteger"},
    "end": {"@id": OA + "end", "@type": XSD + "nonNegativeInteger"},
    "value": RDF + "value",
    "format": DC + "format",
    "label": RDFS + "label",
    "generator": {"@id": AS + "generator", **_IRI},
    "first": {"@id": AS + "first", **_IRI},
    "partOf": {"@id": AS + "partOf", **_IRI},
    "items": {"@id": AS + "items", **_IRI, "@container": "@list"},
    "total": {"@id": AS + "totalItems", "@type": XSD + "nonNegativeInteger"},
    "startIndex": {"@id": AS + "startIndex", "@type": XSD + "nonNegativeInteger"},
}
KNOWN = (OA, AS, DC, RDF, RDFS)


def load(url: str, options: dict[str, Any]) -> dict[str, Any]:
    assert url == web_annotation.CONTEXT
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def document(*items: Reading) -> dict[str, Any]:
    out = io.BytesIO()
    web_annotation.write(items, [], out)
    loaded: dict[str, Any] = json.loads(out.getvalue())
    return loaded


def keys(value: Any) -> Iterator[str]:
    """Every key of an object inside of `value`, once for each time that it stands there."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def paged(item: Reading) -> Reading:
    """The reading with its blocks found at elements."""
    headline, paragraph = item.article.blocks
    blocks = (
        replace(headline, path="/html/body/h1[1]"),
        replace(paragraph, path="/html/body/article[1]/p[1]"),
    )
    return replace(item, article=replace(item.article, blocks=blocks))


@settings(PATIENT, max_examples=40)
@given(st.lists(readings(), max_size=2))
def test_every_term_expands_to_a_known_meaning_and_nothing_is_dropped(items: list[Reading]) -> None:
    made = document(*items, paged(reading()))
    expanded = jsonld.expand(made, {"documentLoader": load})
    terms = [key for key in keys(expanded) if not key.startswith("@")]
    assert all(term.startswith(KNOWN) for term in terms)
    kept = [key for key in keys(made) if key not in ("@context", "id", "type")]
    assert len(terms) == len(kept)
    types = list(_types(expanded))
    assert len(types) == list(keys(made)).count("type")
    assert all(kind.startswith(KNOWN) for kind in types)


def _types(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "@value" not in value:
            yield from value.get("@type", ())
        for inner in value.values():
            yield from _types(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _types(inner)


def test_motivations_and_purposes_are_of_the_vocabulary() -> None:
    (expanded,) = jsonld.expand(document(reading()), {"documentLoader": load})
    (page,) = expanded[AS + "first"]
    annotations = page[AS + "items"][0]["@list"]
    assert len(annotations) == 4
    for annotation in annotations:
        assert [it["@id"] for it in annotation[OA + "motivatedBy"]] == [
            OA + "identifying",
            OA + "classifying",
        ]
        for body in annotation[OA + "hasBody"]:
            assert body[OA + "hasPurpose"][0]["@id"] in (OA + "identifying", OA + "classifying")
        for target in annotation[OA + "hasTarget"]:
            assert ":" in target[OA + "hasSource"][0]["@id"]


@settings(PATIENT, max_examples=100)
@given(readings())
def test_every_selector_finds_its_words(item: Reading) -> None:
    text = item.article.text
    for annotation, attribution in zip(web_annotation.annotations_of(item), item.attributions, strict=True):
        parts = [it for part in ("source", "cue", "content") for it in getattr(attribution, part)]
        targets = [
            it for it in annotation["target"] if it["source"] == f"urn:onrecord:article:{item.article.id}"
        ]
        assert len(targets) == len(parts)
        for target, span in zip(targets, parts, strict=True):
            quotation, position = target["selector"]
            assert (position["start"], position["end"]) == (span.start, span.end)
            assert text[position["start"] : position["end"]] == quotation["exact"] == span.text
            assert text[: span.start].endswith(quotation["prefix"])
            assert text[span.end :].startswith(quotation["suffix"])
            assert len(quotation["prefix"]) == min(32, span.start)
            assert len(quotation["suffix"]) == min(32, len(text) - span.end)


def test_a_page_with_an_address_is_a_target_too() -> None:
    first, second, *_ = document(paged(reading()))["first"]["items"]
    assert [it["styleClass"] for it in second["target"]] == ["source", "cue", "content", "content"] * 2
    target = first["target"][3]
    assert target["source"] == "https://courier.example/harbour"
    quotation, element = target["selector"]
    assert element == {
        "type": "XPathSelector",
        "value": "/html/body/article[1]/p[1]",
        "refinedBy": quotation,
    }
    # The headline before this paragraph does not stand before it in the page.
    assert quotation == {
        "type": "TextQuoteSelector",
        "exact": "Port director Mira Solberg",
        "prefix": "",
        "suffix": TEXT[47 : 47 + 32],
    }


def test_without_a_path_the_quotation_alone_leads_into_the_page() -> None:
    target = document(reading())["first"]["items"][0]["target"][3]
    assert [it["type"] for it in target["selector"]] == ["TextQuoteSelector"]


def test_words_over_two_blocks_are_not_sought_in_one_element() -> None:
    item = paged(reading())
    cut = item.attributions[0].content[0].start + 3
    blocks = (
        item.article.blocks[0],
        Block(kind="paragraph", start=21, end=cut, path="/p[1]"),
        Block(kind="paragraph", start=cut, end=len(TEXT), path="/p[2]"),
    )
    item = replace(item, article=replace(item.article, blocks=blocks))
    content = document(item)["first"]["items"][0]["target"][5]
    assert [it["type"] for it in content["selector"]] == ["TextQuoteSelector"]


@pytest.mark.parametrize(
    "url", [None, "javascript:alert(1)", "/harbour", "http://", "https://[x", "file:///etc"]
)
def test_what_is_no_web_address_is_no_target(url: str | None) -> None:
    for annotation in document(reading(url=url))["first"]["items"]:
        assert {it["source"].partition(":")[0] for it in annotation["target"]} == {"urn"}


def test_an_address_is_written_as_an_iri() -> None:
    target = document(reading(url='https://a.example/å "b"?q=1%202#x'))["first"]["items"][0]["target"][3]
    assert target["source"] == "https://a.example/%C3%A5%20%22b%22?q=1%202#x"


def test_bodies_say_who_and_how() -> None:
    items = document(reading())["first"]["items"]
    values = [[(it["purpose"], it["value"]) for it in item["body"]] for item in items]
    assert values[0] == [
        ("identifying", "Mira Solberg"),
        ("classifying", "form:indirect"),
        ("classifying", "act:say"),
    ]
    assert values[2] == [("classifying", "form:indirect"), ("classifying", "act:warn")]


def test_the_collection_counts_its_annotations_and_is_the_same_every_time() -> None:
    items = [reading(), reading(text=longer(1))]
    made = document(*items)
    assert made == document(*items)
    assert made["total"] == len(made["first"]["items"]) == 8
    assert made["first"]["partOf"] == made["id"] != document(items[0])["id"]
    assert len({it["id"] for it in made["first"]["items"]}) == 8
