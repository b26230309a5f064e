from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.store import StatementView
from onrecord.web.citing import citation


@pytest.fixture(scope="module")
def statement(sample_db: Path) -> StatementView:
    with onrecord.open(sample_db) as record:
        some = record.latest_statements(1)[0]
    return replace(
        some, entity_name="Ada Mer", roles=(), cue="said", content="the dam holds", form="indirect",
        act="say", negated=False, holder=None, holder_who=None, url=None,
        origin="/home/reader/pages/dam.html",
    )  # fmt: skip


def test_what_is_quoted_stands_in_quotation_marks(statement: StatementView) -> None:
    assert citation(replace(statement, form="direct", content="“It holds,”")).startswith(
        "Ada Mer: “It holds,”"
    )
    assert citation(replace(statement, form="direct")).startswith("Ada Mer: “the dam holds”.")


def test_what_is_reported_stands_behind_the_articles_own_cue(statement: StatementView) -> None:
    assert citation(statement).startswith("Ada Mer (as reported: “said”): the dam holds.")
    denied = replace(statement, cue="denied", act="deny", content="that she paid")
    assert citation(denied).startswith("Ada Mer (as reported: “denied”): that she paid.")


@pytest.mark.parametrize(
    "changes", [{"negated": True, "cue": "did not say"}, {"act": "doubt", "cue": "doubts"}]
)
def test_quoted_words_that_are_not_said_keep_their_cue(
    statement: StatementView, changes: dict[str, object]
) -> None:
    line = citation(replace(statement, form="direct", **changes))  # type: ignore[arg-type]
    assert f"“{changes['cue']}”" in line


def test_what_lies_inside_a_statement_is_nobodys_own_speech(statement: StatementView) -> None:
    line = citation(replace(statement, form="direct", holder="x", holder_who="Boro Quist"))
    assert line.startswith("Ada Mer (as reported: “said”), inside a statement of Boro Quist: the dam holds.")


def test_a_readers_folders_are_not_told(statement: StatementView) -> None:
    assert citation(statement).endswith(" dam.html")
    assert citation(replace(statement, url="https://news.example/dam")).endswith(" https://news.example/dam")
