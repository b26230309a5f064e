from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Find, Row

Rows = Callable[..., list[Row]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ada Mer said that the dam would hold until spring.",
            ("Ada Mer", "said", "that the dam would hold until spring"),
        ),
        (
            "The minister said the ferry would not sail before Friday.",
            ("The minister", "said", "the ferry would not sail before Friday"),
        ),
        (
            "The dam will hold until spring, engineer Ada Mer said on Monday.",
            ("engineer Ada Mer", "said", "The dam will hold until spring"),
        ),
        (
            "The port, Ada Mer said, would stay closed until May.",
            ("Ada Mer", "said", "The port … would stay closed until May"),
        ),
        (
            "The ferry, the minister said on Monday, will sail again in spring.",
            ("the minister", "said", "The ferry … will sail again in spring"),
        ),
        ("The court ruled that the sale was illegal.", ("The court", "ruled", "that the sale was illegal")),
        ("Ada Mer asked whether the port was open.", ("Ada Mer", "asked", "whether the port was open")),
        ("Reporters asked why the ferry was late.", ("Reporters", "asked", "why the ferry was late")),
        (
            "Mer's claim that the dam is safe was met with laughter.",
            ("Mer", "claim", "that the dam is safe"),
        ),
        (
            "Mer is confident that the dam will hold.",
            ("Mer", "is confident", "that the dam will hold"),
        ),
    ],
)
def test_who_says_what_in_other_words(rows: Rows, text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Ada Mer, the dam was closed.", ("Ada Mer", "According to", "the dam was closed")),
        (
            "The ferry was late again on Friday, according to the harbour office.",
            ("the harbour office", "according to", "The ferry was late again on Friday"),
        ),
        (
            "The ferry was late again on Friday, accordign to the harbour office.",
            ("the harbour office", "accordign to", "The ferry was late again on Friday"),
        ),
        (
            "Accoring to the treasurer, the money has been spent.",
            ("the treasurer", "Accoring to", "the money has been spent"),
        ),
        ("Acccording to pilots, the ice is thin.", ("pilots", "Acccording to", "the ice is thin")),
        (
            "Three boats sank in the storm, acording to the coast guard.",
            ("the coast guard", "acording to", "Three boats sank in the storm"),
        ),
    ],
)
def test_according_to_however_it_is_spelt(rows: Rows, text: str, expected: tuple[str, str, str]) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The island was said by officials to be empty.",
            ("officials", "was said", "The island … to be empty"),
        ),
        (
            "Ada Mer was told by the pilots that the ice was thick.",
            ("the pilots", "was told", "that the ice was thick"),
        ),
        ("The bridge was said to be safe.", ("", "was said", "The bridge … to be safe")),
        ("Critics were told that the bridge was safe.", ("", "were told", "that the bridge was safe")),
    ],
)
def test_a_passive_has_its_agent_as_source_or_none(
    rows: Rows, text: str, expected: tuple[str, str, str]
) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected", "act"),
    [
        ("Mer believes the dam is safe.", ("Mer", "believes", "the dam is safe"), "believe"),
        (
            "Darro officials think the ice will melt by April.",
            ("Darro officials", "think", "the ice will melt by April"),
            "believe",
        ),
        (
            "The council fears that the harbour will freeze.",
            ("The council", "fears", "that the harbour will freeze"),
            "suspect",
        ),
        ("Pilots know that the ice is thin.", ("Pilots", "know", "that the ice is thin"), "know"),
        (
            "Boro Quist wants to build a second bridge.",
            ("Boro Quist", "wants", "to build a second bridge"),
            "want",
        ),
        (
            "The fishermen want the state to pay for their boats.",
            ("The fishermen", "want", "the state to pay for their boats"),
            "want",
        ),
        ("Ada Mer plans to resign in May.", ("Ada Mer", "plans", "to resign in May"), "want"),
    ],
)
def test_thinking_knowing_and_wanting_count_as_statements(
    find: Find, rows: Rows, text: str, expected: tuple[str, str, str], act: str
) -> None:
    assert rows(text) == [expected]
    assert find(text)[0].act == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ada Mer said that the dam would hold.", "say"),
        ("According to Ada Mer, the dam was closed.", "say"),
        ("The minister denied that the ferry had sunk.", "deny"),
        ("The premier warned that the river would rise.", "warn"),
        ("The union demanded that the port be closed.", "demand"),
        ("The council asked for a new bridge.", "demand"),
        ("The council called for a new bridge.", "demand"),
        ("Ada Mer wrote that the dam would hold.", "write"),
        ("Ada Mer suspects that the gate was opened.", "suspect"),
        ("Ada Mer doubts that the dam will hold.", "doubt"),
        ("Mer threatened to close the port.", "threaten"),
        ("The pilots oppose the new bridge.", "oppose"),
        ("Mer ordered the crews to leave the island.", "order"),
        ("The council agreed to pay for the dam.", "agree"),
        ("Experts predict that the river will rise by two metres.", "predict"),
        ("Mer criticised the council for its delay.", "criticise"),
        ("The council asked if the port was open.", "ask"),
        ("Mer promised to rebuild the dam.", "promise"),
        ("Mer claimed that the dam was safe.", "claim"),
        ("The document shows that the dam cost nine million crowns.", "show"),
    ],
)
def test_the_act_is_what_the_cue_does(find: Find, text: str, act: str) -> None:
    (found,) = find(text)
    assert found.act == act


@pytest.mark.parametrize(
    ("text", "cue", "negated"),
    [
        ("Mer did not say whether the dam would hold.", "did not say", True),
        ("Mer never said that the dam would hold.", "never said", True),
        ("The mayor has not said when the port will open.", "has not said", True),
        ("Ada Mer did not believe that the port would open.", "did not believe", True),
        ("Ada Mer said that the port would not open.", "said", False),
        ("Ada Mer said nobody would leave.", "said", False),
    ],
)
def test_a_negated_cue_is_told_from_a_negated_content(find: Find, text: str, cue: str, negated: bool) -> None:
    (found,) = find(text)
    assert (str(found.cue), found.negated) == (cue, negated)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor had said that the port was safe.", "had said"),
        ("The mayor will say that the port is safe.", "will say"),
        ("The mayor has been saying that the port is safe.", "has been saying"),
        ("The mayor pointed out that the port is safe.", "pointed out"),
    ],
)
def test_auxiliaries_and_particles_belong_to_the_cue(find: Find, text: str, cue: str) -> None:
    (found,) = find(text)
    assert str(found.cue) == cue
