"""Statements for data tools: one Parquet file, a row each, with typed columns and every span.

The file's metadata has `onrecord.schema_version`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.across import NOTHING_ACROSS, Across
from onrecord.export.jsonl import SCHEMA_VERSION
from onrecord.record import Attribution, Failure, Reading, Span

# Rows in a row group: some ten megabytes, all that is held in memory.
_GROUP = 10_000

_SPAN = pa.struct(
    [
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
    ]
)
_ROLE = pa.struct([("title", _SPAN), ("affiliation", _SPAN), pa.field("former", pa.bool_(), nullable=False)])
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("article_id", pa.string(), nullable=False),
        ("who", pa.string()),
        ("speaker_id", pa.string()),
        ("speaker_how", pa.string()),
        ("speaker_probability", pa.float64()),
        ("roles", pa.list_(_ROLE)),
        ("source", pa.list_(_SPAN)),
        ("cue", pa.list_(_SPAN)),
        ("content", pa.list_(_SPAN)),
        ("content_text", pa.string()),
        pa.field("form", pa.string(), nullable=False),
        ("act", pa.string()),
        pa.field("negated", pa.bool_(), nullable=False),
        pa.field("inferred", pa.bool_(), nullable=False),
        ("probability", pa.float64()),
        ("date", pa.string()),
        ("date_words", pa.string()),
        ("holder", pa.string()),
        ("addressee_id", pa.string()),
        ("outlet", pa.string()),
        ("agency", pa.string()),
        ("headline", pa.string()),
        ("published", pa.string()),
        ("published_inferred", pa.string()),
        ("url", pa.string()),
        pa.field("origin", pa.string(), nullable=False),
        pa.field("page_sha256", pa.string(), nullable=False),
        ("copy_of", pa.string()),
        ("entity_id", pa.string()),
    ],
    metadata={"onrecord.schema_version": str(SCHEMA_VERSION)},
)


def write(
    readings: Iterable[Reading],
    failures: Iterable[Failure],
    out: BinaryIO,
    across: Across = NOTHING_ACROSS,
) -> None:
    """Write a row for every statement; failures and articles without statements have no row."""
    rows = (row for reading in readings for row in _rows(reading, across))
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(pa.Table.from_pylist(group, schema=SCHEMA))


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def _rows(reading: Reading, across: Across) -> Iterator[dict[str, Any]]:
    inferred, copy_of = across.dates.get(reading.article.id), across.copies.get(reading.article.id)
    timexes = {timex.id: timex for timex in reading.timexes}
    for attribution in reading.attributions:
        time = timexes.get(attribution.time) if attribution.time else None
        yield {
            **_row(reading, attribution),
            "date": time.edtf if time else None,
            "date_words": time.span.text if time else None,
            "published_inferred": inferred.edtf if inferred else None,
            "copy_of": copy_of.original if copy_of else None,
            "entity_id": across.entities.get(attribution.speaker.id) if attribution.speaker else None,
        }


def _row(reading: Reading, attribution: Attribution) -> dict[str, Any]:
    article, speaker, addressee = reading.article, attribution.speaker, attribution.addressee
    return {
        "id": attribution.id,
        "article_id": article.id,
        "who": speaker.name if speaker else str(attribution.source) or None,
        "speaker_id": speaker.id if speaker else None,
        "speaker_how": attribution.speaker_how,
        "speaker_probability": attribution.speaker_probability,
        "roles": [
            {"title": _span(role.title), "affiliation": _span(role.affiliation), "former": role.former}
            for role in (speaker.roles if speaker else ())
        ],
        "source": [_span(span) for span in attribution.source],
        "cue": [_span(span) for span in attribution.cue],
        "content": [_span(span) for span in attribution.content],
        "content_text": str(attribution.content),
        "form": attribution.form,
        "act": attribution.act,
        "negated": attribution.negated,
        "inferred": attribution.inferred,
        "probability": attribution.probability,
        "holder": attribution.holder,
        "addressee_id": addressee.id if addressee else None,
        "outlet": article.outlet,
        "agency": article.agency,
        "headline": article.headline,
        "published": article.published.value if article.published else None,
        "url": article.url,
        "origin": article.page.origin,
        "page_sha256": article.page.sha256,
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None
