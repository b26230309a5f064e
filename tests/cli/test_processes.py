"""Whole runs in processes of their own: stopped, killed, resumed, cut off."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

import onrecord
from onrecord.pipeline.recording import BATCH_PAGES

PAGES = BATCH_PAGES + 4


@pytest.fixture
def long_pages(write_pages: Callable[[int], Path]) -> Path:
    """A batch of short pages, and then some so long that a run can be met in its middle."""
    folder = write_pages(PAGES)
    for path in sorted(folder.iterdir())[BATCH_PAGES:]:
        path.write_text(path.read_text(encoding="utf-8") * 30, encoding="utf-8")
    return folder


def written(record: Path) -> int:
    """How many articles a record holds, seen from outside, also while it is written."""
    if not record.exists():
        return 0
    with closing(sqlite3.connect(record)) as connection:
        return int(connection.execute("SELECT count(*) FROM readings WHERE shown").fetchone()[0])


def start_and_meet(command: list[str], folder: Path, record: Path) -> subprocess.Popen[bytes]:
    """A run that has written some of its pages and not all."""
    process = subprocess.Popen(
        [*command, "read", str(folder), "-o", str(record), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while written(record) == 0:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)
    return process


def left_beside(record: Path) -> list[str]:
    return [path.name for path in record.parent.iterdir() if path.name.startswith(record.name + "-")]


def finish(run: Callable[..., subprocess.CompletedProcess[str]], folder: Path, record: Path) -> None:
    """The same command again reads the rest, and the sum says so."""
    before = written(record)
    assert 0 < before < PAGES
    done = run("read", folder, "-o", record, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert f"{PAGES} pages: {PAGES - before} read, {before} already there, 0 failed" in done.stderr
    assert left_beside(record) == []
    assert written(record) == PAGES


def test_ctrl_c_keeps_what_was_done_and_the_same_command_goes_on(
    run: Callable[..., subprocess.CompletedProcess[str]],
    onrecord_command: list[str],
    long_pages: Path,
    tmp_path: Path,
) -> None:
    record = tmp_path / "x.db"
    process = start_and_meet(onrecord_command, long_pages, record)
    workers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    out, err = process.communicate(timeout=30)
    said = err.decode()
    assert process.returncode == 130, said
    assert "Interrupted" in said
    assert "again" in said
    assert "Traceback" not in said
    assert out == b""
    assert left_beside(record) == []  # looked at before we open it ourselves
    assert f"{written(record)} read, 0 already there, 0 failed" in said
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE]
    finish(run, long_pages, record)


def test_ctrl_c_while_the_workers_still_load_is_quiet_too(
    onrecord_command: list[str], write_pages: Callable[[int], Path], tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [*onrecord_command, "read", str(write_pages(4)), "-o", str(tmp_path / "x.db"), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while len(psutil.Process(process.pid).children()) < 3:  # two workers, and who keeps their semaphores
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=30)[1].decode()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "0 pages: 0 read, 0 already there, 0 failed"
    assert "Traceback" not in said


def test_after_kill_9_the_file_is_valid_and_the_same_command_goes_on(
    run: Callable[..., subprocess.CompletedProcess[str]],
    onrecord_command: list[str],
    long_pages: Path,
    tmp_path: Path,
) -> None:
    record = tmp_path / "x.db"
    process = start_and_meet(onrecord_command, long_pages, record)
    workers = psutil.Process(process.pid).children(recursive=True)
    reported = written(record)
    process.kill()
    process.communicate(timeout=30)
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert not [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE]
    assert written(record) >= reported
    with closing(sqlite3.connect(record)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with onrecord.open(record) as opened:
        assert all(reading.attributions for reading in opened.readings)
    finish(run, long_pages, record)


def test_the_same_pages_give_the_same_lines_whatever_the_order_and_the_jobs(
    run: Callable[..., subprocess.CompletedProcess[str]], write_pages: Callable[[int], Path]
) -> None:
    paths = sorted(write_pages(12).iterdir())
    paths[3].write_bytes(paths[2].read_bytes())  # a copy among them
    one = run("read", "--jsonl", "--jobs", "1", *paths)
    two = run("read", "--jsonl", "--jobs", "2", *reversed(paths))
    assert one.returncode == two.returncode == 0
    lines = one.stdout.splitlines()
    assert len(lines) == 12
    assert sorted(lines) == sorted(two.stdout.splitlines())
    assert "12 pages: 12 read" in one.stderr
    assert "━" not in one.stderr  # no progress bar in a pipe


@pytest.mark.parametrize("command", [["read", "--jsonl", "pages"], ["show", "x.db", "statements", "--json"]])
def test_a_reader_that_goes_away_ends_it_quietly(
    run: Callable[..., subprocess.CompletedProcess[str]],
    onrecord_command: list[str],
    write_pages: Callable[[int], Path],
    tmp_path: Path,
    command: list[str],
) -> None:
    folder = write_pages(8)
    onrecord.read_into(folder, tmp_path / "x.db")
    process = subprocess.Popen(
        [*onrecord_command, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    process.wait(30)
    assert "Traceback" not in said
    assert "Broken" not in said
