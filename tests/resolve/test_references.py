"""Whom pronouns, descriptions, bodies and papers stand for, beyond the nearest name."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("Jonas Holm opened the port.", "“John Marsh must resign at once,” he said."), "Jonas Holm"),
        (("“The ice is thick,” said John Marsh. “Jonas Holm is wrong,” he added.",), "John Marsh"),
        (
            ("John Marsh spoke on Monday. The plan of Jonas Holm, he said, would sink the port.",),
            "John Marsh",
        ),
    ],
)
def test_who_speaks_is_not_named_in_what_is_said(
    read: Read, paragraphs: tuple[str, ...], speaker: str
) -> None:
    found = read(*paragraphs)
    assert found.speakers[-1] == speaker
    assert found.how[-1] == "pronoun"


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (("John Marsh, the mayor of Tarn, came. “It is cold,” said Mr. Marsh.",), "John Marsh"),
        (("Larry King came to Tarn. “It is cold,” Mr. King said.",), "Larry King"),
        (("Jonas Brandvold came to Tarn.", "“It is cold,” said Brandvald."), "Jonas Brandvold"),
        (("The letter came from Norman Ham. Ham said that the ice was thick.",), "Norman Ham"),
    ],
)
def test_a_surname_is_found_even_where_it_is_a_word_or_misspelt(
    read: Read, paragraphs: tuple[str, ...], speaker: str
) -> None:
    found = read(*paragraphs)
    assert found.speakers[-1] == speaker
    assert [chain.name for chain in found.chains if chain.kind == "person"] == [speaker]


def test_father_and_son_of_one_name_are_two(read: Read) -> None:
    found = read("John Marsh Jr. said that the port would close. John Marsh said that it would not.")
    assert len([chain for chain in found.chains if chain.kind == "person"]) == 2
    assert found.speakers[0] != found.speakers[1]


def test_a_middle_initial_that_differs_is_somebody_else(read: Read) -> None:
    found = read("John W. Marsh said that the port would close. John H. Marsh said that it would not.")
    assert found.speakers == ["John W. Marsh", "John H. Marsh"]
    assert found.attributions[0].speaker != found.attributions[1].speaker


def test_what_always_has_the_before_it_is_nobody(read: Read) -> None:
    found = read("John Marsh spoke on Monday at the Vosta Marilda, a hall in Tarn. Marsh said it was cold.")
    assert [chain.name for chain in found.chains if chain.kind == "person"] == ["John Marsh"]


def test_who_speaks_in_a_quotation_is_not_who_spoke_before_it(read: Read) -> None:
    found = read(
        "“It was a good year for the port,” John Marsh, the mayor of Tarn, told reporters on Monday.",
        "“Although nobody knows what Nordavia has promised, Nordavia said it would pay,” he said.",
    )
    assert [a.speaker and a.speaker.name for a in found.attributions if a.holder is None] == [
        "John Marsh"
    ] * 2


def test_what_somebody_owns_is_no_part_of_the_name(read: Read) -> None:
    found = read("John Marsh’s America is cold. John Marsh said that America would be warm.")
    assert [chain.names for chain in found.chains if chain.kind == "person"] == [("John Marsh",)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Securities and Exchange Commission met. The SEC said that the bank had failed.",
            "Securities and Exchange Commission",
        ),
        (
            "The Tarn Herald printed a letter on Monday. The Herald said that the port would close.",
            "Tarn Herald",
        ),
    ],
)
def test_a_body_is_the_same_under_its_initials_and_its_last_word(read: Read, text: str, speaker: str) -> None:
    assert read(text).speakers[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("John Marsh is running for mayor. The Marsh campaign said that it would sue.", "Marsh campaign"),
        (
            "John Marsh campaign manager Ada Lind left. His campaign said that it would sue the port.",
            "John Marsh campaign",
        ),
    ],
)
def test_a_campaign_has_the_name_of_whose_it_is(read: Read, text: str, speaker: str) -> None:
    found = read(text)
    assert found.speakers[-1] == speaker
    assert found.named(speaker).kind == "organisation"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A statement by John Marsh said that the port would close.", "John Marsh"),
        ("Mary Quist's letter said that the port would close.", "Mary Quist"),
        (
            "The poll was taken in May. A Tarn University poll showed that the port would close.",
            "Tarn University",
        ),
        ("Mary Quist wrote a letter to the port. The letter said that the ice was thick.", "Mary Quist"),
    ],
)
def test_a_paper_speaks_for_whoever_made_it(read: Read, text: str, speaker: str) -> None:
    found = read(text)
    assert (found.speakers[-1], found.how[-1]) == (speaker, "nominal")


def test_a_paper_that_nobody_is_said_to_have_made_stays_open(read: Read) -> None:
    assert read("John Marsh left. The report said that the port would close.").speakers == [None]


def test_a_lead_describes_whom_the_article_names_later(read: Read) -> None:
    found = read(
        "A judge said on Monday that the port must close.",
        "Judge Mary Quist said that the ice was too thick.",
    )
    assert found.speakers == ["Mary Quist", "Mary Quist"]
    assert found.how == ["nominal", "name"]


def test_i_in_a_piece_is_whom_its_last_lines_present(read: Read) -> None:
    found = read(
        "I believe that the port will close.",
        "I think that nobody will come to the quay any more.",
        "Mary Quist is a pilot in Tarn.",
    )
    assert found.speakers == ["Mary Quist", "Mary Quist"]


def test_a_new_description_is_of_whom_the_article_speaks_all_the_time(read: Read) -> None:
    found = read(
        "John Marsh opened the port. Marsh came by ship, and Marsh left by train.",
        "“The ice is thick,” Marsh said.",
        "The billionaire said that he would return.",
    )
    assert found.speakers[:2] == ["John Marsh", "John Marsh"]


def test_every_speaker_has_a_probability_and_nobody_else_has(read: Read) -> None:
    found = read(
        "“The ice is thick,” said John Marsh. He said that it would break. The treasurer said it would not."
    )
    sure = [a.speaker_probability for a in found.attributions]
    assert all((a.speaker is None) == (p is None) for a, p in zip(found.attributions, sure, strict=True))
    assert sure[0] is not None
    assert sure[1] is not None
    assert all(0.5 <= p <= 1 for p in sure[:2])
    assert sure[2] is None


def test_pronouns_join_the_chain_of_whom_they_stand_for(read: Read) -> None:
    found = read("John Marsh lost his hat. He said that the port would close, and his wife agreed.")
    assert found.words("John Marsh") == ["John Marsh", "his", "He", "his"]


def test_what_somebody_only_is_or_is_not_takes_no_pronoun(read: Read) -> None:
    assert read("The quay needed no woman. The port was closed, she said.").speakers == [None]


def test_a_pronoun_goes_on_with_the_subject(read: Read) -> None:
    found = read(
        "Juanita Quist said that she had waited. Ada Korhonen, who sat on the board since 1990, says she "
        "registered as an independent, although she is seen as a pilot. At one point, she said, it paid."
    )
    assert found.speakers[-1] == "Ada Korhonen"


def test_a_surname_with_an_apostrophe_belongs_to_the_name(read: Read) -> None:
    found = read(
        "Filmmaker and best-selling author Mikel L’Orme made his prediction who the next mayor will be.",
        "After Glenn Holm asked the conservative who he thought would win, L’Orme replied, “It is lost, I "
        "regret to say.”",
    )
    assert found.speakers[-1] == "Mikel L’Orme"


def test_the_subject_of_a_sentence_may_name_himself_in_it(read: Read) -> None:
    text = "“Ice,” said Mary Quist. John Marsh came to Tarn on Monday, where he said: “John Marsh is back.”"
    assert read(text).speakers == ["Mary Quist", "John Marsh"]


def test_i_am_whom_the_headline_presents(read: Read) -> None:
    paragraphs = ("I think that the port will close.", "“It is ice,” said Mary Quist.")
    opinion = read(*paragraphs, headline="Ada Korhonen: Why the port must close")
    assert opinion.speakers[-2:] == ["Ada Korhonen", "Mary Quist"]
    news = read(*paragraphs, headline="Ada Korhonen closes the port")
    assert news.speakers[-2:] == [None, "Mary Quist"]


def test_who_is_described_behind_his_name_stays_the_subject(read: Read) -> None:
    text = (
        "Peter Holm, the former pilot of Tarn and former mayor of Valmar, stressed his love of ice and boats."
    )
    found = read("John Marsh said that the port was safe.", text, "“It is thick,” he said.")
    assert found.speakers[-1] == "Peter Holm"
