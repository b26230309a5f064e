"""Errors as problem details, RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

from onrecord.record import AlreadyUndone, Changed
from onrecord.web.service.models import Correction, Problem

MEDIA_TYPE = "application/problem+json"
_REFERENCE = {"schema": {"$ref": "#/components/schemas/Problem"}}


def problem(status: int, sentence: str, error: Exception | None = None) -> JSONResponse:
    """The answer that says what went wrong, and what others said where that is why."""
    more: dict[str, Any] = {}
    if isinstance(error, Changed):
        more = {"version": error.version, "corrections": [_told(it) for it in error.corrections]}
    elif isinstance(error, AlreadyUndone):
        more = {"corrections": [_told(error.by)]}
    told = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=sentence, **more
    )
    return JSONResponse(told.model_dump(exclude_none=True), status, media_type=MEDIA_TYPE)


def may_answer(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For the description: with which of these an operation may answer."""
    return {
        code: {"description": HTTPStatus(code).phrase, "content": {MEDIA_TYPE: _REFERENCE}} for code in codes
    }


def _told(correction: object) -> Correction:
    return Correction.model_validate(correction)
