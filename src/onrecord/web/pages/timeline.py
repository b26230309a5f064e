"""The timeline: the story's days with what was said and what happened, background years apart."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from onrecord.record import MetadataError
from onrecord.web.room import Entry, Visiting
from onrecord.web.timeline import days_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Timeline", "/timeline")


@router.get("/timeline")
def timeline(
    visit: Visiting, since: str = "", until: str = "", speaker: str = "", outlet: str = ""
) -> Response:
    """The page."""
    asked = {
        "since": since.strip(),
        "until": until.strip(),
        "speaker": speaker.strip(),
        "outlet": outlet.strip(),
    }
    wanted = {name: value or None for name, value in asked.items()}
    with visit.record() as record:
        outlets = sorted({it.outlet for it in record.find_articles() if it.outlet})
        wrong = None
        try:
            found = record.timeline(**wanted)
        except MetadataError as error:
            wrong = str(error)
            found = record.timeline(speaker=wanted["speaker"], outlet=wanted["outlet"])
        return visit.page(
            "timeline.html",
            status=400 if wrong else 200,
            days=days_of(found),
            asked=asked,
            outlets=outlets,
            wrong=wrong,
        )
