"""What a visitor reads when something goes wrong."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.record import AlreadyUndone, Changed, MetadataError, OnrecordError, UnknownName
from onrecord.web.room import visit
from onrecord.web.security import HEADERS, NO_STORE
from onrecord.web.service.problems import problem

_log = logging.getLogger(__name__)
TITLES = {
    400: "That was not understood",
    403: "Not allowed",
    404: "Nothing is here",
    405: "Not possible here",
    422: "That was not understood",
    500: "Something went wrong",
    503: "The record cannot be read",
}
NOTHING_HERE = "There is no such page. What was here may have been read again, joined or corrected since."


def add_error_pages(app: FastAPI) -> None:
    """Let every error of `app` be a page for people, or JSON under /api."""

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        default = NOTHING_HERE if error.status_code == 404 else error.detail
        given = error.detail if error.detail not in ("Not Found", "Method Not Allowed") else default
        return _answer(request, error.status_code, given, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def of_request(request: Request, error: RequestValidationError) -> Response:
        told = [f"{'.'.join(str(it) for it in one['loc'][1:])}: {one['msg']}" for one in error.errors()]
        return _answer(request, 422, "; ".join(told) + ".")

    @app.exception_handler(OnrecordError)
    async def of_ours(request: Request, error: OnrecordError) -> Response:
        status = 404 if isinstance(error, UnknownName) else 400 if isinstance(error, MetadataError) else 503
        status = 409 if isinstance(error, Changed | AlreadyUndone) else status
        return _answer(request, status, str(error), error=error)

    @app.exception_handler(Exception)
    async def of_any(request: Request, error: Exception) -> Response:
        _log.error("%s %s", request.method, request.url.path, exc_info=error)
        # This answer does not pass the guard, which would put these on.
        headers = {**HEADERS, "Cache-Control": NO_STORE}
        sentence = "This is a fault in OnRecord. The terminal in which it runs says more."
        return _answer(request, 500, sentence, headers)


def _answer(
    request: Request,
    status: int,
    sentence: str,
    headers: dict[str, str] | None = None,
    error: Exception | None = None,
) -> Response:
    if request.url.path.startswith("/api"):
        answer: Response = problem(status, sentence, error)
    else:
        values: dict[str, Any] = {"title": TITLES.get(status, "That did not work"), "sentence": sentence}
        answer = visit(request).page("error.html", status=status, **values)
    answer.headers.update(headers or {})
    return answer
