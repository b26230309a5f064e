"""The sample coverage holds what the golden tests rely on, and its gold fits its pages."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from html.parser import HTMLParser
from itertools import combinations

import pytest

from onrecord.samples import LICENCE, GoldArticle, GoldAttribution, coverage_folder, gold, gold_file

GOLD = gold()
BY_DOC = {article.doc: article for article in GOLD}
EVERY = [(article, found) for article in GOLD for found in article.attributions]
each_article = pytest.mark.parametrize("article", GOLD, ids=lambda article: article.doc)

WIRE, REPRINT = "meridian-kettar-gates-talks.html", "leaders-leave-veldana-without-a-date.txt"


class Words(HTMLParser):
    """Collects what stands between the tags, scripts and styles left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def one_line(text: str) -> str:
    return " ".join(text.split())


def page_text(doc: str) -> str:
    content = (coverage_folder() / doc).read_bytes()
    page = content.decode("windows-1252" if b"charset=windows-1252" in content else "utf-8")
    if doc.endswith(".html"):
        words = Words()
        words.feed(page)
        words.close()
        page = "".join(words.pieces)
    return one_line(page)


def covers(outer: GoldAttribution, inner: GoldAttribution) -> bool:
    return all(
        any(wide.start <= span.start and span.end <= wide.end for wide in outer.content)
        for span in (*inner.cue, *inner.content)
    )


def test_the_header_says_how_the_gold_was_made():
    header = json.loads(gold_file().read_text(encoding="utf-8").splitlines()[0])
    assert header["type"] == "header"
    assert header["licence"] == "Apache-2.0"
    assert LICENCE.startswith("Apache-2.0")
    assert header["held_out"] is False
    assert header["annotator"]
    assert header["made"]
    assert len(header["guidelines"]) > 500
    assert ["Mirela Oruk", "Davit Oruk"] in header["must_not_merge"]


def test_every_page_has_its_gold_and_there_are_eight_of_five_outlets():
    pages = {path.name for path in coverage_folder().iterdir()} - {"pages.csv"}
    assert pages == set(BY_DOC)
    assert len(pages) == 8
    assert len({article.outlet for article in GOLD}) == 5
    assert sum(name.endswith(".html") for name in pages) == 5


