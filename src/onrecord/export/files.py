"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.record import OnrecordError

_SQLITE_MAGIC = b"SQLite format 3\x00"


@contextlib.contextmanager
def whole_file(out: Path) -> Iterator[BinaryIO]:
    """A file to write to, which becomes `out` at the end of the block, or vanishes if that fails.

    A pipe or a device is written to directly. Raises OnrecordError where `out` cannot be written, and
    where it is an SQLite file: that would be the record itself, given by mistake.
    """
    try:
        existing = _mode(out)
        if existing is not None and not stat.S_ISREG(existing):
            if stat.S_ISDIR(existing):
                raise OnrecordError(f"{out}: is a folder. Give the name of a file to write.")
            with out.open("wb") as stream:
                yield stream
            return
        if existing is not None:
            _refuse_record(out)
        with _renamed_at_end(out.resolve(), existing) as file:
            yield file
    except OSError as error:
        if not out.parent.is_dir():
            raise OnrecordError(
                f"{out}: the folder {out.parent} does not exist. Make it first, or name another one."
            ) from error
        raise OnrecordError(f"{out}: cannot be written: {error.strerror or error}.") from error


@contextlib.contextmanager
def _renamed_at_end(out: Path, existing: int | None) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(stat.S_IMODE(existing) if existing is not None else 0o666 & ~_umask())
        draft.replace(out)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _refuse_record(out: Path) -> None:
    with out.open("rb") as file:
        if file.read(len(_SQLITE_MAGIC)) == _SQLITE_MAGIC:
            raise OnrecordError(
                f"{out}: is a record (or another SQLite file), which would be lost. Choose another name."
            )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
