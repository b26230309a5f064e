"""Pages are strangers' text: whatever they hold is shown, and nothing of it runs or leads away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page
from starlette.testclient import TestClient

import onrecord
from onrecord.record import Given
from onrecord.web import make_app

EVIL = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>\"'&{{ 7 * 7 }}{% raw %}"
PAGE = """<!doctype html><html lang="en"><head><title>T</title>
<meta property="og:site_name" content="Gazette &lt;script&gt;window.ran = 3&lt;/script&gt;">
<link rel="canonical" href="javascript:window.ran=4"></head><body><article>
<h1>&lt;script&gt;window.ran = 5&lt;/script&gt; The ferry of Tarn sails again in spring</h1>
<p>The ferry of the town of Tarn will sail again in spring, mayor Ana Lind&lt;b onclick=window.ran=6&gt; said
on Monday. The harbour had been closed for two winters, and the council had waited for the money.</p>
<p>“We have waited for &lt;img src=x onerror=window.ran=7&gt; ten years,” Lind told the council. “Nobody waits
longer than <a href="javascript:window.ran=8">this town</a> and <a href="https://evil.example/x">boats</a>,
and nobody has paid for it longer than we have.”</p>
<figure><img src="https://evil.example/p.png"><figcaption>Caption &lt;svg onload=window.ran=9&gt; of the old
ferry in the harbour of Tarn, which was built there.</figcaption></figure>
<p>Critics warned that the ferry would cost a million crowns. According to the treasurer, it is there.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of pages that try to run script from every field that they fill."""
    folder = tmp_path_factory.mktemp("hostile")
    record = folder / "story.db"
    # A name that is no HTML is a good enough one for a file.
    (folder / "<script>window.ran=10<").mkdir()
    (folder / "<script>window.ran=10<" / "a.html").write_text(PAGE, encoding="utf-8")
    (folder / "plain.txt").write_text(f"{EVIL} sails\n\nThe ferry sails, said Ana Lind {EVIL}.\n", "utf-8")
    (folder / "broken.html").write_bytes(b"")
    onrecord.read_into(folder / "<script>window.ran=10<", record)
    onrecord.read_into(
        folder / "plain.txt",
        record,
        given=Given(outlet=EVIL, headline=EVIL, url="https://evil.example/" + "a"),
    )
    onrecord.read_into(folder / "broken.html", record)
    return record


@pytest.fixture(scope="module")
def paths(hostile: Path) -> list[str]:
    """Every kind of page of the hostile record."""
    with onrecord.open(hostile) as record:
        assert record.counts.articles == 2
        assert record.counts.failures == 1
        statements = [f"/statements/{it.id}" for it in record.find_statements()]
        assert len(statements) >= 3
        articles = [f"/articles/{it.id}" for it in record.find_articles()]
    return ["/", "/articles", "/failures", f"/articles?outlet={EVIL}", "/<script>", *articles, *statements]


@pytest.fixture(scope="module")
def bodies(hostile: Path, paths: list[str]) -> Iterator[list[str]]:
    with TestClient(make_app(hostile), base_url="http://127.0.0.1") as client:
        yield [client.get(path).text for path in paths]


def test_what_a_stranger_wrote_is_text_everywhere(bodies: list[str]) -> None:
    assert any("&lt;script&gt;window.ran = 1" in it for it in bodies)
    for body in bodies:
        assert re.findall(r"<script(?![^>]* src=\"/static/)", body) == []
        assert re.findall(r"<[^>]*\son\w+\s*=", body) == []
        assert "<img" not in body


def test_templates_are_not_filled_from_text(bodies: list[str]) -> None:
    assert any("{{ 7 * 7 }}" in it for it in bodies)


def test_links_lead_inside_the_room_alone(bodies: list[str]) -> None:
    for body in bodies:
        for address in re.findall(r"(?:href|src|action)=\"([^\"]*)\"", body):
            assert address.startswith(("/", "#")), address
            assert not address.startswith("//")


def test_nothing_of_it_runs_in_a_browser(
    page: Page, serve: Callable[[FastAPI], str], hostile: Path, paths: list[str]
) -> None:
    room = serve(make_app(hostile))
    for path in paths:
        if path == "/<script>":
            continue  # a page that is not there is a complaint of the browser
        page.goto(room + path)
        assert page.evaluate("window.ran") is None
        assert page.locator("h1").count() == 1
