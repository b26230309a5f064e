"""Who said these words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from onrecord import api
from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Find a quote", "/find")
MOST = 10  # passages
LONGEST = 5_000  # characters


@router.get("/find")
def find(visit: Visiting, q: Annotated[str, Query(max_length=LONGEST)] = "") -> Response:
    """The page."""
    with visit.record() as record:
        found = record.find(q, limit=MOST) if api.has_words(q) else None
        return visit.page("find.html", q=q, found=found, asked=bool(q.strip()))
