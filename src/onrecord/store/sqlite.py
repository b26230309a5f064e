"""The record as one SQLite file: telling it from other files, opening, transactions, errors.

Everything that only SQLite knows is here and in `fts`.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import Connection, NullPool, Table, create_engine
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.exc import DBAPIError

from onrecord.record import StoreError
from onrecord.store.migrations import MIGRATIONS, migrate
from onrecord.store.words import word_list

Mode = Literal["read", "write"]

APPLICATION_ID = 0x4F6E5265  # "OnRe", SQLite's application_id of a record
VERSION = len(MIGRATIONS)
_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
# Pages written before SQLite moves them from the log into the file; with 4 KiB each, 16 MiB. The default
# of 4 MiB makes a bulk read wait for the disk four times as often.
_LOG_PAGES = 4000
_WAY_OUT = "Give a file that `onrecord read PAGES -o FILE` made, or a new name to make one"


def open_connection(path: Path, mode: Mode, wait_seconds: float) -> Connection:
    """A connection to the record at `path`, in SQLite's autocommit mode; `transaction` groups statements.

    Raises StoreError and leaves everything as it was when the file is no record that we can use.
    """
    with errors_of(path):
        if not _exists(path):
            if mode == "read":
                raise StoreError(
                    f"{path}: there is no such record. `onrecord read PAGES -o {path}` makes one."
                )
            _create(path)
        elif mode == "write" and path.stat().st_size == 0:
            _fill(path, wait_seconds)
        version = _check_header(path)
        if version < VERSION and mode == "read":
            raise StoreError(
                f"{path}: made by an older version of OnRecord (schema {version}, now {VERSION}). "
                "Read any page into it with `onrecord read`, and it is brought up to date."
            )
        connection = _connect(path, mode, wait_seconds)
        try:
            _prepare(connection, path, mode)
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def transaction(connection: Connection, kind: Literal["DEFERRED", "IMMEDIATE"]) -> Iterator[None]:
    """All or nothing of what the block does; IMMEDIATE takes the right to write at once.

    Inside another transaction the block is simply part of that one.
    """
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    if driver.in_transaction:
        yield
        return
    connection.exec_driver_sql(f"BEGIN {kind}")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself; so does closing, which an interruption brings forward.
        if not connection.closed and driver.in_transaction:
            connection.exec_driver_sql("ROLLBACK")
        raise


def insert_many(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert `rows`, whose values are in the order of the table's columns.

    Goes around SQLAlchemy's handling of parameters, which takes longer than SQLite takes to write.
    """
    if rows:
        connection.exec_driver_sql(_insert_statement(table), list(rows))


@functools.cache
def _insert_statement(table: Table) -> str:
    return str(table.insert().compile(dialect=sqlite_dialect.dialect()))


@contextlib.contextmanager
def errors_of(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about the file at `path` into StoreErrors for people."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{path}: {_explain(str(error.orig))}") from error
    except UnicodeEncodeError as error:
        raise StoreError(
            f"{path}: a text holds half a character (a lone surrogate), which no file can keep; "
            "nothing of this batch was written."
        ) from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}.") from error


def _explain(message: str) -> str:
    for sign, sentence in (
        ("disk is full", "the disk is full; nothing of this batch was written. Make room and run it again."),
        ("readonly", "the file or its folder cannot be written. Copy it to where you may write."),
        ("locked", "another process is writing to it and did not finish in time. Try again when it is done."),
        ("unable to open", "cannot be opened. Is its folder there, and may you write in it?"),
        ("malformed", "the file is damaged. Take it from a backup, or read the pages into a new record."),
        (
            "not a database",
            "the file is damaged. Take it from a backup, or read the pages into a new record.",
        ),
    ):
        if sign in message:
            return f"{sentence} (SQLite: {message})"
    return f"SQLite: {message}."


def _exists(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            _refuse(path, f"not a file but a folder. Give the record's file, such as {path / 'story.db'}")
        return stat.S_ISREG(mode) or _refuse(path, "not a file, so no record")
    except FileNotFoundError:
        return False


def _refuse(path: Path, why: str) -> bool:
    raise StoreError(f"{path}: {why}.")


def _check_header(path: Path) -> int:
    """The schema version of the record at `path`, read without SQLite, which would touch its folder."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        _refuse(path, f"not a record of OnRecord. {_WAY_OUT}")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        _refuse(path, f"an SQLite file, but not a record of OnRecord. {_WAY_OUT}")
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        _refuse_newer(path, version)
    return version


def _refuse_newer(path: Path, version: int) -> None:
    _refuse(
        path,
        f"made by a newer version of OnRecord (its schema is {version}, this one knows up to {VERSION}). "
        "Update OnRecord to open it",
    )


def _create(path: Path) -> None:
    """Make an empty record, complete from the moment that it has its name."""
    if not path.parent.is_dir():
        _refuse(path, f"the folder {path.parent} does not exist. Make it first, or name another one")
    log = path.with_name(path.name + "-wal")
    if log.exists():
        _refuse(path, f"{log.name} is left of a record that is gone, and would spoil a new one; move it away")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        with contextlib.closing(_connect(draft, "write", 1.0)) as connection:
            with transaction(connection, "IMMEDIATE"):
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                _migrate(connection, 0)
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        _give_name(draft, path)
    finally:
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _fill(path: Path, wait_seconds: float) -> None:
    """Make an empty file a record, unless another process is first: SQLite lets one after the other."""
    with (
        contextlib.closing(_connect(path, "write", wait_seconds)) as connection,
        transaction(connection, "IMMEDIATE"),
    ):
        if not connection.exec_driver_sql("PRAGMA user_version").scalar_one():
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(connection, 0)


def _give_name(draft: Path, path: Path) -> None:
    """Let `draft` be `path`, unless another process made one first: it may be writing to it already."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            draft.replace(path)


def _connect(path: Path, mode: Mode, wait_seconds: float) -> Connection:
    # Readers open the file for writing too where they may: only so can the last one to leave clear the
    # log away. In a folder that nobody may write to, the file cannot change while we look.
    options = "mode=rw"
    if mode == "read" and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        log = path.with_name(path.name + "-wal")
        options = "mode=ro" if log.exists() else "mode=ro&immutable=1"
    uri = f"file:{quote(str(path.absolute()))}?{options}"

    def connect() -> sqlite3.Connection:
        # A server asks from one thread after the other, never from two at once.
        driver = sqlite3.connect(
            uri, uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        driver.create_function("onrecord_words", 1, word_list, deterministic=True)
        return driver

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    return engine.connect()


def _prepare(connection: Connection, path: Path, mode: Mode) -> None:
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > VERSION:  # the header alone may be behind the log
        _refuse_newer(path, version)
    if mode == "read":
        connection.exec_driver_sql("PRAGMA query_only = ON")
        return
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    # What was reported as done outlives a power cut too.
    connection.exec_driver_sql("PRAGMA synchronous = FULL")
    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    with transaction(connection, "IMMEDIATE"):  # says at once if we may not write
        _migrate(connection, connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _migrate(connection: Connection, version: int) -> None:
    if version < VERSION:
        connection.exec_driver_sql(f"PRAGMA user_version = {migrate(connection, version)}")
