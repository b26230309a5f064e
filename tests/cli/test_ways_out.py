"""Errors say what, where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import Run

PAGE = "The harbour opens\n\nThe engineer Anna Harlow said that the harbour was ready for ships.\n"


@pytest.fixture
def story(tmp_path: Path, run: Run) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "harbour.txt").write_text(PAGE, encoding="utf-8")
    done = run("read", "pages", "-o", "story.db")
    assert done.returncode == 0, done.stderr
    return tmp_path / "story.db"


@pytest.mark.parametrize(
    ("arguments", "status", "parts"),
    [
        (["read", "pages", "-o", "nowhere/a.db"], 1, ["the folder nowhere does not exist", "Make it first"]),
        (
            ["export", "story.db", "--format", "csv", "-o", "nowhere/a.csv"],
            1,
            ["folder nowhere does not exist"],
        ),
        (["read", "pages", "-o", "pages"], 1, ["pages: not a file but a folder", "pages/story.db"]),
        (["show", "pages", "articles"], 1, ["pages: not a file but a folder", "pages/story.db"]),
        (
            ["show", "pages/harbour.txt", "articles"],
            1,
            ["not a record of OnRecord", "`onrecord read PAGES -o"],
        ),
        (
            ["read", "ftp://coast.example/a", "-o", "x.db"],
            1,
            ["ftp://coast.example/a", "http:// and https://"],
        ),
        (
            ["read", "pages", "ftp://coast.example/a", "-o", "x.db"],
            1,
            ["failed: ftp://coast.example/a: Only http:// and https:// addresses"],
        ),
        (["person", "story.db", ""], 2, ["'' is no name", "onrecord show story.db people"]),
        (["read"], 2, ["Say what to read: PATHS"]),
        (["read", "-o", "x.db"], 2, ["Say what to read: PATHS"]),
    ],
)
def test_what_is_asked_amiss_is_told_with_a_way_out(
    run: Run, story: Path, arguments: list[str], status: int, parts: list[str]
) -> None:
    done = run(*arguments)
    assert done.returncode == status
    for part in parts:
        assert part in done.stderr
    assert "Traceback" not in done.stderr
