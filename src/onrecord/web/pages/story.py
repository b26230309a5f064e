"""The story page: what this record holds at a glance."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.room import Entry, Visiting

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Story", "/")


@router.get("/")
def story(visit: Visiting) -> Response:
    """The page."""
    with visit.record() as record:
        return visit.page("story.html", counts=record.counts)
