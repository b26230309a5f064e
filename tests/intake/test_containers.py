"""Pages in what they were kept in: gzip, MHTML, mails, and the folders that browsers save beside pages."""

from __future__ import annotations

import gzip
import zlib
from email.message import EmailMessage
from pathlib import Path

import brotli
import pytest

from onrecord.intake import find_pages
from onrecord.intake.decompress import TooLarge, decoded, gunzip
from onrecord.record import Failure, Page, PageError, PassedOver, Settings

HTML = "<!DOCTYPE html><html><body><p>The harbour of Valmar stays shut, the café said.</p></body></html>"


def read(*paths: object, **options: object) -> list[Page | Failure]:
    return list(find_pages([str(path) for path in paths], Settings(), **options))  # type: ignore[arg-type]


def only_page(path: Path) -> Page:
    (page,) = read(path)
    assert isinstance(page, Page), page
    return page


def only_failure(path: Path, settings: Settings = Settings()) -> Failure:  # noqa: B008
    (failure,) = find_pages([str(path)], settings)
    assert isinstance(failure, Failure)
    assert failure.stage == "intake"
    return failure


@pytest.mark.parametrize("name", ["page.html.gz", "page.gz", "page.html"])
def test_a_compressed_page_is_the_page(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(HTML[:40].encode()) + gzip.compress(HTML[40:].encode()))
    page = only_page(tmp_path)
    assert (page.media_type, page.content) == ("text/html", HTML.encode())


def test_compressed_files_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ice.")
    for name in ("rows.csv.gz", "all.tar.gz"):
        (tmp_path / name).write_bytes(gzip.compress(b"x"))
    (tmp_path / "picture.gz").write_bytes(gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(100)))
    passed: list[PassedOver] = []
    assert len(read(tmp_path, passed_over=passed.append)) == 1
    assert len(passed) == 3


