"""Datelines are no part of the first sentence."""

from __future__ import annotations

import pytest

from onrecord.articles.datelines import read_dateline
from onrecord.record import Article, Dateline, Page, Settings

from .conftest import read_article

BODY = (
    "Two governments agreed on Friday to open the lock again, officials said.\n\nNobody named a date for it."
)


def article(first: str) -> Article:
    text = f"Lock to open again\n\n{first}{BODY}\n"
    return read_article(Page(origin="x.txt", media_type="text/plain", content=text.encode()), Settings())


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT HALE, May 4 (Northern Wire) —",
        "PORT HALE –",
        "PORT HALE, Merland --",
        "Port Hale, Merland (Northern Wire) —",
        "(Northern Wire) -",
        "PORT HALE/VELD (Northern Wire) —",
    ],
)
def test_a_dateline_is_a_block_of_its_own(dateline: str) -> None:
    read = article(f"{dateline} ")
    kinds = {read.text[b.start : b.end]: b.kind for b in read.blocks}
    assert kinds[dateline] == "dateline"
    assert kinds[BODY.split("\n\n")[0]] == "paragraph"


@pytest.mark.parametrize(
    "beginning", ["The lock – once open – is shut. ", "NATO – the alliance – agreed. ", ""]
)
def test_a_sentence_with_a_dash_keeps_its_beginning(beginning: str) -> None:
    read = article(beginning)
    assert not [b for b in read.blocks if b.kind == "dateline"]
    assert (beginning + BODY.split("\n\n")[0]) in {read.text[b.start : b.end] for b in read.blocks}


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("PORT HALE, Sept. 14 (AP) —", "PORT HALE", "Sept. 14"),
        ("PORT HALE, Merland, May 4, 2031 (Northern Wire) —", "PORT HALE, Merland", "May 4, 2031"),
        ("PORT HALE, Merland (NW) -", "PORT HALE, Merland", None),
        ("PORT HALE/VELD, 4 May (NW) —", "PORT HALE/VELD", "4 May"),
        ("PORT HALE –", "PORT HALE", None),
    ],
)
def test_a_dateline_tells_where_and_when(line: str, place: str, date: str | None) -> None:
    assert read_dateline(line) == Dateline(place=place, date=date)
    assert article(f"{line} ").dateline == Dateline(place=place, date=date)


def test_an_agency_alone_is_no_place() -> None:
    read = article("(Reuters) - ")
    assert read.dateline is None
    assert read.agency == "Reuters"
