"""A server on loopback that answers what a test wants."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "<!DOCTYPE html><html><body><article><h1>Ice closes the port</h1><p>{}</p></article></body></html>"
TEXT = "The harbour of Valmar will stay closed for {} days, the minister, Ada Korhonen, said on Sunday."


def story(number: int) -> bytes:
    """A page of its own for every number."""
    return HTML.format(TEXT.format(number)).encode()


class Handler(BaseHTTPRequestHandler):
    """Hands requests to the test's own functions, by path."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        with self.site.lock:
            self.site.asked.append(self.path)
            self.site.headers.append(dict(self.headers))
        answer = self.site.pages.get(self.path) or self.site.pages.get(self.path.partition("?")[0])
        if answer is None:
            self.answer(404, b"no such page")
        elif callable(answer):
            try:
                answer(self)
            except OSError:
                self.close_connection = True  # whoever asked has gone
        else:
            self.answer(200, answer)

    def answer(
        self, status: int, body: bytes = b"", content_type: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        """Send an answer as servers do."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


Answer = Callable[[Handler], None] | bytes


@dataclass
class Site:
    """The pages of a server, and what it was asked."""

    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    def url(self, path: str = "/") -> str:
        """The address of a page on it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def pages_asked(self) -> list[str]:
        """What was asked beside the rules for robots."""
        return [path for path in self.asked if path != "/robots.txt"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that breaks is what some tests are about."""


@contextmanager
def serving() -> Iterator[Site]:
    """A server for as long as it is needed."""
    site = Site()
    server = _Server(("127.0.0.1", 0), type("Bound", (Handler,), {"site": site}))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
