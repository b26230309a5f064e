"""One article, as it reads, with every statement marked and its speaker in the margin."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from onrecord.web.marking import marked_stretches
from onrecord.web.notes import notes, remarks
from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article}")
def article(visit: Visiting, article: str) -> Response:
    """The page."""
    with visit.record() as record:
        reading = record.reading(article)
        if reading is None:
            raise HTTPException(404, "There is no such article in this record.")
        (view,) = record.list_articles(article=article)
        known = remarks(reading, record.find_statements(article=article))
        kinds = [block.kind for block in reading.article.blocks]
        return visit.page(
            "article.html",
            article=reading.article,
            view=view,
            stretches=marked_stretches(reading),
            notes=lambda statements: notes(statements, known),
            remarks=known,
            headline_in_text="headline" in kinds,
            provenance=reading.provenance,
        )
