"""Quotations that go on in the next paragraph."""

from __future__ import annotations

import pytest

from .conftest import Find


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("“The dam will hold,” Ada Mer said. “We checked it twice.", "“Nobody needs to leave the valley.”"),
        ('"The dam will hold," Ada Mer said. "We checked it twice.', '"Nobody needs to leave the valley."'),
        ("Ada Mer said: “We checked it twice.", "“Nobody needs to leave.", "“That is all.”"),
        ("“The ferry is safe,” said Boro Quist. “It sails.", "“And it will sail again."),
    ],
)
def test_a_quotation_left_open_goes_on_as_the_same_statement(find: Find, paragraphs: tuple[str, ...]) -> None:
    (found,) = find(*paragraphs)
    assert not found.inferred
    text = "\n\n".join(paragraphs)
    last = found.content[-1]
    assert last.start == text.index(paragraphs[-1])
    assert last.text == paragraphs[-1]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "“The dam will hold,” Ada Mer told reporters in Darro.",
            "“Nobody needs to leave the valley, and nobody should be afraid.”",
        ),
        (
            "“We will wait,” Ada Mer said, “and then we will sail.”",
            "“Nobody else sails at night in the storm.”",
        ),
        ("Boro Quist said: “The bridge is too old.”", "“We will build another one before the winter.”"),
    ],
)
def test_a_paragraph_that_is_all_quotation_is_a_statement_of_its_own_and_says_so(
    find: Find, paragraphs: tuple[str, str]
) -> None:
    first, second = find(*paragraphs)
    assert not first.inferred
    assert second.inferred
    assert (second.source, second.cue) == ((), ())
    assert str(second.content) == paragraphs[1]
    assert second.holder is None
    assert first.content[-1].end <= len(paragraphs[0])


def test_each_further_paragraph_is_inferred_too(find: Find) -> None:
    found = find(
        "“The dam will hold,” Ada Mer told reporters.",
        "“Nobody needs to leave the valley today.”",
        "“Nobody should be afraid of a little water.”",
    )
    assert [a.inferred for a in found] == [False, True, True]


@pytest.mark.parametrize(
    "between",
    [
        "The council meets on Friday to vote on the money for the dam.",
        "It has rained in the valley for nine days. Two roads are closed, and a bridge is gone.",
    ],
)
def test_after_a_paragraph_without_speech_nothing_is_inferred(find: Find, between: str) -> None:
    found = find("“The dam will hold,” Ada Mer said.", between, "“The lake is calm and very cold tonight.”")
    assert not any(a.inferred for a in found)
    assert [str(a.source) for a in found][:1] == ["Ada Mer"]


def test_a_paragraph_with_its_own_cue_is_its_own_speakers(find: Find) -> None:
    first, second = find("“The dam will hold,” Ada Mer said.", "“It will not,” said Boro Quist.")
    assert (str(first.source), str(second.source)) == ("Ada Mer", "Boro Quist")
    assert not second.inferred


def test_the_last_to_speak_goes_on(find: Find) -> None:
    found = find(
        "“We will wait,” Ada Mer said.",
        "Boro Quist disagreed. “We will not,” Quist said.",
        "“Nobody waits in the rain for two days.”",
    )
    assert [(str(a.source), a.inferred) for a in found] == [("Ada Mer", False), ("Quist", False), ("", True)]
