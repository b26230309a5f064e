"""Statements for a spreadsheet: a row each, as CSV.

UTF-8 with a byte order mark, without which Excel guesses the encoding; rows end with CRLF (RFC 4180); all
words are in quotation marks, so that a spreadsheet that splits at semicolons keeps a cell in one piece.
A cell that a spreadsheet could take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from onrecord.export.across import NOTHING_ACROSS, Across
from onrecord.export.jsonl import every
from onrecord.record import Attribution, Chain, Failure, InferredDate, Reading

COLUMNS = (
    "who",
    "title",
    "affiliation",
    "according_to",
    "source",
    "cue",
    "content",
    "form",
    "act",
    "negated",
    "inferred",
    "probability",
    "date",
    "outlet",
    "published",
    "published_inferred",
    "headline",
    "url",
    "origin",
    "start",
    "end",
    "statement_id",
    "speaker_id",
    "holder_id",
    "article_id",
    "copy_of",
    "entity_id",
)

# What starts a formula, ASCII and full-width (some spreadsheets fold these), after anything that a
# spreadsheet may skip; and the controls that some take as the start of a new cell.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff\ufffd]*[=+\-@＝＋－＠]|[\t\r\n]")


def write(
    readings: Iterable[Reading],
    failures: Iterable[Failure],
    out: BinaryIO,
    across: Across = NOTHING_ACROSS,
    *,
    only: Callable[[Attribution], bool] = every,
) -> None:
    """Write a row for every statement for which `only` holds; failures and other articles have no row."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    try:
        rows = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
        rows.writerow(COLUMNS)
        for reading in readings:
            who = {found.id: _who(found) for found in reading.attributions}
            inferred, copy_of = across.dates.get(reading.article.id), across.copies.get(reading.article.id)
            edtf = {timex.id: timex.edtf for timex in reading.timexes}
            rows.writerows(
                [
                    *_row(reading, attribution, who.get(attribution.holder or ""), inferred, edtf),
                    safe(copy_of.original if copy_of else None),
                    safe(across.entities.get(attribution.speaker.id) if attribution.speaker else None),
                ]
                for attribution in reading.attributions
                if only(attribution)
            )
    finally:
        text.detach()


def safe(cell: str | None) -> str:
    """A cell that no spreadsheet runs; "" for None. NUL, which ends a cell in some, becomes U+FFFD."""
    cell = (cell or "").replace("\x00", "�")
    return "'" + cell if _FORMULA.match(cell) else cell


def _who(attribution: Attribution) -> str:
    return attribution.speaker.name if attribution.speaker else str(attribution.source)


def _row(
    reading: Reading,
    attribution: Attribution,
    holder: str | None,
    inferred: InferredDate | None,
    edtf: Mapping[str, str | None],
) -> list[str | int | None]:
    article, content = reading.article, attribution.content
    speaker = attribution.speaker
    words = (
        _who(attribution),
        _titles(speaker),
        _affiliations(speaker),
        holder,
        str(attribution.source),
        str(attribution.cue),
        str(attribution.content),
        attribution.form,
        attribution.act,
        str(attribution.negated).lower(),
        str(attribution.inferred).lower(),
        None if attribution.probability is None else f"{attribution.probability:.3f}",
        edtf.get(attribution.time) if attribution.time else None,
        article.outlet,
        article.published.value if article.published else None,
        inferred.edtf if inferred else None,
        article.headline,
        article.url,
        article.page.origin,
    )
    ids = (attribution.id, speaker.id if speaker else None, attribution.holder, article.id)
    start = min((span.start for span in content), default=None)
    end = max((span.end for span in content), default=None)
    return [*map(safe, words), start, end, *map(safe, ids)]


def _titles(speaker: Chain | None) -> str:
    roles = speaker.roles if speaker else ()
    return "; ".join(("former " if role.former else "") + str(role.title) for role in roles if role.title)


def _affiliations(speaker: Chain | None) -> str:
    roles = speaker.roles if speaker else ()
    return "; ".join(str(role.affiliation) for role in roles if role.affiliation)
