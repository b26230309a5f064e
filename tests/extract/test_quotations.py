from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from onrecord.extract.quotations import find_quotations
from onrecord.record import Article

KINDS = frozenset({"paragraph"})
Quoted = Callable[..., list[str]]


@pytest.fixture
def quoted(make_article: Callable[..., Article]) -> Quoted:
    """The quotations of an article of these paragraphs, as they stand there; "…" after one left open."""

    def find(*paragraphs: str) -> list[str]:
        article = make_article(*paragraphs)
        found = find_quotations(article, KINDS)
        assert all(
            article.blocks[q.block].start <= q.start < q.end <= article.blocks[q.block].end for q in found
        )
        return [article.text[q.start : q.end] + ("" if q.closed else "…") for q in found]

    return find


@pytest.mark.parametrize(
    "quotation",
    [
        "“The dam will hold,”",
        '"The dam will hold,"',
        "«The dam will hold,»",
        "‹The dam will hold,›",
        "„The dam will hold,”",
        "‘‘The dam will hold,’’",
        "''The dam will hold,''",
        "``The dam will hold,''",
        "＂The dam will hold,＂",
        "‘The dam will hold,’",
        "'The dam will hold,'",
        "“A dam that’s safe doesn’t leak,”",
        "'A dam that's safe doesn't leak,'",
        "“The dam\u00a0will hold \U0001f6a2,”",
    ],
)
def test_every_kind_of_mark_is_known(quoted: Quoted, quotation: str) -> None:
    assert quoted(f"{quotation} she said on the quay.") == [quotation]
    assert quoted(f"On the quay she said, {quotation} and left.") == [quotation]


@pytest.mark.parametrize("marks", ["“”", "«»", ("``", "''"), ("‘‘", "’’")])
def test_a_mark_that_can_only_open_does_so_after_a_word(quoted: Quoted, marks: tuple[str, str]) -> None:
    """Pages lose the space after a link."""
    quotation = f"{marks[0]}The dam will hold,{marks[1]}"
    assert quoted(f"He left.{quotation} she said.") == [quotation]


def test_several_in_a_paragraph_stay_apart(quoted: Quoted) -> None:
    assert quoted("“The dam,” said Quist, “will hold.” “Never,” said Mer.") == [
        "“The dam,”",
        "“will hold.”",
        "“Never,”",
    ]
    assert quoted('"The dam," said Quist, "will hold."') == ['"The dam,"', '"will hold."']


@pytest.mark.parametrize(
    "outer",
    [
        "“He told me ‘the dam will hold’ and left,”",
        "“He told me 'the dam will hold' and left,”",
        "\"He told me 'the dam will hold' and left,\"",
        "«He told me ‘the dam will hold’ and left,»",
        "''He told me ‘the dam will hold’ and left,''",
    ],
)
def test_marks_inside_a_quotation_belong_to_it(quoted: Quoted, outer: str) -> None:
    assert quoted(f"{outer} she said.") == [outer]


@pytest.mark.parametrize(
    "text",
    [
        "“We checked the dam twice, and it holds.",
        '"We checked the dam twice, and it holds.',
        "«We checked the dam twice, and it holds.",
    ],
)
def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph(quoted: Quoted, text: str) -> None:
    assert quoted(text, "Nobody was hurt.") == [text + "…"]
    assert quoted(text, "“Nobody was hurt,” she said.") == [text + "…", "“Nobody was hurt,”"]


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_a_quotation_left_open_ends_where_the_next_opens_a_sentence(quoted: Quoted, marks: str) -> None:
    opening, closing = marks
    first, second = f"{opening}The dam holds, she said. ", f"{opening}We checked it twice.{closing}"
    assert quoted(first + second) == [first + "…", second]
    inner = f"{opening}Nobody asked. {opening}Why us?{closing} we wondered.{closing}"
    assert quoted(inner) == [inner]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '“I do not agree," said Ada Mer. "The dam is “old”."',
            ['“I do not agree,"', '"The dam is “old”."'],
        ),
        ('"It will leak,” she added. “We knew it."', ['"It will leak,”', '“We knew it."']),
        ("“It will leak,“ she said.", ["“It will leak,“"]),
        ("He spoke of “safety“ on the quay.", ["“safety“"]),
        ('It is old", said Mer. She left, "for good."', ['"for good."']),
        ("”It leaks. We knew it.” She left.", ["”It leaks. We knew it.”"]),
        ('She said, “Their "safe" dam leaks,” and left.', ['“Their "safe" dam leaks,”']),
        ('She said, "Their “safe” dam leaks," and left.', ['"Their “safe” dam leaks,"']),
    ],
)
def test_marks_that_a_hurried_hand_mixes_are_a_pair(quoted: Quoted, text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("text", ["The dam will hold,” she said.", "The dam will hold,» she said.", "“", '"'])
def test_a_mark_alone_is_no_quotation(quoted: Quoted, text: str) -> None:
    assert quoted(text) == []


def test_a_closing_mark_without_an_opening_one_spoils_nothing_after_it(quoted: Quoted) -> None:
    assert quoted("The dam will hold,” she said. “It must,” he said.") == ["“It must,”"]


@pytest.mark.parametrize(
    "text",
    [
        'The pipe is 12" wide.',
        "The pipe is 12'' wide.",
        "The engineers' dam isn't the pilots' dam.",
        "It was the summer of '31, the fishermen's best.",
        "The ‘Quist’ bridge and the 'old port' are closed.",  # a name, not speech
        "O’Mer and D’Arro met.",
    ],
)
def test_inches_apostrophes_and_nicknames_are_no_quotations(quoted: Quoted, text: str) -> None:
    assert quoted(text) == []


def test_single_marks_inside_double_ones_are_not_counted_again(quoted: Quoted) -> None:
    assert quoted("“Mer said ‘we will never leave this valley’ to me,” he said.") == [
        "“Mer said ‘we will never leave this valley’ to me,”"
    ]


def test_only_the_kinds_of_block_that_are_asked_for_are_searched(
    make_article: Callable[..., Article],
) -> None:
    article = make_article("“Share this story with friends.”", kind="furniture")
    assert find_quotations(article, KINDS) == []
    assert len(find_quotations(article, frozenset({"furniture"}))) == 1


def test_they_come_in_the_order_of_the_text_and_never_overlap(make_article: Callable[..., Article]) -> None:
    article = make_article(
        "‘The water is rising fast,’ he said. “Run,” she said. \"Where to?\" «There,» 'up on the hill,' “and",
        "“on.” ’’” „ ‘‘ '' \"",
    )
    found = find_quotations(article, KINDS)
    assert len(found) >= 6
    assert all(one.end <= other.start for one, other in pairwise(found))
