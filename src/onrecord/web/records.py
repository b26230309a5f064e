"""The record's file, opened for one page at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from onrecord import api

MOST_IDLE = 4  # records that wait for the next page; more are closed again


class _File(NamedTuple):
    """Tells one file from another that lies at the same path later."""

    device: int
    inode: int


class Records:
    """Lends the record at `path`, each time to one page alone; whoever writes to it is not kept waiting.

    What was lent is kept open for the next page, since a record that is open knows what it worked out.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[tuple[_File | None, api.Record]] = []
        self._lock = threading.Lock()

    @contextmanager
    def lend(self) -> Iterator[api.Record]:
        """The record as it is now; it does not change while it is lent. Raises StoreError if it is none."""
        file, record = self._take()
        try:
            with record.steady():
                yield record
        except BaseException:
            record.close()
            raise
        with self._lock:
            if len(self._idle) < MOST_IDLE:
                self._idle.append((file, record))
                return
        record.close()

    def close(self) -> None:
        """Close all that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, record in idle:
            record.close()

    def _take(self) -> tuple[_File | None, api.Record]:
        now = _file_at(self.path)
        with self._lock:
            taken = self._idle.pop() if self._idle else None
        if taken is not None:
            if taken[0] == now and now is not None:
                return taken
            taken[1].close()
        return now, api.open_record(self.path)


def _file_at(path: Path) -> _File | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _File(found.st_dev, found.st_ino)
