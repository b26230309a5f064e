from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Find, Row

Rows = Callable[..., list[Row]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dam will hold,” Ada Mer said.", ("Ada Mer", "said", "The dam will hold")),
        ("“The dam will hold,” said Ada Mer on Monday.", ("Ada Mer", "said", "The dam will hold")),
        (
            '"We have no water left," the mayor told reporters.',
            ("the mayor", "told", "We have no water left"),
        ),
        ("“Is the port open?” Ada Mer asked.", ("Ada Mer", "asked", "Is the port open?")),
        ("‘‘The dam will hold,’’ Mer said on Monday.", ("Mer", "said", "The dam will hold")),
        ("'The dam won't hold for years,' Mer said.", ("Mer", "said", "The dam won't hold for years")),
        (
            "“It is over,” said the pilot, who had waited for two days at the quay.",
            ("the pilot, who had waited for two days at the quay", "said", "It is over"),
        ),
    ],
)
def test_a_cue_after_a_quotation(rows: Rows, text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Mer said: “The dam will hold until spring.”",
            ("Ada Mer", "said", "The dam will hold until spring"),
        ),
        ('The minister said, "The dam will hold," and left.', ("The minister", "said", "The dam will hold")),
        (
            "On Monday the pilot told reporters in Tarn: “We will not sail.”",
            ("the pilot", "told", "We will not sail"),
        ),
        (
            "Boro Quist: “The bridge will never be finished.”",
            ("Boro Quist", ":", "The bridge will never be finished"),
        ),
    ],
)
def test_a_cue_before_a_quotation(rows: Rows, text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [expected]


def test_a_cue_that_ends_the_paragraph_before(rows: Rows) -> None:
    assert rows("Ada Mer said:", "“The dam will hold until spring.”") == [
        ("Ada Mer", "said", "The dam will hold until spring")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The bridge,” said Boro Quist, “will never be finished.”",
            ("Boro Quist", "said", "The bridge,” … “will never be finished"),
        ),
        (
            "“The ferry,” Ada Mer told reporters, “has never been late.”",
            ("Ada Mer", "told", "The ferry,” … “has never been late"),
        ),
        (
            "“The dam will hold,” Ada Mer said. “We checked it twice.”",
            ("Ada Mer", "said", "The dam will hold,” … “We checked it twice"),
        ),
        (
            '"It is late," Mer said. "Go home." The crowd stayed.',
            ("Mer", "said", 'It is late," … "Go home'),
        ),
    ],
)
def test_a_quotation_broken_by_its_cue_is_one_content(
    rows: Rows, text: str, expected: tuple[str, str, str]
) -> None:
    assert rows(text) == [expected]


def test_two_who_speak_in_a_paragraph_are_kept_apart(rows: Rows) -> None:
    assert rows("“It is late,” Mer said. “Go home.” The crowd stayed. “It is very late,” Quist added.") == [
        ("Mer", "said", "It is late,” … “Go home"),
        ("Quist", "added", "It is very late"),
    ]
    assert rows("“We sail,” said Ada Mer. “We do not,” said Boro Quist.") == [
        ("Ada Mer", "said", "We sail"),
        ("Boro Quist", "said", "We do not"),
    ]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The dam will hold,” Ada Mer said.", "direct"),
        ("Ada Mer said that the dam would hold.", "indirect"),
        ("Ada Mer said the dam was “a danger to everyone”.", "mixed"),
        ("The harbour office said the plan was “a farce from start to finish”.", "mixed"),
        ("Boro Quist called the plan “a farce from start to finish”.", "direct"),
    ],
)
def test_the_form_tells_how_much_is_quoted(find: Find, text: str, form: str) -> None:
    (found,) = find(text)
    assert found.form == form


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Mer said the dam was “a danger to everyone”.", "the dam was “a danger to everyone"),
        (
            "The dam is “a danger to everyone in the valley”, Ada Mer warned.",
            "The dam is “a danger to everyone in the valley",
        ),
        (
            "Mer said the dam was “safe”, that it was “cheap” and that nobody would “ever regret” it.",
            "the dam was “safe”, that it was “cheap” and that nobody would “ever regret” it",
        ),
    ],
)
def test_a_mixed_content_has_its_words_in_and_out_of_the_marks(rows: Rows, text: str, content: str) -> None:
    (row,) = rows(text)
    assert row.content == content


@pytest.mark.parametrize(
    "text",
    [
        "The “old” ferry sank on Monday.",
        "“Tarn Days” is a song of the harbour.",
        "They sang ‘The Boats of Tarn’ all night.",
        "The ferry sailed on Monday with forty people on board.",
        "The dam is forty metres high and holds a lake.",
    ],
)
def test_words_quoted_and_plain_telling_are_nobodys_statement(rows: Rows, text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’", "''"])
def test_content_has_its_quotation_marks(find: Find, marks: str) -> None:
    quotation = f"{marks[0]}The dam will hold until spring,{marks[1]}"
    (found,) = find(f"{quotation} Ada Mer said on Monday.")
    assert str(found.content) == quotation


@pytest.mark.parametrize(
    "text",
    [
        "The dam will hold,” Mer said on Monday at the quay.",
        "“The dam will hold, Mer said on Monday at the quay.",
    ],
)
def test_a_missing_mark_costs_no_statement(rows: Rows, text: str) -> None:
    assert rows(text) == [("Mer", "said", "The dam will hold")]
