"""`onrecord read`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import onrecord

Invoke = Callable[..., Result]
WritePages = Callable[[int], Path]


def test_the_sum_adds_up_and_each_failure_is_told(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    folder, record = write_pages(4), tmp_path / "x.db"
    (folder / "page-002.txt").write_bytes(b"")
    first = invoke("read", folder, "-o", record)
    assert first.exit_code == 1
    assert "4 pages: 3 read, 0 already there, 1 failed" in first.stderr
    assert f"failed: {folder / 'page-002.txt'}: It is empty" in first.stderr
    assert first.stdout == ""
    second = invoke("read", folder, "-o", record)
    assert "4 pages: 0 read, 3 already there, 1 failed" in second.stderr
    assert second.exit_code == 1
    (folder / "page-002.txt").unlink()
    third = invoke("read", folder, "-o", record)
    assert (third.exit_code, third.stderr) == (0, "3 pages: 0 read, 3 already there, 0 failed\n")


def test_of_many_failures_the_first_are_told_and_the_rest_counted(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    folder, record = write_pages(30), tmp_path / "x.db"
    for path in folder.iterdir():
        path.write_bytes(b"")
    done = invoke("read", folder, "-o", record)
    assert done.exit_code == 1
    assert done.stderr.count("failed: ") == 20
    assert "... and 10 more" in done.stderr
    assert f"onrecord show {record} failures" in done.stderr
    shown = invoke("show", record, "failures", "--json")
    assert len(shown.stdout.splitlines()) == 30


def test_without_any_page_it_says_so_and_fails(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    done = invoke("read", tmp_path / "pages", "-o", tmp_path / "x.db")
    assert done.exit_code == 1
    assert "no page" in done.stderr
    missing = invoke("read", tmp_path / "nowhere", "-o", tmp_path / "y.db")
    assert missing.exit_code == 1
    assert "no such file" in missing.stderr
    assert not (tmp_path / "y.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pages"], "-o FILE"),
        (["pages", "-o", "x.db", "--jsonl"], "not both"),
        (["pages", "more", "-o", "x.db", "--url", "https://x.example/"], "--metadata"),
        (["pages", "more", "-o", "x.db", "--headline", "Ferry"], "--metadata"),
        (["pages", "-o", "x.db", "--max-bytes", "plenty"], "20MB"),
        (["pages", "-o", "x.db", "--jobs", "0"], "--jobs"),
        (["-o", "x.db"], "PATHS"),
    ],
)
def test_a_command_that_is_not_understood_is_refused_with_status_2(
    invoke: Invoke, arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = invoke("read", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--date", "yesterday"], "2031-05-04"),
        (["--url", "ferry.example"], "https://"),
        (["--attribution", "magic"], "rules"),
    ],
)
def test_a_value_that_is_wrong_is_one_clear_message(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path, arguments: list[str], said: str
) -> None:
    page = write_pages(1) / "page-000.txt"
    done = invoke("read", page, "-o", tmp_path / "x.db", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.startswith("onrecord: ")
    assert "Traceback" not in done.stderr


def test_what_the_options_say_stands_in_the_record(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    page, record = write_pages(1) / "page-000.txt", tmp_path / "x.db"
    options = {
        "--outlet": "The Example", "--date": "2031-05", "--url": "https://x.example/ferry",
        "--headline": "A ferry", "--author": "Ana Lind",
    }  # fmt: skip
    done = invoke("read", page, "-o", record, *(word for pair in options.items() for word in pair))
    assert done.exit_code == 0
    with onrecord.open(record) as opened:
        (article,) = opened.articles
    assert article.published is not None
    stated = (article.outlet, article.published.value, article.url, article.headline, *article.bylines)
    assert stated == tuple(options.values())


def test_a_sheet_is_used_and_rows_without_a_page_are_told(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    folder, sheet = write_pages(1), tmp_path / "sheet.csv"
    sheet.write_text("path,outlet\npage-000.txt,The Example\nlost.html,The Gazette\n")
    done = invoke("read", folder, "-o", tmp_path / "x.db", "--metadata", sheet)
    assert done.exit_code == 0
    assert "lost.html" in done.stderr
    shown = invoke("show", tmp_path / "x.db", "articles", "--json")
    assert json.loads(shown.stdout)["outlet"] == "The Example"


def test_a_page_can_come_on_standard_input(invoke: Invoke) -> None:
    done = invoke("read", "-", "--jsonl", stdin="The ferry will sail in spring, Ana Lind said.")
    assert done.exit_code == 0
    line = json.loads(done.stdout)
    assert line["article"]["origin"] == "-"
    assert [found["speaker_name"] for found in line["attributions"]] == ["Ana Lind"]


def test_failures_are_lines_too(invoke: Invoke, write_pages: WritePages) -> None:
    folder = write_pages(2)
    (folder / "page-000.txt").write_bytes(b"")
    done = invoke("read", folder, "--jsonl")
    assert done.exit_code == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["type"] for line in lines] == ["failure", "article"]
    assert "2 pages: 1 read, 0 already there, 1 failed" in done.stderr


def test_a_size_limit_is_kept(invoke: Invoke, write_pages: WritePages, tmp_path: Path) -> None:
    folder = write_pages(1)
    done = invoke("read", folder, "-o", tmp_path / "x.db", "--max-bytes", "0.1KB")
    assert done.exit_code == 1
    assert "the limit is 100" in done.stderr


def test_how_a_page_was_read_is_told_in_brief(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    folder = write_pages(1)
    with (folder / "page-000.txt").open("ab") as file:
        file.write("ends in é".encode()[:-1])
    done = invoke("read", folder, "-o", tmp_path / "x.db")
    assert done.exit_code == 0
    assert f"warning: {folder / 'page-000.txt'}: " in done.stderr


def test_what_is_no_record_is_refused_and_left_as_it_is(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    precious = tmp_path / "notes.txt"
    precious.write_text("precious")
    done = invoke("read", write_pages(1), "-o", precious)
    assert done.exit_code == 1
    assert done.stderr.startswith("onrecord: ")
    assert precious.read_text() == "precious"


def test_names_of_files_cannot_harm_the_terminal(
    invoke: Invoke, write_pages: WritePages, tmp_path: Path
) -> None:
    folder = write_pages(0)
    (folder / "a\x1b[2Jb[bold].txt").write_bytes(b"")
    done = invoke("read", folder, "-o", tmp_path / "x.db")
    assert "\x1b" not in done.stderr
    assert "a␛[2Jb[bold].txt" in done.stderr
