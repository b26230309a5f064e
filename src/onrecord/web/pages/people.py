"""The list of people: find one by typing."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.paging import MOST_PAGES, PER_PAGE, Part
from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("People", "/people")


@router.get("/people")
def people(visit: Visiting, q: str = "", page: int = 1) -> Response:
    """The page, or the list alone."""
    words = q.strip()
    with visit.record() as record:
        typed = words or None
        number = min(max(page, 1), MOST_PAGES)
        found = record.find_people(typed=typed, start=(number - 1) * PER_PAGE, limit=PER_PAGE)
        if not found.rows and found.total:  # past the end: the last page there is
            number = -(-found.total // PER_PAGE)
            found = record.find_people(typed=typed, start=(number - 1) * PER_PAGE, limit=PER_PAGE)
        template = "_people.html" if visit.wants_part else "people.html"
        return visit.page(template, part=Part(found.rows, number, found.total), q=words)
