"""Word pieces: where they stand and how their words are written."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder.pieces import (
    CAPITAL,
    CAPITALS,
    INSIDE,
    LETTERS,
    MARK,
    OTHER,
    OUTSIDE,
    SHAPES,
    Pieces,
    Tokens,
)


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens()


def words_of(pieces: Pieces, text: str) -> list[str]:
    firsts = [*pieces.words.tolist(), len(pieces)]
    return [text[pieces.starts[a] : pieces.ends[b - 1]] for a, b in itertools.pairwise(firsts)]


def shapes_of(pieces: Pieces) -> list[tuple[int, int, bool]]:
    return [(s // 6, s // 2 % 3, bool(s % 2)) for s in pieces.shapes[pieces.words].tolist()]


def test_words_stand_where_they_stand(tokens: Tokens) -> None:
    text = "😀 Élan’s harbourmaster\nsaid: “No.”"
    pieces = tokens.pieces(text, [(0, len(text))])
    assert words_of(pieces, text) == [
        "😀",
        "Élan",
        "’",
        "s",
        "harbourmaster",
        "said",
        ":",
        "“",
        "No",
        ".",
        "”",
    ]
    assert len(pieces) > len(pieces.words)  # a long word has several pieces


def test_only_the_given_blocks_are_read(tokens: Tokens) -> None:
    text = "Menu\n\nThe dam holds.\n\nShare\n\nIt leaks."
    pieces = tokens.pieces(text, [(6, 20), (29, 38)])
    assert words_of(pieces, text) == ["The", "dam", "holds", ".", "It", "leaks", "."]
    assert [text[pieces.starts[i]] for i in pieces.blocks] == ["T", "I"]


def test_shapes_tell_case_quotation_and_the_start_of_a_block(tokens: Tokens) -> None:
    text = 'Mer of the UN said: "We go" at 9'
    shapes = shapes_of(tokens.pieces(text, [(0, len(text))]))
    assert shapes == [
        (CAPITAL, OUTSIDE, True),
        (LETTERS, OUTSIDE, False),
        (LETTERS, OUTSIDE, False),
        (CAPITALS, OUTSIDE, False),
        (LETTERS, OUTSIDE, False),
        (OTHER, OUTSIDE, False),
        (OTHER, MARK, False),
        (CAPITAL, INSIDE, False),
        (LETTERS, INSIDE, False),
        (OTHER, MARK, False),
        (LETTERS, OUTSIDE, False),
        (OTHER, OUTSIDE, False),
    ]


@pytest.mark.parametrize("marks", ["“”", "„“", "«»", '""', "‹›"])
def test_every_kind_of_quotation_mark_reads_the_same(tokens: Tokens, marks: str) -> None:
    text, plain = f"{marks[0]}We go,{marks[1]} Mer said.", '"We go," Mer said.'
    ours, theirs = (tokens.pieces(t, [(0, len(t))]) for t in (text, plain))
    assert ours.ids.tolist() == theirs.ids.tolist()
    assert ours.shapes.tolist() == theirs.shapes.tolist()


def test_a_quotation_left_open_ends_with_its_block(tokens: Tokens) -> None:
    text = "“We go\n\nand then"
    shapes = shapes_of(tokens.pieces(text, [(0, 6), (8, 16)]))
    assert [quotation for _, quotation, _ in shapes] == [MARK, INSIDE, INSIDE, OUTSIDE, OUTSIDE]


@given(text=st.text(max_size=200))
def test_pieces_are_in_order_inside_the_text(tokens: Tokens, text: str) -> None:
    pieces = tokens.pieces(text, [(0, len(text))])
    assert (pieces.starts >= 0).all()
    assert (pieces.ends <= len(text)).all()
    assert (pieces.starts <= pieces.ends).all()
    assert (pieces.starts[1:] >= pieces.starts[:-1]).all()
    assert (pieces.shapes < SHAPES).all()
    assert len(pieces.words) <= len(pieces)
