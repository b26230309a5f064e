from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.extract.timexes import find_timexes
from onrecord.language import English
from onrecord.record import Article, Published
from onrecord.record.timexes import Timex

Timexes = Callable[..., tuple[Timex, ...]]


@pytest.fixture(scope="session")
def timexes(english: English, make_article: Callable[..., Article]) -> Timexes:
    """The time expressions of paragraphs published on a day; without a day, of an undated article."""

    def find(*paragraphs: str, published: str | None = "2031-10-15") -> tuple[Timex, ...]:
        article = make_article(*paragraphs)
        if published is not None:
            article = replace(article, published=Published(value=published, how="given"))
        return find_timexes(article, english.parse(article))

    return find
