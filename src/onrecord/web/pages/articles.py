"""The list of articles."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.addresses import with_query
from onrecord.web.paging import MOST_PAGES, PER_PAGE, Part
from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Articles", "/articles")


@router.get("/articles")
def articles(visit: Visiting, outlet: str | None = None, page: int = 1) -> Response:
    """The page; `outlet` is a whole name."""
    number = min(max(page, 1), MOST_PAGES)
    with visit.record() as record:
        found = record.list_articles(outlet=outlet, offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
        if not found.rows and found.total:  # past the end: the last page there is
            number = -(-found.total // PER_PAGE)
            found = record.list_articles(outlet=outlet, offset=(number - 1) * PER_PAGE, limit=PER_PAGE)
        return visit.page(
            "articles.html",
            part=Part(found.rows, number, found.total),
            days=[
                (day, list(some)) for day, some in groupby(found, key=lambda it: (it.published or "")[:10])
            ],
            outlet=outlet,
            address=with_query("/articles", {"outlet": outlet}) + ("&" if outlet is not None else "?"),
        )
