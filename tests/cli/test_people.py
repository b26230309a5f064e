from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from onrecord import api

Invoke = Callable[..., Result]


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "story.db"
    pages = api.sample_coverage()
    api.read_into(pages, path, metadata=pages / "pages.csv")
    return path


@pytest.fixture
def record(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read_once, tmp_path / "story.db"))


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def dossier(invoke: Invoke, record: Path, name: str) -> dict[str, Any]:
    (found,) = rows(invoke("person", record, name, "--json"))
    return found


def test_a_dossier_has_names_roles_statements_and_company(invoke: Invoke, record: Path) -> None:
    found = dossier(invoke, record, "nadia thorsen")
    assert found["person"]["names"] == ["Nadia Thorsen", "Thorsen"]
    days = [seen["published"] for seen in found["seen"]]
    assert days == sorted(days)
    assert len(days) == 3
    assert all(seen["why"] for seen in found["seen"])
    days = [said["published"] for said in found["said"]]
    assert days == sorted(days)
    contents = [said["content"] for said in found["said"]]
    assert any(c.startswith("Satellite images … would prove how far the river had dropped") for c in contents)
    assert "Leila Brandvold" in [it["name"] for it in found["quoted_with"]]
    shown = invoke("person", record, "Nadia Thorsen").output
    for words in ("Seen as", "hydrologist", "Said (", "Quoted in the same articles as"):
        assert words in shown


def test_who_wrote_is_an_author(invoke: Invoke, record: Path) -> None:
    found = dossier(invoke, record, "Hana Petrosz")
    assert found["person"]["wrote"] == 3
    assert [seen["wrote"] for seen in found["seen"]] == [True] * 3
    assert "author" in invoke("person", record, "Hana Petrosz").output
    assert dossier(invoke, record, "Nadia Thorsen")["person"]["wrote"] == 0
    assert "author of 3 articles" in " ".join(
        invoke("show", record, "people", "--speaker", "Petrosz").output.split()
    )


def test_a_name_of_several_people_lists_them(invoke: Invoke, record: Path) -> None:
    result = invoke("person", record, "Thorsen")
    assert result.exit_code == 2
    assert "Nadia Thorsen" in result.stderr
    assert "Erik Thorsen" in result.stderr
    ident = next(line.split()[0] for line in result.stderr.splitlines() if "Nadia" in line)
    assert dossier(invoke, record, ident)["person"]["name"] == "Nadia Thorsen"
    assert invoke("person", record, "Nobody Here").exit_code == 2


def test_a_merge_shows_everywhere_and_is_undone(invoke: Invoke, record: Path) -> None:
    before = dossier(invoke, record, "Erik Thorsen")
    assert invoke("merge", record, "Nadia Thorsen", "Erik Thorsen", "--reason", "a test").exit_code == 0
    merged = dossier(invoke, record, "Thorsen")
    assert dossier(invoke, record, before["person"]["id"])["person"] == merged["person"]
    said = rows(invoke("show", record, "statements", "--speaker", "Erik Thorsen", "--json"))
    assert {it["entity"] for it in said} == {merged["person"]["id"]}
    assert {it["who"] for it in said} == {"Nadia Thorsen", "Erik Thorsen"}
    with api.open_record(record) as opened:
        lines = [api.line(reading) for reading in opened.readings]
        assert len(lines) == 8
        assert {it.name for it in opened.entities if len(it.names) > 1} >= {merged["person"]["name"]}
    (kept,) = rows(invoke("corrections", record, "--json"))
    assert kept["correction"]["reason"] == "a test"
    assert "merge" in invoke("corrections", record).output
    assert invoke("undo", record, kept["correction"]["id"][:8], "--author", "Ada").exit_code == 0
    assert dossier(invoke, record, "Erik Thorsen") == before


def test_a_split_parts_one_person_by_articles(invoke: Invoke, record: Path) -> None:
    seen = dossier(invoke, record, "Nadia Thorsen")["seen"]
    assert invoke("split", record, "Nadia Thorsen", "--article", seen[0]["origin"]).exit_code == 0
    assert "could be 2 people" in invoke("person", record, "Nadia Thorsen").stderr
    everywhere = [f"--article={it['article']}" for it in dossier(invoke, record, "Erik Thorsen")["seen"]]
    assert invoke("split", record, "Erik Thorsen", *everywhere).exit_code == 2


def test_a_split_says_that_whom_one_article_names_twice_moved_whole(invoke: Invoke, record: Path) -> None:
    with api.open_record(record) as opened:
        articles = [
            (nadia.article, nadia.article in {it.article for it in opened.person("Erik Thorsen").seen})
            for nadia in opened.person("Nadia Thorsen").seen
        ]
    both = [article for article, shared in articles if shared]
    assert both
    alone = invoke("split", record, "Nadia Thorsen", "--article", both[0])
    assert "people who were merged" not in alone.output
    (kept,) = rows(invoke("corrections", record, "--json"))
    assert invoke("undo", record, kept["correction"]["id"]).exit_code == 0
    assert invoke("merge", record, "Nadia Thorsen", "Erik Thorsen").exit_code == 0
    done = invoke("split", record, "Erik Thorsen", "--article", both[0])
    assert done.exit_code == 0
    assert f"{both[0]} has 2 people who were merged" in done.output.replace("\n", " ")


