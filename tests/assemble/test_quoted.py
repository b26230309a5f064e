"""Finding a quotation in texts: what is forgiven, what is told, what is not found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.assemble import find_passages, read_quotation
from onrecord.record import Passage

TEXT = (
    "“We will not move the barges,” Mira Solberg said on Tuesday, “not this year.”\n\n"
    "Analysts warned that ammunition was short and that the harbour had organised nothing. "
    "The U.S. envoy spoke of 10,000 crates, and the Café Tarn did not."
)


def closest(quote: str, text: str = TEXT) -> Passage:
    return find_passages(read_quotation(quote), [("a", text)])[0]


def kinds(passage: Passage) -> list[tuple[str, str, str]]:
    return [(it.kind, it.quoted.strip(), it.found.strip()) for it in passage.differences if it.kind != "same"]


@pytest.mark.parametrize(
    "quote",
    [
        "we will not move the barges",
        "“We will not move the barges”",
        "'We will NOT move the barges.'",
        "«We will not move the barges»",
        "we will not ... the barges",
        "We will not […] the barges",
        "the US envoy spoke of 10000 crates",
        "the U.S. envoy spoke of 10,000 crates",
        "the cafe tarn did not",
        "We will not move the barges, not this year",
        "ammunition was short",
    ],
)
def test_marks_case_accents_and_ellipses_change_nothing(quote: str) -> None:
    passage = closest(quote)
    assert passage.how == "word for word"
    assert passage.score > 0.95


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("we will never move the barges", [("changed", "never", "not")]),
        ("we will not move the barge", [("changed", "barge", "barges")]),
        ("the harbor had organized nothing", [("changed", "harbor", "harbour"),
                                              ("changed", "organized", "organised")]),
        ("analysts warned that amunition was short", [("changed", "amunition", "ammunition")]),
        ("we will move not the barges", [("moved", "move not", "not move")]),
        ("we will move the barges", [("missing", "", "not")]),
        ("analysts warned that the ammunition was short", [("added", "the", "")]),
        ("spoke of 12,000 crates and the Cafe Tarn did not", [("changed", "12,000", "10,000")]),
        ("we will not move the barges, not this year", [
            ("aside", "", ",” Mira Solberg said on Tuesday, “")]),
        ("will not ... barges", [("elided", "", "move the")]),
    ],
)  # fmt: skip
def test_what_differs_is_told(quote: str, told: list[tuple[str, str, str]]) -> None:
    assert kinds(closest(quote)) == told


@pytest.mark.parametrize(
    ("quote", "but"),
    [
        ("we will move the barges", "but a negation differs"),
        ("we will never move the barges", "but a negation differs"),
        ("the U.S. envoy never spoke of 10,000 crates", "but a negation differs"),
        ("the U.S. envoy spoke of 12,000 crates", "but a number differs"),
        ("the U.K. envoy spoke of 10,000 crates", "but a name differs"),
        ("the envoy spoke of 12,000 crates", "but a number and a name differ"),
        ("we won't move the barges, not this year", ""),
        ("we will not move those barges", ""),
        ("experts warned that ammunition was short", ""),
    ],
)
def test_a_negation_a_number_or_a_name_that_differs_is_warned_of(quote: str, but: str) -> None:
    assert closest(quote).but == but


def test_a_passage_is_what_stands_at_its_place() -> None:
    passage = closest("we will not move those barges")
    assert TEXT[passage.start : passage.end] == passage.text
    assert "".join(it.found for it in passage.differences) == passage.text


@pytest.mark.parametrize(
    "quote",
    ["the moon is made of green cheese", "nobody will ever know what this year was", "…", "", "“”",
     "they will not tell the press"],
)  # fmt: skip
def test_what_is_in_no_article_is_not_found(quote: str) -> None:
    assert find_passages(read_quotation(quote), [("a", TEXT)]) == []


def test_words_in_brackets_count_little() -> None:
    assert closest("[They] will not move the barges").score > closest("They will not move the barges").score


def test_the_closest_comes_first_and_every_place_is_found() -> None:
    texts = [("a", "The ferry might sail at dawn."), ("b", "The ferry will sail at dawn, and "
              "again: the ferry will sail at dawn."), ("c", "Nothing.")]  # fmt: skip
    found = find_passages(read_quotation("the ferry will sail at dawn"), texts)
    assert [(it.article_id, it.start) for it in found] == [("b", 0), ("b", 40), ("a", 0)]
    assert [it.how for it in found] == ["word for word", "word for word", "nearly the same"]


def test_a_changed_word_scores_less_than_another_spelling() -> None:
    assert (
        closest("we will not move the barges").score
        > closest("we will not move the barge").score
        > closest("we will not move the ferries").score
    )


@given(st.text(alphabet="abc xyzé…’“”.,[]0123 \n😀", max_size=60), st.text(max_size=40))
def test_pieces_always_make_up_the_passage_and_the_quotation(text: str, quote: str) -> None:
    for wanted in (quote, text[5:30]):
        quotation = read_quotation(wanted)
        for passage in find_passages(quotation, [("a", text)]):
            assert text[passage.start : passage.end] == passage.text
            assert "".join(it.found for it in passage.differences) == passage.text
            first, last = quotation.words[0], quotation.words[-1]
            assert "".join(it.quoted for it in passage.differences) == wanted[first.start : last.end]
            assert 0 < passage.score <= 1
