"""Errors say what, where and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..conftest import Run

COUPLE = (
    "A couple buys the mill\n\nThe engineer Anna Harlow said that the old mill would turn again. The painter "
    "Kenneth Varley said that its walls were damp.\n\nThe mayor Ida Brandt said that both were welcome.\n"
)
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


def kept_as(output: str) -> str:
    """The id of the correction that a command says it kept."""
    return output.split("Kept as ")[1].split(".")[0]


def test_a_statement_that_was_marked_as_none_says_so_and_how_it_comes_back(run: Run, story: Path) -> None:
    (line,) = run("show", story, "statements", "--json").stdout.splitlines()
    ident = json.loads(line)["id"]
    kept = kept_as(run("correct", story, ident, "--not-a-statement", "--author", "Ada").stderr)
    for again in (["--not-a-statement"], ["--speaker", "Ida Brandt"]):
        for name in (ident, ident[:9]):
            done = run("correct", story, name, *again)
            assert done.returncode == 2
            assert f"the statement {ident} was marked as no statement, by Ada on " in done.stderr
            assert f"`onrecord undo {story} {kept}` takes that back" in done.stderr
    assert run("undo", story, kept).returncode == 0
    assert run("correct", story, ident, "--speaker", "Ida Brandt").returncode == 0


def test_who_is_in_one_article_is_not_split_but_a_merge_taken_back(run: Run, story: Path) -> None:
    (story.parent / "pages" / "couple.txt").write_text(COUPLE, encoding="utf-8")
    assert run("read", "pages/couple.txt", "-o", "mill.db").returncode == 0
    alone = run("split", "mill.db", "Ida Brandt", "--article", "pages/couple.txt")
    assert alone.returncode == 2
    assert "Ida Brandt is in one article only" in alone.stderr
    assert "undo" not in alone.stderr
    kept = kept_as(run("merge", "mill.db", "Anna Harlow", "Kenneth Varley").stderr)
    done = run("split", "mill.db", "Kenneth Varley", "--article", "pages/couple.txt")
    assert done.returncode == 2
    assert "is in one article only" in done.stderr
    assert f"`onrecord undo mill.db {kept}` takes a merge back" in done.stderr
    assert run("undo", "mill.db", kept).returncode == 0
    assert run("person", "mill.db", "Kenneth Varley").returncode == 0


def test_a_split_counts_articles_and_not_places_in_them(run: Run, story: Path) -> None:
    (story.parent / "pages" / "couple.txt").write_text(COUPLE, encoding="utf-8")
    assert run("read", "pages", "-o", "mill.db").returncode == 0
    assert run("merge", "mill.db", "Anna Harlow", "Kenneth Varley").returncode == 0
    everywhere = ["--article", "pages/couple.txt", "--article", "pages/harbour.txt"]
    done = run("split", "mill.db", "Kenneth Varley", *everywhere)
    assert done.returncode == 2
    assert "is in 2 articles; name some of them" in done.stderr
