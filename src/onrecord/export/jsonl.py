"""The lines that leave: one JSON object an article or a failure. docs/lines.md explains every field.

Fields may be added; none changes its meaning, and none is left out: what is unknown is null or [].
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, BinaryIO

from onrecord.export.across import NOTHING_ACROSS, Across
from onrecord.record import (
    Article,
    Attribution,
    Chain,
    CopyOf,
    Evidence,
    Failure,
    Happening,
    InferredDate,
    Provenance,
    Reading,
    Span,
    Timex,
)

SCHEMA_VERSION = 1

# JSON leaves these as they are, but some readers of lines end a line at them (U+0085, U+2028, U+2029),
# terminals obey some, and half characters (surrogates) cannot be encoded.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(
    readings: Iterable[Reading],
    failures: Iterable[Failure],
    out: BinaryIO,
    across: Across = NOTHING_ACROSS,
) -> None:
    """Write a line for every reading, then one for every failure."""
    for reading in readings:
        out.write(dump(article_line(reading, across)).encode() + b"\n")
    for failure in failures:
        out.write(dump(failure_line(failure)).encode() + b"\n")


def every(attribution: Attribution) -> bool:
    """True: all statements are wanted."""
    return True


def dump(line: dict[str, Any]) -> str:
    """A line as JSON without a line's end, neither behind it nor hidden in it."""
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every line satisfies."""
    text = files("onrecord.export").joinpath("schema/article-line.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def failure_line(failure: Failure) -> dict[str, Any]:
    """What leaves of a page that could not be read."""
    return {
        "type": "failure",
        "schema_version": SCHEMA_VERSION,
        "origin": failure.origin,
        "stage": failure.stage,
        "kind": failure.kind,
        "reason": failure.reason,
        "sha256": failure.sha256,
    }


def article_line(reading: Reading, across: Across = NOTHING_ACROSS) -> dict[str, Any]:
    """What leaves of an article, with what the record infers: its date, what it copies, who is who."""
    inferred = across.dates.get(reading.article.id)
    return {
        "type": "article",
        "schema_version": SCHEMA_VERSION,
        "article": _article(reading.article, across.copies.get(reading.article.id)),
        "mentions": [
            {"id": mention.id, **_span(mention.span), "kind": mention.kind, "chain": mention.chain}
            for mention in reading.mentions
        ],
        "chains": [_chain(chain, across) for chain in reading.chains],
        "attributions": [_attribution(attribution) for attribution in reading.attributions],
        "timexes": [_timex(timex) for timex in reading.timexes],
        "happenings": [_happening(happening) for happening in reading.happenings],
        "events": [],
        "claims": [],
        "inferred_date": _inferred(inferred) if inferred else None,
        "provenance": _provenance(reading.provenance),
        "warnings": list(reading.article.warnings),
    }


def _article(article: Article, copy_of: CopyOf | None) -> dict[str, Any]:
    page, published = article.page, article.published
    return {
        "id": article.id,
        "origin": page.origin,
        "url": article.url,
        "outlet": article.outlet,
        "agency": article.agency,
        "headline": article.headline,
        "bylines": list(article.bylines),
        "published": (
            {"value": published.value, "how": published.how, "place": published.place} if published else None
        ),
        "modified": article.modified,
        "dateline": (
            {"place": article.dateline.place, "date": article.dateline.date} if article.dateline else None
        ),
        "kind": article.kind,
        "language": article.language,
        "text": article.text,
        "blocks": [
            {"kind": block.kind, "start": block.start, "end": block.end, "path": block.path}
            for block in article.blocks
        ],
        "previous_version": None,
        "page": {
            "sha256": page.sha256,
            "media_type": page.media_type,
            "fetched": page.fetched,
            "extractor": page.extractor,
        },
        "copy_of": _copy(copy_of) if copy_of else None,
    }


def _copy(copy_of: CopyOf) -> dict[str, Any]:
    return {
        "article": copy_of.original,
        "share": copy_of.share,
        "direction": copy_of.direction,
        "why": copy_of.why,
        "common": [_span(span) for span in copy_of.common],
    }


def _chain(chain: Chain, across: Across) -> dict[str, Any]:
    return {
        "id": chain.id,
        "entity": across.entities.get(chain.id),
        "identifier": across.identifiers.get(chain.id),
        "kind": chain.kind,
        "name": chain.name,
        "names": list(chain.names),
        "roles": [
            {
                "title": _span(role.title) if role.title else None,
                "affiliation": _span(role.affiliation) if role.affiliation else None,
                "former": role.former,
            }
            for role in chain.roles
        ],
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    speaker, addressee = attribution.speaker, attribution.addressee
    return {
        "id": attribution.id,
        "source": [_span(span) for span in attribution.source],
        "cue": [_span(span) for span in attribution.cue],
        "content": [_span(span) for span in attribution.content],
        "speaker": speaker.id if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_how": attribution.speaker_how,
        "speaker_probability": attribution.speaker_probability,
        "form": attribution.form,
        "act": attribution.act,
        "negated": attribution.negated,
        "holder": attribution.holder,
        "addressee": addressee.id if addressee else None,
        "time": attribution.time,
        "inferred": attribution.inferred,
        "probability": attribution.probability,
    }


def _timex(timex: Timex) -> dict[str, Any]:
    return {
        "id": timex.id,
        **_span(timex.span),
        "type": timex.type,
        "value": timex.value,
        "edtf": timex.edtf,
        "mod": timex.mod,
        "anchor": timex.anchor,
        "relative": timex.relative,
    }


def _happening(happening: Happening) -> dict[str, Any]:
    return {
        "id": happening.id,
        "verb": _span(happening.verb),
        "clause": [_span(span) for span in happening.clause],
        "timex": happening.timex,
        "attribution": happening.attribution,
        "tense": happening.tense,
    }


def _inferred(inferred: InferredDate) -> dict[str, Any]:
    return {
        "value": inferred.edtf,
        "earliest": inferred.earliest,
        "latest": inferred.latest,
        "likeliest": inferred.likeliest,
        "evidence": [_evidence(evidence) for evidence in inferred.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    spans = [{"article": span.article_id, **_span(span)} for span in evidence.spans]
    return {"sentence": evidence.sentence, "spans": spans}


def _provenance(provenance: Provenance) -> dict[str, Any]:
    return {
        "version": provenance.version,
        "extractor": provenance.extractor,
        "attribution": provenance.attribution,
        "timexes": provenance.timexes,
        "settings": provenance.settings,
        "models": dict(provenance.models),
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}
