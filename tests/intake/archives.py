"""Web archives made for tests, a record at a time."""

from __future__ import annotations

import gzip

import brotli

MOMENT = "2031-05-04T09:30:00Z"
HTML = "<!DOCTYPE html><html><body><article><h1>Ice</h1><p>{}</p></article></body></html>"


def page(number: int) -> bytes:
    """A page of its own for every number."""
    return HTML.format(f"The harbour of Valmar stays shut for {number} days, Ada Korhonen said.").encode()


def warc(kind: str, headers: dict[str, str], block: bytes) -> bytes:
    """A record of the archive as it stands there."""
    lines = [
        f"WARC-Type: {kind}",
        f"WARC-Date: {MOMENT}",
        *(f"{key}: {value}" for key, value in headers.items()),
    ]
    head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(block)}"])
    return head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(
    uri: str,
    body: bytes,
    *,
    content_type: str | None = "text/html; charset=utf-8",
    coding: str | None = None,
    chunked: bool = False,
    status: str = "200 OK",
    kind: str = "response",
    **more: str,
) -> bytes:
    """A record of what a server answered."""
    if coding == "gzip":
        body = gzip.compress(body)
    elif coding == "br":
        body = brotli.compress(body)
    lines = [f"HTTP/1.1 {status}"]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    if coding:
        lines.append(f"Content-Encoding: {coding}")
    if chunked:
        lines.append("Transfer-Encoding: chunked")
        pieces = [body[at : at + 50] for at in range(0, len(body), 50)]
        body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    block = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
    named = {name.replace("_", "-"): value for name, value in more.items()}
    headers = {"WARC-Target-URI": uri, "Content-Type": "application/http; msgtype=response", **named}
    return warc(kind, headers, block)


def zipped(*records: bytes) -> bytes:
    """Records as `.warc.gz` has them, a gzip member each."""
    return b"".join(map(gzip.compress, records))
