"""Serving a reading room on loopback, and opening its pages in a browser that complains aloud."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Page

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is well is not told in full, which takes long
}


@contextlib.contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address at which `app` is served on loopback, without the slash at its end."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        for _ in range(600):
            if server.started:
                break
            time.sleep(0.05)
        assert server.started
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@contextlib.contextmanager
def opened(
    browser: Browser,
    *,
    width: int = 1400,
    dark: bool = False,
    script: bool = True,
    expected: str | None = None,
) -> Iterator[Page]:
    """A page in a browser of its own, that asks nobody but loopback and has nothing to complain about.

    `expected` is a complaint that a test brings about itself.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page = context.new_page()
    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: complaints.append(asked.url) if _is_elsewhere(asked.url) else None)
    try:
        yield page
        assert [it for it in complaints if expected is None or expected not in it] == []
    finally:
        context.close()


def _is_elsewhere(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:"))


def barriers(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA on a page, a line each."""
    found = Axe().run(page, options=WCAG).response
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> int:
    """By how many pixels a page is wider than its window; nobody likes to scroll sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
