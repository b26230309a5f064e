"""What belongs to the name of a body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.language import English
from onrecord.record import Article, Syntax
from onrecord.resolve.missed import names_missed

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraph", "headline", "names"),
    [
        # Whose a body is does not belong to its name, nor what is a body's.
        (
            "John Marsh left. Marsh’s Dock Department said that it rained.",
            None,
            ["John Marsh", "Dock Department"],
        ),
        (
            "Sailors feared it. ISIS said that it rained.",
            "After ISIS’ Death Order On Ships, sailors slept",
            ["ISIS"],
        ),
        ("Marsh’s Bold Plan slept. John Marsh left.", None, ["John Marsh"]),
        # "Group" may be left out.
        ("K-IV Apparel Group makes nets. K-IV said that it rained.", None, ["K-IV Apparel Group"]),
    ],
)
def test_a_bodys_name_is_whole_and_alone(
    read: Read, paragraph: str, headline: str | None, names: list[str]
) -> None:
    assert [chain.name for chain in read(paragraph, headline=headline).chains] == names


def test_a_company_is_called_so_by_the_word_before_what_is_left_out(read: Read) -> None:
    found = read(
        "Valmar Pharmaceuticals International slept.",
        "Valmar slept. The drug company is in doubt. The company said that it rained.",
    )
    assert found.speakers == ["Valmar Pharmaceuticals International"]


def test_a_noun_that_a_headline_writes_large_is_no_name(read: Read) -> None:
    found = read(
        "XNB News slept. The network said that it rained.",
        headline="Future unsure at XNB, after Quist exit; Network has offered path for sailors to talk",
    )
    assert found.speakers[-1] == "XNB News"


def test_a_missed_name_begins_before_its_hyphens(
    english: English, make_article: Callable[..., Article]
) -> None:
    article = make_article("Nets are made by K-IV Apparel Group.")
    untagged = replace(english.parse(article), names=())
    (found,) = names_missed(article, untagged, Syntax(untagged), ())
    assert found.text == "K-IV Apparel Group"
