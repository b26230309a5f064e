"""What has a name like a person's and is none; and who stands in a picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language import English
from onrecord.record import Article, Chain
from onrecord.resolve import resolve

from .conftest import Read


def people(read: Read, *paragraphs: str) -> list[str]:
    return [chain.name for chain in read(*paragraphs).chains if chain.kind == "person"]


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Ada struck Port Hale on Monday. Ada has killed nine, the mayor said.",
        "Tropical Storm Bertha weakened. Bertha is expected to turn east.",
        "The ferry Ada Korhonen ran aground on Monday. Ada Korhonen was built in 1998.",
        "The tanker Eva Brandt sailed on Monday. Divers found Eva Brandt on Tuesday.",
        "MV Eva Brandt left the quay. USS John Marsh followed.",
        "The frigate HMS Amy Stone left the quay. The Amy Stone will be back.",
        "A trawler named Karl Venn sank. Divers found Karl Venn on Tuesday.",
        "The ferry is called Ada Korhonen and sails on Monday.",
        "The children asked where Dad was. Dad said nothing.",
        "Their films are “The Big Venn” and “O Brother, Where Art Thou?”",
        "They sang “Otto Venn: Trouble in Mind” to the crowd.",
        "The horse Ada Quist won the race.",
        "He read Mary Quist, a novel of the sea.",
        "The new song, “Calm Ada”, was a hit. “Calm Ada” sold well.",
        "The former Harbour Girl held hands with the mayor.",
        "She won a John Marsh Award in 2010.",
        "The bus stopped on John Marsh Boulevard. They live in Mary Quist Gardens.",
        "Ferry stops for the winter. The ferry will stop on Monday.",
        "Rumour has it that the quarry will close. Legend has it that a giant dug it.",
    ],
)
def test_a_storm_a_ship_a_work_and_a_street_are_nobody(read: Read, text: str) -> None:
    assert people(read, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Biggest shareholder Quist Oil said it would vote.", "Quist Oil"),
        ("Publisher Holm Brandt closed its office. Shares in Holm Brandt fell.", "Holm Brandt"),
        ("Quist Holm employees went on strike.", "Quist Holm"),
        (
            "Her fame was such that Brandor named a watch after her, and the company still uses her image.",
            "Brandor",
        ),
        ("She went on to study at Graasten Landbrugsskole in Nordavia.", "Graasten Landbrugsskole"),
        ("The chief executive of Marsh Brandt resigned. Marsh Brandt has 300 pilots.", "Marsh Brandt"),
        ("Valmar Shipping's chief executive resigned. Valmar Shipping is old.", "Valmar Shipping"),
    ],
)
def test_what_has_shares_and_employees_is_a_body(read: Read, text: str, name: str) -> None:
    assert read(text).named(name).kind == "organisation"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Korhonen met Hurricane Ada at sea. Korhonen survived.",
        "The ferry that Ada Korhonen took ran aground.",
        "“Ada Korhonen” was all that she wrote, Ada Korhonen said.",
        "Former mayor Ada Korhonen left the quay.",
        "The company's chief engineer, Ada Korhonen, left the quay.",
    ],
)
def test_a_person_near_such_a_thing_stays_one(read: Read, text: str) -> None:
    assert people(read, text) == ["Ada Korhonen"]


def test_a_surname_that_is_a_word_stays_one(read: Read) -> None:
    text = "Mary Page sailed. Page ran aground. The page was torn."
    assert people(read, text) == ["Mary Page"]


def test_a_name_set_beside_what_somebody_is_is_a_persons(read: Read) -> None:
    found = read("TunnelCo's chief engineer, Sanna Ricci, said the ice was thick.").named("Sanna Ricci")
    assert found.kind == "person"
    assert [str(role) for role in found.roles] == ["chief engineer, TunnelCo"]


def in_picture(
    english: English, make_article: Callable[..., Article], caption: str
) -> dict[str, list[tuple[str | None, str | None]]]:
    """The people of a caption with their roles."""
    article = make_article(caption, kind="caption")
    chains: tuple[Chain, ...] = resolve(article, english.parse(article), ()).chains
    return {
        chain.name: [
            (role.title and role.title.text, role.affiliation and role.affiliation.text)
            for role in chain.roles
        ]
        for chain in chains
        if chain.kind == "person"
    }


@pytest.mark.parametrize(
    ("caption", "found"),
    [
        (
            "From left, mayor Ada Korhonen, ferry chief Jonas Holm and Peter Okoye, a pilot, at the quay. "
            "(Eva Brandt/Tarn Herald)",
            {
                "Ada Korhonen": [("mayor", None)],
                "Jonas Holm": [("ferry chief", None)],
                "Peter Okoye": [("pilot", None)],
            },
        ),
        (
            "Ada Korhonen (right), the transport minister, waves on Monday. Eva Brandt for the Herald",
            {"Ada Korhonen": [("transport minister", None)]},
        ),
        (
            "Nordavian envoy Ada Korhonen (L) meets Salmoran envoy Jonas Holm (R). Image: Eva Brandt",
            {"Ada Korhonen": [("envoy", "Nordavian")], "Jonas Holm": [("envoy", "Salmoran")]},
        ),
        ("Ferry captain Peter Okoye in 2019. Credit: Mary Quist", {"Peter Okoye": [("captain", None)]}),
        ("Peter Okoye at the quay. | Photo by Eva Brandt", {"Peter Okoye": []}),
    ],
)
def test_a_caption_gives_roles_and_its_photographer_is_nobody(
    english: English,
    make_article: Callable[..., Article],
    caption: str,
    found: dict[str, list[tuple[str | None, str | None]]],
) -> None:
    assert in_picture(english, make_article, caption) == found


def test_a_first_name_behind_wife_is_no_surname(read: Read) -> None:
    text = "He and his wife Mary left the quay. John Marsh saw Mary Quist on Monday, and Mary smiled."
    assert people(read, text) == ["Mary Quist", "John Marsh"]


def test_what_somebody_is_does_not_begin_the_name(read: Read) -> None:
    assert people(read, "Scotsman David Holm came to Tarn. Holm said the ice was thin.") == ["David Holm"]
    assert people(read, "Parker Holm came to Tarn. Holm said the ice was thin.") == ["Parker Holm"]


def test_a_first_name_introduces_nobody_by_surname(read: Read) -> None:
    text = "Jonas Holm came with his wife Mary. Holm said the ice was thin. Mary Holm stayed."
    assert read(text).speakers == ["Jonas Holm"]


def test_a_rumour_is_no_body_and_who_is_called_legend_stays(read: Read) -> None:
    assert read("Rumor has it the mine is sold.").chains == ()
    assert people(read, "Ada Legend sang. Legend has a new song.") == ["Ada Legend"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Brothers Karl and Otto Venn denied that they had stolen it.", ["Karl Venn", "Otto Venn"]),
        ("Sisters Ida and Rosa Kron said nothing.", ["Ida Kron", "Rosa Kron"]),
        ("Twins Max and Leo Baum wept, said Karl Venn.", ["Max Baum", "Leo Baum", "Karl Venn"]),
        ("Her sons, Karl, Jonas and Otto Venn, own it.", ["Karl Venn", "Jonas Venn", "Otto Venn"]),
        ("The couple Ada and Otto Venn own it. Ms. Venn laughed.", ["Ada Venn", "Otto Venn"]),
        ("Karl Waters and Rosa Kron met.", ["Karl Waters", "Rosa Kron"]),
    ],
)
def test_what_several_people_are_is_no_part_of_the_first_name_and_relatives_share_the_last(
    read: Read, text: str, names: list[str]
) -> None:
    assert people(read, text) == names
