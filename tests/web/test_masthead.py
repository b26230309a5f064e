"""What every page has, in a real browser: the switch of the theme, the way by keyboard, the sign-in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI
from playwright.sync_api import Browser, Page

import onrecord
from onrecord.web import make_app

from .browsing import barriers, opened

TOKEN = "open sesame, please"


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_theme_is_the_systems_until_it_is_switched(browser: Browser, room: str) -> None:
    with opened(browser, dark=True) as page:
        page.goto(room)
        dark = paper(page)
        switch = page.get_by_role("button", name="Theme")
        switch.click()
        assert switch.inner_text() == "Theme: light"
        light = paper(page)
        assert light != dark
        page.goto(room + "/articles")  # it is kept
        assert paper(page) == light
        switch.click()
        assert paper(page) == dark


def test_the_first_key_leads_past_the_head(page: Page, room: str) -> None:
    page.goto(room)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("it => it === document.activeElement")
    assert skip.is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_what_has_the_focus_is_seen(page: Page, room: str) -> None:
    page.goto(room)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_the_story_leads_on(page: Page, room: str, sample_db: Path) -> None:
    page.goto(room)
    row = page.locator(".matrix tbody tr", has_text="Nadia Thorsen")
    number = int(row.locator("td .number").first.inner_text())
    row.locator("td a").first.click()
    shown = page.locator(".statement").evaluate_all("all => all.map(it => it.dataset.statement)")
    with onrecord.open(sample_db) as record:
        inside = {it.id for it in record.find_statements() if it.holder is not None}
    assert len(set(shown) - inside) == number
    page.go_back()
    page.locator(".coverage th a", has_text="Meridian Wire").click()
    assert page.locator("h1").inner_text() == "Meridian Wire"
    assert page.locator(".listed").count() == 2
    page.locator(".listed a").first.click()
    assert page.locator(".reading .m").count() > 3


def test_who_signs_in_gets_to_what_was_asked_for(
    page: Page, serve: Callable[[FastAPI], str], sample_db: Path
) -> None:
    room = serve(make_app(sample_db, token=TOKEN))
    page.goto(room + "/articles?outlet=Meridian+Wire")
    assert page.get_by_role("heading", name="Sign in").is_visible()
    assert barriers(page) == []
    page.get_by_label("The token").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles?outlet=Meridian+Wire")
    assert page.locator(".listed").count() == 2
    page.get_by_role("button", name="Sign out").click()
    page.goto(room)
    assert page.get_by_role("heading", name="Sign in").is_visible()