def test_the_sheet_describes_the_three_dumps_as_the_gold_does():
    with (coverage_folder() / "pages.csv").open(encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert {row["path"] for row in rows} == {doc for doc in BY_DOC if doc.endswith(".txt")}
    for row in rows:
        article = BY_DOC[row["path"]]
        assert (row["outlet"], row["date"], row["headline"]) == (
            article.outlet,
            article.published,
            article.headline,
        )
        assert row["author"] in article.bylines
        assert re.fullmatch(r"https://www\.\w+\.example/\S+", row["url"])


@each_article
def test_the_length_is_that_of_a_news_page(article: GoldArticle):
    assert 400 <= len(article.text.split()) <= 900
    assert 20 <= len(article.attributions) <= 40


@each_article
def test_what_the_gold_reads_stands_on_the_page(article: GoldArticle):
    page = page_text(article.doc)
    paragraphs = [article.text[block.start : block.end] for block in article.blocks]
    assert "\n\n".join(paragraphs) == article.text
    assert paragraphs[0] == article.headline
    for paragraph in paragraphs:
        assert one_line(paragraph) in page


@each_article
def test_a_page_has_furniture_around_its_article(article: GoldArticle):
    assert len(page_text(article.doc)) > 1.05 * len(article.text)


@each_article
def test_spans_lie_in_the_text_and_hold_words(article: GoldArticle):
    ends = [
        (span.start, span.end)
        for found in article.attributions
        for span in (*found.source, *found.cue, *found.content)
    ] + [(timex.span.start, timex.span.end) for timex in article.dates]
    assert ends
    assert all(0 <= start < end <= len(article.text) for start, end in ends)
    assert all(found.content for found in article.attributions)
    for found in article.attributions:
        for span in (*found.source, *found.cue, *found.content):
            assert span.text == span.text.strip()
        assert list(found.content) == sorted(found.content, key=lambda span: span.start)
        for one, other in combinations(found.content, 2):
            assert one.end <= other.start


@each_article
def test_no_word_is_cut(article: GoldArticle):
    for found in article.attributions:
        for span in (*found.source, *found.cue, *found.content):
            before, after = article.text[: span.start][-1:], article.text[span.end :][:1]
            assert not (before.isalnum() and span.text[0].isalnum())
            assert not (after.isalnum() and span.text[-1].isalnum())


@each_article
def test_a_holder_holds(article: GoldArticle):
    for index, found in enumerate(article.attributions):
        if found.holder is not None:
            assert found.holder != index
            assert covers(article.attributions[found.holder], found)


@each_article
def test_a_speaker_is_a_known_person_or_named_in_the_text(article: GoldArticle):
    people = {person.name for person in article.people}
    for found in article.attributions:
        assert found.speaker is None or found.group is None
        assert found.source or found.how == "implied"
        for name in (found.speaker or "").split("; "):
            assert name in people or name.lower() in article.text.lower()
    for person in article.people:
        assert person.names[0] == person.name
        for words in (*person.names, *(role.title or role.affiliation for role in person.roles)):
            assert words in article.text


@each_article
def test_dates_are_what_they_are_resolved_to(article: GoldArticle):
    weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    assert date.fromisoformat(article.published)
    for timex in article.dates:
        assert article.text[timex.span.start : timex.span.end] == timex.span.text
        assert timex.type in ("DATE", "TIME", "DURATION", "SET")
        named = [day for day in weekdays if day in timex.span.text]
        if named and re.match(r"\d{4}-\d\d-\d\d", timex.value):
            assert weekdays[date.fromisoformat(timex.value[:10]).weekday()] == named[0]


def test_every_form_and_every_way_to_a_speaker_occurs():
    assert {found.form for _, found in EVERY} == {"direct", "indirect", "mixed"}
    assert {found.how for _, found in EVERY} == {"name", "surname", "pronoun", "nominal", "implied"}
    assert {timex.type for article in GOLD for timex in article.dates} == {"DATE", "TIME", "DURATION", "SET"}


def test_what_is_hard_occurs():
    def cues() -> set[str]:
        return {span.text.lower() for _, found in EVERY for span in found.cue}

    assert sum(found.holder is not None for _, found in EVERY) >= 20
    assert any(found.inferred and not found.source and not found.cue for _, found in EVERY)
    assert any(not found.source and found.cue for _, found in EVERY)
    assert any(found.group == "analysts" for _, found in EVERY)
    assert any("; " in (found.speaker or "") for _, found in EVERY)
    assert {
        "according to",
        ":",
        "siad",
        "is believed",
        "was widely expected",
        "denied",
        "did not say",
    } <= cues()
    assert {"fears", "fear", "believes", "wants", "doubt", "had been told"} <= cues()
    assert any(role.former for article in GOLD for person in article.people for role in person.roles)
    assert BY_DOC["ilessecourier-maskell-may-pay-twice.html"].must_not_merge == (
        ("Nadia Thorsen", "Erik Thorsen"),
    )


def test_a_quotation_runs_over_three_paragraphs():
    long = [found for article, found in EVERY if len(found.content) == 4]
    assert len(long) == 2
    for found in long:
        assert all(span.text[0] == "“" for span in found.content)
        assert [span.text[-1] == "”" for span in found.content] == [True, False, False, True]


def test_a_broken_quotation_is_one_content():
    wire = BY_DOC[WIRE]
    broken = next(found for found in wire.attributions if found.content[0].text.startswith('"We were told'))
    assert [span.text for span in broken.cue] == ["said"]
    assert wire.text[broken.content[0].end : broken.content[1].start] == " he said, "


def test_quotation_marks_of_every_kind_occur_and_one_is_left_open():
    texts = {article.doc: article.text for article in GOLD}
    assert any('"' in text for text in texts.values())
    assert any("“" in text for text in texts.values())
    assert any("‘" in text for text in texts.values())
    assert sum(text.count('"') % 2 for text in texts.values()) == 1
    assert "🚢" in texts["dailylantern-skippers-rage.html"]


def test_the_reprint_is_the_wire_story_with_another_headline_and_a_cut():
    wire, reprint = BY_DOC[WIRE], BY_DOC[REPRINT]
    kept = [paragraph for paragraph in reprint.text.split("\n\n") if paragraph in wire.text]
    assert wire.headline != reprint.headline
    assert sum(map(len, kept)) > 0.9 * len(reprint.text)
    assert 0.8 * len(wire.text) < len(reprint.text) < len(wire.text)


def test_two_pages_contradict_each_other_on_a_number_and_a_date():
    radio, gazette = BY_DOC["spr-brandvold-kettar-deadline.html"], BY_DOC["kettar-wants-its-lights-on.txt"]
    assert "shut on 28 September" in radio.text
    assert "closed on 2 October" in gazette.text
    assert "41 barges" in radio.text
    assert "Fourteen barges" in gazette.text


def test_namesakes_across_articles_one_of_them_an_author():
    writers = {byline for article in GOLD for byline in article.bylines}
    written_about = {person.name for article in GOLD for person in article.people}
    assert "Mirela Oruk" in writers - written_about
    assert "Davit Oruk" in written_about - writers


def test_the_pages_keep_the_bytes_they_were_made_with():
    raw = {path.name: path.read_bytes() for path in coverage_folder().iterdir()}
    crlf = {name for name, content in raw.items() if b"\r\n" in content}
    assert crlf == {"kettar-wants-its-lights-on.txt"}
    assert b"\n" not in raw["kettar-wants-its-lights-on.txt"].replace(b"\r\n", b"")
    assert b"\x91will not pay for its own river\x92" in raw["spr-brandvold-kettar-deadline.html"]