def test_a_statement_and_an_article_are_corrected(invoke: Invoke, record: Path) -> None:
    first = rows(invoke("show", record, "statements", "--speaker", "Renner", "--json"))[0]
    assert invoke("correct", record, first["id"][:10], "--speaker", "Ida Brandt").exit_code == 0
    assert dossier(invoke, record, "Ida Brandt")["said"][0]["content"] == first["content"]
    assert invoke("correct", record, first["article"], "--outlet", "The Tern").exit_code == 0
    assert len(rows(invoke("show", record, "articles", "--outlet", "tern", "--json"))) == 1
    assert invoke("correct", record, first["article"], "--does-not-belong").exit_code == 0
    assert len(rows(invoke("show", record, "articles", "--json"))) == 7
    assert len(rows(invoke("corrections", record, "--json"))) == 3


def test_what_is_undone_says_so_when_it_is_undone_again(invoke: Invoke, record: Path) -> None:
    first = rows(invoke("show", record, "statements", "--json"))[0]
    invoke("correct", record, first["id"], "--nobody", "--author", "Bo")
    (kept,) = rows(invoke("corrections", record, "--json"))
    ident = kept["correction"]["id"]
    assert invoke("undo", record, ident, "--author", "Ada", "--reason", "she did").exit_code == 0
    again = invoke("undo", record, ident)
    assert again.exit_code == 2
    assert "already undone, by Ada on" in again.stderr
    assert "she did" in again.stderr
    assert len(rows(invoke("corrections", record, "--json"))) == 2


def test_parts_may_be_empty_and_an_outlet_unknown(invoke: Invoke, record: Path) -> None:
    first = next(it for it in rows(invoke("show", record, "statements", "--json")) if it["source"])
    assert invoke("correct", record, first["id"], "--source", "").exit_code == 0
    assert invoke("correct", record, first["article"], "--outlet", "", "--published", "").exit_code == 0
    found = rows(invoke("show", record, "statements", "--json"))
    now = next(it for it in found if it["id"] == first["id"])
    assert (now["source"], now["outlet"], now["published"]) == ("", None, None)


def test_a_bare_surname_of_several_picks_nobody_though_one_is_called_by_it_alone(
    invoke: Invoke, tmp_path: Path
) -> None:
    page, path = tmp_path / "page.txt", tmp_path / "kin.db"
    page.write_text(
        "Two on the bridge\n\nThe engineer Anna Harlow said that the bridge was safe. Later Harlow spoke "
        "to the mayor.\n\nThe mason Peter Harlow said that it was not safe at all.\n",
        encoding="utf-8",
    )
    api.read_into(page, path)
    people = rows(invoke("show", path, "people", "--json"))
    assert {"Anna Harlow", "Peter Harlow"} <= {it["name"] for it in people}
    assert "could be 2 people" in invoke("person", path, "Harlow").stderr
    assert dossier(invoke, path, "anna harlow")["person"]["name"] == "Anna Harlow"


def test_a_missed_statement_is_added(invoke: Invoke, record: Path) -> None:
    article = rows(invoke("show", record, "articles", "--json"))[0]
    words = article["headline"]
    assert (
        invoke("correct", record, article["id"], "--missed", words, "--speaker", "Ida Brandt").exit_code == 0
    )
    assert dossier(invoke, record, "Ida Brandt")["said"][0]["content"] == words


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["correct", "{}", "0123"], "Say what is wrong"),
        (
            ["correct", "{}", "0123", "--speaker", "Ida", "--outlet", "Tern"],
            "either a statement or an article",
        ),
        (["correct", "{}", "nothing", "--nobody"], "no statement with the id 'nothing'"),
        (["correct", "{}", "nothing", "--outlet", "Tern"], "no article 'nothing'"),
        (["correct", "{}", "nothing", "--published", "soon"], "is no date"),
        (["merge", "{}", "Nadia Thorsen"], "needs two"),
        (["merge", "{}", "Nadia Thorsen", "Nadia Thorsen"], "not one already"),
        (["undo", "{}", "nothing"], "no one correction"),
        (["correct", "{}", "0123", "--speaker", "Ida", "--nobody"], "not both"),
        (["correct", "{}", "0123", "--speaker", " "], "no name"),
        (["correct", "{}", "0123", "--not-a-statement", "--cue", "said"], "one of the two"),
        (["correct", "{}", "0123", "--content", ""], "without them it is none"),
        (["correct", "{}", "0123", "--does-not-belong", "--outlet", "Tern"], "one of the two"),
        (["correct", "{}", "0123", "--missed", "Some words", "--outlet", "Tern"], "not --outlet"),
        (["correct", "{}", "0123", "--missed", "Some words", "--nobody"], "not --nobody"),
    ],
)
def test_what_cannot_be_corrected_says_why(
    invoke: Invoke, record: Path, arguments: list[str], message: str
) -> None:
    result = invoke(*(it.format(record) for it in arguments))
    assert result.exit_code == 2
    assert message in result.stderr


def test_people_are_known_in_a_record_whose_run_was_cut_short(invoke: Invoke, record: Path) -> None:

    whole = dossier(invoke, record, "Nadia Thorsen")
    with sqlite3.connect(record) as connection:
        for table in ("entities", "members", "assembled"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()
    before = record.read_bytes()
    assert dossier(invoke, record, "Nadia Thorsen") == whole
    assert record.read_bytes() == before
