"""Pages from files, folders and standard input."""

from __future__ import annotations

import logging
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Literal

from onrecord.intake.decompress import TooLarge, gunzip
from onrecord.intake.kinds import (
    GZIP_MAGIC,
    ending,
    is_archive,
    is_message,
    is_other_kind,
    is_saved_html,
    media_type,
    tells_page,
)
from onrecord.intake.messages import open_message
from onrecord.intake.metadata import Sheet, stated_about
from onrecord.intake.warc import Archive, read_archive
from onrecord.record import Failure, Given, Page, PageError, PassedOver, Settings

logger = logging.getLogger(__name__)

STAGE = "intake"
STDIN = "-"

# Of an address of another kind.
NOT_THE_WEB = "Only http:// and https:// addresses are fetched. Save the page and give its file."
NOT_A_FILE = "It is a pipe, a socket or a device, not a file; nothing was read from it."
# How browsers, in the languages of their users, end the name of the folder that they save beside a page.
_BESIDE = """
_files -Dateien _fichiers _archivos _bestanden _file -filer _tiedostot _pliki _soubory _elemei _ficheiros
_arquivos _dosyalar _datoteke _fitxers _failid _fails _bylos _fajlovi _fitxategiak .files
"""
SAVED_BESIDE = tuple(_BESIDE.split())

Opener = Callable[[str], BinaryIO]
PassOver = Callable[[PassedOver], None]
PassFile = Callable[[str, Literal["folder", "saved"]], None]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file to read, or what went wrong on the way to it."""

    path: str
    named: bool  # by the caller, not met in a folder
    failure: Failure | None = None


def open_file(path: str) -> BinaryIO:
    """A file open for reading; opening never waits for the other end of a pipe."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb")


def find_pages(
    paths: Sequence[str],
    settings: Settings,
    *,
    given: Given = Given(),  # noqa: B008 - frozen, so one for all calls is safe
    sheet: Sheet | None = None,
    stdin: BinaryIO | None = None,
    passed_over: PassOver | None = None,
    counted: Callable[[int], None] | None = None,
    opener: Opener = open_file,
) -> Iterator[Page | Failure]:
    """The pages in files, in folders with all their subfolders and on standard input ("-"), and what failed.

    They come sorted by path, each file once, in whatever order or under however many names it was given.
    What a folder holds beside pages (images, style sheets, databases, other binary files) is passed over:
    `passed_over` is called with each, and the log has their number; so are the folders that browsers save
    beside a page. Hidden files and folders in folders are not looked at. A file that the caller names is
    read whatever its name.
    What `sheet` says about a page wins over `given`. `counted` is called with the number of results to
    expect, before the first of them and again when a file turns out to be passed over.
    """
    passed = 0

    def pass_over(what: PassedOver) -> None:
        nonlocal passed
        passed += 1
        if passed_over is not None:
            passed_over(what)

    def expect(pages: int) -> None:
        if counted is not None:
            counted(pages)

    def pass_file(path: str, where: Literal["folder", "saved"]) -> None:
        pass_over(PassedOver(_origin(path), where, PurePath(path).suffix.lower() or "without an ending"))

    collected = _collect(paths, pass_file)
    expected = len(collected)
    expect(expected)
    for found in collected:
        if found.failure is not None:
            yield found.failure
        elif found.path == STDIN:
            yield _read_stdin(stdin if stdin is not None else sys.stdin.buffer, settings, given, sheet)
        elif _is_archive(found, opener):
            expected -= 1  # its pages come instead of it
            for result in _read_archive(found.path, settings, given, sheet, opener, pass_over):
                expected += 1
                expect(expected)
                yield result
        else:
            page = _read_file(found, settings, given, sheet, opener)
            if page is None:
                pass_file(found.path, "folder")
                expected -= 1
                expect(expected)
            else:
                yield page
    if passed:
        logger.info("%d files and records of other kinds passed over", passed)


