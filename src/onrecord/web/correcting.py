"""What all forms for corrections have in common: who corrects, why, and where they came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote, urlsplit

from fastapi import Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from onrecord.record import Changed, Correction, MetadataError
from onrecord.web.addresses import inside
from onrecord.web.room import Visit

AUTHOR_COOKIE = "onrecord_author"
MOST_AUTHOR = 200  # characters
A_YEAR = 31_536_000


@dataclass(frozen=True, slots=True)
class By:
    """Who corrects, why, and where to go back to."""

    author: str
    reason: str | None
    back: str


def by(
    author: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "",
) -> By:
    """What these fields of a form say."""
    return By(author.strip()[:MOST_AUTHOR], reason.strip() or None, inside(back))


Said = Annotated[By, Depends(by)]


def check_author(said: By) -> None:
    """Raise MetadataError where nobody signs."""
    if not said.author:
        raise MetadataError("Please give your name: a correction is kept with who made it.")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a correction was not kept: others were faster, or it cannot be kept so; its form is shown again."""

    changed: Changed | None
    wrong: str | None

    @property
    def status(self) -> int:
        """The HTTP status of the form."""
        return 409 if self.changed else 400


def keep(said: By, make: Callable[[], Correction]) -> Response | Refused:
    """On to the page of the correction that `make` keeps; or why it was not kept."""
    try:
        check_author(said)
        return kept(make(), said)
    except Changed as error:
        return Refused(error, None)
    except MetadataError as error:
        return Refused(None, str(error))


def author_of(request: Request) -> str:
    """The name under which this visitor corrected before, "" if they did not."""
    return unquote(request.cookies.get(AUTHOR_COOKIE, ""))[:MOST_AUTHOR]


def back_of(request: Request) -> str:
    """The page of ours from which a form was opened."""
    came = request.headers.get("hx-current-url") or request.headers.get("referer") or ""
    try:
        parts = urlsplit(came)
    except ValueError:
        return "/"
    if parts.netloc != request.headers.get("host"):
        return "/"
    return inside(parts.path + (f"?{parts.query}" if parts.query else ""))


def fields(visit: Visit, said: By | None = None) -> dict[str, str]:
    """What `_by.html` shows: the visitor's own words, or what is known before."""
    if said is None:
        return {"author": author_of(visit.request), "reason": "", "back": back_of(visit.request)}
    return {"author": said.author, "reason": said.reason or "", "back": said.back}


def kept(correction: Correction, said: By) -> Response:
    """On to the page of what was kept; the browser remembers the name."""
    answer = RedirectResponse(f"/corrections/{correction.id}?back={quote(said.back, safe='')}", 303)
    answer.set_cookie(
        AUTHOR_COOKIE, quote(said.author), max_age=A_YEAR, path="/", httponly=True, samesite="strict"
    )
    return answer
