"""Whom relative pronouns, campaigns, reports, courts and members of parties stand for."""

from __future__ import annotations

import pytest

from onrecord.resolve.names import gender_of_given_name, gender_of_seldom_name

from .conftest import Read


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "They are members of the Valmar Port Authority, which says that the port will close.",
            ["Valmar Port Authority"],
        ),
        ("Mary Quist is the pilot who said that the port would close.", ["Mary Quist"]),
        ("Mary Quist is a pilot, a backer and a donor who said that the port would close.", ["Mary Quist"]),
        ("Mary Quist is a liar, a cheat and a bully who said that the port would close.", ["Mary Quist"]),
        (
            "Compare that with John Marsh, who says the port will close, and Mary Quist, who slept.",
            ["John Marsh"],
        ),
    ],
)
def test_a_relative_pronoun_is_no_person_or_no_thing(
    read: Read, text: str, speakers: list[str | None]
) -> None:
    assert read(text).speakers == speakers


def test_a_campaign_named_after_somebody_is_nobody(read: Read) -> None:
    (speaker,) = read("The Mary Quist presidential campaign said that the port would close.").attributions
    assert speaker.speaker is not None
    assert (speaker.speaker.name, speaker.speaker.kind) == (
        "Mary Quist presidential campaign",
        "organisation",
    )


def test_somebodys_supporters_are_not_that_person(read: Read) -> None:
    found = read("Mary Quist slept. Quist supporters said that the port would close.")
    assert found.speakers == ["Quist supporters"]


def test_the_council_may_be_named_only_behind_what_is_said_of_it(read: Read) -> None:
    found = read(
        "“The council's report is out,” said John Marsh, who chairs the Valmar Council on Ports.",
        "The report said that the port would close. It warned that the town would starve.",
    )
    assert found.speakers == ["John Marsh", "Valmar Council on Ports", "Valmar Council on Ports"]


def test_the_appeals_court_is_not_the_supreme_court(read: Read) -> None:
    found = read(
        "The Valmar Court of Appeals met. The Valmar Supreme Court waited.",
        "The appeals court said that the port would close.",
    )
    assert found.speakers == ["Valmar Court of Appeals"]


def test_the_company_is_what_the_article_is_about(read: Read) -> None:
    found = read(
        "Merlandia Oil lost a ship. Merlandia is old.",
        "Merlandia has ten ships. It rained for a week. The sea was grey.",
        "Fish were seen. Nets were torn. It was cold.",
        "The company said that the port would close.",
    )
    assert found.speakers == ["Merlandia Oil"]


def test_a_member_of_a_party_is_somebody_in_office(read: Read) -> None:
    found = read("Sen. John Marsh of Ohio met pilots. The Democrat said that the port would close.")
    assert found.speakers == ["John Marsh"]


def test_a_seldom_name_tells_a_gender_but_makes_nobody_a_person() -> None:
    assert gender_of_seldom_name(("hakeem", "quist")) == "male"
    assert gender_of_given_name(("hakeem", "quist")) is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Herald/Quist University poll showed that the port would close.", "Herald/Quist University"),
        ("Monday's Valmar Herald poll showed that the port would close.", "Valmar Herald"),
        ("A Valmar Herald analysis showed that the port would close.", "Valmar Herald"),
        ("Merpress.com said that the port would close.", "Merpress.com"),
    ],
)
def test_a_poll_is_whose_name_stands_before_it(read: Read, text: str, speaker: str) -> None:
    assert read(text).speakers == [speaker]
