"""Names in headlines, people named beside what they are, offices, relatives and bodies by their sort."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Port pilot and former envoy Ada Korhonen", "Ada Korhonen"),
        ("The mayor of Valmar, John Marsh,", "John Marsh"),
        ("The editor I was talking to, Ada Korhonen,", "Ada Korhonen"),
        ("The Nordpress-linked Islamic extremist cleric Anwar al-Quist, who fled,", "Anwar al-Quist"),
        ("John Marsh, an engineer who once worked for Mary Quist,", "John Marsh"),
    ],
)
def test_a_source_is_the_person_whom_it_names(read: Read, source: str, speaker: str) -> None:
    assert read(f"{source} said that the port would close.").speakers == [speaker]


def test_an_office_is_nobody_to_whom_the_article_does_not_give_it(read: Read) -> None:
    text = "Mayor John Marsh slept. Marsh ate. Marsh left. The senator said that the port would close."
    assert read(text).speakers == [None]


def test_the_judge_is_the_one_judge(read: Read) -> None:
    text = "Judge Mary Quist met John Marsh, the mayor. The judge said that the port would close."
    assert read(text).speakers == ["Mary Quist"]


def test_his_wife_is_who_is_named_as_one(read: Read) -> None:
    found = read("John Marsh left with his wife, Mary Quist. His wife said that the port would close.")
    assert found.speakers == ["Mary Quist"]


def test_a_relative_without_a_name_is_the_only_other_one_of_the_name(read: Read) -> None:
    text = "John Marsh left. Jonas Holm came. Mary Marsh stayed. Her husband said that the port would close."
    assert read(text).speakers == ["John Marsh"]


@pytest.mark.parametrize(
    "text",
    [
        "John Marsh left with his daughter, Mary Marsh. John Marsh's wife said that the port would close.",
        "John Marsh left. Mary Marsh met Anna Marsh. John Marsh's wife said that the port would close.",
    ],
)
def test_another_relative_or_one_of_several_stays_open(read: Read, text: str) -> None:
    assert read(text).speakers[0] not in ("Mary Marsh", "Anna Marsh")


def test_an_office_in_all_its_words_is_who_is_named_with_it_further_down(read: Read) -> None:
    found = read(
        "Fog lay over the bay.",
        "Ships hooted.",
        "The Harbour Department's inspector general said that the quay would break.",
        "The Harbour Department inspector general, Ada Korhonen, left on Monday.",
    )
    assert found.speakers[0] == "Ada Korhonen"


def test_the_newspaper_is_the_body_whose_name_tells_that_it_is_one(read: Read) -> None:
    found = read("The Valmar Herald was sold to Tarn Shipping Inc. The newspaper said that it would close.")
    assert found.speakers == ["Valmar Herald"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ada Korhonen (Tarn Institute) said the port would close.", (None, "Tarn Institute")),
        ("Ada Korhonen, who runs the Tarn Institute, said the port would close.", (None, "Tarn Institute")),
        ("President Ada Korhonen of Finland said the port would close.", ("President", "Finland")),
    ],
)
def test_roles_in_brackets_behind_of_and_by_what_somebody_heads(
    read: Read, text: str, role: tuple[str | None, str]
) -> None:
    (found,) = read(text).named("Ada Korhonen").roles
    assert ((found.title.text if found.title else None), str(found.affiliation)) == role


def test_a_capitalised_headline_names_who_is_named_below(read: Read) -> None:
    text = "Ada Korhonen said on Monday that the port would close. “It is shut,” Korhonen said."
    found = read(text, headline="Ada Korhonen Promises Swift Action On Valmar Harbour Plans")
    assert [chain.name for chain in found.chains if chain.kind == "person"] == ["Ada Korhonen"]


def test_a_name_that_the_tagger_saw_elsewhere_is_a_name_where_it_missed_it(read: Read) -> None:
    found = read(
        "Dorves shot back. Two Dorves staff members left in 2010. Dorves says the list is right.",
        "Dorves argued that the port was rich, and Dorves said it again.",
    )
    assert found.speakers == ["Dorves"] * 3
    assert len([chain for chain in found.chains if chain.name == "Dorves"]) == 1


def test_somebody_in_a_headline_in_capitals_has_no_name(read: Read) -> None:
    found = read("Ships slept.", headline="A Guy Says That The Port Will Close")
    assert found.speakers == [None]
