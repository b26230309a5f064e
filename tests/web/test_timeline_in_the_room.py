"""The timeline in a browser: a list for everybody, and a drawing of it that can be moved by keys."""

from __future__ import annotations

import hashlib
from pathlib import Path

from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

import onrecord
from onrecord.record import Line, Place, Span, Timeline
from onrecord.web import make_app
from onrecord.web.addresses import STATIC
from onrecord.web.timeline import days_of


def test_every_line_has_its_mark_and_its_words(page: Page, room: str, sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        timeline = record.timeline()
    page.goto(f"{room}/timeline")
    story = page.locator("figure[data-draws=story]")
    story.locator("svg .one").first.wait_for()
    assert story.locator("svg .one").count() == len(timeline.story)
    assert page.locator("figure[data-draws=background] svg .one").count() == len(timeline.background)
    assert page.locator("[data-list=story] .tl").count() == len(timeline.story)
    assert "1974" in page.locator("[data-list=background]").inner_text()
    assert page.locator("[data-list=story] .tl.statement").count() == sum(
        it.kind == "statement" for it in timeline.story
    )


def test_the_drawing_moves_by_keys_and_a_mark_leads_to_its_line(page: Page, room: str) -> None:
    page.goto(f"{room}/timeline")
    marks = page.locator("figure[data-draws=story] svg .one")
    marks.first.wait_for()

    def spread() -> float:
        return float(
            page.evaluate(
                """() => {
                  const marks = document.querySelectorAll("figure[data-draws=story] .shape");
                  const at = [...marks].map((it) => it.getBoundingClientRect().x);
                  return Math.max(...at) - Math.min(...at);
                }"""
            )
        )

    page.get_by_role("button", name="Whole").press("Enter")
    before = spread()
    page.get_by_role("button", name="Closer").press("Enter")
    assert spread() > before * 1.5
    page.get_by_role("button", name="Whole").press("Enter")
    assert abs(spread() - before) < 1
    marks.first.dispatch_event("click")
    first = page.locator("[data-list=story] .tl").first
    assert page.evaluate("document.activeElement.id") == first.get_attribute("id")


def test_without_script_there_is_the_list_alone(browser: Browser, room: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room}/timeline?outlet=Meridian+Wire")
    assert not page.locator("figure[data-draws]").first.is_visible()
    places = page.locator(".tl .place").all_inner_texts()
    assert places
    assert all("Meridian Wire" in it for it in places)
    context.close()


def test_a_bound_that_is_no_date_says_so(sample_db: Path) -> None:
    client = TestClient(make_app(sample_db), base_url="http://127.0.0.1:8765")
    answer = client.get("/timeline", params={"since": "<b>soon"})
    assert answer.status_code == 400
    assert "is no date" in answer.text
    assert "&lt;b&gt;soon" in answer.text
    assert "The days of the story" in answer.text


def _line(number: int, background: bool = False) -> Line:
    day = f"20{number:02}-01-01"
    span = Span("a", 0, 1, "x")
    place = Place(
        id=str(number), article="a", outlet="The Tern", published=day, published_inferred=False,
        origin="a.txt", url=None, speaker=None, date=span, verb=span,
    )  # fmt: skip
    return Line(
        date=day, first=day, last=day, sure=True, kind="happening", words="x", tense="past",
        background=background, places=(place, place),
    )  # fmt: skip


def test_a_long_timeline_keeps_its_latest_lines_and_says_how_many_more() -> None:
    timeline = Timeline(tuple(_line(it, background=it < 3) for it in range(9)), undated=2)
    days = days_of(timeline, most=4)
    assert [day.first[:4] for day in days.story] == ["2005", "2006", "2007", "2008"]
    assert (days.background, days.more, days.undated) == ((), 5, 2)
    assert [len(told.outlets) for day in days.story for told in day.lines] == [1] * 4
    whole = days_of(timeline)
    assert (len(whole.story), len(whole.background), whole.more) == (6, 3, 0)


def test_vendored_files_are_as_they_were_published() -> None:
    table = (STATIC / "vendor" / "README.md").read_text("utf-8")
    files = [it for it in (STATIC / "vendor").iterdir() if it.suffix == ".js"]
    assert files
    for it in files:
        assert f"| {hashlib.sha256(it.read_bytes()).hexdigest()} |" in table, it.name
