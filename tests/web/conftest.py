"""A reading room of the sample coverage: asked directly, and served on loopback to a real browser."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.web import make_app

from .browsing import opened, served

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MUST_RUN = "ONRECORD_BROWSER_TESTS"  # set by .ci/run: a browser that is missing is then a failure


@pytest.fixture(scope="session")
def room(sample_db: Path) -> Iterator[str]:
    """The address of a reading room of the sample coverage. Tests only look at it."""
    with served(make_app(sample_db)) as address:
        yield address


@pytest.fixture
def serve() -> Iterator[Callable[[FastAPI], str]]:
    """Serves an application of the test's own until the test ends."""
    with contextlib.ExitStack() as undo:
        yield lambda app: undo.enter_context(served(app))


@pytest.fixture
def own_record(sample_db: Path, tmp_path: Path) -> Path:
    """A copy of the sample record, for tests that write to it."""
    return Path(shutil.copy(sample_db, tmp_path / "story.db"))


# Playwright's event loop runs as long as it is open; tests elsewhere start loops of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as it is installed on this machine; nothing is fetched."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        if os.environ.get(MUST_RUN):
            pytest.fail(f"{MUST_RUN} is set and there is no Chromium; install Debian's package chromium.")
        pytest.skip("no Chromium on this machine; install Debian's package chromium to run these tests")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's own sandbox refuses to run then
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if as_root else [], timeout=120_000
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser of its own, 1400 px wide. What it complains about fails the test at its end."""
    with opened(browser) as page:
        yield page
