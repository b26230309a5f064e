"""How a statement and an article are told in a line of the reading room."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from starlette.testclient import TestClient

import onrecord
from onrecord.store import StatementView
from onrecord.web import make_app
from onrecord.web.addresses import Addresses
from onrecord.web.templating import make_environment


@pytest.fixture(scope="module")
def view(sample_db: Path) -> StatementView:
    with onrecord.open(sample_db) as record:
        return replace(
            next(iter(record.find_statements())),
            who="Ukrainians", speaker="a", entity=None, entity_name=None, roles=(),
            holder="b", holder_who="John Kirby", holder_speaker="c",
        )  # fmt: skip


def line(statement: StatementView, macro: str = "item") -> str:
    module: Any = make_environment(Addresses()).get_template("_statement.html").module
    return Markup(getattr(module, macro)(statement)).striptags()


def test_who_tells_a_statement_stands_behind_who_says_it(view: StatementView) -> None:
    assert line(view).startswith("Ukrainians, in the words of John Kirby")


def test_nobody_is_said_to_tell_their_own_statement(view: StatementView) -> None:
    own = replace(view, holder_speaker=view.speaker)
    unnamed = replace(view, speaker=None, holder_speaker=None, holder_who=view.who)
    for it in (own, unnamed):
        assert "in the words of" not in line(it)


def test_according_to_stands_before_whose_account_it_is(view: StatementView) -> None:
    it = replace(view, source="Yoo", cue="according to", content="Then it rained.")
    assert line(it, "words") == "According to Yoo: Then it rained."
    assert line(replace(it, cue="said"), "words") == "Yoo said: Then it rained."


def test_what_lies_inside_a_statement_is_counted_as_no_more_than_that(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        held = [it.held for it in record.people if it.held]
    text = TestClient(make_app(sample_db), base_url="http://127.0.0.1").get("/people").text
    told = re.findall(r"(\d+) more inside (another statement|other statements)", text)
    assert told == [(str(it), "another statement" if it == 1 else "other statements") for it in held]
    assert told


def test_a_byline_stands_apart_from_the_date(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><meta name=author content='A. Writer'><title>T</title></head><body><article>"
        "<h1>The ferry sails again</h1>"
        "<p>The ferry of Tarn will sail again in spring, mayor Ana Lind said in the town hall.</p>"
        "</article></body></html>",
        "utf-8",
    )
    onrecord.read_into(tmp_path / "a.html", tmp_path / "story.db")
    with onrecord.open(tmp_path / "story.db") as record:
        (article,) = record.find_articles()
    client = TestClient(make_app(tmp_path / "story.db"), base_url="http://127.0.0.1")
    text = " ".join(Markup(client.get(f"/articles/{article.id}").text).striptags().split())
    assert "no date · A. Writer" in text
