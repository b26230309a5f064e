"""The sign-in, where the server asks for a token."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from onrecord.web.addresses import inside
from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)
PAUSE = 0.5  # seconds that a wrong guess costs


@router.get("/sign-in")
async def ask(visit: Visiting, next: str = "/") -> Response:
    """The form."""
    if visit.room.access.is_in(visit.request.scope):
        return RedirectResponse(inside(next), 303)
    return visit.page("sign-in.html", next=inside(next), wrong=False)


@router.post("/sign-in")
async def sign_in(
    visit: Visiting, secret: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/"
) -> Response:
    """Let in whoever knows the token."""
    access = visit.room.access
    if not access.is_token(secret.strip()):
        await asyncio.sleep(PAUSE)
        return visit.page("sign-in.html", status=403, next=inside(next), wrong=True)
    answer = RedirectResponse(inside(next), 303)
    answer.set_cookie(access.cookie, access.cookie_value, httponly=True, samesite="strict", path="/")
    return answer


@router.post("/sign-out")
async def sign_out(visit: Visiting) -> Response:
    """Forget who signed in."""
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(visit.room.access.cookie, path="/", httponly=True, samesite="strict")
    return answer
