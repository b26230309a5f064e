"""Pages in web archives: WARC files (ISO 28500), plain or a gzip member a record."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.intake.decompress import STEP, TooLarge, decoded
from onrecord.intake.kinds import GZIP_MAGIC, media_type, stated_type
from onrecord.intake.metadata import Sheet, stated_about
from onrecord.record import Failure, Given, Page, PageError, PassedOver, Settings

STAGE = "intake"
# What an archive holds besides (requests, its own description) is bookkeeping, and is not counted.
_WANTED = (
    WarcRecordType.response
    | WarcRecordType.resource
    | WarcRecordType.conversion
    | WarcRecordType.revisit
    | WarcRecordType.continuation
    | WarcRecordType.unknown
)
_READ_STATUS = frozenset((200, 203))
# A record of which more is promised is not unpacked to get to the next: that is looked for where it begins.
HUGE = 1_000_000_000
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_PLAIN_START = b"\nWARC/1."
_CUT_OFF = "The archive is cut off in the middle of a record; what comes before was read."

PassOver = Callable[[PassedOver], None]


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is open: its path as people know it, and how its pages are to be read."""

    file: BinaryIO
    origin: str
    settings: Settings
    given: Given
    sheet: Sheet | None
    pass_over: PassOver


class _Huge(Exception):
    """The next record is looked for without unpacking this one."""


def read_archive(archive: Archive) -> Iterator[Page | Failure]:
    """The pages of an archive, in its order, and a Failure for each part of it that is broken.

    Answers that are no pages (pictures, redirects, errors) are passed over. A page that the archive has
    under another address, as a revisit, comes again with that address.
    """
    known: dict[str, int] = {}  # by payload digest: where the record of a page is, for its revisits
    start: int | None = 0
    silent = False  # about what is broken: it was told, and no whole record came since
    while start is not None:
        archive.file.seek(start)
        last, whole, told = start, False, False
        try:
            for record in ArchiveIterator(archive.file, record_types=_WANTED, buffer_size=1 << 18):
                last = start + record.stream_pos
                whole, told = True, False
                for result in _results(archive, record, last, known):
                    told = isinstance(result, Failure) and result.kind == "broken"
                    yield result
                if record.content_length > HUGE:
                    raise _Huge
        except _Huge:
            start = _next_record(archive.file, last + 1)
            silent = False
            continue
        except OSError as error:
            silent = silent and not whole
            if not silent:
                yield _broken(archive, last, f"A part of the archive is broken: {error}. The rest is read.")
            start, silent = _next_record(archive.file, last + 1), True
            continue
        if not told and _is_cut_off(archive.file, last):
            yield _broken(archive, last, _CUT_OFF)
        return


def _results(
    archive: Archive, record: WarcRecord, place: int, known: dict[str, int]
) -> Iterator[Page | Failure]:
    uri = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if not uri:
        yield _broken(archive, place, "A record of the archive is broken: it has no address.")
        return
    origin = f"{archive.origin}#{uri}"
    digest = record.headers.get("WARC-Payload-Digest")
    if record.record_type == WarcRecordType.revisit:
        where = known.get(digest or "")
        same = (record.headers.get("WARC-Refers-To-Target-URI") or uri).strip("<> ") == uri
        if same or where is None:
            archive.pass_over(PassedOver(origin, "archive", "revisit"))
            return
        yield _revisited(archive, where, origin, uri, _moment(record))
        return
    other = _other_kind(record)
    if other is not None:
        archive.pass_over(PassedOver(origin, "archive", other))
        return
    result = _page(archive, record, origin, uri, _moment(record))
    if result is None:
        archive.pass_over(PassedOver(origin, "archive", "no text"))
        return
    if digest:
        known[digest] = place
    yield result


def _other_kind(record: WarcRecord) -> str | None:
    """What makes a record no page: its type, its status, its media type; None for a page."""
    if record.record_type not in (
        WarcRecordType.response,
        WarcRecordType.resource,
        WarcRecordType.conversion,
    ):
        return record.record_type.name or "unknown"
    if record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and status not in _READ_STATUS:
            return f"status {status}"
    stated = _stated_type(record)
    kind = stated.partition(";")[0].strip().lower() if stated else ""
    return kind[:60] if kind and stated_type(kind) is None else None


def _stated_type(record: WarcRecord) -> str | None:
    if record.http_headers is not None:
        return record.http_headers.get("Content-Type")
    return record.headers.get("Content-Type")


