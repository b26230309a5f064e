"""A record file that is open: whoever asks or writes does it in turn."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from onrecord.record import (
    StoreError,
)
from onrecord.store.sqlite import Mode, errors_of, transaction
from onrecord.store.writing import Batch


class Opened:
    """A file that is open, and its one connection. Everything that can go wrong is raised as StoreError."""

    def __init__(self, path: Path, connection: Connection, mode: Mode) -> None:
        self.path = path
        self.mode = mode
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. If nobody else has it open, it is then all there is to keep."""
        with errors_of(self.path):
            self._connection.close()

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Within it, everything is answered from the record as it is at the first question."""
        with self._reading():
            yield

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes while the block runs; what it writes is written as one, or not at all."""
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only.")
        self._check_open()
        with errors_of(self.path), transaction(self._connection, "IMMEDIATE"):
            yield

    def _check_open(self) -> None:
        if self._connection.closed:
            raise StoreError(f"{self.path}: the record is closed. Ask before you close it, or open it again.")

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        self._check_open()
        with errors_of(self.path), transaction(self._connection, "DEFERRED"):
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Batch]:
        if self.mode != "write":
            raise StoreError(f"{self.path}: opened for reading only.")
        self._check_open()
        with errors_of(self.path), transaction(self._connection, "IMMEDIATE"):
            writer = Batch(self._connection)
            yield writer
            writer.finish()
