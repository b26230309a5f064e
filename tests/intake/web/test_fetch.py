"""Pages fetched from a real server on loopback."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import brotli
import pytest

from onrecord.record import Failure, Fetching, OnrecordError, Page

from .server import Answer, Handler, Site, story

Fetch = Callable[..., list[Page | Failure]]


def failure(results: list[Page | Failure]) -> Failure:
    (result,) = results
    assert isinstance(result, Failure), result
    assert result.stage == "intake"
    return result


def page(results: list[Page | Failure]) -> Page:
    (result,) = results
    assert isinstance(result, Page), result
    return result


def test_a_page_comes_with_its_address_and_the_time(site: Site, fetch: Fetch) -> None:
    site.pages["/talks"] = story(1)
    found = page(fetch(site.url("/talks#top")))
    assert found.content == story(1)
    assert (found.origin, found.media_type) == (site.url("/talks#top"), "text/html")
    assert (found.given.address, found.given.charset) == (site.url("/talks"), "utf-8")
    assert found.fetched is not None
    assert found.fetched.endswith("Z")


def test_each_request_says_who_asks(site: Site, fetch: Fetch) -> None:
    site.pages["/"] = story(1)
    fetch(site.url(), contact="ada@courier.example")
    agents = {headers["User-Agent"] for headers in site.headers}
    (agent,) = agents
    assert agent.startswith("OnRecord/")
    assert agent.endswith("(+ada@courier.example)")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_page_is_unpacked(site: Site, fetch: Fetch, coding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding]
    site.pages["/"] = lambda ask: ask.answer(200, pack(story(1)), Content_Encoding=coding)
    assert page(fetch(site.url())).content == story(1)


def test_an_address_is_fetched_once_and_hosts_take_turns(site: Site, fetch: Fetch) -> None:
    site.pages.update({f"/{number}": story(number) for number in range(3)})
    local = f"http://localhost:{site.port}"
    addresses = [site.url("/0"), site.url("/1"), site.url("/0"), f"{local}/2"]
    results = fetch(*addresses)
    assert [result.origin for result in results] == [site.url("/0"), f"{local}/2", site.url("/1")]
    assert sorted(site.pages_asked()) == ["/0", "/1", "/2"]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (lambda ask: ask.answer(404), "missing", "404"),
        (lambda ask: ask.answer(410), "missing", "410"),
        (lambda ask: ask.answer(403), "forbidden", "403"),
        (lambda ask: ask.answer(500), "server-error", "500"),
        (lambda ask: ask.answer(204), "no-page", "204"),
        (lambda ask: ask.answer(200), "empty", "not one byte"),
        (lambda ask: ask.answer(200, b"\x89PNG", "image/png"), "not-a-page", "image/png"),
        (lambda ask: ask.answer(200, b"x", Content_Encoding="zip"), "broken", "zip"),
        (lambda ask: ask.answer(200, b"x" * 50, Content_Encoding="gzip"), "broken", "broken"),
        (lambda ask: ask.answer(200, b"x" * 2_000_000), "too-large", "1,000,000"),
        (lambda ask: ask.answer(302, Location="ftp://courier.example/"), "bad-address", "ftp"),
        (lambda ask: ask.answer(302, Location="http://[bad/"), "bad-address", "address"),
        (lambda ask: ask.answer(429), "busy", "later"),
        (lambda ask: ask.answer(503, Retry_After="3600"), "busy", "3,600 seconds"),
        (lambda ask: ask.wfile.write(b"nonsense\r\n\r\n"), "broken", "protocol"),
    ],
)
def test_what_is_no_page_is_a_failure_with_its_reason(
    site: Site, fetch: Fetch, answer: Answer, kind: str, words: str
) -> None:
    site.pages.update({"/": answer, "/fine": story(1)})
    bad, fine = fetch(site.url(), site.url("/fine"))
    assert isinstance(bad, Failure)
    assert (bad.stage, bad.kind) == ("intake", kind), bad
    assert words in bad.reason
    assert isinstance(fine, Page) or kind == "busy"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://127.0.0.1:1/", "unreachable"),
        ("http://name:password@127.0.0.1/", "bad-address"),
        ("http://127.0.0.1:99999/", "bad-address"),
        ("http:///talks", "bad-address"),
        ("http://127.0.0.1/" + "x" * 5_000, "bad-address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(fetch: Fetch, address: str, kind: str) -> None:
    assert failure(fetch(address)).kind == kind


def test_redirects_are_followed_to_the_page(site: Site, fetch: Fetch) -> None:
    site.pages["/old"] = lambda ask: ask.answer(301, Location="/new")
    site.pages["/new"] = story(1)
    found = page(fetch(site.url("/old")))
    assert (found.origin, found.given.address) == (site.url("/old"), site.url("/new"))


def test_a_redirect_in_a_circle_is_left(site: Site, fetch: Fetch) -> None:
    site.pages["/a"] = lambda ask: ask.answer(302, Location="/b")
    site.pages["/b"] = lambda ask: ask.answer(302, Location="/a")
    assert failure(fetch(site.url("/a"))).kind == "redirects"
    assert len(site.pages_asked()) == 6


def dripping(ask: Handler) -> None:
    """A page whose bytes come one by one for a minute."""
    ask.send_response(200)
    ask.send_header("Content-Type", "text/html")
    ask.end_headers()
    for _ in range(600):
        ask.wfile.write(b"x")
        ask.wfile.flush()
        time.sleep(0.1)


def dripping_head(ask: Handler) -> None:
    """The same before there is a page."""
    for character in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100:
        ask.wfile.write(bytes((character,)))
        ask.wfile.flush()
        time.sleep(0.1)


def dripping_redirects(ask: Handler) -> None:
    """A page that is somewhere else after a while, again and again."""
    time.sleep(0.7)
    ask.answer(302, Location=ask.path + "x")


@pytest.mark.parametrize("answer", [dripping, dripping_head, dripping_redirects])
def test_a_server_that_drips_is_left_when_its_time_is_over(site: Site, fetch: Fetch, answer: Answer) -> None:
    site.pages["/slow"] = answer
    for number in range(6):
        site.pages["/slow" + "x" * number] = answer
    start = time.perf_counter()
    assert failure(fetch(site.url("/slow"), seconds=2.0)).kind == "timed-out"
    assert time.perf_counter() - start < 15


def test_a_server_that_promises_more_than_it_sends_is_told(site: Site, fetch: Fetch) -> None:
    def lie(ask: Handler) -> None:
        ask.send_response(200)
        ask.send_header("Content-Type", "text/html")
        ask.send_header("Content-Length", "5000")
        ask.end_headers()
        ask.wfile.write(story(1))
        ask.close_connection = True

    site.pages["/"] = lie
    assert failure(fetch(site.url())).kind == "broken"


def test_of_a_server_that_sends_more_than_it_promises_the_promise_is_read(site: Site, fetch: Fetch) -> None:
    def lie(ask: Handler) -> None:
        ask.send_response(200)
        ask.send_header("Content-Type", "text/html")
        ask.send_header("Content-Length", "10")
        ask.end_headers()
        ask.wfile.write(story(1) * 100)
        ask.close_connection = True

    site.pages["/"] = lie
    assert page(fetch(site.url())).content == story(1)[:10]


def test_a_server_that_never_ends_is_left_at_the_limit(site: Site, fetch: Fetch) -> None:
    def flood(ask: Handler) -> None:
        ask.send_response(200)
        ask.send_header("Content-Type", "text/html")
        ask.end_headers()
        while True:
            ask.wfile.write(b"<p>" * 10_000)

    site.pages["/"] = flood
    assert failure(fetch(site.url())).kind == "too-large"


def test_ten_gigabytes_in_ten_megabytes_cost_no_more_than_the_limit(site: Site, fetch: Fetch) -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    opening = packer.compress(b"<p>") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    site.pages["/"] = lambda ask: ask.answer(200, opening + block * 1000, Content_Encoding="gzip")
    tracemalloc.start()
    failed = failure(fetch(site.url(), max_bytes=60_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert failed.kind == "too-large"
    assert peak < 400_000_000


def test_robots_txt_is_obeyed(site: Site, fetch: Fetch) -> None:
    site.pages["/robots.txt"] = (
        b"User-agent: *\nDisallow: /private\n\nUser-agent: OnRecord\nDisallow: /members\n"
    )
    site.pages.update({"/members/1": story(1), "/private/1": story(2)})
    site.pages["/out"] = lambda ask: ask.answer(302, Location="/members/1")
    first, second, third = fetch(site.url("/members/1"), site.url("/private/1"), site.url("/out"))
    assert isinstance(first, Failure)
    assert (first.kind, "robots.txt" in first.reason) == ("robots", True)
    assert isinstance(second, Page)
    assert isinstance(third, Failure)
    assert third.kind == "robots"
    assert site.asked.count("/robots.txt") == 1
    assert "/members/1" not in site.asked


def test_where_robots_txt_is_an_error_nothing_is_fetched(site: Site, fetch: Fetch) -> None:
    site.pages.update({"/robots.txt": lambda ask: ask.answer(500), "/": story(1)})
    assert failure(fetch(site.url())).kind == "robots"
    assert site.pages_asked() == []


@pytest.mark.parametrize("rules", [b"\xff\xfe\0" * 1000, b"Disallow: /" + b"*a" * 50_000, b"x" * 600_000])
def test_a_monstrous_robots_txt_forbids_nothing_else(site: Site, fetch: Fetch, rules: bytes) -> None:
    site.pages.update({"/robots.txt": b"User-agent: *\n" + rules, "/" + "a" * 1_000: story(1)})
    start = time.perf_counter()
    assert page(fetch(site.url("/" + "a" * 1_000))).content == story(1)
    assert time.perf_counter() - start < 15


def test_a_host_has_one_request_at_a_time_and_a_pause(site: Site, fetch: Fetch) -> None:
    busy, times = 0, []

    def slow(ask: Handler) -> None:
        nonlocal busy
        with site.lock:
            busy += 1
            times.append((time.monotonic(), busy))
        time.sleep(0.1)
        with site.lock:
            busy -= 1
        ask.answer(200, story(len(times)))

    site.pages.update({f"/{number}": slow for number in range(4)})
    results = fetch(*(site.url(f"/{number}") for number in range(4)), delay=0.3)
    assert all(isinstance(result, Page) for result in results)
    assert {at_once for _, at_once in times} == {1}
    starts = [moment for moment, _ in times]
    assert all(after - before >= 0.39 for before, after in pairwise(starts))


def test_a_server_that_says_when_to_come_back_is_waited_for(site: Site, fetch: Fetch) -> None:
    moments: list[float] = []

    def busy(ask: Handler) -> None:
        moments.append(time.monotonic())
        if len(moments) == 1:
            ask.answer(429, Retry_After="1")
        else:
            ask.answer(200, story(1))

    site.pages["/"] = busy
    assert page(fetch(site.url())).content == story(1)
    assert moments[1] - moments[0] >= 0.99


def test_a_server_that_wants_to_be_left_alone_is(site: Site, fetch: Fetch) -> None:
    site.pages.update({"/a": lambda ask: ask.answer(503, Retry_After="600"), "/b": story(1)})
    results = fetch(site.url("/a"), site.url("/b"))
    assert [result.kind for result in results if isinstance(result, Failure)] == ["busy", "busy"]
    assert site.pages_asked() == ["/a"]


def test_what_did_not_change_is_not_sent_again(site: Site, fetch: Fetch) -> None:
    sent: list[int] = []

    def tagged(ask: Handler) -> None:
        status = 304 if ask.headers.get("If-None-Match") == '"1"' else 200
        sent.append(status)
        ask.answer(status, story(1) if status == 200 else b"", ETag='"1"', Cache_Control="no-cache")

    def lasting(ask: Handler) -> None:
        sent.append(1)
        ask.answer(200, story(2), Cache_Control="max-age=3600")

    site.pages.update({"/tagged": tagged, "/lasting": lasting})
    for _ in range(2):
        first, second = fetch(site.url("/tagged"), site.url("/lasting"))
        assert isinstance(first, Page)
        assert isinstance(second, Page)
        assert (first.content, second.content) == (story(1), story(2))
    assert sorted(sent) == [1, 200, 304]


def test_a_cache_that_cannot_be_made_is_an_error_that_says_so(
    site: Site, fetch: Fetch, fetching: Fetching
) -> None:
    assert fetching.cache is not None
    Path(fetching.cache).write_text("a file")
    with pytest.raises(OnrecordError, match="--cache"):
        fetch(site.url())
