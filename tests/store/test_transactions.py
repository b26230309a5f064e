from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.sqlite import open_connection, transaction


def test_an_interruption_that_closes_the_record_first_stays_the_interruption(tmp_path: Path) -> None:
    connection = open_connection(tmp_path / "x.db", "write", 1.0)

    def close_and_interrupt() -> None:
        with transaction(connection, "IMMEDIATE"):
            connection.close()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        close_and_interrupt()


def test_what_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    connection = open_connection(tmp_path / "x.db", "write", 1.0)

    def write_and_interrupt() -> None:
        with transaction(connection, "IMMEDIATE"):
            connection.exec_driver_sql("CREATE TABLE half (done)")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_interrupt()
    assert not connection.exec_driver_sql("SELECT * FROM sqlite_master WHERE name = 'half'").all()
    connection.close()
