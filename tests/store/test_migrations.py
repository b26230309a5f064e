from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect

from onrecord.record import StoreError
from onrecord.store import migrations, open_store, sqlite
from onrecord.store.tables import metadata

from .make import longer, reading


def add_notes(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE notes (text TEXT)")
    connection.exec_driver_sql("INSERT INTO notes SELECT headline FROM readings")


def fail(connection: Connection) -> None:
    add_notes(connection)
    raise OSError(28, "No space left on device")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "story.db"
    with open_store(path, "write") as store:
        store.write([reading()])
    return path


def take_step(monkeypatch: pytest.MonkeyPatch, step: migrations.Migration) -> None:
    """Pretend that OnRecord has come to a next version, which `step` leads to."""
    steps = (*migrations.MIGRATIONS, step)
    monkeypatch.setattr(sqlite, "VERSION", len(steps))
    monkeypatch.setattr(
        sqlite, "migrate", lambda connection, version: migrations.migrate(connection, version, steps)
    )


def user_version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def test_the_steps_make_the_tables_that_the_queries_expect(path: Path) -> None:
    with open_store(path, "read") as store:
        made = inspect(store._connection)
        expected_engine = create_engine("sqlite://")
        metadata.create_all(expected_engine)
        expected = inspect(expected_engine)
        assert metadata.tables
        for table in metadata.tables:
            for look in (
                "get_columns",
                "get_foreign_keys",
                "get_pk_constraint",
                "get_indexes",
                "get_unique_constraints",
            ):
                assert repr(getattr(made, look)(table)) == repr(getattr(expected, look)(table)), (table, look)
        expected_engine.dispose()
        assert not set(expected.get_table_names()) - set(made.get_table_names())


def test_an_older_record_is_brought_up_to_date_when_it_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = user_version(path)
    take_step(monkeypatch, add_notes)
    with open_store(path, "write") as store:
        store.write([reading(text=longer(1))])
        assert store.counts().articles == 2
    assert user_version(path) == version + 1
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT text FROM notes").fetchall() == [("Harbour talks stall",)]
    connection.close()


def test_an_older_record_is_not_changed_by_reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    take_step(monkeypatch, add_notes)
    with pytest.raises(StoreError, match="older version"):
        open_store(path, "read")
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_record_at_its_version(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        take_step(patch, fail)
        with pytest.raises(StoreError, match="No space left"):
            open_store(path, "write")
    assert path.read_bytes() == before
    with open_store(path, "write") as store:
        assert store.counts().articles == 1


def test_a_step_that_fails_leaves_no_new_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_step(monkeypatch, fail)
    with pytest.raises(StoreError):
        open_store(tmp_path / "new.db", "write")
    assert not list(tmp_path.iterdir())
