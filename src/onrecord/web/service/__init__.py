"""The JSON API under /api: the nouns of `onrecord.Record`, typed, with errors as RFC 9457 has them."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.responses import RedirectResponse

from onrecord.web.service import asking, correcting
from onrecord.web.service.description import describe

ROUTERS = (asking.router, correcting.router)

DESCRIPTION = "/api/openapi.json"


def add_service(app: FastAPI) -> None:
    """Let `app` answer under /api, and describe it at /api/openapi.json."""
    for router in ROUTERS:
        app.include_router(router)
    describe(app)

    @app.get("/api", include_in_schema=False)
    @app.get("/api/", include_in_schema=False)
    def description() -> RedirectResponse:
        """Whoever knows no more than /api is led to what describes it."""
        return RedirectResponse(DESCRIPTION)
