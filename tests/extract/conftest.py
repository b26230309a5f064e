from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from onrecord.extract import find_attributions
from onrecord.language import English
from onrecord.record import Article, Attribution

Find = Callable[..., tuple[Attribution, ...]]


class Row(NamedTuple):
    """An attribution as words: easy to write down, easy to read when it differs."""

    source: str
    cue: str
    content: str


@pytest.fixture(scope="session")
def find(english: English, make_article: Callable[..., Article]) -> Find:
    """The attributions of an article of these paragraphs."""

    def find_in(*paragraphs: str, headline: str | None = None) -> tuple[Attribution, ...]:
        article = make_article(*paragraphs, headline=headline)
        return find_attributions(article, english.parse(article))

    return find_in


@pytest.fixture(scope="session")
def rows(find: Find) -> Callable[..., list[Row]]:
    """The same as words; content without the quotation marks and commas around it."""

    def words(*paragraphs: str, headline: str | None = None) -> list[Row]:
        return [
            Row(str(a.source), str(a.cue), str(a.content).strip("“”\"«»„‘’'`,. "))
            for a in find(*paragraphs, headline=headline)
        ]

    return words
