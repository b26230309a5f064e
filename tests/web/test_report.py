"""The report: one file that opens from disk, offline, with everything in it; only its own script runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import onrecord
from onrecord.record import Given, OnrecordError
from onrecord.web.report import write_report

from .browsing import barriers, opened, too_wide
from .invented import write_invented

EVIL = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def report(sample_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "report.html"
    with onrecord.open(sample_db) as record:
        write_report(record, out, name="Kettar dam")
    return out


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (360, False), (1400, True), (360, True)])
def test_it_opens_from_disk_without_a_complaint_or_a_barrier(
    report: Path, browser: Browser, width: int, dark: bool
) -> None:
    with opened(browser, width=width, dark=dark) as page:
        page.context.set_offline(True)
        page.goto(report.as_uri())
        assert page.locator("h1").inner_text() == "Kettar dam"
        assert barriers(page) == []
        assert too_wide(page) <= 0


def test_every_statement_and_every_speaker_is_in_it_once(
    report: Path, browser: Browser, sample_db: Path
) -> None:
    with onrecord.open(sample_db) as record:
        statements = list(record.find_statements())
    with opened(browser, script=False) as page:
        page.goto(report.as_uri())
        ids = page.locator(".m.anchor").evaluate_all("all => all.map(it => it.id)")
        assert len(ids) == len(set(ids)) == len(statements)
        broken = page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(it => it.getAttribute('href'))"
            ".filter(it => !it.startsWith('#') || !document.getElementById(it.slice(1)))"
        )
        assert broken == []
        speakers = {it.entity for it in statements if it.entity}
        assert page.locator(".person").count() == len(speakers)
        assert not page.locator("form.filter").is_visible()


def test_the_filter_shows_what_fits_and_a_link_shows_all_again(report: Path, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto(report.as_uri())
        rows = page.locator("article.reported .row")
        everything = rows.locator("visible=true").count()
        page.get_by_label("Words").fill("harvests")
        fitting = rows.locator("visible=true").all_inner_texts()
        assert 0 < len(fitting) < everything
        assert all("harvests" in text.lower() for text in fitting)
        expect(page.get_by_role("status")).to_have_text(f"{len(fitting)} of {everything} passages")
        page.get_by_label("Words").fill("")
        page.locator("select[name=speaker]").select_option(index=1)
        name = page.locator(".person .who").first.inner_text()
        fitting = rows.locator("visible=true").all_inner_texts()
        assert fitting
        assert all(name in text for text in fitting)
        page.locator(".person").nth(3).locator("a.number").first.click()
        assert rows.locator("visible=true").count() == everything


def test_the_timeline_is_drawn_out_of_its_list(report: Path, browser: Browser) -> None:
    with opened(browser) as page:
        page.context.set_offline(True)
        page.goto(report.as_uri())
        lines = page.locator("[data-list=story] .tl")
        marks = page.locator("figure[data-draws=story] svg .one")
        assert marks.count() == lines.count() > 10
    with opened(browser, script=False) as page:
        page.goto(report.as_uri())
        assert not page.locator("figure[data-draws=story]").is_visible()
        assert page.locator("[data-list=story] .tl").first.is_visible()


def test_lines_without_an_outlet_lead_on_by_names_that_differ(tmp_path: Path, browser: Browser) -> None:
    folder = onrecord.sample_coverage()
    texts = sorted(folder.glob("*.txt"))
    onrecord.read_into(texts, tmp_path / "x.db")  # without the sheet, which names the outlets
    with onrecord.open(tmp_path / "x.db") as record:
        write_report(record, tmp_path / "report.html", name="x")
    with opened(browser, script=False) as page:
        page.goto((tmp_path / "report.html").as_uri())
        names = page.locator(".tl a", has_text="outlet not known").all_text_contents()
        assert len({name.split(",")[0] for name in names}) > 1
        assert all(any(text.name in name for text in texts) for name in names)


def test_it_carries_excerpts_and_whole_articles_only_when_asked(tmp_path: Path) -> None:
    text = "It rained all day in Tarn. " * 40
    page = f"Ferry\n\n{text}\n\nThe ferry will sail in spring, Ana Lind said.\n\n{text}Nobody came."
    (tmp_path / "ferry.txt").write_text(page)
    onrecord.read_into(tmp_path / "ferry.txt", tmp_path / "x.db")
    with onrecord.open(tmp_path / "x.db") as record:
        write_report(record, tmp_path / "short.html", name="x")
        write_report(record, tmp_path / "long.html", name="x", full_text=True)
    short, long = ((tmp_path / name).read_text() for name in ("short.html", "long.html"))
    assert "Ana Lind" in short
    assert "Nobody came" not in short
    assert "Nobody came" in long


def test_a_hundred_articles_stay_under_three_megabytes(tmp_path: Path, browser: Browser) -> None:
    record_file = write_invented(tmp_path / "hundred.db", articles=100, statements=30)
    with onrecord.open(record_file) as record:
        assert record.counts.statements == 3000
        write_report(record, tmp_path / "report.html", name="A hundred articles")
    assert (tmp_path / "report.html").stat().st_size < 3_000_000
    with opened(browser) as page:
        page.goto((tmp_path / "report.html").as_uri())
        assert page.locator("article.reported").count() == 100


def test_script_in_names_and_headlines_stays_text(tmp_path: Path, browser: Browser) -> None:
    page_text = f"{EVIL}\n\n“The ferry {EVIL} will sail,” said Ana Lind, {EVIL} of Tarn.\n\nIt was {EVIL}."
    (tmp_path / "evil.txt").write_text(page_text)
    given = Given(headline=EVIL, outlet=EVIL, author=EVIL)
    onrecord.read_into(tmp_path / "evil.txt", tmp_path / "x.db", given=given)
    with onrecord.open(tmp_path / "x.db") as record:
        write_report(record, tmp_path / "evil.html", name=EVIL, full_text=True)
    with opened(browser) as page:
        page.goto((tmp_path / "evil.html").as_uri())
        assert "owned" not in page.title().replace(EVIL, "")
        assert page.locator("img").count() == 0
        assert page.locator("script").count() == 1
        assert EVIL in page.locator("h1").inner_text()


def test_nothing_runs_in_it_but_its_own_script(report: Path, browser: Browser, tmp_path: Path) -> None:
    html = report.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")
    tampered = tmp_path / "tampered.html"
    tampered.write_text(html.replace("</main>", "<script>document.title='owned'</script></main>"))
    context = browser.new_context()
    page = context.new_page()
    page.goto(tampered.as_uri())
    assert page.title() != "owned"
    context.close()


def test_on_paper_there_is_no_filter_and_no_colour_scheme(report: Path, browser: Browser) -> None:
    with opened(browser, dark=True) as page:
        page.goto(report.as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        assert not page.locator("form.filter").is_visible()
        assert not page.locator(".masthead nav").is_visible()
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour == "rgb(255, 255, 255)"


def test_what_it_cannot_write_is_left_as_it_was(sample_db: Path, tmp_path: Path) -> None:
    with onrecord.open(sample_db) as record:
        copied = tmp_path / "precious.db"
        copied.write_bytes(sample_db.read_bytes())
        with pytest.raises(OnrecordError, match="is a record"):
            write_report(record, copied, name="x")
        assert copied.read_bytes() == sample_db.read_bytes()
        with pytest.raises(OnrecordError, match="does not exist"):
            write_report(record, tmp_path / "nowhere" / "report.html", name="x")