def _page(
    archive: Archive, record: WarcRecord, origin: str, uri: str, moment: str | None
) -> Page | Failure | None:
    limit = archive.settings.max_bytes
    headers = record.http_headers
    codings = headers.get("Content-Encoding") if headers is not None else None
    if record.content_length > limit and not codings:
        return _too_large(origin, limit)
    promised = record.content_length
    raw = record.reader.read(limit + 1)
    if len(raw) < min(promised, limit + 1):
        return _failure(origin, "broken", "The record is cut off: the archive ends in the middle of it.")
    if len(raw) > limit:
        return _too_large(origin, limit)
    if headers is not None and "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        raw = unchunked(raw)
    try:
        # archives often hold what was unpacked, under the header that it came with
        packed = (
            codings if codings and ("gzip" not in codings.lower() or raw.startswith(GZIP_MAGIC[:2])) else None
        )
        content = decoded([raw[at : at + STEP] for at in range(0, len(raw), STEP)], packed, limit)
    except TooLarge:
        return _too_large(origin, limit)
    except PageError as error:
        return _failure(origin, error.kind, error.reason)
    if not content:
        return _failure(origin, "empty", "It is empty: there is not one byte in it.")
    stated = _stated_type(record)
    kind = stated_type(stated) if stated else None
    kind = kind or media_type(uri, content)
    if kind is None:
        return None
    charset = record.http_charset if headers is not None else None
    given = stated_about(uri, archive.given, archive.sheet, Given(address=uri, charset=charset))
    return Page(origin=origin, media_type=kind, content=content, fetched=moment, given=given)


def _revisited(archive: Archive, where: int, origin: str, uri: str, moment: str | None) -> Page | Failure:
    """The page of the record at `where`, which was found at `uri` too."""
    before = archive.file.tell()
    try:
        archive.file.seek(where)
        record = next(iter(ArchiveIterator(archive.file, record_types=_WANTED)))
        page = _page(archive, record, origin, uri, moment)
    finally:
        archive.file.seek(before)
    return page or _failure(origin, "binary", "What it repeats is no text.")


def unchunked(data: bytes) -> bytes:
    """A body without its chunks, as far as they go; what is in no chunks stays as it is."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(data, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(data[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else data


def _next_record(file: BinaryIO, after: int) -> int | None:
    """Where the first record begins at or beyond `after`, None when there is none any more."""
    file.seek(0)
    zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    sought = GZIP_MAGIC if zipped else _PLAIN_START
    base, tail = after, b""
    file.seek(after)
    while block := file.read(1 << 20):
        window = tail + block
        found = window.find(sought)
        while found >= 0:
            place = base - len(tail) + found
            if not zipped:
                return place + 1
            if _begins_record(file, place):
                return place
            found = window.find(sought, found + 1)
        base += len(block)
        tail = window[-len(sought) + 1 :]
        file.seek(base)
    return None


def _begins_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    try:
        return zlib.decompressobj(31).decompress(file.read(512), 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _is_cut_off(file: BinaryIO, last: int) -> bool:
    """Whether a zipped archive ends within a member; the records from `last` on are looked at."""
    file.seek(last)
    head = file.read(len(GZIP_MAGIC))
    if head != GZIP_MAGIC:
        return False
    decoder = zlib.decompressobj(31)
    data = head
    while data:
        try:
            while data and not decoder.eof:
                decoder.decompress(data, STEP)
                data = decoder.unconsumed_tail
        except zlib.error:
            return True
        data = decoder.unused_data.lstrip(b"\0") or file.read(STEP)
        if decoder.eof and data:
            decoder = zlib.decompressobj(31)
    return not decoder.eof


def _moment(record: WarcRecord) -> str | None:
    match = _MOMENT.fullmatch(record.headers.get("WARC-Date") or "")
    return match[1] + "Z" if match else None


def _broken(archive: Archive, place: int, reason: str) -> Failure:
    return _failure(archive.origin, "broken", f"{reason} (At byte {place:,}.)")


def _too_large(origin: str, limit: int) -> Failure:
    return _failure(
        origin, "too-large", f"Unpacked, it has more; the limit is {limit:,} bytes (see --max-bytes)."
    )


def _failure(origin: str, kind: str, reason: str) -> Failure:
    return Failure(origin=origin, stage=STAGE, kind=kind, reason=reason)
