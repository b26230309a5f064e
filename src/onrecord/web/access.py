"""Who may enter, and whose forms are taken: the sign-in and the same-site token."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import socket
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from onrecord.record import OnrecordError

TOKEN_HEADER = "x-onrecord-token"
TOKEN_FIELD = "token"
LEAST_TOKEN = 12  # characters; what can be guessed keeps nobody out
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class AccessError(OnrecordError):
    """The reading room would be open to people whom nobody let in."""


class Access:
    """Who may enter. Without a `token` everybody who reaches the server: it must then be bound to loopback.

    `names` are further hosts under which the server is reached. `cookie` names the record, so that two
    reading rooms on one host do not sign each other out.
    """

    def __init__(self, token: str | None, *, host: str, names: Iterable[str] = (), record: str = "") -> None:
        if token is not None and len(token) < LEAST_TOKEN:
            raise AccessError(f"The token is too short: it must have at least {LEAST_TOKEN} characters.")
        if token is None and not is_loopback(host):
            raise AccessError(
                f"{host} can be reached from other machines, and whoever reaches the reading room could read "
                "and correct the record. Give --token to let in only who knows it, or leave --host away."
            )
        self.token = token
        self.cookie = "onrecord_" + hashlib.sha256(record.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        self._pass = self._signed(token, "pass") if token is not None else ""
        self._secret = secrets.token_hex(32)
        self._hosts = LOOPBACK_NAMES | {name.casefold() for name in (host, *names)}
        if token is not None:
            mine = socket.gethostname().casefold()  # its full name would be asked of the network
            self._hosts |= {mine, f"{mine}.local"}

    def knows_host(self, header: str | None) -> bool:
        """Whether a Host header names this server.

        A page elsewhere whose name is made to lead here (DNS rebinding) would send its own name. Where there
        is a sign-in, a bare address will do: it cannot be made to lead elsewhere.
        """
        host = _host_of(header)
        if host is None:
            return False
        return host in self._hosts or (self.token is not None and _is_address(host))

    def is_in(self, scope: Scope) -> bool:
        """Whether a request comes from somebody who may enter."""
        if self.token is None:
            return True
        return self.is_bearer(scope) or _same(self._cookie_of(Headers(scope=scope)), self._pass)

    def is_bearer(self, scope: Scope) -> bool:
        """Whether a program sends the token itself, which no page of another site can make a browser do."""
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.is_token(given.strip())

    def is_token(self, given: str) -> bool:
        """Whether this is the token, told in the same time whatever is given."""
        return self.token is not None and _same(given, self.token)

    @property
    def cookie_value(self) -> str:
        """What the cookie of somebody who signed in holds."""
        return self._pass

    def same_site_token(self, scope: Scope) -> str:
        """What a form of ours carries. Pages of other sites cannot read it, so they cannot send it."""
        return self._signed(self._secret, self._cookie_of(Headers(scope=scope)))

    def is_same_site(self, scope: Scope) -> bool:
        """Whether the browser, where it tells, says that a request comes from a page of ours."""
        headers = Headers(scope=scope)
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc == headers.get("host")

    def has_same_site_token(self, scope: Scope, given: str | None) -> bool:
        """Whether `given` is the token of this visitor's own pages."""
        return _same(given or "", self.same_site_token(scope))

    def _cookie_of(self, headers: Headers) -> str:
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return morsel.value if morsel is not None else ""

    @staticmethod
    def _signed(key: str, message: str) -> str:
        return hmac.new(key.encode(), message.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a server that is bound to `host`."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_of(header: str | None) -> str | None:
    """The host of a Host header, in small letters and without its port; None where it is none."""
    if not header:
        return None
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if parts.netloc == header and parts.username is None else None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
