"""Whom a description means that tells something new of somebody, or comes before the name."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            ("Ada Korhonen closed the quay in the morning.", "“It will break,” the investor said."),
            "Ada Korhonen",
        ),
        (
            ("Jonas Marsh met Ada Korhonen on Monday. The 43-year-old engineer said that the dam was safe.",),
            "Jonas Marsh",
        ),
        (
            ("Rep. John Marsh (D-Tarn) lost the vote on Monday.", "“It is a pity,” the Tarn Democrat said."),
            "John Marsh",
        ),
        (
            ("Senator John Marsh of Tarn lost.", "“It is a pity,” the Tarn senator and candidate said."),
            "John Marsh",
        ),
        (
            (
                "John Marsh is right to close the port, Ada Korhonen said Monday. But, the former chairwoman "
                "of Nordpress added, it will not win.",
            ),
            "Ada Korhonen",
        ),
        (
            (
                "John Marsh, the Republican contender, met Jonas Holm.",
                "Mr. Holm praised the port. The Republican presidential nominee for the Nov. 8 vote "
                "said later that it would break.",
            ),
            "John Marsh",
        ),
        (
            (
                "Senator Jonas Holm beat Ada Korhonen in Tarn. Korhonen slept. Korhonen, who would be the "
                "first woman on the board, was tired.",
                "The night was long for Mr. Holm in Tarn, as Korhonen tried to stand. The former secretary "
                "of the port said that it would be close.",
            ),
            "Ada Korhonen",
        ),
        (
            (
                "As Tarn prepares for what John Marsh called the loudest vote of all, Marsh waits. In Tarn, "
                "Marsh slept.",
                "On the day on which Marsh came, the former House Speaker said that it would be close.",
            ),
            "John Marsh",
        ),
        (
            ("Ada Korhonen opened the quay. Korhonen slept there.", "“It will hold,” the 43-year-old said."),
            "Ada Korhonen",
        ),
        (
            (
                "Ada Korhonen, an engineer, opened the quay. Korhonen slept. Korhonen left.",
                "“It will hold,” the conference speaker said.",
            ),
            "Ada Korhonen",
        ),
        (
            (
                "Senator John Marsh of Tarn called on Nordavia to close the port.",
                "“Nordavia is poor,” the independent Tarn senator and mayoral candidate said.",
            ),
            "John Marsh",
        ),
        (
            (
                "The chief of the Nordavian Miners Union said that the quay was closed.",
                "“We closed it,” NMU president Ada Korhonen said.",
            ),
            "Ada Korhonen",
        ),
    ],
)
def test_a_description_is_of_whom_it_fits_or_who_is_spoken_of(
    read: Read, paragraphs: tuple[str, ...], speaker: str
) -> None:
    assert read(*paragraphs).speakers[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "John Marsh closed the quay. The treasurer said that it would break.",
        "Senator John Marsh closed the quay. The governor said that it would break.",
        "Look no further than John Marsh. By his own words it failed. The port's inspector general judged "
        "that it was worse.",
        "As John Marsh held his speech, nobody came. The employee of ten years said that she was dismayed.",
        "John Marsh closed the quay. The attorney general of Nordavia said that it would break.",
        "John Marsh closed the quay. The widow of a pilot said that it would break.",
        "John Marsh closed the quay. The woman said that it would break.",
        "“Was it safe?” asked John Marsh. The engineer said that it would break.",
        "Judge John Marsh closed the quay. The nominee said that it would break.",
        "John Marsh, a Republican, closed the quay. The Democratic engineer said that it would break.",
        "John Marsh, the Republican contender, closed the quay. The Tory hopeful said that it would break.",
    ],
)
def test_another_office_or_person_stays_open(read: Read, text: str) -> None:
    assert read(text).speakers[-1] != "John Marsh"


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        (
            (
                "Jonas Marsh's right-hand woman urged miners to strike, saying “It will be long.”",
                "Ada Korhonen, who runs the campaign, wrote to miners of the strike on Monday.",
            ),
            "Ada Korhonen",
        ),
        (
            (
                "A woman who sued the harbour said on Monday that the quay had broken under her.",
                "Juanita Quist, who sued the harbour in spring, told the court about the quay.",
                "“It was dark,” she said.",
            ),
            "Juanita Quist",
        ),
        (
            (
                "A man shouted at the mayor on Monday. “You lie,” the man said.",
                "The man identified himself as a pilot named Boris.",
                "“I was angry,” he said.",
            ),
            "Boris",
        ),
    ],
)
def test_whom_a_lead_describes_is_who_is_introduced_later(
    read: Read, paragraphs: tuple[str, ...], name: str
) -> None:
    found = read(*paragraphs)
    assert found.speakers
    assert set(found.speakers) == {name}


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "A woman said on Monday that the quay had broken.",
            "Juanita Quist opened the theatre in the old town.",
        ),
        (
            "A woman who sued the harbour said that the quay had broken.",
            "Boris Holm, who sued the harbour over the quay, was in court.",
            "Another woman said that she had seen it.",
        ),
    ],
)
def test_a_lead_without_a_sign_of_the_name_names_nobody(read: Read, paragraphs: tuple[str, ...]) -> None:
    named = [chain.name for chain in read(*paragraphs).chains if chain.kind == "person"]
    assert not set(named) & set(read(*paragraphs).speakers)


def test_a_title_in_a_headline_belongs_to_who_is_named_below(read: Read) -> None:
    found = read(
        "Ada Korhonen said that the quay was closed.", headline="Pilot Korhonen: “The quay is closed”"
    )
    assert {chain.name for chain in found.chains if chain.kind == "person"} == {"Ada Korhonen"}


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("President Ada Korhonen opened the lock. The former president said the ice was thick.", None),
        ("Mayor Ada Korhonen came. The ex-mayor said the ice was thick.", None),
        (
            "President Ada Korhonen met former President Jonas Holm. The former president said it was thick.",
            "Jonas Holm",
        ),
        (
            "President Ada Korhonen met former President Jonas Holm. The president said it was thick.",
            "Ada Korhonen",
        ),
        (
            "Then-President Jonas Holm came. President Ada Korhonen left. The president said it was thin.",
            "Ada Korhonen",
        ),
        ("Former President Jonas Holm came. The president said it was thick.", "Jonas Holm"),
    ],
)
def test_who_holds_an_office_is_not_called_former(read: Read, paragraph: str, speaker: str | None) -> None:
    assert read(paragraph).speakers == [speaker]


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        (
            "NPU chief says Holm can win.",
            (
                "The head of the Nordavian Pilots Union is worried about what Jonas Holm tells her members.",
                "On Monday, Ada Korhonen said that Holm was a threat.",
            ),
        ),
        (
            "Quay to close;",
            (
                "One pilot says the board ignores ships.",
                "Hundreds came to the quay in Tarn on Monday.",
                "“We were not asked,” said Ada Korhonen, who works there.",
            ),
        ),
        (
            "Holm will pay for the quay, former rival says.",
            ("Jonas Holm will pay, predicted Ada Korhonen, whom he beat long ago.",),
        ),
    ],
    ids=["a chief", "below the headline's first line", "a rival"],
)
def test_whom_a_headline_lets_speak_is_the_first_new_person_who_speaks(
    read: Read, headline: str, paragraphs: tuple[str, ...]
) -> None:
    found = read(headline, *paragraphs)
    assert found.speakers[0] == "Ada Korhonen"


def test_who_runs_in_a_headline_is_nobody_new(read: Read) -> None:
    found = read("Holm tries again; as nominee says Tarn is lost.", "“It is late,” said Ada Korhonen.")
    assert found.speakers[0] != "Ada Korhonen"


def test_who_has_a_role_but_no_office_may_be_told_to_have_one(read: Read) -> None:
    found = read(
        "Ada Korhonen is the port, where her loudest critic Jonas Holm works. Holm, who sleeps little, left.",
        "“It is late,” Holm said. Holm was tired.",
        "Six months ago, the independent Darro senator said, nobody knew him.",
    )
    assert found.speakers[-1] == "Jonas Holm"


def test_a_deck_and_a_label_do_not_end_the_lead(read: Read) -> None:
    found = read(
        "When boats fail, pilots fill the gap.",
        "ABSTRACT.",
        "The mayor said that the harbour would be closed, and the order was signed on Tuesday after a long "
        "night at the big town hall.",
        "FULL TEXT.",
        "Mayor Ada Mer closed the harbour on Tuesday, and the ferries stayed at the quay all day.",
        headline="Vell closes its harbour",
    )
    assert found.speakers[0] == "Ada Mer"


def test_a_description_that_tells_more_introduces_who_speaks_next(read: Read) -> None:
    found = read(
        "The ice on the lake is thin.",
        "The last man to cross it says that it is too thin.",
        "“It was thin then,” Jonas Holm says.",
    )
    assert found.speakers[-2:] == ["Jonas Holm", "Jonas Holm"]
