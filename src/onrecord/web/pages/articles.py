"""The list of articles."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.paging import part_of
from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Articles", "/articles")


@router.get("/articles")
def articles(visit: Visiting, page: int = 1) -> Response:
    """The page."""
    with visit.record() as record:
        found = record.find_articles()
        return visit.page("articles.html", part=part_of(found.rows, page))
