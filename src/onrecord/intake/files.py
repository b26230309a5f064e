"""Pages from files, folders and standard input."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import BinaryIO

from onrecord.intake.kinds import is_other_kind, media_type, tells_page
from onrecord.intake.metadata import Sheet
from onrecord.record import Failure, Given, Page, Settings

logger = logging.getLogger(__name__)

STAGE = "intake"
STDIN = "-"

Opener = Callable[[str], BinaryIO]


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
    passed_over: Callable[[str], None] | None = None,
    counted: Callable[[int], None] | None = None,
    opener: Opener = open_file,
) -> Iterator[Page | Failure]:
    """The pages in files, in folders with all their subfolders and on standard input ("-"), and what failed.

    They come sorted by path, each file once, in whatever order or under however many names it was given.
    What a folder holds beside pages (images, style sheets, databases, other binary files) is passed over:
    `passed_over` is called with each such path, and the log has their number. Hidden files and folders in
    folders are not looked at. A file that the caller names is read whatever its name.
    What `sheet` says about a page wins over `given`. `counted` is called with the number of results to
    expect, before the first of them and again when a file turns out to be passed over.
    """
    passed: list[str] = []

    def pass_over(path: str) -> None:
        passed.append(path)
        if passed_over is not None:
            passed_over(path)

    collected = _collect(paths, pass_over)
    expected = len(collected)
    if counted is not None:
        counted(expected)
    for found in collected:
        if found.failure is not None:
            yield found.failure
        elif found.path == STDIN:
            yield _read_stdin(stdin if stdin is not None else sys.stdin.buffer, settings, given, sheet)
        else:
            result = _read_file(found, settings, given, sheet, opener)
            if result is None:
                pass_over(found.path)
                expected -= 1
                if counted is not None:
                    counted(expected)
            else:
                yield result
    if passed:
        logger.info("%d files of other kinds passed over", len(passed))


def _collect(paths: Sequence[str], pass_over: Callable[[str], None]) -> list[_Found]:
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


def _walk(folder: str, pass_over: Callable[[str], None]) -> Iterator[_Found]:
    """The files in a folder and its subfolders, and a failure for each folder that cannot be walked."""
    # A folder waits with the real paths of the folders it lies in: meeting one of them again is a loop.
    waiting: list[tuple[str, frozenset[str]]] = [(folder, frozenset())]
    entered: set[str] = set()
    pages = 0
    failures = 0
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
        for name in names:
            path = os.path.join(current, name)
            if name.startswith("."):
                continue
            if os.path.isdir(path):
                waiting.append((path, above | {real}))
            elif is_other_kind(name):
                pass_over(path)
            else:
                pages += 1
                yield _Found(path, named=False)
    if not pages and not failures:
        yield _failed(
            folder,
            "empty",
            "There is no page in the folder; pages are files such as .html, .htm, .txt and .md.",
        )


def _read_file(
    found: _Found, settings: Settings, given: Given, sheet: Sheet | None, opener: Opener
) -> Page | Failure | None:
    """The page in a file, a failure, or None for a file in a folder that turns out to be of another kind."""
    path = found.path
    origin = _origin(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return _failure(
                origin,
                "not-a-file",
                "It is a pipe, a socket or a device, not a file; nothing was read from it.",
            )
        with opener(path) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return _failure(
                    origin,
                    "not-a-file",
                    "It is a pipe, a socket or a device, not a file; nothing was read from it.",
                )
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
    if not content:
        return _failure(origin, "empty", "It is empty: there is not one byte in it.")
    kind = media_type(path, content)
    if kind is None:
        return _failure(
            origin, "binary", "It is not text but a binary file (an image, an archive, a database ...)."
        )
    stated = given if sheet is None else _merge(sheet.given_for(path or origin), given)
    return Page(origin=origin, media_type=kind, content=content, given=stated)


def _merge(first: Given, second: Given) -> Given:
    """What `first` states, and where it is silent what `second` states."""
    values = {
        field.name: getattr(first, field.name) or getattr(second, field.name) for field in fields(Given)
    }
    return Given(**values)


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
        return _failed(path, "missing", "There is no such file or folder.")
    if isinstance(error, PermissionError):
        return _failed(path, "unreadable", f"There are no rights to read the {what}.")
    if "symbolic links" in (error.strerror or ""):
        return _failed(path, "link-loop", "The symbolic links lead round in a circle.")
    return _failed(path, "unreadable", f"The {what} cannot be read: {error.strerror or error}.")
