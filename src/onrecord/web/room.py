"""What every page has at hand: the record, the templates, who visits."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from onrecord import __version__, api
from onrecord.web.access import Access
from onrecord.web.addresses import Addresses
from onrecord.web.records import Records
from onrecord.web.templating import make_environment


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation."""

    name: str
    address: str


class Room:
    """One reading room: its record, its templates and who may enter. It lives as long as the server."""

    def __init__(self, path: Path, access: Access, entries: tuple[Entry, ...]) -> None:
        self.path = path
        self.records = Records(path)
        self.access = access
        self.entries = entries
        self.templates: Environment = make_environment(Addresses())


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page.

    Ask the record and fill the template in one go, within `with visit.record() as record`: there
    `visit.page("story.html", counts=record.counts)` is the answer.
    """

    room: Room
    request: Request

    def record(self) -> AbstractContextManager[api.Record]:
        """The record, as it is now; it does not change within `with`."""
        return self.room.records.lend()

    @property
    def path(self) -> Path:
        """Where the record lies: what corrections are written to."""
        return self.room.path

    @property
    def wants_part(self) -> bool:
        """Whether htmx asks, which wants the part that changes and not the whole page."""
        return self.request.headers.get("hx-request") == "true"

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or a part of one, from the template of this name."""
        filled = self.room.templates.get_template(template).render(**self._common(), **values)
        return HTMLResponse(filled.encode("utf-8", "replace"), status_code=status)

    def _common(self) -> dict[str, Any]:
        access = self.room.access
        return {
            "record_name": self.room.path.stem,
            "entries": self.room.entries,
            "here": self.request.url.path,
            "same_site_token": access.same_site_token(self.request.scope),
            "may_sign_out": access.token is not None and access.is_in(self.request.scope),
            "version": __version__,
        }


def visit(request: Request) -> Visit:
    """The visit that a request is."""
    return Visit(request.app.state.room, request)


Visiting = Annotated[Visit, Depends(visit)]
