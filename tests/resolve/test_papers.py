"""Who speaks through a paper."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        # What is a part of a paper, or its results, is the paper.
        (("The results of the latest Halden University poll show that it rained.",), "Halden University"),
        # A name that the tagger missed, with other words between.
        (
            ("Mary Quist is up at 49.2 percent, according to the RealClearTides polling average.",),
            "RealClearTides",
        ),
        # Whoever released it.
        (
            ("John Marsh left. It would cost much, according to the plan that Mary Quist released.",),
            "Mary Quist",
        ),
        # A name behind a noun that says who that is.
        (
            (
                "The port is facing a lawsuit filed by a former pilot named John Marsh, an old sailor.",
                "The suit says that the quay was unsafe.",
            ),
            "John Marsh",
        ),
        # Of two who are told to have made one paper the one with a name.
        (
            (
                "The port slammed a lawsuit filed by a fired pilot.",
                "The May 3 lawsuit filed by a former pilot named John Marsh, whom the port fired in June, "
                "says that the quay was unsafe.",
            ),
            "John Marsh",
        ),
    ],
)
def test_a_paper_speaks_for_whoever_made_it(read: Read, paragraphs: tuple[str, ...], speaker: str) -> None:
    assert read(*paragraphs).speakers[-1] == speaker


def test_a_leads_poll_is_the_first_of_which_the_text_tells(read: Read) -> None:
    found = read(
        "A new poll shows that Mary Quist leads.",
        "A poll by Halden University found rain. A poll by Darro College found ice. It rained.",
        headline="Mary Quist is ahead",
    )
    assert found.speakers == ["Halden University"]


def test_two_forms_of_a_joint_name_are_one_pollster(read: Read) -> None:
    found = read(
        "Mary Quist slept.",
        "It rained.",
        "It was late. The new poll showed that ships sailed.",
        "An XNB/Halden poll found that ice is old.",
        "An XNB/Halden College poll found that it rained.",
    )
    assert found.speakers[0] == "XNB/Halden College"


def test_a_thing_whose_word_ends_like_a_persons_speaks_for_its_owner(read: Read) -> None:
    found = read("Valmar Media slept.", "Valmar Media’s tide tracker shows that it rained.")
    assert found.speakers == ["Valmar Media"]


def test_a_holiday_makes_no_paper(read: Read) -> None:
    found = read("It rained.", headline="Halden poll: a Christmas poll shows that Mary Quist leads")
    assert "Christmas" not in found.speakers


def test_chapters_speak_for_their_author(read: Read) -> None:
    assert read("Mary Quist left.", "Quist’s chapters show that it rained.").speakers == ["Mary Quist"]
