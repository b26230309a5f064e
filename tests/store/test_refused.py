"""Files that are no record, and places that cannot be written: a reason, and nothing touched."""

from __future__ import annotations

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import StoreError
from onrecord.store import open_store
from onrecord.store.sqlite import APPLICATION_ID, VERSION, Mode

from .make import longer, reading

MODES: tuple[Mode, ...] = ("read", "write")


def state(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    return {
        path.name: (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else None)
        for path in folder.iterdir()
    }


def refused(path: Path, mode: Mode) -> str:
    """Why `path` is refused, once it is sure that nothing beside or in it changed."""
    before = state(path.parent)
    with pytest.raises(StoreError) as error:
        open_store(path, mode, wait_seconds=0.1)
    assert state(path.parent) == before
    assert str(path) in str(error.value)
    return str(error.value)


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def small_record(path: Path) -> Path:
    with open_store(path, "write") as store:
        store.write([reading()])
    return path


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("content", [b"Dear reader,\n", b"SQLite format 3\x00", b"\x00" * 5000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, mode: Mode, content: bytes) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(content)
    assert "not a record" in refused(path, mode)


def test_an_empty_file_is_no_record_until_something_is_written_to_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    path.touch()
    assert "not a record" in refused(path, "read")
    small_record(path)
    with open_store(path, "read") as store:
        assert len(store.articles()) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_another_programs_database_is_refused(tmp_path: Path, mode: Mode, journal: str) -> None:
    path = tmp_path / "photos.db"
    change(path, f"PRAGMA journal_mode = {journal}", "CREATE TABLE photos (name)")
    assert "not a record" in refused(path, mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_record_of_a_newer_version_is_refused(tmp_path: Path, mode: Mode) -> None:
    path = small_record(tmp_path / "story.db")
    change(path, f"PRAGMA user_version = {VERSION + 1}")
    assert "newer version" in refused(path, mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_folder_is_refused(tmp_path: Path, mode: Mode) -> None:
    (tmp_path / "story.db").mkdir()
    assert "not a file" in refused(tmp_path / "story.db", mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path, mode: Mode) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="not a file"):
        open_store(tmp_path / "pipe", mode)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    assert "no such record" in refused(tmp_path / "story.db", "read")


def test_writing_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(tmp_path / "nowhere" / "story.db", "write")
    assert not list(tmp_path.iterdir())


def test_a_log_left_of_another_record_is_not_mixed_into_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "story.db-wal").write_bytes(b"left")
    assert "move it away" in refused(tmp_path / "story.db", "write")


def test_a_damaged_record_is_a_store_error(tmp_path: Path) -> None:
    path = small_record(tmp_path / "story.db")
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(StoreError, match="damaged"), open_store(path, "read") as store:
        list(store.readings())


def test_after_a_clean_end_the_file_is_all_there_is_and_reading_leaves_it_as_it_was(tmp_path: Path) -> None:
    path = small_record(tmp_path / "story.db")
    before = state(tmp_path)
    assert list(before) == ["story.db"]
    with open_store(path, "read") as store:
        assert store.counts().articles == 1
    assert state(tmp_path) == before


def test_opening_for_writing_without_writing_changes_nothing(tmp_path: Path) -> None:
    path = small_record(tmp_path / "story.db")
    before = state(tmp_path)
    open_store(path, "write").close()
    assert state(tmp_path) == before


@pytest.mark.parametrize("name", ["a b%20c.db", "what?.db", "number#1.db", "пример 😀.db", "-wal"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = small_record(tmp_path / name)
    with open_store(path, "read") as store:
        assert store.counts().articles == 1
    assert [it.name for it in tmp_path.iterdir()] == [name]


def test_a_new_record_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    path = small_record(tmp_path / "story.db")
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_locked_record_is_refused_after_the_wait(tmp_path: Path) -> None:
    path = small_record(tmp_path / "story.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process is writing"):
        open_store(path, "write", wait_seconds=0.1)
    with open_store(path, "read", wait_seconds=0.1) as store:  # readers do not mind
        assert store.counts().articles == 1
    other.execute("ROLLBACK")
    other.close()


def test_the_header_says_what_the_file_is(tmp_path: Path) -> None:
    header = small_record(tmp_path / "story.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == VERSION


FULL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from onrecord.record import StoreError
from onrecord.store import open_store
from pathlib import Path
import pickle
batches = pickle.loads(sys.stdin.buffer.read())
done = 0
with open_store(sys.argv[1], "write") as store:
    size = Path(sys.argv[1]).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 400_000, resource.RLIM_INFINITY))
    try:
        for batch in batches:
            store.write(batch)
            done += 1
    except StoreError as error:
        print(done, error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


def test_a_full_disk_is_a_store_error_and_keeps_what_was_written(tmp_path: Path) -> None:

    path = tmp_path / "story.db"
    batches = [[reading(text=longer(100 * batch + it)) for it in range(5)] for batch in range(40)]
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        input=pickle.dumps(batches),
        capture_output=True,
        check=True,
    )
    done = int(ran.stdout.split()[0])
    assert 0 < done < 40
    assert str(path).encode() in ran.stdout
    with open_store(path, "read") as store:
        assert store.counts().articles == 5 * done
    assert [it.name for it in tmp_path.iterdir()] == ["story.db"]


READ_ONLY = """
import os, sys
from onrecord.record import StoreError
from onrecord.store import open_store
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
with open_store(sys.argv[1], "read") as store:
    print(store.counts().articles)
try:
    open_store(sys.argv[1], "write", wait_seconds=0.1)
except StoreError as error:
    print(error)
try:
    open_store(sys.argv[1] + ".new", "write")
except StoreError as error:
    print(error)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can look into, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_record_in_a_read_only_folder_can_be_read_and_not_written(open_folder: Path) -> None:
    path = small_record(open_folder / "story.db")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    before = state(open_folder)
    ran = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=True
    )
    articles, write, new = ran.stdout.splitlines()
    assert articles == "1"
    assert "cannot be written" in write
    assert "Permission denied" in new
    assert state(open_folder) == before
