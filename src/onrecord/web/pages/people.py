"""The list of people: find one by typing."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.paging import part_of
from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("People", "/people")


@router.get("/people")
def people(visit: Visiting, q: str = "", page: int = 1) -> Response:
    """The page, or the list alone."""
    words = q.strip()
    with visit.record() as record:
        found = record.find_people(typed=words or None)
        template = "_people.html" if visit.wants_part else "people.html"
        return visit.page(template, part=part_of(found.rows, page), q=words)
