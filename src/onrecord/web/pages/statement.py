"""One statement by itself, with the words around it and what made it: the address to send to others."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from onrecord.web.excerpts import excerpt
from onrecord.web.notes import remarks
from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/statements/{statement}")
def statement(visit: Visiting, statement: str) -> Response:
    """The page."""
    with visit.record() as record:
        found = record.statement(statement)
        reading = record.reading(found.article) if found is not None else None
        if found is None or reading is None:
            raise HTTPException(404, "There is no such statement in this record.")
        known = remarks(reading, record.find_statements(article=found.article))
        return visit.page(
            "statement.html",
            s=found,
            remark=known[found.id],
            holder=known.get(found.holder or ""),
            inside=[it for it in known.values() if it.view.holder == found.id],
            excerpts=excerpt(reading, known[found.id].attribution),
            article=reading.article,
            view=record.list_articles(article=found.article).rows[0],
            provenance=reading.provenance,
        )
