"""`onrecord show`, `search` and `export` on the record of the sample coverage."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console

import onrecord
from onrecord.cli import rows
from onrecord.cli.search import hit_text
from onrecord.record import Failure, Given

Invoke = Callable[..., Result]


def test_a_statement_shows_who_with_role_what_where(invoke: Invoke, sample_db: Path) -> None:
    done = invoke("show", sample_db, "statements", "--speaker", "Farrow", "--about", "measurement")
    assert done.exit_code == 0
    for part in ("Lucien Farrow", "professor of water law", "said", "A claim needs a measurement",
                 "2025-10-26"):  # fmt: skip
        assert part in done.stdout
    where = column(done.stdout, "Where")
    assert "ThePortIlesseCourier" in where
    assert "two-lost-harvests" in where
    with onrecord.open(sample_db) as record:
        (statement,) = record.find_statements(speaker="Farrow", about="measurement")
        assert f"{statement.start}–{statement.end}" in done.stdout
    assert "\x1b" not in done.stdout  # no colour in a pipe


def test_nothing_of_a_long_content_is_cut(
    invoke: Invoke, sample_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with onrecord.open(sample_db) as record:
        longest = max(record.find_statements(), key=lambda row: len(row.content))
    for width in ("60", "120", "200"):
        monkeypatch.setenv("COLUMNS", width)
        done = invoke("show", sample_db, "statements")
        assert max(map(len, done.stdout.splitlines())) <= int(width)
        # Where a table would break words, there is a list instead.
        shown = "".join(done.stdout.split()) if width == "60" else column(done.stdout, "What")
        assert "".join(longest.content.split()) in shown


def column(table: str, title: str) -> str:
    """All the letters of one column of a printed table."""
    heading, *lines = table.splitlines()
    start = heading.index(title)
    following = [
        at for at in range(start + len(title), len(heading)) if heading[at - 1] == " " != heading[at]
    ]
    end = following[0] if following else None  # the last column ends with its line
    return "".join("".join(line[start:end].split()) for line in lines)


@pytest.mark.parametrize("view", ["articles", "statements", "people"])
def test_json_gives_every_row_as_one_object(invoke: Invoke, sample_db: Path, view: str) -> None:
    done = invoke("show", sample_db, view, "--json")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    with onrecord.open(sample_db) as record:
        found = getattr(record, f"find_{view}")()
    assert len(lines) == len(found) > 5
    assert done.stderr == ""


def test_filters_limit_and_counts_below_the_table(invoke: Invoke, tmp_path: Path) -> None:
    record = tmp_path / "x.db"
    pages = {
        "dated.txt": Given(published="2031-05-04"),
        "undated.txt": Given(),
        "old.txt": Given(published="2019"),
    }
    for name, given in pages.items():
        (tmp_path / name).write_text(f"The {name} ferry will sail, Ana Lind said.")  # nothing tells a day
        onrecord.read_into(tmp_path / name, record, given=given)
    done = invoke("show", record, "statements", "--since", "2031")
    assert "dated.txt" in done.stdout
    assert "old.txt" not in done.stdout
    assert "1 more statement has no date and is left out" in done.stdout.splitlines()[-1]
    limited = invoke("show", record, "articles", "--limit", "2")
    assert "2 of 3 are shown" in limited.stdout.splitlines()[-1]
    programs = invoke("show", record, "statements", "--until", "2020", "--json")
    assert [json.loads(line)["published"] for line in programs.stdout.splitlines()] == ["2019"]
    assert "1 more statement" in programs.stderr
    wrong = invoke("show", record, "articles", "--since", "May")
    assert wrong.exit_code == 2
    assert "--since" in wrong.stderr


def test_failures_are_shown_and_cannot_be_filtered(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    onrecord.read_into(tmp_path / "empty.txt", tmp_path / "x.db")
    done = invoke("show", tmp_path / "x.db", "failures")
    assert "empty.txt" in done.stdout
    assert "not one byte" in done.stdout
    assert invoke("show", tmp_path / "x.db", "failures", "--speaker", "Lind").exit_code == 2


def test_what_others_say_of_somebody_is_marked_and_counted_apart(invoke: Invoke, tmp_path: Path) -> None:
    text = "The ferry will sail, Ana Lind said. Greta Okoye said that Ana Lind promised to close the harbour."
    (tmp_path / "held.txt").write_text(text)
    onrecord.read_into(tmp_path / "held.txt", tmp_path / "x.db")
    lines = invoke("show", tmp_path / "x.db", "statements", "--speaker", "Lind", "--json").stdout.splitlines()
    said = [json.loads(line) for line in lines]
    assert [row["holder_who"] for row in said] == [None, "Greta Okoye"]
    table = invoke("show", tmp_path / "x.db", "statements", "--speaker", "Lind").stdout
    assert "accordingtoGretaOkoye" in column(table, "Who")
    people = invoke("show", tmp_path / "x.db", "people", "--speaker", "Lind", "--json").stdout
    assert (json.loads(people)["statements"], json.loads(people)["held"]) == (1, 1)
    assert "according to Greta Okoye" in invoke("search", tmp_path / "x.db", "close").stdout


def test_articles_without_a_date_come_by_their_place(invoke: Invoke, tmp_path: Path) -> None:
    for name in "hcfagbed":
        (tmp_path / f"{name}.txt").write_text(
            f"The ferry {name} will sail in spring, Ana Lind said on Monday."
        )
    onrecord.read_into(tmp_path, tmp_path / "x.db")
    lines = invoke("show", tmp_path / "x.db", "articles", "--json").stdout.splitlines()
    assert [Path(json.loads(line)["origins"][0]).stem for line in lines] == list("abcdefgh")


@pytest.mark.parametrize("query", ["", "-", "("])
def test_a_search_for_no_word_is_refused(invoke: Invoke, sample_db: Path, query: str) -> None:
    done = invoke("search", sample_db, query)
    assert done.exit_code == 2
    assert "Give at least one word that must be there." in done.stderr


def test_words_need_no_quotation_marks(invoke: Invoke, sample_db: Path) -> None:
    several = invoke("search", sample_db, "river", "knows").stdout
    assert several == invoke("search", sample_db, "river knows").stdout
    assert "**river** **knows**" in several


def test_where_every_page_failed_it_is_told_where_the_reasons_are(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    onrecord.read_into(tmp_path / "empty.txt", tmp_path / "x.db")
    for view in ("people", "statements"):
        assert f"onrecord show {tmp_path / 'x.db'} failures" in invoke("show", tmp_path / "x.db", view).stdout


def test_an_empty_answer_is_said(invoke: Invoke, sample_db: Path) -> None:
    assert "Nothing was found." in invoke("show", sample_db, "people", "--speaker", "Nobodyson").stdout
    assert "Nothing was found." in invoke("search", sample_db, "zzzzqqq").stdout


def test_a_page_can_neither_colour_nor_rule_the_terminal(invoke: Invoke, tmp_path: Path) -> None:
    text = "“The :smile: [bold red]ferry[/] \x1b]0;owned\x07\u202ewill\u202c sail in spring,” Ana Lind said."
    (tmp_path / "evil.txt").write_text(text, encoding="utf-8")
    onrecord.read_into(tmp_path / "evil.txt", tmp_path / "x.db", given=Given(headline="\x9b2J[blink]"))
    for command in (["show", "articles"], ["show", "statements"], ["search", "ferry"]):
        for more in ([], ["--json"]):
            done = invoke(command[0], tmp_path / "x.db", command[1], *more)
            assert not set(done.stdout) & set("\x1b\x07\x9b\u202e\u202c")
    shown = invoke("show", tmp_path / "x.db", "statements").stdout
    assert "[bold red]ferry[/]" in shown
    assert ":smile:" in shown
    line = invoke("show", tmp_path / "x.db", "articles", "--json").stdout
    assert json.loads(line)["headline"] == "\x9b2J[blink]"  # for programs, nothing is changed


def test_search_shows_the_best_first_with_the_hit_marked(invoke: Invoke, sample_db: Path) -> None:
    done = invoke("search", sample_db, "harvests", "--limit", "2")
    assert "**harvest" in done.stdout
    assert "There are more" in done.stdout
    assert "Port Ilesse Courier" in done.stdout
    lines = invoke("search", sample_db, "harvests", "--json").stdout.splitlines()
    scores = [json.loads(line)["score"] for line in lines]
    assert scores == sorted(scores)
    by_speaker = invoke("search", sample_db, "gates", "--speaker", "Oruk", "--json").stdout.splitlines()
    assert by_speaker
    assert all("Oruk" in json.loads(line)["statement"]["who"] for line in by_speaker)


def test_on_a_terminal_the_hit_is_bold(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        hit = record.search("harvests", limit=1).hits[0]
    out = Console(force_terminal=True, file=io.StringIO(), width=200)
    with out.capture() as captured:
        out.print(hit_text(hit, colour=True))
    assert "\x1b[1;33mharvests" in captured.get()
    assert "**" not in captured.get()


def test_marks_stay_in_their_places_when_white_space_is_made_one() -> None:
    assert str(rows.marked("a\n\n ferry\x1b to", ((4, 9),), colour=False)) == "a **ferry**␛ to"


def test_export_writes_a_file_or_to_standard_output(invoke: Invoke, sample_db: Path, tmp_path: Path) -> None:
    done = invoke("export", sample_db, "--format", "jsonl", "-o", "-")
    assert [json.loads(line)["type"] for line in done.stdout.splitlines()] == ["article"] * 8
    out = tmp_path / "story.csv"
    assert invoke("export", sample_db, "--format", "csv", "-o", out).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) > 100
    unknown = invoke("export", sample_db, "--format", "papyrus", "-o", tmp_path / "x")
    assert unknown.exit_code == 2
    assert invoke("export", sample_db, "--format", "CSV", "-o", out).exit_code == 0
    assert "jsonl" in unknown.stderr
    assert not (tmp_path / "x").exists()


def test_a_record_that_is_not_there_is_one_clear_message(invoke: Invoke, tmp_path: Path) -> None:
    for command in (["show", "articles"], ["search", "ferry"]):
        done = invoke(command[0], tmp_path / "no.db", command[1])
        assert done.exit_code == 1
        assert "no such record" in done.stderr
        assert done.stdout == ""
    assert not (tmp_path / "no.db").exists()


def test_failure_cells_are_harmless() -> None:
    cells = rows.failure_cells(Failure(origin="a\x1b", stage="x", kind="y", reason="[red]b\x07"))
    assert [cell.plain for cell in cells] == ["a␛", "[red]b␇"]


def test_a_copy_is_shown_with_what_it_copies_and_why(invoke: Invoke, sample_db: Path) -> None:
    done = invoke("show", sample_db, "articles", "--outlet", "Gazette")
    words = " ".join(done.stdout.split())
    assert "copy of" in words
    lines = [json.loads(line) for line in invoke("show", sample_db, "articles", "--json").stdout.splitlines()]
    (copied,) = [line for line in lines if line["copy_of"]]
    assert copied["outlet"] == "Kettar Valley Gazette"
    assert (copied["copy_of"]["outlet"], copied["copy_of"]["direction"]) == ("Meridian Wire", "credit")
    assert copied["copy_of"]["article"] in {line["id"] for line in lines}
    with onrecord.open(sample_db) as record:
        (copy,) = record.copies
        assert (copy.article_id, copy.original) == (copied["id"], copied["copy_of"]["article"])


def test_exports_tell_what_is_a_copy(invoke: Invoke, sample_db: Path) -> None:
    exported = invoke("export", sample_db, "--format", "jsonl", "-o", "-").stdout.splitlines()
    articles = [json.loads(line)["article"] for line in exported]
    (copied,) = [article for article in articles if article["copy_of"]]
    place = copied["copy_of"]["common"][0]
    assert copied["text"][place["start"] : place["end"]] == place["text"]
    table = csv.DictReader(io.StringIO(invoke("export", sample_db, "--format", "csv", "-o", "-").stdout))
    statements = [row for row in table if row["copy_of"]]
    assert statements
    assert {row["article_id"] for row in statements} == {copied["id"]}
    assert {row["copy_of"] for row in statements} == {copied["copy_of"]["article"]}


def test_a_probability_is_asked_of_statements_alone(invoke: Invoke, sample_db: Path) -> None:
    rows = [
        json.loads(line)
        for line in invoke(
            "show", sample_db, "statements", "--min-probability", "0.9", "--json"
        ).stdout.splitlines()
    ]
    assert len(rows) > 10
    assert all(row["probability"] >= 0.9 for row in rows)
    every = invoke("show", sample_db, "statements", "--json").stdout
    assert '"probability": null' in every
    assert invoke("show", sample_db, "statements", "--min-probability", "0", "--json").stdout == every
    refused = invoke("show", sample_db, "people", "--min-probability", "0.9")
    assert (refused.exit_code, "statements alone" in refused.stderr) == (2, True)
