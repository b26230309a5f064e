"""Whom a description means that the article gives to nobody, or to several: who is spoken of."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (
            (
                "Senator Jonas Holm of Tarn would close the quay. Senator Ada Korhonen would not.",
                "“It is a pity,” Holm said. Korhonen, who has fought him for years, left.",
                "“I wonder how the pilots like it,” Korhonen said. “It is late,” said Holm.",
                "Korhonen slept badly. Korhonen was tired. In the morning the longtime senator said that the "
                "quay must stay open.",
            ),
            "Ada Korhonen",
        ),
        (
            (
                "Governor Jonas Holm spoke with Olle Brandvold on Monday.",
                "“The dam is safe,” the Nordavian governor said, while Holm was silent.",
            ),
            "Olle Brandvold",
        ),
        (
            (
                "John Marsh came to Tarn. Marsh was tired. Ada Korhonen, head of the port, met him.",
                "Sooner or later, the Darro senator told reporters, the port will have to close.",
                "“It is a pity,” the senator said.",
            ),
            "John Marsh",
        ),
        (
            (
                "The tycoon and the surgeon spoke to the pilots in Tarn on Monday.",
                "“Jonas Holm is funny,” said Ada Korhonen, a pilot.",
                "More troubling to the pilots was Holm’s plan to close the quay. Instead, the tycoon said "
                "that it would stay open.",
            ),
            "Jonas Holm",
        ),
        (
            (
                "Jonas Holm came to Tarn. Ada Korhonen came too, and Holm slept.",
                "“The dam is safe,” said the man who built it.",
            ),
            "Jonas Holm",
        ),
        (
            (
                "Olle Brandvold, a tycoon, spoke of ships. The night in Tarn was long.",
                "The ice was thin. The wind was cold. Nobody slept. It was late.",
                "Jonas Holm came by train. Holm was tired. Holm met pilots, and Holm waited at the quay.",
                "Walking into the hall, the tycoon said that the port was closing.",
            ),
            "Jonas Holm",
        ),
    ],
    ids=[
        "of several",
        "whom nothing bars",
        "an office told anew",
        "after a bare description",
        "with a clause behind",
        "others left behind",
    ],
)
def test_a_description_is_of_whom_a_pronoun_would_mean(
    read: Read, paragraphs: tuple[str, ...], speaker: str
) -> None:
    assert read(*paragraphs).speakers[-1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "John Marsh lost on Monday. Marsh was tired. The businessman came to defend Marsh and said little.",
        "John Marsh made a film, in which somebody plays him. “Marsh sleeps,” the Marsh actor said.",
    ],
    ids=["who is named behind", "with another's name"],
)
def test_nobody_is_described_beside_his_own_name(read: Read, text: str) -> None:
    assert read(text).speakers[-1] != "John Marsh"


def test_a_place_behind_a_comma_tells_senators_apart(read: Read) -> None:
    found = read(
        "Olle Brandvold came. Brandvold stressed ships and pilots in a visit with Sen. Ada Korhonen, R-Ohio.",
        "The Tarn senator told reporters that the port was calm.",
    )
    assert found.speakers[-1] != "Ada Korhonen"


def test_who_held_an_office_can_run(read: Read) -> None:
    found = read(
        "John Marsh closed the port. Ada Korhonen, the former secretary of the port, called that wrong. "
        "Korhonen slept. The candidate said that the port must stay open."
    )
    assert found.speakers[-1] == "Ada Korhonen"


def test_words_that_judge_or_count_do_not_speak_against_an_office(read: Read) -> None:
    found = read(
        "Former Tarn Governor Ada Korhonen met John Marsh. Korhonen left early.",
        "“He is lost,” Korhonen said.",
        "The former three-term governor said that Jonas Holm would win.",
    )
    assert found.speakers[-1] == "Ada Korhonen"


@pytest.mark.parametrize(
    "source", ["this reporter", "the heckler", "the next president", "the average voter"]
)
def test_nobody_in_particular_is_nobody_who_is_named(read: Read, source: str) -> None:
    found = read(
        "Ada Mer came to Tarn on Monday. Mer spoke of the port, and Mer left.",
        f"On the quay {source} said that the port would close.",
    )
    assert found.speakers[-1] != "Ada Mer"


def test_who_is_quoted_without_a_name_is_not_who_speaks_next(read: Read) -> None:
    found = read(
        "“They should go,” said the woman, who did not want to be quoted by name.",
        "Ada Mer, the organist of the church, said that she was sad.",
        headline="A town at odds",
    )
    assert found.speakers[0] != "Ada Mer"
