"""The article page in a real browser: what lights, where keys lead, that its characters are the record's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

import onrecord
from onrecord.record import Attribution, Reading
from onrecord.web import make_app

from .browsing import barriers, opened

# Characters that a browser counts as two or more, before, inside and behind what is said.
EMOJI = (
    "🎉🎉 Rocket day in Tarn 🚀\n\n"
    "👩‍🚀👩‍🚀 The launch was perfect 🎯, mayor Ana Lind said on Monday.\n\n"
    "🌧️ “We waited 🕰️ ten years for this 🚀,” Lind told the council 🏛️. “Nobody waits longer 😅.”\n"
)


@pytest.fixture(scope="module")
def readings(sample_db: Path) -> list[Reading]:
    with onrecord.open(sample_db) as record:
        return list(record.readings)


def nested(readings: list[Reading]) -> tuple[Reading, Attribution, Attribution]:
    """An article with a statement that lies inside another, and both."""
    for reading in readings:
        by_id = {it.id: it for it in reading.attributions}
        for it in reading.attributions:
            if it.holder is not None and it.source and it.cue and by_id[it.holder].source:
                return reading, by_id[it.holder], it
    raise AssertionError("the samples should have one")


def lit(page: Page) -> set[str]:
    """The statements whose marks are lit."""
    found: list[str] = page.eval_on_selector_all(".m.lit", "all => all.map(it => it.dataset.s)")
    return set(found)


def lit_words(page: Page, part: str) -> str:
    found: list[str] = page.eval_on_selector_all(f".m.{part}.lit", "all => all.map(it => it.textContent)")
    return "".join(found)


def test_hovering_lights_the_three_parts_and_the_speaker(
    page: Page, room: str, readings: list[Reading]
) -> None:
    reading, outer, inner = nested(readings)
    page.goto(f"{room}/articles/{reading.article.id}")
    assert lit(page) == set()
    page.hover(f"#s-{inner.id}", position={"x": 20, "y": 12})
    assert lit(page) == {inner.id}  # and not the statement around it
    for part in ("source", "cue", "content"):
        assert lit_words(page, part) == "".join(span.text for span in getattr(inner, part))
    assert page.locator(f".note.lit [data-s='{inner.id}']").count() == 1
    page.mouse.move(1, 1)
    assert lit(page) == set()
    assert outer.id != inner.id


def test_what_lies_inside_shows_so(page: Page, room: str, readings: list[Reading]) -> None:
    reading, outer, inner = nested(readings)
    page.goto(f"{room}/articles/{reading.article.id}")
    assert page.locator(f".m[data-s='{outer.id}'] .m.content[data-s='{inner.id}']").count() >= 1
    offsets = [
        page.eval_on_selector(f"#s-{it.id}", "it => parseFloat(getComputedStyle(it).textUnderlineOffset)")
        for it in (outer, inner)
    ]
    assert offsets[0] < offsets[1]
    note = page.locator(f".note:has([data-s='{inner.id}'])")
    assert "inside" in note.inner_text()


def test_marks_differ_by_the_shape_of_their_line(page: Page, room: str, readings: list[Reading]) -> None:
    page.goto(f"{room}/articles/{readings[0].article.id}")
    shapes = [
        page.eval_on_selector(f".reading .m.{part}", "it => getComputedStyle(it).textDecorationStyle")
        for part in ("source", "cue", "content")
    ]
    assert len(set(shapes)) == 3


def test_focus_on_a_number_in_the_margin_lights_its_statement(
    page: Page, room: str, readings: list[Reading]
) -> None:
    reading = readings[0]
    page.goto(f"{room}/articles/{reading.article.id}")
    page.locator(".remarks .number").first.focus()
    assert len(lit(page)) == 1
    assert page.url.endswith(f"#s-{lit(page).pop()}")


def test_keys_step_from_statement_to_statement(page: Page, room: str, readings: list[Reading]) -> None:
    reading = readings[0]
    page.goto(f"{room}/articles/{reading.article.id}")
    steps = []
    for key in ("j", "j", "ArrowRight", "k"):
        page.keyboard.press(key)
        steps.append(page.evaluate("document.activeElement.dataset.n"))
        (now,) = lit(page)
        assert page.url.endswith(f"#s-{now}")
        assert page.locator(f"#s-{now}").is_visible()
    assert steps == ["1", "2", "3", "2"]
    assert page.locator(".step-place").inner_text().endswith(f"2 of {len(reading.attributions)}")
    page.keyboard.press("Escape")
    assert lit(page) == set()


def test_keys_can_be_switched_off(page: Page, room: str, readings: list[Reading]) -> None:
    page.goto(f"{room}/articles/{readings[0].article.id}")
    page.get_by_label("keys").uncheck()
    page.keyboard.press("j")
    assert lit(page) == set()
    page.get_by_role("button", name="Next").click()
    assert len(lit(page)) == 1


def test_a_link_to_a_statement_opens_at_it(page: Page, room: str, readings: list[Reading]) -> None:
    reading, _, inner = nested(readings)
    page.goto(f"{room}/statements/{inner.id}")
    page.get_by_role("link", name=reading.article.headline or "").click()
    page.locator(".m.lit").first.wait_for()
    assert page.url == f"{room}/articles/{reading.article.id}#s-{inner.id}"
    assert lit(page) == {inner.id}
    assert page.locator(f"#s-{inner.id}").is_visible()


def test_why_tells_what_made_a_statement(page: Page, room: str, readings: list[Reading]) -> None:
    reading = readings[0]
    it = next(it for it in reading.attributions if it.speaker_how == "name" and it.act == "say")
    page.goto(f"{room}/articles/{reading.article.id}")
    entry = page.locator(f".remarks li[data-s='{it.id}']")
    assert not entry.locator("dl").is_visible()
    entry.get_by_text("why").click()
    told = entry.locator("dl").inner_text()
    assert "by the name that stands there" in told
    assert "say" in told
    assert f"{round((it.probability or 0) * 100)} %" in told
    made = page.locator(".made").inner_text()
    assert reading.provenance.extractor in made
    assert all(digest[:12] in made for _, digest in reading.provenance.models)


def test_what_is_not_the_article_is_folded(page: Page, room: str, readings: list[Reading]) -> None:
    reading = next(it for it in readings if any(b.kind == "furniture" for b in it.article.blocks))
    block = next(it for it in reading.article.blocks if it.kind == "furniture")
    words = reading.article.text[block.start : block.end]
    page.goto(f"{room}/articles/{reading.article.id}")
    line = page.locator(".furniture p", has_text=words).first
    assert not line.is_visible()
    page.locator(".furniture summary").first.click()
    assert line.is_visible()


def test_a_broken_window_has_no_barrier_either(page: Page, room: str, readings: list[Reading]) -> None:
    """With notes and facts opened, which they are not when a page is loaded."""
    page.goto(f"{room}/articles/{readings[0].article.id}")
    page.eval_on_selector_all("details", "all => all.slice(0, 9).forEach(it => { it.open = true; })")
    page.keyboard.press("j")
    assert barriers(page) == []


def test_without_script_the_margin_still_leads_to_the_statement(
    browser: Browser, room: str, readings: list[Reading]
) -> None:
    with opened(browser, script=False) as page:
        page.goto(f"{room}/articles/{readings[0].article.id}")
        page.locator(".remarks .number").first.click()
        assert "#s-" in page.url
        assert not page.locator(".stepper").is_visible()


def test_python_and_the_browser_agree_on_characters(
    page: Page, serve: Callable[[FastAPI], str], tmp_path: Path
) -> None:
    source, record = tmp_path / "emoji.txt", tmp_path / "emoji.db"
    source.write_text(EMOJI, encoding="utf-8", newline="")
    onrecord.read_into(source, record)
    with onrecord.open(record) as opened_record:
        (reading,) = opened_record.readings
    article = reading.article
    assert any(ord(it) > 0xFFFF for it in article.text[: reading.attributions[0].content[0].start])
    page.goto(f"{serve(make_app(record))}/articles/{article.id}")

    blocks: list[str] = page.eval_on_selector_all(".block", "all => all.map(it => it.textContent)")
    assert blocks == [article.text[it.start : it.end] for it in article.blocks]
    checked = 0
    for it in reading.attributions:
        for part in ("source", "cue", "content"):
            selected: list[str] = page.eval_on_selector_all(
                f".m.{part}[data-s='{it.id}']",
                """all => all.map(it => {
                    getSelection().selectAllChildren(it);
                    return getSelection().toString();
                })""",
            )
            assert selected == [span.text for span in getattr(it, part)]
            checked += len(selected)
    assert checked >= 6
