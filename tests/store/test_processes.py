"""Several processes at one record, and processes that are killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.store import open_store, sqlite

from .make import longer, reading

HERE = Path(__file__).parent

# Writes batches of three without end, and says after each how many articles are surely there.
WRITER = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("make", {str(HERE / "make.py")!r})
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)
from onrecord.store import open_store, sqlite
path, first = sys.argv[1], int(sys.argv[2])
with open_store(path, "write") as store:
    for number in range(first, first + int(sys.argv[3]), 3):
        store.write([make.reading(text=make.longer(it), url=None) for it in range(number, number + 3)])
        print(number + 3 - first, flush=True)
"""


def start_writer(path: Path, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first), str(count)], stdout=subprocess.PIPE, text=True
    )


def said(writer: subprocess.Popen[str]) -> int:
    assert writer.stdout
    return int(writer.stdout.readline())


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2])
def test_what_a_killed_writer_reported_is_there(tmp_path: Path, after: float) -> None:
    path = tmp_path / "story.db"
    with start_writer(path, 0, 1_000_000) as writer:
        said(writer)
        time.sleep(after)
        os.kill(writer.pid, signal.SIGKILL)
        assert writer.stdout
        reported = max([3, *(int(line) for line in writer.stdout.read().split())])
    with open_store(path, "read") as store:
        texts = {item.article.text for item in store.readings()}
        assert {longer(number) for number in range(reported)} <= texts
        assert len(texts) % 3 == 0  # a batch is there as a whole or not at all
        assert len(store.search("ammunition", limit=10_000)) == len(texts)
    assert [it.name for it in tmp_path.iterdir()] == ["story.db"]
    with open_store(path, "write") as store:
        store.write([reading()])
        assert store.counts().articles == len(texts) + 1
    assert [it.name for it in tmp_path.iterdir()] == ["story.db"]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_readers_see_whole_batches_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    open_store(path, "write").close()
    with start_writer(path, 0, 300) as writer:
        said(writer)
        seen = []
        while writer.poll() is None:
            with open_store(path, "read") as store:
                counts = store.counts()
                seen.append(counts.articles)
                assert counts.statements == 4 * counts.articles
                for item in store.readings():
                    assert len(item.attributions) == 4
            with open_store(path, "read") as store:
                assert len(store.search("ammunition", limit=1000)) >= seen[-1]
        assert writer.stdout
        writer.stdout.read()
    assert writer.returncode == 0
    assert len(set(seen)) > 1  # it was being written while we looked
    assert seen == sorted(seen)
    assert all(number % 3 == 0 for number in seen)
    assert [it.name for it in tmp_path.iterdir()] == ["story.db"]


def test_of_two_that_make_a_record_at_once_neither_loses_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "story.db"
    give_name = sqlite._give_name

    def be_late(draft: Path, name: Path) -> None:
        monkeypatch.setattr(sqlite, "_give_name", give_name)
        with open_store(path, "write") as first:
            first.write([reading()])
        give_name(draft, name)

    monkeypatch.setattr(sqlite, "_give_name", be_late)
    with open_store(path, "write") as late:
        late.write([reading(text=longer(1))])
        assert late.counts().articles == 2
    assert [it.name for it in tmp_path.iterdir()] == ["story.db"]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with start_writer(path, 0, 60) as one, start_writer(path, 1000, 60) as other:
        one.communicate()
        other.communicate()
    assert one.returncode == other.returncode == 0
    with open_store(path, "read") as store:
        assert store.counts().articles == 120


def test_the_last_reader_clears_up_after_a_writer_that_ended_first(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    writer = open_store(path, "write")
    writer.write([reading()])
    reader = open_store(path, "read")
    assert reader.counts().articles == 1
    writer.write([reading(text=longer(1))])
    writer.close()
    assert reader.counts().articles == 2
    reader.close()
    assert [it.name for it in tmp_path.iterdir()] == ["story.db"]
