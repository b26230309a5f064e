"""One article, as it reads, with every statement marked."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article}")
def article(visit: Visiting, article: str) -> Response:
    """The page."""
    with visit.record() as record:
        reading = record.reading(article)
        if reading is None:
            raise HTTPException(404, "There is no such article in this record.")
        return visit.page(
            "article.html", article=reading.article, statements=record.find_statements(article=article).rows
        )
