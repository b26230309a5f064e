"""Whom a statement is told."""

from __future__ import annotations

import pytest

from .conftest import Read


def addressees(read: Read, *paragraphs: str) -> list[str | None]:
    return [a.addressee.name if a.addressee else None for a in read(*paragraphs).attributions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mary Quist told John Marsh that the port would close.", "John Marsh"),
        ("Mary Quist told reporters on Monday that the port would close.", "reporters"),
        ("Mary Quist wrote to John Marsh that the port would close.", "John Marsh"),
        ("Mary Quist assured John Marsh that the port would open.", "John Marsh"),
        ("Mary Quist asked John Marsh whether the port would close.", "John Marsh"),
        ("“The port will close,” Mary Quist told John Marsh.", "John Marsh"),
        ("John Marsh was told by Mary Quist that the port would close.", "John Marsh"),
        ("Mary Quist told the harbour master, John Marsh, that the port would close.", "John Marsh"),
        ("John Marsh came to Tarn. Mary Quist told him that the port would close.", "John Marsh"),
    ],
)
def test_whoever_is_told_is_found(read: Read, text: str, name: str) -> None:
    assert addressees(read, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Mary Quist said that the port would close.",
        "John Marsh left. Mary Quist replied to his letter that the port would close.",
        "Mary Quist told herself that the port would close.",
        "Mary Quist told John Marsh and Ida Falk that the port would close.",  # two, and it holds one
        "Mary Quist told them that the port would close.",
        "John Marsh left. Mary Quist told Marsh’s dog that the port would close.",
    ],
)
def test_who_is_not_told_alone_or_at_all_stays_open(read: Read, text: str) -> None:
    assert addressees(read, text) == [None]


def test_the_words_for_whoever_is_told_are_a_mention_of_their_chain(read: Read) -> None:
    found = read("John Marsh came to Tarn. Mary Quist told him that the port would close.")
    (said,) = found.attributions
    assert said.speaker is not None
    assert said.speaker.name == "Mary Quist"
    assert found.words("John Marsh") == ["John Marsh", "him"]
    assert said.addressee == found.named("John Marsh")


def test_a_group_that_only_listens_has_a_chain(read: Read) -> None:
    found = read("Mary Quist told reporters that the port would close.")
    assert found.words("reporters") == ["reporters"]
    assert found.named("reporters").kind == "group"
