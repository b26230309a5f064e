from __future__ import annotations

from collections.abc import Iterator

import pytest

import onrecord

INTERVIEW = """{opening}

Q: Why did you write about a lighthouse?

A: My grandfather kept one. I asked him about it every summer.

Q: Did you visit it?

A: Every summer. I want to go back to the island, if it is still there.
"""
OF_ONE = (
    "The novelist Ada Mer spoke to Otto Venn about her new book. Mer, 61, has lived in Vell since May.",
    "In her new book the novelist Ada Mer tells of a lighthouse on an island without any people.",
)
OF_TWO = "The novelist Ada Mer spoke to Otto Venn about a new book on the lighthouses of the north."


@pytest.fixture(scope="module")
def reader() -> Iterator[onrecord.Reader]:
    with onrecord.Reader() as opened:
        yield opened


def speakers(reader: onrecord.Reader, opening: str, source: str) -> list[str | None]:
    found = reader.read_text(INTERVIEW.format(opening=opening)).attributions
    return [a.speaker.name if a.speaker else None for a in found if [s.text for s in a.source] == [source]]


@pytest.mark.parametrize("opening", OF_ONE)
def test_the_answers_are_whose_interview_it_is(reader: onrecord.Reader, opening: str) -> None:
    assert speakers(reader, opening, "A") == ["Ada Mer", "Ada Mer"]
    assert speakers(reader, opening, "Q") == [None, None]
    assert set(speakers(reader, opening, "I")) == {"Ada Mer"}


def test_the_answers_are_nobodys_where_two_are_named_as_often(reader: onrecord.Reader) -> None:
    assert speakers(reader, OF_TWO, "A") == [None, None]
