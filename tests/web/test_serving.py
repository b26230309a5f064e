"""`onrecord serve` as people run it: it reads while another process writes, and says what is wrong."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.store import open_store

Run = Callable[..., "subprocess.CompletedProcess[str]"]
PAGES = 24
NO_SIGNALS = os.name == "nt"


@contextlib.contextmanager
def serving(command: list[str], *arguments: str | Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address that a serving process prints, and the process; it is ended with the block."""
    process = subprocess.Popen(
        [*command, "serve", *map(str, arguments), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        match = re.search(r"http://\S+(?=/)", line)
        assert match, line + process.stderr.read()
        yield match[0], process
    finally:
        process.kill()
        process.communicate()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        body: str = answer.read().decode()
    return body


def test_it_reads_while_another_process_writes(
    onrecord_command: list[str], tmp_path: Path, write_pages: Callable[[int], Path]
) -> None:
    record, folder = tmp_path / "story.db", write_pages(PAGES)
    first = folder / "page-000.txt"
    onrecord.read_into(first, record)
    with serving(onrecord_command, record) as (room, _):
        writer = subprocess.Popen(
            [*onrecord_command, "read", str(folder), "-o", str(record)], stderr=subprocess.DEVNULL
        )
        seen = []
        while writer.poll() is None:
            match = re.search(r"([\d,]+) articles?\b", get(room))
            assert match
            seen.append(int(match[1]))
            assert get(room + "/articles").count("<h3>") >= seen[-1]
        assert writer.returncode == 0
        assert seen == sorted(seen)
        assert seen[0] == 1  # it was asked before the writer had written
        assert f"{PAGES} articles" in get(room)


def test_a_record_that_was_replaced_is_opened_anew(
    onrecord_command: list[str], own_record: Path, tmp_path: Path
) -> None:
    with serving(onrecord_command, own_record) as (room, _):
        assert "8 articles" in get(room)
        other = tmp_path / "other.db"
        open_store(other, "write").close()
        other.replace(own_record)
        assert "This record is empty" in get(room)
        own_record.unlink()
        with pytest.raises(urllib.error.HTTPError) as gone:
            get(room)
        assert gone.value.code == 503
        assert "there is no such record" in gone.value.read().decode()


@pytest.mark.skipif(NO_SIGNALS, reason="no SIGINT to send")
def test_it_ends_quietly_when_it_is_told_to(onrecord_command: list[str], sample_db: Path) -> None:
    with serving(onrecord_command, sample_db) as (room, process):
        get(room)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
        assert "Traceback" not in told


def test_a_token_is_made_and_asked_for(onrecord_command: list[str], sample_db: Path) -> None:
    with serving(onrecord_command, sample_db, "--host", "0.0.0.0", "--token") as (room, process):
        assert process.stderr is not None
        token = process.stderr.readline().rpartition(" ")[2].strip()
        assert len(token) >= 24
        assert "Sign in" in get(room)
        asked = urllib.request.Request(room, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert "8 articles" in answer.read().decode()


@pytest.mark.skipif(NO_SIGNALS, reason="no script to stand for a browser")
def test_it_opens_the_browser_when_it_answers(
    onrecord_command: list[str], sample_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, browser = tmp_path / "told", tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{told}.part" && mv "{told}.part" "{told}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with serving(onrecord_command, sample_db, "--open") as (room, _):
        for _ in range(300):
            if told.exists():
                break
            time.sleep(0.1)
        assert told.read_text().strip() == room + "/"


def test_an_empty_record_says_so(onrecord_command: list[str], tmp_path: Path) -> None:
    record = tmp_path / "empty.db"
    open_store(record, "write").close()
    with serving(onrecord_command, record) as (room, _):
        assert "This record is empty" in get(room)
        assert "no articles" in get(room + "/articles")


def test_what_is_no_record_is_told_at_once(run: Run, tmp_path: Path) -> None:
    missing = run("serve", "nowhere.db")
    assert missing.returncode == 1
    assert "nowhere.db: there is no such record" in missing.stderr
    (tmp_path / "note.db").write_text("a note, and long enough to be looked at" * 9)
    other = run("serve", "note.db")
    assert other.returncode == 1
    assert "note.db: not a record of OnRecord" in other.stderr


def test_a_port_that_is_taken_is_told(run: Run, sample_db: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", sample_db, "--port", str(port))
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_ours_is_told(run: Run, sample_db: Path) -> None:
    done = run("serve", sample_db, "--host", "192.0.2.1", "--token", "long enough a token")
    assert done.returncode == 1
    assert "192.0.2.1" in done.stderr
    assert "--host" in done.stderr


def test_others_are_not_let_in_without_a_token(run: Run, sample_db: Path) -> None:
    done = run("serve", sample_db, "--host", "0.0.0.0")
    assert done.returncode == 1
    assert "--token" in done.stderr
    short = run("serve", sample_db, "--token", "short")
    assert short.returncode == 1
    assert "too short" in short.stderr
