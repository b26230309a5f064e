"""The story page: what this record holds at a glance; and the pages that could not be read."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.web.matrix import matrix
from onrecord.web.paging import part_of
from onrecord.web.room import Entry, Visiting
from onrecord.web.strips import strips

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Story", "/")
MOST_PEOPLE = 12
MOST_STATEMENTS = 8
FIRST_FAILURES = 5


@router.get("/")
def story(visit: Visiting) -> Response:
    """The page."""
    with visit.record() as record:
        quoted = record.most_quoted(MOST_PEOPLE)
        failures = list(record.failures)
        return visit.page(
            "story.html",
            counts=record.counts,
            coverage=strips(record.coverage),
            quoted=quoted,
            matrix=matrix(quoted),
            latest=record.latest_statements(MOST_STATEMENTS),
            failures=failures[:FIRST_FAILURES],
            failed=len(failures),
        )


@router.get("/failures")
def failures(visit: Visiting, page: int = 1) -> Response:
    """Every page that could not be read, and why."""
    with visit.record() as record:
        return visit.page("failures.html", part=part_of(list(record.failures), page))
