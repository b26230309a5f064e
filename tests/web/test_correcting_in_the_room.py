"""Corrections as people make them in a browser: where the thing is seen, undone, and two at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

import onrecord
from onrecord import api
from onrecord.web import make_app

from .browsing import barriers, opened

Serve = Callable[[FastAPI], str]


@pytest.fixture
def address(own_record: Path, serve: Serve) -> str:
    return serve(make_app(own_record))


def somebody(record: Path, name: str = "Nadia Thorsen") -> api.Dossier:
    with onrecord.open(record) as opened_record:
        return opened_record.person(name)


def statement(record: Path, ident: str) -> api.StatementView | None:
    with onrecord.open(record) as opened_record:
        return opened_record.statement(ident)


def kept(record: Path) -> list[api.CorrectionView]:
    with onrecord.open(record) as opened_record:
        return list(opened_record.corrections)


def say_speaker(page: Page, name: str, author: str) -> None:
    form = page.locator("form.correct", has=page.get_by_label("Somebody else said it"))
    form.get_by_label("Somebody else said it").check()
    form.get_by_label("Who", exact=True).fill(name)
    form.get_by_label("Your name").fill(author)
    form.get_by_role("button", name="Keep").click()


def test_a_speaker_is_corrected_where_the_statement_stands_and_it_is_undone(
    page: Page, address: str, own_record: Path
) -> None:
    dossier = somebody(own_record)
    first = dossier.said[0]
    page.goto(f"{address}/people/{dossier.person.id}")
    page.locator(f"#s-{first.id}").get_by_role("link", name="correct").click()
    form = page.locator(f"#s-{first.id} form.correct")
    form.wait_for()
    assert page.url.endswith(f"/people/{dossier.person.id}")  # the form came to the statement
    say_speaker(page, "Ida Brandt", "A. Reader")
    page.get_by_role("heading", name="Another speaker").wait_for()
    found = statement(own_record, first.id)
    assert found is not None
    assert found.who == "Ida Brandt"
    page.get_by_role("link", name="Back to where you were").click()
    assert page.url.endswith(f"/people/{dossier.person.id}")
    assert page.locator(f"section[aria-labelledby=said] #s-{first.id}").count() == 0
    page.get_by_role("link", name="Corrections").click()
    page.get_by_role("link", name="Another speaker").click()
    assert page.get_by_label("Your name").input_value() == "A. Reader"  # the browser remembers
    page.get_by_label("Why").fill("the tape says so")
    page.get_by_role("button", name="Undo it").click()
    page.get_by_role("heading", name="Undone").wait_for()
    found = statement(own_record, first.id)
    assert found is not None
    assert found.who == "Nadia Thorsen"
    assert [it.state for it in kept(own_record)] == ["undone", "in force"]
    assert kept(own_record)[1].correction.reason == "the tape says so"


def test_two_browsers_that_correct_one_statement_lose_no_word_of_either(
    browser: Browser, address: str, own_record: Path
) -> None:
    first = somebody(own_record).said[0]
    with opened(browser) as one, opened(browser, expected="409") as other:
        for page in (one, other):
            page.goto(f"{address}/statements/{first.id}/correct")
        say_speaker(one, "Ida Brandt", "Ada")
        one.get_by_role("heading", name="Another speaker").wait_for()
        say_speaker(other, "Osei Brandt", "Bo")
        other.get_by_text("Somebody was first").wait_for()
        told = other.get_by_role("alert").inner_text()
        assert "Ada" in told
        assert "Ida Brandt" in told
        assert other.get_by_label("Who", exact=True).input_value() == "Osei Brandt"
        assert other.get_by_label("Your name").input_value() == "Bo"
        assert barriers(other) == []
        assert [it.correction.author for it in kept(own_record)] == ["Ada"]
        other.get_by_role("button", name="Keep mine too").click()
        other.get_by_role("heading", name="Another speaker").wait_for()
    views = kept(own_record)
    assert [it.correction.author for it in views] == ["Ada", "Bo"]
    assert views[0].overruled == views[1].correction.id
    found = statement(own_record, first.id)
    assert found is not None
    assert found.who == "Osei Brandt"


def test_everything_can_be_corrected_without_script(browser: Browser, address: str, own_record: Path) -> None:
    dossier = somebody(own_record)
    first, second = dossier.said[0], dossier.said[1]
    with opened(browser, script=False) as page:
        page.goto(f"{address}/people/{dossier.person.id}")
        page.locator(f"#s-{second.id}").get_by_role("link", name="correct").click()
        page.get_by_label("Nobody said, thought").check()
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Keep").click()
        page.get_by_role("heading", name="Not a statement").wait_for()
        page.goto(f"{address}/statements/{first.id}/correct")
        page.get_by_label("It is other words").check()
        page.get_by_label("What was said").fill(first.content.split()[0])
        page.get_by_role("button", name="Keep").click()
        page.get_by_role("heading", name="Other words").wait_for()
        page.goto(f"{address}/articles/{first.article}/correct")
        missed = page.locator("form[action$=missed]")
        missed.get_by_label("What was said").fill(first.headline or "")
        missed.get_by_label("Who that is").fill("Ida Brandt")
        missed.get_by_role("button").click()
        page.get_by_role("heading", name="A statement that was missed").wait_for()
        page.goto(f"{address}/articles/{first.article}/correct")
        page.get_by_role("textbox", name="Outlet").fill("The Tern")
        page.get_by_role("textbox", name="Published").fill("2025-10")
        page.get_by_role("button", name="Keep").click()
        page.get_by_role("heading", name="Facts of an article").wait_for()
        page.goto(f"{address}/people?q=renner")
        page.get_by_role("link", name="Kofi Renner").click()
        page.get_by_role("link", name="This is the same person as").click()
        page.get_by_role("searchbox").fill("lindgren")
        page.get_by_role("button", name="Find").click()
        page.get_by_label("Mateo Lindgren").check()
        page.get_by_role("button", name="They are one").click()
        page.get_by_role("heading", name="One person, not several").wait_for()
        page.goto(f"{address}/people/{dossier.person.id}")
        page.get_by_role("checkbox").first.check()
        page.get_by_text("These are several people").click()
        page.get_by_role("button", name="The ticked ones").click()
        page.get_by_role("heading", name="Several people, not one").wait_for()
        page.goto(f"{address}/articles/{first.article}/correct")
        page.get_by_role("button", name="Hide the article").click()
        page.get_by_role("heading", name="An article that does not belong").wait_for()
    kinds = {it.correction.kind for it in kept(own_record)}
    assert kinds == {
        "not-a-statement", "boundaries", "missed-statement", "article", "merge", "split", "not-in-story"
    }  # fmt: skip
    assert {it.correction.author for it in kept(own_record)} == {"Ada"}


def test_typing_finds_a_person(page: Page, room: str) -> None:
    page.goto(f"{room}/people")
    everybody = page.locator("ol.people > li").count()
    page.get_by_role("searchbox").press_sequentially("thors nad")
    page.get_by_text("called “thors nad”").wait_for()  # beginnings of words, in any order
    names = page.locator("ol.people > li .name").all_inner_texts()
    assert "Nadia Thorsen" in names
    assert len(names) < everybody
    page.get_by_role("searchbox").fill("horsen")
    page.get_by_text("Nobody in this record has such a name").wait_for()
    assert page.get_by_role("searchbox").input_value() == "horsen"


def form_token(client: TestClient) -> str:
    return client.get("/").text.split('X-OnRecord-Token": "')[1].split('"')[0]


def test_what_is_wrong_with_a_correction_is_said_and_nothing_is_lost(own_record: Path) -> None:
    client = TestClient(make_app(own_record), base_url="http://127.0.0.1:8765", follow_redirects=False)
    first = somebody(own_record).said[0]
    given = {"token": form_token(client), "author": "Ada", "reason": "<b>heard</b>", "what": "boundaries"}
    answer = client.post(
        f"/statements/{first.id}/correct", data={**given, "content": "words that are <i>nowhere</i>"}
    )
    assert answer.status_code == 400
    assert "does not stand in the article" in answer.text
    assert "words that are &lt;i&gt;nowhere" in answer.text
    assert "&lt;b&gt;heard" in answer.text
    for path, data, words in (
        (f"/statements/{first.id}/correct", {**given, "author": " "}, "give your name"),
        (f"/statements/{first.id}/correct", {**given, "what": ""}, "Choose what is wrong"),
        (f"/statements/{first.id}/correct", {**given, "what": "speaker", "speaker": ""}, "no name"),
        (f"/articles/{first.article}/correct", {**given, "published": "soon"}, "is no date"),
        (f"/articles/{first.article}/missed", {**given, "content": " "}, "needs the words"),
        (f"/people/{first.entity}/merge", given, "Choose who it is"),
        (f"/people/{first.entity}/split", given, "Tick the articles"),
    ):
        answer = client.post(path, data=data)
        assert (answer.status_code, words in answer.text) == (400, True), path
    assert kept(own_record) == []


def test_a_form_of_another_site_corrects_nothing(own_record: Path) -> None:
    client = TestClient(make_app(own_record), base_url="http://127.0.0.1:8765", follow_redirects=False)
    first = somebody(own_record).said[0]
    given = {"author": "Mallory", "what": "nobody"}
    assert client.post(f"/statements/{first.id}/correct", data=given).status_code == 403
    given["token"] = form_token(client)
    elsewhere = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    assert client.post(f"/statements/{first.id}/correct", data=given, headers=elsewhere).status_code == 403
    assert kept(own_record) == []
    given["back"] = "https://evil.example/"
    answer = client.post(f"/statements/{first.id}/correct", data=given)
    assert answer.status_code == 303
    assert "evil" not in answer.headers["location"]


def test_a_former_id_leads_to_whoever_it_was(own_record: Path) -> None:
    one, other = somebody(own_record, "Kofi Renner"), somebody(own_record, "Mateo Lindgren")
    onrecord.merge(own_record, [str(one.person.id), str(other.person.id)], author="Ada")
    client = TestClient(make_app(own_record), base_url="http://127.0.0.1:8765", follow_redirects=False)
    answers = [client.get(f"/people/{it.person.id}") for it in (one, other)]
    assert sorted(it.status_code for it in answers) == [200, 303]
    assert client.get("/people/nobody").status_code == 404


def test_words_that_are_marked_in_an_article_become_a_statement(
    page: Page, address: str, own_record: Path
) -> None:
    article = somebody(own_record).said[0].article
    page.goto(f"{address}/articles/{article}")
    words = page.evaluate(
        """() => {
          const blocks = [...document.querySelectorAll("p.block[data-start]")];
          const long = blocks.filter((it) => it.innerText.length > 80).at(-1);
          const text = document.createTreeWalker(long, NodeFilter.SHOW_TEXT).nextNode();
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, Math.min(text.length, 24));
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
          return range.toString().trim();
        }"""
    )
    page.get_by_role("link", name="A statement was missed here").click()
    assert page.get_by_label("What was said").input_value() == words
    place = int(page.locator("input[name=start]").input_value())
    page.locator("form[action$=missed]").get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Add the statement").click()
    page.get_by_role("heading", name="A statement that was missed").wait_for()
    (view,) = kept(own_record)
    assert view.correction.targets[0].quotes[0].start == place
    assert view.correction.targets[0].quotes[0].exact == words


def test_words_behind_an_emoji_are_found_where_they_were_marked(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    text = tmp_path / "harbour.txt"
    text.write_text(
        "Harbour news\n\nThe mayor Anna Harlow said 🐟🐟🐟 that the fish market would open on Monday. The "
        "fish market would open late, Harlow said.\n",
        encoding="utf-8",
    )
    path = tmp_path / "harbour.db"
    onrecord.read_into(text, path)
    with onrecord.open(path) as record:
        (article,) = record.articles
    words = "fish market would open"
    place = article.text.rindex(words)
    page.goto(f"{serve(make_app(path))}/articles/{article.id}")
    page.evaluate(
        """(words) => {
          const blocks = [...document.querySelectorAll(".block[data-start]")];
          const block = blocks.find((it) => it.textContent.includes(words));
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          const last = block.textContent.lastIndexOf(words);
          const range = document.createRange();
          for (let at = 0, node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) {
            if (at <= last && last < at + node.length) range.setStart(node, last - at);
            if (at < last + words.length && last + words.length <= at + node.length) {
              range.setEnd(node, last + words.length - at);
            }
          }
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
        }""",
        words,
    )
    page.get_by_role("link", name="A statement was missed here").click()
    assert page.get_by_label("What was said").input_value() == words
    assert int(page.locator("input[name=start]").input_value()) == place
