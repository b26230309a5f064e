"""Whom pronouns, role nouns, groups and bodies stand for."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speakers"),
    [
        (("John Marsh, the treasurer, resigned on Monday. He said the money was gone.",), ["John Marsh"]),
        (("Mary Quist, the harbour master, opened the port. She said the ice was gone.",), ["Mary Quist"]),
        (("Mary Quist met John Marsh. He said that the ice was thick.",), ["John Marsh"]),
        (("Mary Quist met John Marsh. She said that the ice was thick.",), ["Mary Quist"]),
        (("Mary Quist met John Marsh in Tarn. “The money is gone,” he said.",), ["John Marsh"]),
        (("“The money is gone,” said John Marsh. He said that nobody had stolen it.",), ["John Marsh"] * 2),
        (("“The money is gone,” said Mary Quist.", "“Nobody has stolen it,” she said."), ["Mary Quist"] * 2),
    ],
)
def test_he_and_she_are_who_fits_by_gender(
    read: Read, paragraphs: tuple[str, ...], speakers: list[str]
) -> None:
    found = read(*paragraphs)
    assert found.speakers == speakers
    assert found.how[-1] == "pronoun"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("They said the port would close.",),
        ("She said that the port would close.",),
        ("The ice is thick. “It will be thicker,” he said.",),
        ("Mary Quist left. He said that the port would close.",),
        (
            "John Marsh slept.",
            *("The fog came.", "Ships left.", "Boats sank.") * 3,
            "He said that the port would close.",
        ),
    ],
)
def test_a_pronoun_that_nobody_fits_stays_open(read: Read, paragraphs: tuple[str, ...]) -> None:
    found = read(*paragraphs)
    assert found.speakers == [None]
    assert found.how == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“I will not sail,” said Jonas Holm. “I think the ice is too thick.”", "Jonas Holm"),
        ("“I believe that the port will close,” said Mary Quist.", "Mary Quist"),
        ("“We sail,” said John Marsh. “I told the council that the ice was thin.”", "John Marsh"),
    ],
)
def test_i_in_a_quotation_is_who_is_quoted(read: Read, text: str, name: str) -> None:
    found = read(text)
    assert found.speakers == [name, name]
    assert found.how == ["name", "pronoun"]
    assert "I" in found.words(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mary Quist said that she believed the port would close.", "Mary Quist"),
        ("John Marsh said he wanted to see the ferry sail again.", "John Marsh"),
    ],
)
def test_a_pronoun_in_reported_speech_is_who_reports(read: Read, text: str, name: str) -> None:
    assert read(text).speakers == [name, name]


@pytest.mark.parametrize(
    "text",
    [
        "“He wants peace,” Eva Brandt said of Jonas Holm.",
        "“She wants to close the port,” Mary Quist said of Ada Korhonen.",
        "Mary Quist said that he wanted to close the port.",
    ],
)
def test_somebody_else_in_what_is_said_stays_open(read: Read, text: str) -> None:
    first, second = read(text).speakers
    assert first is not None
    assert second is None


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("Jonas Holm, who said that the ice was thick, went home.", "Jonas Holm", "name"),
        ("The pilots, who say that the ice is thick, went home.", "pilots", "nominal"),
        ("Mary Quist, who warned that the dam would break, has resigned.", "Mary Quist", "name"),
    ],
)
def test_who_is_whom_the_clause_describes(read: Read, text: str, name: str, how: str) -> None:
    found = read(text)
    assert (found.speakers, found.how) == ([name], [how])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Ada Korhonen, the transport minister, visited Valmar. The minister said the port would close.",
            ["Ada Korhonen"],
        ),
        (
            "President John Marsh met Prime Minister Mary Quist. The president said the talks had been good. "
            "The prime minister said they had not.",
            ["John Marsh", "Mary Quist"],
        ),
        (
            "John Marsh, a spokesman for the Transport Ministry, was there. The spokesman said it was cold.",
            ["John Marsh"],
        ),
        ("President John Marsh opened the talks. The leader said they would be short.", ["John Marsh"]),
        (
            "Mary Quist, a former envoy, spoke in Tarn. The former envoy said the talks had failed.",
            ["Mary Quist"],
        ),
    ],
)
def test_a_role_noun_is_who_has_the_role(read: Read, text: str, speakers: list[str]) -> None:
    found = read(text)
    assert found.speakers == speakers
    assert set(found.how) == {"nominal"}


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman said the port was shut.",
        "Mary Quist, a pilot, left. The treasurer said the money was gone.",
        "John Marsh, a professor at Tarn University, and Mary Quist, a professor at Valmar University, met. "
        "The professor said the ice was thick.",
        "Mary Quist, the finance minister, left. The transport minister said the port would close.",
    ],
)
def test_a_role_noun_that_fits_nobody_or_several_stays_open(read: Read, text: str) -> None:
    assert read(text).speakers == [None]


def test_a_role_noun_that_two_fit_is_the_one_who_is_speaking(read: Read) -> None:
    both = "John Marsh, a professor at Tarn University, met Mary Quist, a professor at Valmar University."
    one_speaks = read(both, "“The ice is thick,” said Quist.", "The professor warned that it would break.")
    assert one_speaks.speakers == ["Mary Quist", "Mary Quist"]
    both_speak = read(
        both,
        "“The ice is thick,” said Quist. “It is thin,” said Marsh. The professor warned that it would break.",
    )
    assert both_speak.speakers == ["Mary Quist", "John Marsh", "John Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "The state news agency, Norpress, said that the harbour was open.",
        "The ferry has sunk, said the state news agency, Norpress.",
        "The official news agency, Norpress, said on Monday that the ferry had sunk.",
    ],
)
def test_a_body_named_after_its_description_is_that_body(read: Read, text: str) -> None:
    found = read(text)
    assert (found.speakers, found.how) == (["Norpress"], ["name"])
    assert found.words("Norpress") == ["Norpress"]


def test_a_described_group_is_one_chain_for_each_description(read: Read) -> None:
    found = read(
        "Analysts said the port would close. Senior officials said it would not.",
        "The analysts warned that storms were coming. “We sail,” said the fishermen.",
    )
    assert found.speakers == ["Analysts", "Senior officials", "Analysts", "fishermen"]
    first, _, third, _ = found.attributions
    assert first.speaker == third.speaker
    assert {chain.name: chain.kind for chain in found.chains} == {
        "Analysts": "group",
        "Senior officials": "group",
        "fishermen": "group",
    }
    assert found.named("Analysts").names == ()  # a description is no name


def test_they_are_the_group_that_spoke(read: Read) -> None:
    found = read("Fishermen said the port would close. They said the ice was thick.")
    assert found.speakers == ["Fishermen", "Fishermen"]
    assert found.how == ["nominal", "pronoun"]


@pytest.mark.parametrize(
    ("text", "speaker", "how"),
    [
        ("Nordavia's foreign ministry said the talks had failed.", "Nordavia's foreign ministry", "nominal"),
        ("The government said the talks had failed.", "government", "nominal"),
        ("The harbour commission said the port would close.", "harbour commission", "nominal"),
        ("The Transport Ministry said the port would close.", "Transport Ministry", "name"),
        ("The Security Council met. The council said it would vote.", "Security Council", "nominal"),
    ],
)
def test_a_body_speaks_under_its_name_or_what_it_is_called(
    read: Read, text: str, speaker: str, how: str
) -> None:
    found = read(text)
    assert (found.speakers, found.how) == ([speaker], [how])
    assert found.named(speaker).kind == "organisation"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Korhonen and Jonas Holm said the port would close.",
        "Poland and Norway said they would pay.",
        "Ada Korhonen and her brother Max Holm said the port would close.",
        "Ada Korhonen and her colleague, Professor Ben Holm, said the port would close.",
    ],
)
def test_two_who_speak_together_are_not_one_of_them(read: Read, text: str) -> None:
    assert read(text).speakers == [None]


def test_a_quotation_that_goes_on_is_said_by_who_spoke_before(read: Read) -> None:
    found = read(
        "“The dam will hold,” Mary Quist told reporters in Darro.",
        "“Nobody needs to leave the valley, and nobody should be afraid.”",
    )
    assert found.speakers == ["Mary Quist", "Mary Quist"]
    assert found.how == ["name", "implied"]


def test_nobody_to_infer_from_leaves_it_open(read: Read) -> None:
    found = read(
        "“The dam will hold,” she told reporters in Darro.",
        "“Nobody needs to leave the valley, and nobody should be afraid.”",
    )
    assert found.speakers == [None, None]
    assert found.how == [None, None]


def test_nobody_else_is_meant_by_what_the_article_calls_somebody(read: Read) -> None:
    found = read(
        "Otto Venn told the judge that his brother had the key.",
        "The judge, Simone Frank, asked him whether he was joking. He said he was not.",
        "The brothers were not believed by the court, the prosecutor said.",
        "The prosecutor, Leo Baum, said that the brothers lied.",
    )
    assert found.speakers[-2] in (None, "Leo Baum")
    assert found.speakers[-1] == "Leo Baum"
