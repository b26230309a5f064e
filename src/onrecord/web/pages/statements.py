"""The statements: searched, narrowed down, a page at a time, and taken along as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import BinaryIO, Literal, cast

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from onrecord.web.asking import Asked, Asking
from onrecord.web.paging import Part
from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Statements", "/statements")
PER_PAGE = 25
IN_MEMORY = 4_000_000  # bytes of a file that is taken along; what is longer waits on disk
PIECE = 1 << 16
TYPES = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "jsonl": ("application/x-ndjson; charset=utf-8", "jsonl"),
    "annotations": ("application/ld+json; charset=utf-8", "jsonld"),
}


@router.get("/statements")
def statements(visit: Visiting, asked: Asked, page: int = Query(1, ge=1, le=1_000_000)) -> Response:
    """The page."""
    with visit.record() as record:
        found = record.browse(start=(page - 1) * PER_PAGE, limit=PER_PAGE, **asked.browsed)
        last = max(1, -(-found.total // PER_PAGE))
        if page > last:  # the nearest there is
            page = last
            found = record.browse(start=(page - 1) * PER_PAGE, limit=PER_PAGE, **asked.browsed)
        named = {value.value: value.name for value in found.facets.speakers.values}
        inside = next(iter(record.find_articles(article=asked.article)), None) if asked.article else None
        return visit.page(
            "statements.html",
            asked=asked,
            found=found,
            part=Part(found.rows, page, found.total, PER_PAGE),
            address=_with_page(asked),
            person_name=named.get(asked.person or "", "this person"),
            article_headline=inside.headline if inside else None,
        )


@router.get("/statements/export")
def export(
    visit: Visiting,
    asked: Asked,
    file_format: Literal["csv", "jsonl", "annotations"] = Query("csv", alias="as"),
) -> Response:
    """All statements that are asked for, as a file."""
    media_type, ending = TYPES[file_format]
    # It is closed when it was sent.
    kept = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        with visit.record() as record:
            record.export_statements(file_format, kept, **asked.browsed)
        kept.seek(0)
    except BaseException:
        kept.close()
        raise
    name = "".join(it if it.isascii() and (it.isalnum() or it in "-_") else "_" for it in visit.path.stem)
    headers = {"Content-Disposition": f'attachment; filename="{name}-statements.{ending}"'}
    return StreamingResponse(_pieces(kept), media_type=media_type, headers=headers)


def _pieces(kept: BinaryIO) -> Iterator[bytes]:
    with kept:
        while piece := kept.read(PIECE):
            yield piece


def _with_page(asked: Asking) -> str:
    address = asked.address()
    return address + ("&" if "?" in address else "?")
