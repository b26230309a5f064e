from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from onrecord.intake import find_pages, read_sheet
from onrecord.intake.warc import unchunked
from onrecord.record import Failure, Given, Page, PassedOver, Settings

from .archives import MOMENT, answer, page, warc, zipped

A, B, C = "https://courier.example/a", "https://courier.example/b", "https://courier.example/c"


def read(path: Path, settings: Settings = Settings(), **options: object) -> list[Page | Failure]:  # noqa: B008
    return list(find_pages([str(path)], settings, **options))  # type: ignore[arg-type]


def contents(results: list[Page | Failure]) -> list[bytes]:
    return [result.content for result in results if isinstance(result, Page)]


def failures(results: list[Page | Failure]) -> list[Failure]:
    return [result for result in results if isinstance(result, Failure)]


@pytest.fixture
def records() -> list[bytes]:
    """An archive as crawlers write it: pages in every coding, and what comes between pages."""
    return [
        warc("warcinfo", {"Content-Type": "application/warc-fields"}, b"software: a crawler\r\n"),
        warc(
            "request", {"WARC-Target-URI": A, "Content-Type": "application/http"}, b"GET /a HTTP/1.1\r\n\r\n"
        ),
        answer(A, page(1)),
        answer(B, page(2), coding="gzip"),
        answer("https://courier.example/logo.png", b"\x89PNG", content_type="image/png"),
        answer(C, page(3), coding="br"),
        answer(A + "?4", page(4), coding="gzip", chunked=True),
        answer(A + "?5", b"gone", status="404 Not Found"),
        answer(A + "?6", page(6), chunked=True, content_type=None),
        answer(A + "?7", b"", status="301 Moved Permanently"),
        warc("resource", {"WARC-Target-URI": A + "?8", "Content-Type": "text/html"}, page(8)),
    ]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive_come_with_address_and_time(
    tmp_path: Path, records: list[bytes], name: str, packed: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(zipped(*records) if packed else b"".join(records))
    passed: list[PassedOver] = []
    results = read(path, passed_over=passed.append)
    assert contents(results) == [page(number) for number in (1, 2, 3, 4, 6, 8)]
    first = results[0]
    assert isinstance(first, Page)
    assert (first.origin, first.given, first.fetched) == (
        f"{path}#{A}",
        Given(address=A, charset="utf-8"),
        MOMENT,
    )
    assert first.media_type == "text/html"
    assert [what.kind for what in passed] == ["image/png", "status 404", "status 301"]
    assert {what.where for what in passed} == {"archive"}


def test_archives_in_a_folder_are_read_among_its_pages(tmp_path: Path, records: list[bytes]) -> None:
    (tmp_path / "a.html").write_bytes(page(9))
    (tmp_path / "b.warc.gz").write_bytes(zipped(*records))
    (tmp_path / "c.html").write_bytes(page(10))
    expected: list[int] = []
    results = read(tmp_path, counted=expected.append)
    assert contents(results) == [page(number) for number in (9, 1, 2, 3, 4, 6, 8, 10)]
    assert expected[-1] == len(results)


def test_a_revisit_is_the_page_that_it_repeats(tmp_path: Path) -> None:
    digest = {"WARC_Payload_Digest": "sha1:ABC"}
    first = answer(A, page(1), coding="gzip", **digest)
    again = answer(A, b"", kind="revisit", **digest)
    elsewhere = answer(B, b"", kind="revisit", WARC_Refers_To_Target_URI=A, **digest)
    unknown = answer(C, b"", kind="revisit", WARC_Refers_To_Target_URI=A, WARC_Payload_Digest="sha1:XYZ")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(zipped(first, again, elsewhere, unknown, answer(C, page(3))))
    passed: list[PassedOver] = []
    results = read(path, passed_over=passed.append)
    assert contents(results) == [page(1), page(1), page(3)]
    assert [result.origin.partition("#")[2] for result in results] == [A, B, C]
    assert [what.kind for what in passed] == ["revisit", "revisit"]


@pytest.mark.parametrize("cut", [20, 150, 300])
@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_is_read_up_to_there(tmp_path: Path, packed: bool, cut: int) -> None:
    records = [answer(A, page(1)), answer(B, page(2)), answer(C, page(3) * 20)]
    content = zipped(*records) if packed else b"".join(records)
    path = tmp_path / "crawl.warc"
    path.write_bytes(content[:-cut])
    results = read(path)
    assert contents(results) == [page(1), page(2)]
    (failure,) = failures(results)
    assert (failure.stage, failure.kind) == ("intake", "broken")
    assert "cut off" in failure.reason or "broken" in failure.reason


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("where", [0, 60])
def test_a_broken_record_is_told_and_the_rest_is_read(tmp_path: Path, packed: bool, where: int) -> None:
    wrap = zipped if packed else lambda *records: b"".join(records)
    before, bad, after = (
        wrap(answer(A, page(1))),
        bytearray(wrap(answer(B, page(2)))),
        wrap(answer(C, page(3))),
    )
    bad[where : where + 120] = b"#" * 120
    path = tmp_path / "crawl.warc"
    path.write_bytes(before + bytes(bad) + after)
    results = read(path)
    assert page(1) in contents(results)
    assert page(3) in contents(results)
    assert {failure.kind for failure in failures(results)} == {"broken"}


@pytest.mark.parametrize(
    "content", [b"junk", b"\x1f\x8b\x08junk", gzip.compress(b"junk"), b"", zipped(warc("warcinfo", {}, b"x"))]
)
def test_an_archive_without_a_page_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(content)
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert failure.kind in ("broken", "empty")


def bomb(unpacked: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(10_000_000)
    return b"".join(packer.compress(block) for _ in range(unpacked // len(block))) + packer.flush()


def test_a_bomb_in_an_archive_costs_its_record_alone(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    coded = warc(
        "response", {"WARC-Target-URI": A, "Content-Type": "application/http"}, head + bomb(100_000_000)
    )
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(zipped(coded, answer(B, page(2)), answer(C, b"a" * 30_000_000), answer(C, page(3))))
    tracemalloc.start()
    results = read(path, Settings(max_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert contents(results) == [page(2), page(3)]
    assert [(failure.kind, failure.origin.partition("#")[2]) for failure in failures(results)] == [
        ("too-large", A),
        ("too-large", C),
    ]
    assert peak < 20_000_000


def test_a_record_that_unpacks_to_ten_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    """Its header promises so much that the next record is looked for instead."""
    promise = 10_000_000_000
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {A}\r\nWARC-Date: {MOMENT}\r\n"
    head += f"Content-Type: application/http\r\nContent-Length: {promise}\r\n\r\n"
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    # one block of zeros, repeated as it is compressed, makes ten gigabytes in a second
    opening = packer.compress(head.encode() + body) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as file:
        file.write(opening)
        for _ in range(promise // 10_000_000):
            file.write(block)
        file.write(bytes(8))  # an end that is wrong; nobody gets there
        file.write(zipped(answer(B, page(2))))
    start = time.perf_counter()
    results = read(path)
    assert contents(results) == [page(2)]
    assert [failure.kind for failure in failures(results)] == ["too-large"]
    assert time.perf_counter() - start < 20


def test_a_sheet_tells_of_a_page_in_an_archive_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(answer(A, page(1)))
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"path,outlet\n{A},The Courier\n")
    (result,) = read(tmp_path / "crawl.warc", sheet=read_sheet(sheet))
    assert isinstance(result, Page)
    assert (result.given.outlet, result.given.address) == ("The Courier", A)


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"3\r\nabc\r\nff\r\nde", b"abcde"),
        (b"<p>not in chunks</p>", b"<p>not in chunks</p>"),
        (b"ffffffff\r\nabc", b"abc"),
        (b"", b""),
    ],
)
def test_chunks_are_put_together_as_far_as_they_go(data: bytes, whole: bytes) -> None:
    assert unchunked(data) == whole
