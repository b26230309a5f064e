"""`onrecord read` and `onrecord watch` with addresses and feeds, from a real server on loopback."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from click.testing import Result
from tests.intake.web.server import Site, serving, story

import onrecord

Invoke = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    return ["--cache", str(tmp_path / "cache"), "--delay", "0", "--allow-private-addresses"]


def feed(site: Site, *numbers: int) -> bytes:
    """A feed of these stories."""
    items = "".join(f"<item><title>Ice</title><link>{site.url(f'/{n}')}</link></item>" for n in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def origins(record: Path) -> list[str]:
    """Where the articles of a record are from, seen from outside, also while it is written."""
    if not record.exists():
        return []
    try:
        with closing(sqlite3.connect(record)) as connection:
            return sorted(row[0] for row in connection.execute("SELECT origin FROM origins"))
    except sqlite3.OperationalError:  # it is being made
        return []


def test_addresses_lists_and_feeds_go_into_one_record(
    invoke: Invoke, site: Site, options: list[str], tmp_path: Path
) -> None:
    site.pages.update({f"/{number}": story(number) for number in range(4)})
    site.pages["/feed"] = lambda ask: ask.answer(200, feed(site, 2, 3), "application/rss+xml")
    (tmp_path / "list.txt").write_text(f"{site.url('/1')}\n{site.url('/gone')}\n")
    (tmp_path / "page.html").write_bytes(story(9))
    command = [
        "read", tmp_path / "page.html", site.url("/0"), "--urls", tmp_path / "list.txt",
        "--feed", site.url("/feed"), "-o", tmp_path / "x.db", "--outlet", "The Courier", *options,
    ]  # fmt: skip
    first = invoke(*command)
    assert first.exit_code == 1
    assert "6 pages: 5 read, 0 already there, 1 failed" in first.stderr
    assert f"failed: {site.url('/gone')}: There is no such page" in first.stderr
    with onrecord.open(tmp_path / "x.db") as record:
        articles = {article.page.origin: article for article in record.articles}
    assert set(articles) == {str(tmp_path / "page.html"), *(site.url(f"/{number}") for number in range(4))}
    fetched = articles[site.url("/2")]
    assert (fetched.url, fetched.outlet) == (site.url("/2"), "The Courier")
    assert fetched.page.fetched is not None
    second = invoke(*command)
    assert "6 pages: 0 read, 5 already there, 1 failed" in second.stderr
    site.pages["/gone"] = story(5)
    assert "6 pages: 1 read, 5 already there, 0 failed" in invoke(*command).stderr


def test_the_failure_of_a_feed_is_gone_once_it_is_read(
    invoke: Invoke, site: Site, options: list[str], tmp_path: Path
) -> None:
    site.pages["/0"] = story(0)
    site.pages["/feed"] = lambda ask: ask.answer(500)
    command = ["read", "--feed", site.url("/feed"), "-o", tmp_path / "x.db", *options]
    assert invoke(*command).exit_code == 1
    with onrecord.open(tmp_path / "x.db") as record:
        assert [it.origin for it in record.failures] == [site.url("/feed")]
    site.pages["/feed"] = lambda ask: ask.answer(200, feed(site, 0), "application/rss+xml")
    assert invoke(*command).exit_code == 0
    with onrecord.open(tmp_path / "x.db") as record:
        assert not list(record.failures)
        assert len(record.articles) == 1


def test_private_addresses_are_refused_unless_they_are_allowed(
    invoke: Invoke, site: Site, options: list[str], tmp_path: Path
) -> None:
    done = invoke("read", site.url("/0"), "-o", tmp_path / "x.db", *options[:-1])
    assert done.exit_code == 1
    assert "127.0.0.1" in done.stderr
    assert "--allow-private-addresses" in done.stderr
    assert site.asked == []


def test_without_an_address_no_socket_is_opened(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    page = f'<base href="http://courier.example/"><img src="http://courier.example/x.png">{story(1).decode()}'
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.html").write_text(page)
    (tmp_path / "pages" / "mail.eml").write_text(f"Content-Type: text/html\n\n{page}")
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    done = invoke("read", tmp_path / "pages", "--jsonl")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", "--feed", "feeds.xml", "-o", "x.db"], "http"),
        (["read", "--urls", "list.txt", "-o", "x.db"], "line 1"),
        (["read", "https://x.example/", "--contact", "new\nline", "-o", "x.db"], "--contact"),
        (["watch", "feed.xml", "-o", "x.db"], "http"),
        (["watch", "https://x.example/feed", "-o", "x.db", "--every", "often"], "15m"),
        (["watch", "https://x.example/feed", "-o", "x.db", "--every", "0s"], "15m"),
        (["watch", "https://x.example/feed"], "-o"),
        (
            ["watch", "https://x.example/feed", "-o", "x.db", "--attribution", "oracle"],
            "accurate, both, model, rules",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_status_2(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("no address\n")
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not Path("x.db").exists()


def test_a_web_archive_is_summed_up(invoke: Invoke, tmp_path: Path) -> None:
    from tests.intake.archives import answer, page, zipped

    records = [
        answer("https://courier.example/1", page(1)),
        answer("https://courier.example/2", b"x", content_type="image/png"),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(zipped(*records))
    done = invoke("read", tmp_path / "crawl.warc.gz", "-o", tmp_path / "x.db")
    assert done.exit_code == 0
    assert "1 page: 1 read" in done.stderr
    assert "1 record of another kind passed over: 1 image/png" in done.stderr
    assert origins(tmp_path / "x.db") == [f"{tmp_path / 'crawl.warc.gz'}#https://courier.example/1"]


def start(command: list[str], site: Site, record: Path, options: list[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command, "watch", site.url("/feed"), "-o", str(record), "--every", "1s", "--jobs", "1", *options],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def test_a_watch_adds_what_is_new_survives_a_kill_and_ends_on_ctrl_c(
    onrecord_command: list[str], site: Site, options: list[str], tmp_path: Path
) -> None:
    record, listed = tmp_path / "x.db", [0, 1]
    site.pages.update({f"/{number}": story(number) for number in range(4)})
    site.pages["/feed"] = lambda ask: ask.answer(200, feed(site, *listed), "application/rss+xml")
    process = start(onrecord_command, site, record, options)
    wait_until(lambda: len(origins(record)) == 2, process)
    listed.append(2)
    wait_until(lambda: "/2" in site.asked, process)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    psutil.wait_procs(workers, timeout=20)
    listed.append(3)
    process = start(onrecord_command, site, record, options)
    try:
        wait_until(lambda: len(origins(record)) == 4, process)
        rounds = site.asked.count("/feed")
        wait_until(lambda: site.asked.count("/feed") >= rounds + 2, process)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "the same command goes on" in said
    assert origins(record) == sorted(site.url(f"/{number}") for number in range(4))
    assert [site.asked.count(f"/{number}") for number in (0, 1, 3)] == [1, 1, 1]


def test_a_watch_looks_again_at_what_failed_and_at_what_changed(site: Site, tmp_path: Path) -> None:
    moment = "Sun, 04 May 2031 09:30:00 GMT"  # after any time at which this test runs
    site.pages["/0"] = story(0)
    site.pages["/1"] = lambda ask: ask.answer(500)
    fetching = onrecord.Fetching(cache=str(tmp_path / "cache"), delay=0.0, allow_private=True)
    feeds, record = [site.url("/feed")], tmp_path / "x.db"
    rounds = onrecord.watch(feeds, record, every=0.01, fetching=fetching, rounds=4)
    site.pages["/feed"] = lambda ask: ask.answer(500)
    assert str(next(rounds)) == "1 page: 0 read, 0 already there, 1 failed"
    site.pages["/feed"] = lambda ask: ask.answer(200, feed(site, 0, 1), "application/rss+xml")
    assert str(next(rounds)) == "2 pages: 1 read, 0 already there, 1 failed"
    site.pages["/1"] = story(1)
    assert str(next(rounds)) == "1 page: 1 read, 0 already there, 0 failed"
    site.pages["/0"] = story(7)
    changed = feed(site, 0, 1).replace(b"<title>Ice</title>", f"<pubDate>{moment}</pubDate>".encode(), 1)
    site.pages["/feed"] = lambda ask: ask.answer(200, changed, "application/rss+xml")
    assert str(next(rounds)) == "1 page: 1 read, 0 already there, 0 failed"
    assert list(rounds) == []
    with onrecord.open(record) as opened:
        assert len(opened.articles) == 3
        assert len(opened.failures) == 0
