"""What stands before every page: which host was meant, who may enter, whose forms are taken, the headers."""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.access import TOKEN_FIELD, TOKEN_HEADER, Access
from onrecord.web.service.problems import problem

MOST_BYTES = 1 << 20  # of what is sent to us; a correction has a few hundred
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_TO_ALL = ("/static/", "/sign-in")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with that, browsers say of our own forms too that they come from nowhere.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NO_STORE = "private, no-cache"  # the record may have changed at the next look
FOR_LONG = "public, max-age=31536000, immutable"  # a static file's address changes with it


class Guard:
    """Refuses what is not meant for us or not allowed, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        send = _with_headers(scope, send)
        refusal, receive = await self._look_at(scope, receive)
        await (refusal or self.app)(scope, receive, send)

    async def _look_at(self, scope: Scope, receive: Receive) -> tuple[Response | None, Receive]:
        headers = Headers(scope=scope)
        path: str = scope["path"]
        if not self.access.knows_host(headers.get("host")):
            return _refuse(
                path, 421, "This server does not go by that name. Give --allow-host if it should."
            ), receive
        if not self.access.is_in(scope) and not path.startswith(OPEN_TO_ALL):
            if path.startswith("/api") or scope["method"] not in SAFE:
                return _refuse(
                    path, 401, "Sign in first, or send the token as `Authorization: Bearer TOKEN`."
                ), receive
            asked = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", 303), receive
        if scope["method"] in SAFE:
            return None, receive
        if not self.access.is_same_site(scope):
            return _refuse(
                path, 403, "This was sent by a page of another site, so nothing was done."
            ), receive
        body = await _read(receive)
        if body is None:
            return _refuse(path, 413, "That is more than a form of ours sends."), receive
        if self.access.is_bearer(scope):
            return None, _again(body)
        if not self.access.has_same_site_token(scope, headers.get(TOKEN_HEADER) or _field(headers, body)):
            return _refuse(
                path,
                403,
                "The form was older than the server, or not ours, so nothing was done. Go back, load the "
                "page again and send it once more.",
            ), receive
        return None, _again(body)


def _with_headers(scope: Scope, send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            static = scope["path"].startswith("/static/") and message["status"] == 200
            headers.setdefault("Cache-Control", FOR_LONG if static else NO_STORE)
        await send(message)

    return send_with_headers


def _refuse(path: str, status: int, sentence: str) -> Response:
    if path.startswith("/api"):
        return problem(status, sentence)
    return PlainTextResponse(sentence + "\n", status)


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None if it is too long."""
    parts: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        length += len(parts[-1])
        if length > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _again(body: bytes) -> Receive:
    """What hands out a body that was read already."""
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if sent:
            return {"type": "http.disconnect"}
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _field(headers: Headers, body: bytes) -> str | None:
    """The same-site token in a form."""
    if headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    try:
        fields = parse_qs(body.decode("ascii", "replace"), max_num_fields=200)
    except ValueError:
        return None
    return fields.get(TOKEN_FIELD, [None])[0]
