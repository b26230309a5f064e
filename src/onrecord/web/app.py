"""The application: pages, guard, errors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.web.access import Access
from onrecord.web.addresses import STATIC
from onrecord.web.errors import add_error_pages
from onrecord.web.pages import PAGES, entries
from onrecord.web.room import Room
from onrecord.web.security import Guard
from onrecord.web.service import DESCRIPTION, add_service


def make_app(
    record: str | Path,
    *,
    token: str | None = None,
    host: str = "127.0.0.1",
    allowed_hosts: Iterable[str] = (),
) -> FastAPI:
    """The reading room of the record file `record`, as an ASGI application.

    `host` is what the server is bound to, `allowed_hosts` are further names under which it is reached. With a
    `token` only those enter who sign in with it. Raises AccessError where a server that other machines reach
    would have none.
    """
    path = Path(record)
    access = Access(token, host=host, names=allowed_hosts, record=str(path.absolute()))
    room = Room(path, access, entries())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        room.records.close()

    # The pages that FastAPI makes of the OpenAPI description fetch their script from elsewhere.
    app = FastAPI(
        title="OnRecord",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=DESCRIPTION,
        lifespan=lifespan,
        # Off by default too, but for a variable of the environment; nothing shall leave this machine.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.room = room
    app.add_middleware(Guard, access=access)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for page in PAGES:
        app.include_router(page.router)
    add_service(app)
    add_error_pages(app)
    return app