def _collect(paths: Sequence[str], pass_over: PassFile) -> list[_Found]:
    """All files under `paths`, sorted, each real file once."""
    everything: list[_Found] = []
    for path in sorted(set(paths)):
        if path == STDIN:
            everything.append(_Found(path, named=True))
        elif os.path.isdir(path):
            everything.extend(_walk(path, pass_over))
        else:
            everything.append(_Found(path, named=True))
    chosen: dict[str, _Found] = {}
    for found in sorted(everything, key=lambda found: (not found.named, found.path)):
        if found.failure is not None:
            chosen.setdefault(f"{found.failure.kind} {found.path}", found)
        elif found.path == STDIN:
            chosen.setdefault(STDIN, found)
        else:
            chosen.setdefault(os.path.realpath(found.path), found)
    return sorted(chosen.values(), key=lambda found: found.path)


def _walk(folder: str, pass_over: PassFile) -> Iterator[_Found]:
    """The files in a folder and its subfolders, and a failure for each folder that cannot be walked."""
    # A folder waits with the real paths of the folders it lies in: meeting one of them again is a loop.
    waiting: list[tuple[str, frozenset[str]]] = [(folder, frozenset())]
    entered: set[str] = set()
    pages = 0
    failures = 0
    beside: set[str] = set()  # folders that a browser saved beside a page, and what lies in them
    while waiting:
        current, above = waiting.pop()
        real = os.path.realpath(current)
        if real in above:
            failures += 1
            yield _failed(
                current,
                "link-loop",
                "The symbolic link leads back to a folder that it lies in; it was not followed.",
            )
            continue
        if real in entered:
            continue
        entered.add(real)
        try:
            with os.scandir(current) as entries:
                names = sorted(entry.name for entry in entries)
        except OSError as error:
            failures += 1
            yield _os_failure(current, error, "folder")
            continue
        saved = set(filter(is_saved_html, names))
        for name in names:
            path = os.path.join(current, name)
            if name.startswith("."):
                continue
            if os.path.isdir(path):
                waiting.append((path, above | {real}))
                if current in beside or _is_beside(name, saved):
                    beside.add(path)
            elif current in beside:
                pass_over(path, "saved")
            elif is_other_kind(name):
                pass_over(path, "folder")
            else:
                pages += 1
                yield _Found(path, named=False)
    if not pages and not failures:
        yield _failed(
            folder,
            "empty",
            "There is no page in the folder; pages are files such as .html, .htm, .txt and .md.",
        )


def _is_beside(folder: str, saved: set[str]) -> bool:
    """Whether a browser made a folder for the pictures and scripts of one of the `saved` pages."""
    stem = next((folder.removesuffix(end) for end in SAVED_BESIDE if folder.endswith(end)), None)
    return stem is not None and any(PurePath(name).stem == stem for name in saved)


def _is_archive(found: _Found, opener: Opener) -> bool:
    """Whether a file holds many pages, by its name; for one that is named and tells nothing, by its bytes."""
    if is_archive(found.path):
        return True
    if not found.named or tells_page(found.path) or not os.path.isfile(found.path):
        return False
    try:
        with opener(found.path) as file:
            head = file.read(512)
        return head.startswith(b"WARC/") or zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except (OSError, zlib.error):
        return False


def _read_archive(
    path: str, settings: Settings, given: Given, sheet: Sheet | None, opener: Opener, pass_over: PassOver
) -> Iterator[Page | Failure]:
    """The pages in a web archive; a Failure where it cannot be opened, and where there is none in it."""
    origin = _origin(path)
    if not os.path.isfile(path) and os.path.exists(path):
        yield _failure(origin, "not-a-file", NOT_A_FILE)
        return
    met = 0

    def count(what: PassedOver) -> None:
        nonlocal met
        met += 1
        pass_over(what)

    try:
        with opener(path) as file:
            for result in read_archive(Archive(file, origin, settings, given, sheet, count)):
                met += 1
                yield result
    except OSError as error:
        failure = _os_failure(path, error, "file").failure
        assert failure is not None
        yield failure
        return
    if not met:
        yield _failure(origin, "empty", "There is no page in the archive.")


