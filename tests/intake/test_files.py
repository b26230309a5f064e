from __future__ import annotations

import gzip
import io
import os
import socket
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from onrecord.intake import find_pages, read_sheet
from onrecord.record import Failure, Given, Page, PassedOver, Settings

TEXT = "The harbour of Valmar will stay closed until spring.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as people keep them: pages, a subfolder, and what lies beside pages."""
    top = tmp_path / "pages"
    (top / "north" / "deep").mkdir(parents=True)
    (top / ".git").mkdir()
    (top / "b.html").write_text("<!DOCTYPE html><html><body><p>Ice.</p></body></html>")
    (top / "a.txt").write_text(TEXT)
    (top / "north" / "c.md").write_text(TEXT)
    (top / "north" / "deep" / "no-name").write_text("  <!-- saved -->\n<html><body>Ice</body></html>")
    (top / ".git" / "config.txt").write_text("hidden")
    (top / ".hidden.txt").write_text("hidden")
    (top / "style.css").write_text("p { color: red }")
    (top / "record.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    (top / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return top


def read(*paths: object, **options: object) -> list[Page | Failure]:
    return list(find_pages([str(path) for path in paths], Settings(), **options))  # type: ignore[arg-type]


def failure(*paths: object, **options: object) -> Failure:
    (result,) = read(*paths, **options)
    assert isinstance(result, Failure)
    assert result.stage == "intake"
    return result


def test_a_folder_gives_its_pages_in_order(folder: Path) -> None:
    found = [
        (os.path.relpath(page.origin, folder), page.media_type)
        for page in read(folder)
        if isinstance(page, Page)
    ]
    assert found == [
        ("a.txt", "text/plain"),
        ("b.html", "text/html"),
        ("north/c.md", "text/plain"),
        ("north/deep/no-name", "text/html"),
    ]


def test_what_is_no_page_is_passed_over_and_counted(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    passed: list[PassedOver] = []
    with caplog.at_level("INFO"):
        assert all(isinstance(result, Page) for result in read(folder, passed_over=passed.append))
    names = [(os.path.basename(what.origin), what.where, what.kind) for what in passed]
    assert sorted(names) == [
        ("picture", "folder", "without an ending"),
        ("record.db", "folder", ".db"),
        ("style.css", "folder", ".css"),
    ]
    assert "3 files and records of other kinds passed over" in caplog.text


def test_the_order_of_the_arguments_does_not_matter(folder: Path) -> None:
    arguments = [folder / "north", folder / "b.html", folder / "a.txt", folder]
    assert read(*arguments) == read(*reversed(arguments))


def test_a_page_that_is_named_twice_comes_once(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    pages = read(folder, folder / "a.txt", f"{folder}/north/../a.txt")
    assert len(pages) == 4


def test_a_relative_path_stays_as_it_was_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert [result.origin for result in read("pages/north")] == [
        "pages/north/c.md",
        "pages/north/deep/no-name",
    ]


def test_standard_input_is_a_page() -> None:
    (page,) = read("-", "-", stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(page, Page)
    assert (page.origin, page.media_type, page.content) == ("-", "text/plain", TEXT.encode())


def test_standard_input_beyond_the_limit_fails() -> None:
    (result,) = find_pages(["-"], Settings(max_bytes=10), stdin=io.BytesIO(b"x" * 11))
    assert isinstance(result, Failure)
    assert result.kind == "too-large"
    assert "the limit is 10 bytes" in result.reason


def test_a_missing_path_fails(tmp_path: Path) -> None:
    assert failure(tmp_path / "none.txt").kind == "missing"


def test_an_empty_file_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert failure(tmp_path).kind == "empty"


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}")
    result = failure(tmp_path)
    assert (result.kind, result.origin) == ("empty", str(tmp_path))
    assert "no page" in result.reason


@pytest.mark.parametrize("name", ["picture.png", "page.txt", "page.html", "page"])
@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + bytes(50), gzip.compress(bytes(1000)), bytes(range(256)) * 4]
)
def test_a_binary_file_that_is_named_fails(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert failure(tmp_path / name).kind == "binary"


def test_a_binary_file_that_calls_itself_a_page_fails_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(gzip.compress(bytes(1000)))
    assert failure(tmp_path).kind == "binary"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_text_with_a_byte_order_mark_is_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a").write_bytes(TEXT.encode(encoding))
    (page,) = read(tmp_path)
    assert isinstance(page, Page)


def test_a_text_with_a_few_nulls_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode() * 3 + b"\0\0")
    assert isinstance(read(tmp_path)[0], Page)


def test_html_in_a_text_file_is_html(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<?xml version='1.0'?>\n<!DOCTYPE html>\n<html><body>Ice")
    assert isinstance(page := read(tmp_path)[0], Page)
    assert page.media_type == "text/html"


def test_a_file_of_fifty_megabytes_fails_at_once_and_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    result = failure(tmp_path / "big.txt")
    assert result.kind == "too-large"
    assert "50,000,000" in result.reason
    assert time.perf_counter() - start < 1


def test_a_file_that_grows_while_it_is_read_is_not_read_beyond_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    asked: list[int] = []

    class Growing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size or 0)
            return b"x" * (size or 0)

    def opener(path: str) -> BinaryIO:
        return Growing(path)  # type: ignore[return-value]

    (result,) = find_pages([str(tmp_path)], Settings(max_bytes=100), opener=opener)
    assert isinstance(result, Failure)
    assert (result.kind, asked) == ("too-large", [101])


def test_a_directory_loop_fails_and_the_rest_is_read(folder: Path) -> None:
    (folder / "north" / "round").symlink_to(folder)
    results = read(folder)
    assert [result.kind for result in results if isinstance(result, Failure)] == ["link-loop"]
    assert sum(isinstance(result, Page) for result in results) == 4


def test_a_link_to_itself_fails(tmp_path: Path) -> None:
    (tmp_path / "me.txt").symlink_to(tmp_path / "me.txt")
    assert failure(tmp_path / "me.txt").kind == "link-loop"


def test_a_link_to_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert failure(tmp_path).kind == "missing"


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert failure(tmp_path).kind == "not-a-file"


def test_a_socket_and_a_device_are_no_files(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert failure(tmp_path / "s").kind == "not-a-file"
    assert failure("/dev/zero").kind == "not-a-file"


def test_a_folder_without_rights_fails_and_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, for whom rights do not bind: so the system's answer is given here.
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("north"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    results = read(folder)
    assert [(r.kind, r.origin) for r in results if isinstance(r, Failure)] == [
        ("unreadable", str(folder / "north"))
    ]
    assert sum(isinstance(result, Page) for result in results) == 2


def test_a_file_without_rights_fails(folder: Path) -> None:
    def refuse(path: str) -> BinaryIO:
        raise PermissionError(13, "Permission denied", path)

    results = read(folder / "a.txt", opener=refuse)
    assert isinstance(results[0], Failure)
    assert (results[0].kind, "rights" in results[0].reason) == ("unreadable", True)


def test_a_name_that_is_no_utf_8_can_still_be_written(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:
        file.write(TEXT.encode())
    (page,) = read(tmp_path)
    assert page.origin.encode("utf-8").endswith(b"caf\\xe9.txt")


def test_the_sheet_wins_over_what_is_given_for_all(folder: Path) -> None:
    sheet = folder / "pages.csv"
    sheet.write_text("path,outlet,date\na.txt,The Courier,2031-05-04\n")
    given = Given(outlet="The Mirror", author="Lena Brandt")
    pages = {
        os.path.basename(p.origin): p.given
        for p in read(folder, given=given, sheet=read_sheet(sheet))
        if isinstance(p, Page)
    }
    assert pages["a.txt"] == Given(outlet="The Courier", published="2031-05-04", author="Lena Brandt")
    assert pages["b.html"] == given


def test_the_caller_is_told_how_many_results_to_expect(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The lock is open.", encoding="utf-8")
    (tmp_path / "unnamed").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    told: list[int] = []
    results = list(find_pages([str(tmp_path)], Settings(), counted=told.append))
    assert told[0] == 3
    assert told[-1] == len(results) == 2
