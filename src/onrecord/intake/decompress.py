"""Bytes unpacked within a limit, so that what unpacks to gigabytes costs no more than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli

from onrecord.record import PageError

STEP = 1 << 16  # bytes unpacked at a time
_GZIP, _ZLIB, _RAW = 31, 15, -15  # what zlib calls window bits
# A few bytes may unpack to a gigabyte of nothing; a wrapping in a wrapping could do it again.
MOST_CODINGS = 3


class TooLarge(Exception):
    """Unpacked, there are more bytes than the limit."""


def gunzip(content: bytes, limit: int) -> bytes:
    """What gzip holds, all its members. Raises TooLarge beyond `limit` bytes, PageError for broken data."""
    unpacked = bytearray()
    at = 0
    while at < len(content):
        decoder = zlib.decompressobj(_GZIP)
        while at < len(content) and not decoder.eof:
            for piece in _inflated(decoder, content[at : at + STEP]):
                unpacked += piece
                if len(unpacked) > limit:
                    raise TooLarge
            at += STEP
        if not decoder.eof:
            raise PageError("intake", "broken", "The compressed file is cut off: its end is missing.")
        at = min(at, len(content)) - len(decoder.unused_data)
        while at < len(content) and not content[at]:  # tapes are filled up with zeros
            at += 1
    return bytes(unpacked)


def decoded(chunks: Iterable[bytes], codings: str | None, limit: int) -> bytes:
    """A body without its Content-Encoding: gzip, deflate, br, or several of them.

    Raises TooLarge beyond `limit` bytes, PageError for an encoding that is not known or broken data.
    """
    names = [name.strip().lower() for name in (codings or "").split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > MOST_CODINGS:
        raise PageError("intake", "broken", f"The page is compressed {len(names)} times over.")
    stream: Iterator[bytes] = iter(chunks)
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            stream = _unzipped(stream, _GZIP)
        elif name == "deflate":
            stream = _unzipped(stream, _ZLIB)
        elif name == "br":
            stream = _unbrotlied(stream)
        else:
            raise PageError(
                "intake", "broken", f"The page came compressed as {name[:40]!r}, which is not known."
            )
    body = bytearray()
    for piece in stream:
        body += piece
        if len(body) > limit:
            raise TooLarge
    return bytes(body)


def _inflated(decoder: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    try:
        while data and not decoder.eof:
            yield decoder.decompress(data, STEP)
            data = decoder.unconsumed_tail
    except zlib.error as error:
        raise PageError("intake", "broken", f"The compressed data is broken: {error}.") from error


def _unzipped(stream: Iterator[bytes], bits: int) -> Iterator[bytes]:
    decoder = None
    for data in stream:
        if decoder is None:
            # some servers send deflate without the header that the standard asks for
            raw = bits == _ZLIB and (data[:1] or b"\x78")[0] & 0x0F != 8
            decoder = zlib.decompressobj(_RAW if raw else bits)
        yield from _inflated(decoder, data)
        if decoder.eof:
            return
    if decoder is not None and not decoder.eof:
        raise PageError("intake", "broken", "The compressed page is cut off: its end is missing.")


def _unbrotlied(stream: Iterator[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    try:
        for data in stream:
            piece = decoder.process(data, output_buffer_limit=STEP)
            yield piece
            while not decoder.can_accept_more_data():
                yield decoder.process(b"", output_buffer_limit=STEP)
    except brotli.error as error:
        raise PageError("intake", "broken", f"The compressed data is broken: {error}.") from error
    if not decoder.is_finished():
        raise PageError("intake", "broken", "The compressed page is cut off: its end is missing.")
