from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.intake.web import read_addresses
from onrecord.intake.web.feeds import Entry, read_feed
from onrecord.record import Failure, MetadataError, Page, PageError

from .server import Site, story

Fetch = Callable[..., list[Page | Failure]]
HOME = "https://courier.example/feeds/all"


def rss(*items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()


def item(link: str, more: str = "") -> str:
    return f"<item><title>Ice</title><link>{link}</link>{more}</item>"


def test_an_rss_feed_lists_its_pages_with_the_time_of_change() -> None:
    dated = item("https://courier.example/b", "<pubDate>Sun, 04 May 2031 09:30:00 +0200</pubDate>")
    content = rss(item("https://courier.example/a#top"), dated, item("https://courier.example/a"))
    assert read_feed(content, HOME, "application/rss+xml") == [
        Entry("https://courier.example/a", None),
        Entry("https://courier.example/b", "2031-05-04T07:30:00Z"),
    ]


def test_an_atom_feed_lists_its_pages_with_whole_addresses() -> None:
    content = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
    <entry><link rel="alternate" href="/2031/ice"/><published>2031-05-04T09:30:00Z</published>
    <updated>2031-05-05T10:00:00Z</updated></entry>
    <entry><link href="mailto:ada@courier.example"/></entry></feed>"""
    assert read_feed(content, HOME, None) == [
        Entry("https://courier.example/2031/ice", "2031-05-05T10:00:00Z")
    ]


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(rss(), HOME, None) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100_000,
        story(1),
        b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
        b'<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><r>' + b"&e;" * 1_000 + b"</r>",
    ],
    ids=["empty", "nulls", "page", "bomb"],
)
def test_what_is_no_feed_is_told_in_bounded_time(content: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(PageError) as error:
        read_feed(content, HOME, "application/xml")
    assert error.value.kind == "not-a-feed"
    assert time.perf_counter() - start < 30


def test_a_feed_that_is_nested_without_end_lists_nothing() -> None:
    start = time.perf_counter()
    assert read_feed(b"<rss><channel><item>" * 30_000, HOME, "application/xml") == []
    assert time.perf_counter() - start < 30


def test_a_feed_cannot_name_a_file_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://courier.example/swordfish")
    head = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    content = head.encode() + rss(item("&s;"), item("https://courier.example/a"))
    assert "swordfish" not in str(read_feed(content, HOME, "application/xml"))


def test_the_pages_of_a_feed_are_fetched_and_a_feed_that_is_none_is_told(site: Site, fetch: Fetch) -> None:
    links = [item(site.url(f"/{number}")) for number in range(2)]
    site.pages.update({"/0": story(0), "/1": story(1), "/none": story(3)})
    site.pages["/feed"] = lambda ask: ask.answer(200, rss(*links), "application/rss+xml")
    results = fetch(site.url("/1"), feeds=(site.url("/feed"), site.url("/none"), site.url("/gone")))
    assert [result.kind for result in results if isinstance(result, Failure)] == ["not-a-feed", "missing"]
    assert [result.origin for result in results if isinstance(result, Page)] == [
        site.url("/1"),
        site.url("/0"),
    ]
    assert site.asked.count("/1") == 1


def test_a_list_of_addresses_may_have_notes(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "\ufeff# talks\nhttps://courier.example/a\n\n  HTTPS://courier.example/b  \nhttps://courier.example/a\n"
    )
    assert read_addresses(path) == ["https://courier.example/a", "HTTPS://courier.example/b"]


@pytest.mark.parametrize("content", [b"https://courier.example/\ncourier.example/b\n", b"\xff\xfe"])
def test_a_list_that_is_none_says_where(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    with pytest.raises(MetadataError, match=r"list\.txt"):
        read_addresses(path)