def bomb(unpacked: int) -> bytes:
    """Gzip that unpacks to so many zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(10_000_000)
    return b"".join(packer.compress(block) for _ in range(unpacked // len(block))) + packer.flush()


@pytest.mark.parametrize("kind", ["cut off", "broken"])
def test_broken_compression_fails_with_its_reason(tmp_path: Path, kind: str) -> None:
    packed = bytearray(gzip.compress(HTML.encode()))
    if kind == "cut off":
        del packed[-20:]
    else:
        packed[20:30] = bytes(10)
    (tmp_path / "page.html.gz").write_bytes(packed)
    failure = only_failure(tmp_path)
    assert failure.kind == "broken"
    assert kind in failure.reason


def test_millions_of_empty_members_are_no_trouble() -> None:
    assert gunzip(gzip.compress(b"") * 50_000 + bytes(1000), 10) == b""


@pytest.mark.parametrize(
    ("codings", "pack"),
    [
        (None, lambda data: data),
        ("identity", lambda data: data),
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("br, GZIP", lambda data: gzip.compress(brotli.compress(data))),
    ],
)
def test_a_body_comes_out_of_its_codings_however_it_is_cut(codings: str | None, pack: object) -> None:
    assert callable(pack)
    packed = pack(HTML.encode() * 50)
    for size in (1, 7, len(packed)):
        chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
        assert decoded(chunks, codings, 1_000_000) == HTML.encode() * 50


@pytest.mark.parametrize("coding", ["gzip", "br", "gzip, gzip"])
def test_a_body_that_unpacks_to_too_much_is_stopped(coding: str) -> None:
    packed = brotli.compress(bytes(60_000_000)) if coding == "br" else bomb(60_000_000)
    if "," in coding:
        packed = gzip.compress(packed)
    with pytest.raises(TooLarge):
        decoded([packed], coding, 1_000_000)


@pytest.mark.parametrize("codings", ["zip", "gzip, gzip, gzip, gzip"])
def test_a_coding_that_is_not_known_is_told(codings: str) -> None:
    with pytest.raises(PageError) as error:
        decoded([b"x"], codings, 100)
    assert error.value.kind == "broken"


def mhtml(html: str, charset: str = "iso-8859-1") -> bytes:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://courier.example/2031/05/harbour"
    message["Date"] = "Sun, 4 May 2031 09:30:00 +0200"
    message["Subject"] = "Harbour"
    message.set_content("<p>An advertisement.</p>", subtype="html")
    message.replace_header("Content-Type", "text/html")
    message["Content-Location"] = "https://ads.example/frame"
    message.make_related()
    page = EmailMessage()
    page.set_content(html, subtype="html", charset=charset, cte="quoted-printable")
    page["Content-Location"] = "https://courier.example/2031/05/harbour"
    message.attach(page)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", maintype="image", subtype="png")
    message.attach(picture)
    return message.as_bytes()


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page.mhtml.gz"])
def test_a_page_saved_as_mhtml_is_read_with_its_address(tmp_path: Path, name: str) -> None:
    content = mhtml(HTML)
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    page = only_page(tmp_path)
    assert page.media_type == "text/html"
    assert "café".encode("latin-1") in page.content
    assert (page.given.address, page.given.charset) == (
        "https://courier.example/2031/05/harbour",
        "iso-8859-1",
    )
    assert page.fetched == "2031-05-04T07:30:00Z"
    assert page.given.headline is None  # what the page says of itself is better


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 1000,
        b"Content-Type: multipart/related; boundary=x\n\n" + b"--x\n\n" * 20_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
        b"Content-Type: image/png\n\nx",
        b"A: b\n" * 100_000,
        b"Content-Type: text/html; " + b"a=b; " * 20_000 + b"\n\n<p>x",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(50))
        + b"x\n" * 100_000,
    ],
    ids=["empty", "nulls", "parts", "nested", "picture", "headers", "long header", "lines"],
)
def test_a_message_that_is_none_fails_with_its_reason(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.mhtml").write_bytes(content)
    failure = only_failure(tmp_path)
    assert failure.kind in ("empty", "broken", "no-page", "too-large")
    assert failure.reason


@pytest.mark.parametrize("listed", [True, False])
def test_a_mail_is_read_with_its_subject_and_date(tmp_path: Path, listed: bool) -> None:
    message = EmailMessage()
    message["From"] = "The Port Hale Courier <news@courier.example>"
    message["Subject"] = "Harbour shut"
    message["Date"] = "Sun, 4 May 2031 09:30:00 +0000"
    if listed:
        message["List-Unsubscribe"] = "<https://courier.example/off>"
    message.set_content("The harbour stays shut.")
    message.add_alternative(HTML, subtype="html")
    (tmp_path / "mail.eml").write_bytes(message.as_bytes())
    page = only_page(tmp_path)
    assert page.media_type == "text/html"
    assert (page.given.headline, page.given.published) == ("Harbour shut", "2031-05-04T09:30:00Z")
    assert page.given.outlet == ("The Port Hale Courier" if listed else None)


@pytest.mark.parametrize("folder", ["talks_files", "talks-Dateien", "talks.files"])
def test_what_a_browser_saved_beside_a_page_is_passed_over_and_counted(tmp_path: Path, folder: str) -> None:
    (tmp_path / "talks.html").write_text(HTML)
    beside = tmp_path / folder / "deep"
    beside.mkdir(parents=True)
    for path in (beside / "frame.html", beside.parent / "ad.html", beside.parent / "logo.png"):
        path.write_text(HTML)
    passed: list[PassedOver] = []
    pages = read(tmp_path, passed_over=passed.append)
    assert [page.origin for page in pages] == [str(tmp_path / "talks.html")]
    assert sorted((what.where, what.kind) for what in passed) == [
        ("saved", ".html"), ("saved", ".html"), ("saved", ".png"),
    ]  # fmt: skip


def test_a_folder_beside_no_page_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "talks_files").mkdir()
    (tmp_path / "talks_files" / "page.html").write_text(HTML)
    assert len(read(tmp_path)) == 1