def _read_file(
    found: _Found, settings: Settings, given: Given, sheet: Sheet | None, opener: Opener
) -> Page | Failure | None:
    """The page in a file, a failure, or None for a file in a folder that turns out to be of another kind."""
    path = found.path
    origin = _origin(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return _failure(origin, "not-a-file", NOT_A_FILE)
        with opener(path) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return _failure(origin, "not-a-file", NOT_A_FILE)
            if status.st_size > settings.max_bytes:
                head = file.read(8192)
                if not found.named and not tells_page(path) and media_type(path, head) is None:
                    return None
                return _too_large(origin, settings, status.st_size)
            content = file.read(settings.max_bytes + 1)
    except OSError as error:
        return _os_failure(path, error, "file").failure
    page = _page(origin, path, content, settings, given, sheet)
    if isinstance(page, Failure) and page.kind == "binary" and not found.named and not tells_page(path):
        return None
    return page


def _read_stdin(stream: BinaryIO, settings: Settings, given: Given, sheet: Sheet | None) -> Page | Failure:
    try:
        content = stream.read(settings.max_bytes + 1)
    except OSError as error:
        return _failure(STDIN, "unreadable", f"Standard input cannot be read: {error.strerror or error}.")
    return _page(STDIN, "", content, settings, given, sheet)


def _page(
    origin: str, path: str, content: bytes, settings: Settings, given: Given, sheet: Sheet | None
) -> Page | Failure:
    if len(content) > settings.max_bytes:
        return _too_large(origin, settings, None)
    try:
        if content.startswith(GZIP_MAGIC):
            content = gunzip(content, settings.max_bytes)
        if is_message(path):
            return _page_in_message(origin, path, content, given, sheet)
    except TooLarge:
        return _too_large(origin, settings, None)
    except PageError as error:
        return _failure(origin, error.kind, error.reason)
    if not content:
        return _failure(origin, "empty", "It is empty: there is not one byte in it.")
    kind = media_type(path, content)
    if kind is None:
        return _failure(
            origin, "binary", "It is not text but a binary file (an image, an archive, a database ...)."
        )
    return Page(
        origin=origin, media_type=kind, content=content, given=stated_about(path or origin, given, sheet)
    )


def _page_in_message(
    origin: str, path: str, content: bytes, given: Given, sheet: Sheet | None
) -> Page | Failure:
    found = open_message(content, mail=ending(path) == ".eml")
    if not found.content.strip():
        return _failure(origin, "empty", "The page in it is empty.")
    return Page(
        origin=origin,
        media_type=found.media_type,
        content=found.content,
        fetched=found.fetched,
        given=stated_about(path, given, sheet, found.given),
    )


def _origin(path: str) -> str:
    """A path as text that can be written anywhere: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _failure(origin: str, kind: str, reason: str) -> Failure:
    return Failure(origin=origin, stage=STAGE, kind=kind, reason=reason)


def _failed(path: str, kind: str, reason: str) -> _Found:
    return _Found(path, named=False, failure=_failure(_origin(path), kind, reason))


def _too_large(origin: str, settings: Settings, size: int | None) -> Failure:
    seen = f"{size:,} bytes" if size is not None else "more"
    return _failure(
        origin, "too-large", f"It has {seen}; the limit is {settings.max_bytes:,} bytes (see --max-bytes)."
    )


def _os_failure(path: str, error: OSError, what: str) -> _Found:
    if isinstance(error, FileNotFoundError):
        if "://" in path:
            return _failed(path, "bad-address", NOT_THE_WEB)
        return _failed(path, "missing", "There is no such file or folder.")
    if isinstance(error, PermissionError):
        return _failed(path, "unreadable", f"There are no rights to read the {what}.")
    if "symbolic links" in (error.strerror or ""):
        return _failed(path, "link-loop", "The symbolic links lead round in a circle.")
    return _failed(path, "unreadable", f"The {what} cannot be read: {error.strerror or error}.")
