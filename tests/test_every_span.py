"""`article.text[start:end] == text`, for every span of everything that leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.record import Reading
from onrecord.samples import coverage_folder

PAGES = sorted(path for path in coverage_folder().iterdir() if path.name != "pages.csv")
LEAD = "The harbour of Tarn will be closed for the winter because of the ice, the council said on Monday."

names = st.sampled_from(
    ["Ada Korhonen", "Zoë D’Arro", "Zoe\u0308 Ferrand", "Mary-Ann Quist", "Mr. Holm", "the mayor"]
)
things = st.sampled_from([
    "the dam will hold", "we can't go on", "caf\u00e9 \U0001f6a2 is shut", "it cost 40\u00a0000 crowns",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 live here", "he told me \u2018go home\u2019 at noon",
    'it is a "farce" to us',
    "nobody \u2014 nobody \u2014 knows", "the pipe is 12\" wide", "\u200bwe wait\u200b",
    "it is \u00absafe\u00bb, or so",
])  # fmt: skip
marks = st.sampled_from([
    ("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'"), ("‘‘", "’’"), ("``", "''"),
    ("“", ""), ("", "”"), ('"', ""), ("”", "“"), ("“‘", "’”"), ("““", "”"),
])  # fmt: skip
gaps = st.sampled_from([" ", "  ", "\u00a0", "\r\n", "\n", "\t", "\u2009", " \u2028"])
breaks = st.sampled_from(["\n\n", "\r\n\r\n", "\n \n", "\r\n\u00a0\r\n"])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    name, thing, gap = draw(names), draw(things), draw(gaps)
    opening, closing = draw(marks)
    other = draw(things)
    return draw(
        st.sampled_from([
            f"{opening}{thing.capitalize()},{closing}{gap}{name} said.",
            f"{opening}{thing.capitalize()},{closing} said{gap}{name}, a pilot. {opening}{other}.{closing}",
            f"{name}{gap}said that {thing}.",
            f"{name} said:{gap}{opening}{thing}.{closing}",
            f"According to{gap}{name}, {thing}.",
            f"{opening}{thing.capitalize()}.{closing}",
            f"{opening}{thing.capitalize()}.",
            f"{thing.capitalize()} (and {other}),{gap}{name} told Norpress (NP), the state news agency.",
            f"Norpress reported that {name} had said that {opening}{thing}{closing}.",
        ])
    )  # fmt: skip


paragraphs = st.lists(sentences(), min_size=1, max_size=3).map(" ".join)


@st.composite
def texts(draw: st.DrawFn) -> str:
    between = draw(breaks)
    parts = draw(st.lists(paragraphs, min_size=1, max_size=4))
    start = draw(st.sampled_from(["", "\ufeff", "\r\n", "\u00a0\n"]))
    return start + between.join(["Port to close for the winter", LEAD, *parts])


def spans(node: object) -> Iterator[dict[str, Any]]:
    """Every object in a line that has a place and a text."""
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def check(reading: Reading) -> int:
    """How many spans a reading's line has; fails if one is not what the text has at its place."""
    line = json.loads(onrecord.api.line(reading))
    text = line["article"]["text"]
    assert text == reading.article.text
    found = list(spans({key: value for key, value in line.items() if key != "article"}))
    for span in found:
        assert 0 <= span["start"] < span["end"]
        assert text[span["start"] : span["end"]] == span["text"]
    for block in line["article"]["blocks"]:
        assert 0 <= block["start"] < block["end"] <= len(text)
    for attribution in reading.attributions:
        for part in (attribution.source, attribution.cue, attribution.content):
            ends = [(span.start, span.end) for span in part]
            assert ends == sorted(ends)
            assert all(one[1] <= other[0] for one, other in pairwise(ends))
        assert attribution.content
    return len(found)


@pytest.fixture(scope="module")
def reader() -> Iterator[onrecord.Reader]:
    with onrecord.Reader() as opened:
        yield opened


examples = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(text=texts())
@examples
def test_every_span_of_a_text_is_what_the_text_says(reader: onrecord.Reader, text: str) -> None:
    reading = reader.read_text(text)
    assert reading.article.text == text.removeprefix("\ufeff")
    assert check(reading) >= 4  # at least what the council said; else the rest would prove nothing
    assert any("said" in str(a.cue) for a in reading.attributions)


@given(parts=st.lists(paragraphs, min_size=1, max_size=4), tag=st.sampled_from(["p", "blockquote", "div"]))
@settings(parent=examples, max_examples=60)
def test_every_span_of_a_page_is_what_its_article_says(
    reader: onrecord.Reader, parts: list[str], tag: str
) -> None:
    body = "\r\n".join(
        f"<{tag}>{part}<br/>&amp; &quot;so on&quot;, <b>she</b>\nsaid.</{tag}>" for part in parts
    )
    page = (
        f"<html><body><article><h1>Port to close</h1><p>{LEAD}</p><p>{LEAD}</p>{body}</article></body></html>"
    )
    assert check(reader.read_html(page)) >= 4


@given(text=st.text(max_size=60))
@settings(parent=examples, max_examples=60)
def test_whatever_stands_in_a_page_its_spans_are_right(reader: onrecord.Reader, text: str) -> None:
    page = f"{LEAD} {LEAD}\n\n{text}\n\n“{text}” Ada Korhonen said. {text} {LEAD}\n\n{LEAD}"
    assert check(reader.read_text(page)) >= 4


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_span_of_a_sample_page_is_what_its_article_says(reader: onrecord.Reader, path: Path) -> None:
    assert check(reader.read(path)) > 100


def test_all_sample_pages_are_there() -> None:
    assert len(PAGES) == 8
