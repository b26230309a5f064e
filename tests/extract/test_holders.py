"""Reported speech inside reported speech."""

from __future__ import annotations

import pytest

from .conftest import Find


@pytest.mark.parametrize(
    ("text", "outer", "inner", "content"),
    [
        (
            "The agency said that Mer had promised to rebuild the dam.",
            "The agency",
            "Mer",
            "to rebuild the dam",
        ),
        ("Quist said that Mer believes the dam is unsafe.", "Quist", "Mer", "the dam is unsafe"),
        (
            "Witnesses said Quist had threatened to blow up the bridge.",
            "Witnesses",
            "Quist",
            "to blow up the bridge",
        ),
        ("“Mer told me that the dam would hold,” Quist said.", "Quist", "Mer", "that the dam would hold"),
        (
            "“Ada Mer promised that the dam would hold,” said Boro Quist. “She lied.”",
            "Boro Quist",
            "Ada Mer",
            "that the dam would hold",
        ),
        (
            "The Courier reported on Monday that the minister told parliament that the ferry was safe.",
            "The Courier",
            "the minister",
            "that the ferry was safe",
        ),
        (
            "The Courier reported on Monday that the minister wanted to close the port.",
            "The Courier",
            "the minister",
            "to close the port",
        ),
    ],
)
def test_what_somebody_reports_that_somebody_said_has_a_holder(
    find: Find, text: str, outer: str, inner: str, content: str
) -> None:
    first, second = find(text)
    assert (str(first.source), first.holder) == (outer, None)
    assert (str(second.source), str(second.content), second.holder) == (inner, content, first.id)
    assert any(
        span.start <= second.content[0].start and second.content[-1].end <= span.end for span in first.content
    )


def test_a_holder_is_the_nearest_one(find: Find) -> None:
    first, second, third = find("Quist said Mer had denied that the council asked her to resign.")
    assert [str(a.source) for a in (first, second, third)] == ["Quist", "Mer", "the council"]
    assert (first.holder, second.holder, third.holder) == (None, first.id, second.id)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Mer said that the dam would hold. Quist denied that it was safe.",
        "“The dam will hold,” said Ada Mer. Boro Quist believes that it will not.",
    ],
)
def test_statements_side_by_side_hold_nothing(find: Find, text: str) -> None:
    found = find(text)
    assert len(found) == 2
    assert all(a.holder is None for a in found)
