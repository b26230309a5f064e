"""Whom a pronoun or a noun means by who just spoke, who was just introduced, and whose a thing is."""

from __future__ import annotations

import pytest

from .conftest import Read


def test_who_spoke_last_goes_on_in_the_next_paragraph(read: Read) -> None:
    found = read(
        "John Marsh spoke in the town. Ed Lowe waited. Marsh said that Lowe would win.",
        "“I don't think it is the end, any of this in particular,” he said outside the hall.",
    )
    assert set(found.speakers) == {"John Marsh"}


def test_whoever_is_introduced_in_the_last_sentence_is_he(read: Read) -> None:
    found = read(
        "John Marsh said that the port would stay. Marsh said that he was sure.",
        "Just look at the pilot Edward Lowe. He has said that the port would close.",
    )
    assert found.speakers[-1] == "Edward Lowe"


def test_nobody_speaks_of_himself_by_name(read: Read) -> None:
    found = read(
        "Edward Lowe met John Marsh. Lowe slept.",
        "“They have every reason to agree,” he said of Lowe and the port.",
    )
    assert found.speakers != ["Edward Lowe"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Valmar Commission met. Valmar Commission rules say that ships must wait.", "Valmar Commission"),
        ("Mary Quist ran. Quist's new form said that she owned two ships.", "Mary Quist"),
        ("According to the average of prices by the Valmar Gazette, bread is dear.", "Valmar Gazette"),
    ],
)  # fmt: skip
def test_a_thing_speaks_for_whose_it_is(read: Read, text: str, speaker: str) -> None:
    assert read(text).speakers == [speaker]


def test_several_of_somebodys_are_not_that_person(read: Read) -> None:
    found = read("Mary Quist slept. Her surrogates said that the port would close.")
    assert "Mary Quist" not in found.speakers


def test_the_statement_is_of_who_spoke_just_before(read: Read) -> None:
    found = read(
        "The Valmar Port Commission said that it had moved. "
        "“We pay far less than the rent,” the statement said."
    )
    assert found.speakers == ["Valmar Port Commission", "Valmar Port Commission"]


def test_who_is_the_person_in_whose_description_a_body_stands(read: Read) -> None:
    found = read(
        "They met John Marsh, the president of the Fund for Valmar Bay, who says the port will close."
    )
    assert found.speakers == ["John Marsh"]


def test_who_are_several_is_no_single_person(read: Read) -> None:
    found = read("The town has many pilots such as John Marsh, who say that the port will close.")
    assert "John Marsh" not in found.speakers


def test_the_campaign_is_that_of_who_is_spoken_for(read: Read) -> None:
    found = read(
        "The Quist campaign met the Marsh campaign. Mary Quist slept. John Marsh slept.",
        "Quist said that the port would close. The campaign said that it would wait.",
    )
    assert found.speakers == ["Mary Quist", "Quist campaign"]


def test_a_short_form_is_a_body_though_nothing_else_tells(read: Read) -> None:
    found = read(
        "Valmar Election Commission rules are long. The VEC has said that the port would close.",
    )
    assert found.speakers == ["Valmar Election Commission"]


def test_a_candidate_who_tells_of_her_mother_is_a_woman(read: Read) -> None:
    found = read(
        "Mary Quist and John Marsh, a candidate, met in the town. Marsh slept.",
        "The candidate praised her mother and said that the port would close.",
    )
    assert found.speakers != ["John Marsh"]


def test_a_headline_tells_more_of_whom_it_names_first(read: Read) -> None:
    found = read("John Marsh goes home. Win or not, candidate says the port will close.")
    assert found.speakers == ["John Marsh"]


def test_a_headline_means_the_governor_whose_land_is_not_told(read: Read) -> None:
    found = read(
        "Valmar governor says the port will close",
        "Governor John Marsh went away. Merland Governor Edward Lowe slept.",
    )
    assert found.speakers == ["John Marsh"]


def test_who_is_asked_answers(read: Read) -> None:
    found = read(
        "John Marsh ran for mayor and John Marsh came second. John Marsh slept.",
        "Mary Quist asked Marsh to lay out his path.",
        "The candidate said that the port would close.",
    )
    assert found.speakers[-1] == "John Marsh"


def test_whoever_asks_her_is_not_she(read: Read) -> None:
    found = read(
        "Susan Mer, the lawyer, opened for the defence. Dr Nina Lowe, an engineer, took the stand.",
        "Asked by Ms Mer whether she had ever spoken to the owner, she said: “Not once.”",
    )
    assert found.speakers[-1] == "Nina Lowe"


@pytest.mark.parametrize("words", ["A memo seen by the Gazette", "A letter obtained by the Gazette"])
def test_who_has_a_paper_did_not_write_it(read: Read, words: str) -> None:
    assert (
        "Valmar Gazette"
        not in read("The Valmar Gazette prints daily.", f"{words} says that the port will close.").speakers
    )
