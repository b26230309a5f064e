"""One statement by itself: the address to send to others."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/statements/{statement}")
def statement(visit: Visiting, statement: str) -> Response:
    """The page."""
    with visit.record() as record:
        found = record.statement(statement)
        if found is None:
            raise HTTPException(404, "There is no such statement in this record.")
        return visit.page("statement.html", statement=found)
