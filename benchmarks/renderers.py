"""Saved pages as text: `python -m benchmarks.renderers --gold FOLDER --out FOLDER`.

Writes RENDERER/NAME.txt for every page; `benchmarks.pages --dumps` and the training of the block model read
them. Needs `pip install resiliparse inscriptis html2text playwright`; what a person copies from a window
comes from Chromium (`--chromium` says where it is), with scripts off and the network shut.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.bodies import GoldPage, read_gold

LONGEST_WAIT = 30_000  # milliseconds for a page to be laid out


def _resiliparse(markup: str) -> str:
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return str(extract(markup, main_content=False, alt_texts=True))


def _inscriptis(markup: str) -> str:
    return str(import_module("inscriptis").get_text(markup))


def _html2text(markup: str) -> str:
    writer: Any = import_module("html2text").HTML2Text()
    writer.ignore_links = writer.ignore_images = writer.ignore_emphasis = True
    return str(writer.handle(markup))  # wrapped at 78 columns


def _trafilatura(markup: str) -> str:
    return str(import_module("trafilatura").extract(markup, favor_recall=True, include_comments=True) or "")


RENDERERS: dict[str, Callable[[str], str]] = {
    "resiliparse": _resiliparse,
    "inscriptis": _inscriptis,
    "html2text": _html2text,
    "trafilatura": _trafilatura,
}


def copy_from_window(pages: list[GoldPage], chromium: str, out: Path) -> None:
    """What a person who selects everything in Chromium's window copies."""
    sync_playwright: Any = import_module("playwright.sync_api").sync_playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(java_script_enabled=False, offline=True)
        context.route("**/*", lambda route: route.abort())
        for page in pages:
            target = out / f"{page.name}.txt"
            if target.exists():
                continue
            tab = context.new_page()
            tab.set_default_timeout(LONGEST_WAIT)
            tab.set_content(page.markup, wait_until="domcontentloaded")
            target.write_text(tab.inner_text("body"), encoding="utf-8")
            tab.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a folder of saved pages with their bodies")
    parser.add_argument("--out", type=Path, required=True, help="where the texts are written")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser's program")
    options = parser.parse_args()
    pages = read_gold(options.gold)
    for name, render in RENDERERS.items():
        (options.out / name).mkdir(parents=True, exist_ok=True)
        for page in pages:
            (options.out / name / f"{page.name}.txt").write_text(render(page.markup), encoding="utf-8")
    (options.out / "chromium").mkdir(exist_ok=True)
    copy_from_window(pages, options.chromium, options.out / "chromium")


if __name__ == "__main__":
    main()
