from __future__ import annotations

from onrecord.record import FIRST_FEW, Failure, Summary, Syntax
from onrecord.record.parsed import Parsed, Sentence, Token


def failure(number: int) -> Failure:
    return Failure(origin=f"page-{number}.txt", stage="articles", kind="no-article", reason="Nothing there.")


def test_a_sum_adds_up() -> None:
    summary = Summary(read=10).plus_known().plus(failure(1))
    assert summary.pages == 12
    assert str(summary) == "12 pages: 10 read, 1 already there, 1 failed"
    assert str(Summary().plus_known()) == "1 page: 0 read, 1 already there, 0 failed"


def test_of_many_failures_the_first_are_kept_and_all_are_counted() -> None:
    summary = Summary()
    for number in range(FIRST_FEW + 5):
        summary = summary.plus(failure(number))
    assert summary.failed == FIRST_FEW + 5
    assert [f.origin for f in summary.failures] == [f"page-{n}.txt" for n in range(FIRST_FEW)]


def test_twins_are_counted_beside_the_pages_and_not_as_more_of_them() -> None:
    summary = Summary(read=3).plus_twins(2)
    assert (summary.twins, summary.pages) == (2, 3)


def tree() -> Syntax:
    """The words “ Boats left , he said . Home as a parser sees it, in blocks 1 and 4 of an article."""
    rows = [
        ("“", "``", "punct", 2), ("Boats", "NNS", "nsubj", 2), ("left", "VBD", "ccomp", 5),
        (",", ",", "punct", 5), ("he", "PRP", "nsubj", 5), ("said", "VBD", "ROOT", 5),
        (".", ".", "punct", 5), ("Home", "NN", "ROOT", 7),
    ]  # fmt: skip
    tokens = tuple(
        Token(i, 10 * i, 10 * i + len(text), text, text.lower(), tag, dep, head, i // 7, -1)
        for i, (text, tag, dep, head) in enumerate(rows)
    )
    return Syntax(Parsed("a", tokens, (Sentence(0, 0, 7, 1), Sentence(1, 7, 8, 4)), ()))


def test_a_tree_is_walked_down_and_up() -> None:
    syntax = tree()
    assert syntax.subtree(2) == [0, 1, 2]
    assert syntax.subtree(5, without=[2]) == [3, 4, 5, 6]
    assert syntax.ancestors(1) == [2, 5]
    assert syntax.child(5, "nsubj", "ccomp") == 2
    assert syntax.child(5, "dobj") is None
    assert syntax.all(5, "punct") == [3, 6]


def test_a_tree_trims_marks_at_either_end_only() -> None:
    syntax = tree()
    assert syntax.trim([6, 0, 1, 2, 3, 4]) == (1, 2, 3, 4)
    assert syntax.trim([0, 3, 6]) == ()


def test_a_tree_knows_blocks_and_their_rank_among_those_read() -> None:
    syntax = tree()
    assert (syntax.block_of(2), syntax.block_of(7)) == (1, 4)
    assert (syntax.rank_of(2), syntax.rank_of(7)) == (0, 1)
