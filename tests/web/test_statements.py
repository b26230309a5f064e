"""The statements page and the find box: in the browser, without script, and as files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

import onrecord

from .browsing import barriers, opened


@pytest.fixture(scope="module")
def record(sample_db: Path) -> onrecord.Record:
    return onrecord.open(sample_db)


def total(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#results").inner_text()))


def test_a_search_marks_its_words_and_facets_narrow_it_down(
    page: Page, room: str, record: onrecord.Record
) -> None:
    page.goto(f"{room}/statements")
    assert total(page) == record.counts.statements
    page.get_by_label("Words that were said").fill("river")
    page.get_by_role("button", name="Search").click()
    found = record.browse(words="river")
    assert total(page) == found.total
    marks = page.locator("article.hit mark").all_inner_texts()
    assert marks
    assert {mark.lower() for mark in marks} <= {"river", "rivers"}
    outlet = found.facets.outlets.values[0]
    link = page.locator("#facets").get_by_role("link", name=outlet.name, exact=True)
    link.click()
    assert total(page) == outlet.count
    assert set(page.locator("article.hit .place .outlet").all_inner_texts()) == {outlet.name}
    address = page.url
    page.goto("about:blank")
    page.goto(address)  # what was narrowed down can be sent to others
    assert total(page) == outlet.count
    page.locator("#facets .chosen a").click()
    assert total(page) == found.total


def test_the_order_and_the_pages_go_through_everything_once(
    page: Page, room: str, record: onrecord.Record
) -> None:
    page.goto(f"{room}/statements?form=direct&order=newest")
    seen = page.locator("article.hit").evaluate_all("all => all.map(it => it.dataset.statement)")
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        seen += page.locator("article.hit").evaluate_all("all => all.map(it => it.dataset.statement)")
    expected = [it.statement for it in record.browse(form="direct", order="newest", limit=1000)]
    assert seen == [it.id for it in expected]
    assert len(set(seen)) == len(seen) > 25
    days = [it.published or "" for it in expected]
    assert days == sorted(days, reverse=True)
    page.goto(f"{room}/statements?form=direct&page=99999")
    assert page.locator("article.hit").count() >= 1


def test_the_files_have_exactly_what_is_asked_for(page: Page, room: str, record: onrecord.Record) -> None:
    page.goto(f"{room}/statements?q=river&form=direct")
    wanted = {it.statement.id for it in record.browse(words="river", form="direct", limit=1000)}
    assert 1 < len(wanted) < record.counts.statements
    links = dict(page.locator(".taken a").evaluate_all("all => all.map(it => [it.innerText, it.href])"))
    with urlopen(links["CSV"]) as answer:
        assert "attachment" in answer.headers["Content-Disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"), newline="")))
    assert {row["statement_id"] for row in rows} == wanted
    by_id = {it.statement.id: it.statement for it in record.browse(words="river", limit=1000)}
    for row in rows:
        assert row["according_to"].lstrip("'") == (by_id[row["statement_id"]].holder_who or "")
    with urlopen(links["JSONL"]) as answer:
        lines = [json.loads(line) for line in answer.read().splitlines()]
    assert {line["id"] for line in lines} == wanted
    with urlopen(links["Web Annotation"]) as answer:
        collection = json.load(answer)
    ids = {it["id"].rpartition(":")[2] for it in collection["first"]["items"]}
    assert ids == wanted
    assert collection["total"] == len(wanted)


def test_a_citation_is_copied_in_one_click(browser: Browser, room: str) -> None:
    with opened(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{room}/statements?q=harvests")
        hit = page.locator("article.hit").first
        hit.get_by_role("button", name="Copy citation").click()
        expect(hit.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        shown = hit.locator(".who").first.inner_text()
        outlet = hit.locator(".outlet").inner_text()
    assert copied.startswith(shown)
    assert outlet in copied
    assert re.search(r"https?://\S+$", copied)


def test_a_citation_can_be_selected_without_script(browser: Browser, room: str) -> None:
    with opened(browser, script=False) as page:
        page.goto(f"{room}/statements?q=harvests")
        hit = page.locator("article.hit").first
        assert not hit.locator("button.copy").is_visible()
        hit.locator("summary").click()
        assert hit.locator(".citation").is_visible()
        assert "http" in hit.locator(".citation").inner_text()


def test_find_tells_who_said_it_and_how_it_differs(page: Page, room: str) -> None:
    page.goto(f"{room}/find")
    page.get_by_label("A quotation, as you have it").fill("a claim needs measurements")
    page.get_by_role("button", name="Find it").click()
    first = page.locator("article.found").first
    assert first.locator(".who").first.inner_text() == "Lucien Farrow"
    assert first.locator("del").all_inner_texts() == ["measurements"]
    assert first.locator("ins").all_inner_texts() == ["a", "measurement"]
    first.locator(".places a").first.click()
    assert "/articles/" in page.url


def test_find_says_plainly_that_nothing_is_close(page: Page, room: str) -> None:
    page.goto(f"{room}/find?q=the+moon+is+made+of+green+cheese")
    assert page.get_by_role("heading", name="Nothing close to these words was found").is_visible()
    assert barriers(page) == []
    page.goto(f"{room}/find?q=%E2%80%A6")
    assert page.get_by_role("alert").inner_text() == "Give at least one word of the quotation."


def test_nothing_found_says_so(page: Page, room: str) -> None:
    page.goto(f"{room}/statements?q=zzzzqqq")
    assert total(page) == 0
    assert "Nothing was found." in page.locator("main").inner_text()
    assert barriers(page) == []


@pytest.mark.parametrize("query", ["order=sideways", "page=0", "page=x", "as=papyrus"])
def test_what_no_address_of_ours_asks_is_answered_with_a_sentence(page: Page, room: str, query: str) -> None:
    path = "/statements/export?" if query.startswith("as=") else "/statements?"
    answer = page.request.get(room + path + query)
    assert answer.status == 422
    assert "<h1>" in answer.text()


def test_an_address_may_hold_anything(page: Page, room: str) -> None:
    for query in ("q=%22%3Cscript%3Ealert(1)%3C/script%3E", "q=AND%20OR%20NEAR(", "outlet=%3Cimg%20src=x%3E",
                  "person=%27%3B%20DROP", "day=%25", "q=%00", "since=yesterday"):  # fmt: skip
        answer = page.request.get(f"{room}/statements?{query}")
        assert answer.status == (400 if query.startswith("since") else 200)
        assert "<script>alert" not in answer.text()
        assert "<img src=x>" not in answer.text()
