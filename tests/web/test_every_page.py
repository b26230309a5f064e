"""Every page in a real browser: it opens, nothing complains, axe-core finds no barrier, nothing is cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import onrecord

from .browsing import barriers, opened, too_wide


def _statement(record: onrecord.Record) -> str:
    return next(iter(record.find_statements())).id


def _article(record: onrecord.Record) -> str:
    return max(record.find_articles(), key=lambda it: it.statements).id


def _person(record: onrecord.Record) -> str:
    return str(record.person("Nadia Thorsen").person.id)


# Each page by its name, with where it is in the sample record. A new page has a line here.
PAGES: dict[str, Callable[[onrecord.Record], str]] = {
    "story": lambda record: "/",
    "articles": lambda record: "/articles",
    "article": lambda record: f"/articles/{_article(record)}",
    "articles of an outlet": lambda record: "/articles?outlet=Meridian+Wire",
    "failures": lambda record: "/failures",
    "no such page": lambda record: "/nowhere",
    "statements": lambda record: "/statements?q=river",
    "find": lambda record: "/find?q=a+claim+needs+measurements",
    "statement": lambda record: f"/statements/{_statement(record)}",
    "correct a statement": lambda record: f"/statements/{_statement(record)}/correct",
    "correct an article": lambda record: f"/articles/{_article(record)}/correct",
    "people": lambda record: "/people",
    "person": lambda record: f"/people/{_person(record)}",
    "merge": lambda record: f"/people/{_person(record)}/merge?q=thorsen",
    "corrections": lambda record: "/corrections",
    "timeline": lambda record: "/timeline",
}
WAYS = [(width, dark) for width in (360, 1400) for dark in (False, True)]


@pytest.mark.parametrize(("width", "dark"), WAYS, ids=lambda it: {True: "dark", False: "light"}.get(it, it))
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_and_fits(
    name: str, width: int, dark: bool, room: str, browser: Browser, sample_db: Path
) -> None:
    with onrecord.open(sample_db) as record:
        path = PAGES[name](record)
    missing = "status of 404" if name == "no such page" else None
    with opened(browser, width=width, dark=dark, expected=missing) as page:
        answer = page.goto(room + path)
        assert answer is not None
        assert answer.ok == (missing is None)
        assert page.locator("h1").count() == 1
        assert barriers(page) == []
        assert too_wide(page) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_without_script(
    name: str, room: str, browser: Browser, sample_db: Path
) -> None:
    with onrecord.open(sample_db) as record:
        path = PAGES[name](record)
    missing = "status of 404" if name == "no such page" else None
    with opened(browser, expected=missing) as page:
        page.goto(room + path)
        with_script = page.locator("main").inner_text()
    with opened(browser, script=False, expected=missing) as page:
        page.goto(room + path)
        assert page.locator("main h1").inner_text() in with_script
        assert page.locator("main").inner_text().strip()
