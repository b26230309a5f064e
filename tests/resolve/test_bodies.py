"""Which names are bodies, and which of them a noun stands for."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            ("Dock Fleet Group closed the quay. The organization said that it would open.",),
            "Dock Fleet Group",
        ),
        (("The sale was on FishBroker.com. The company said that it would end.",), "FishBroker.com"),
        # What the article has called so comes before what only could be.
        (
            (
                "The group, Darro Alliance, paid for it. Valmar Fund slept. Ships sailed.",
                "Mary Quist left. The group said that the port would close.",
            ),
            "Darro Alliance",
        ),
        # A noun in capitals is no name.
        (
            (
                "The super PAC, Darro Rising Alliance, paid for it. Ships sailed. It rained.",
                "Mary Quist left. The PAC said that the port would close.",
            ),
            "Darro Rising Alliance",
        ),
    ],
)
def test_a_noun_for_a_body_stands_for_the_one_that_it_fits(
    read: Read, paragraphs: tuple[str, ...], speaker: str
) -> None:
    assert read(*paragraphs).speakers[-1] == speaker


def test_a_noun_in_capitals_alone_is_nobody(read: Read) -> None:
    found = read("The PAC said that the port would close.")
    assert found.speakers == [None]
    assert not found.chains


def test_a_well_known_body_is_one_whatever_the_tagger_says(read: Read) -> None:
    found = read(
        "The company said it had closed 10 accounts since May.",
        "For years, Twitter has been a square. Groups like Blue Fleet have used Twitter to sell fish. "
        "Twitter admitted that it was hard.",
        headline="Twitter takes new steps",
    )
    assert found.speakers == ["Twitter"] * 2
    assert found.named("Twitter").kind == "organisation"
    assert len(found.words("Twitter")) == 6


def test_the_words_of_an_acronym_are_a_body_under_one_name_with_it(read: Read) -> None:
    found = read(
        "Better Boats Now paid for it. A spokesman for the BBN slept.", "BBN said that the port would close."
    )
    assert found.speakers == ["Better Boats Now"]
    assert found.words("Better Boats Now")[0] == "Better Boats Now"


@pytest.mark.parametrize("name", ["Bakers' Guild of Vell", "Bakers’ Guild of Vell", "Fishers' Union of Tarn"])
def test_an_acronym_may_take_in_where_a_body_is(read: Read, name: str) -> None:
    short = "".join(c for c in name if c.isupper())
    found = read(f"The {name} ({short}) said bread was dear.", f"The {short} said it would ask for help.")
    assert found.named(name).names == (name, short)
    assert set(found.speakers) == {name}


def test_polls_of_no_one_are_not_the_poll_that_was_named(read: Read) -> None:
    found = read(
        "A poll by Halden University shows that Mary Quist leads.", "Polls show that sailors want ice."
    )
    assert found.speakers[:2] == ["Halden University", None]


def test_a_name_with_a_capital_inside_is_no_noun_for_people(read: Read) -> None:
    assert read("“Sailors slept,” says BoatSpotter.").speakers == ["BoatSpotter"]
