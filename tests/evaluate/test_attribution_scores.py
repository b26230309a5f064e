"""Every figure against counts made by hand. In "abcde fghij" only letters count, so a place is a letter."""

from __future__ import annotations

import pytest

from onrecord.evaluate import (
    GoldAttribution,
    GoldDocument,
    Parts,
    Scores,
    matches,
    overlap,
    same_source,
    score_attributions,
    word_places,
)

TEXT = "abcdefghij klmnopqrst uvwxyz0123 456789ABCD"
DOC = "tarn-1"


def said(content: Parts, source: Parts = ()) -> GoldAttribution:
    return GoldAttribution(source=source, cue=(), content=content)


def score(
    gold: list[GoldAttribution], predicted: list[GoldAttribution], discard: Parts = (), text: str = TEXT
) -> Scores:
    return score_attributions([GoldDocument(DOC, text, tuple(gold), discard)], {DOC: predicted})


def places(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


def test_only_letters_and_digits_count() -> None:
    assert word_places([(0, 9)], "“Go, 7!”  ") == {1, 2, 5}
    assert word_places([(0, 2), (1, 3)], "abc") == {0, 1, 2}
    assert word_places([(-4, 2), (2, 99)], "abc") == {0, 1, 2}
    assert word_places([], "abc") == frozenset()


def test_overlap_is_intersection_over_union() -> None:
    assert overlap(places(1, 2, 3), places(2, 3, 4)) == 0.5
    assert overlap(places(1), places(2)) == 0.0
    assert overlap(places(), places()) == 1.0
    assert overlap(places(), places(1)) == 0.0


@pytest.mark.parametrize(
    ("predicted", "gold", "same"),
    [
        ((), (), True),
        ((), (1,), False),
        ((1,), (), False),
        ((1, 2, 3), (2, 3, 4), True),  # half of all
        ((1, 2, 3), (3, 4), False),
        ((3,), (1, 2, 3, 4, 5, 6), True),  # the surname of a long name
        ((1, 2, 3, 4, 5, 6), (3,), True),
        ((1,), (2,), False),
    ],
)
def test_sources_are_the_same_by_half_or_when_one_holds_the_other(
    predicted: tuple[int, ...], gold: tuple[int, ...], same: bool
) -> None:
    assert same_source(places(*predicted), places(*gold)) is same


def test_the_best_overlap_is_paired_first() -> None:
    gold = [places(1, 2, 3, 4)]
    predicted = [places(1, 2, 3), places(1, 2, 3, 4)]
    assert matches(predicted, gold) == [(1, 0, 1.0)]
    # the better pair takes the gold that the other would have needed
    gold = [places(1, 2, 3, 4), places(4, 5)]
    predicted = [places(1, 2, 3, 4, 5)]
    assert matches(predicted, gold) == [(0, 0, 0.8)]


def test_ties_go_to_the_later() -> None:
    same = places(1, 2)
    assert matches([same, same, same], [same]) == [(2, 0, 1.0)]
    assert matches([same], [same, same]) == [(0, 1, 1.0)]
    assert matches([same, same], [same, same]) == [(1, 1, 1.0), (0, 0, 1.0)]


def test_half_is_enough_for_a_pair_and_less_is_not() -> None:
    assert matches([places(1, 2)], [places(1, 2, 3, 4)]) == [(0, 0, 0.5)]
    assert matches([places(1, 2)], [places(1, 2, 3, 4, 5)]) == []


def test_figures_of_a_small_case() -> None:
    """Two gold, three predicted; one pair exact with its source, one of 0.6 with the wrong source."""
    gold = [said([(0, 10)], [(11, 13)]), said([(22, 32)], [(11, 13)])]
    predicted = [said([(0, 10)], [(11, 13)]), said([(22, 28)], [(33, 35)]), said([(36, 40)])]
    scores = score(gold, predicted)
    assert (scores.documents, scores.gold, scores.predicted) == (1, 2, 3)
    assert (scores.content.precision, scores.content.recall) == (2 / 3, 1.0)
    assert scores.content.f1 == pytest.approx(0.8)
    assert (scores.exact.precision, scores.exact.recall) == (1 / 3, 0.5)
    assert scores.exact.f1 == pytest.approx(0.4)
    assert (scores.attribution.precision, scores.attribution.recall) == (1 / 3, 0.5)
    assert scores.source_accuracy == 0.5
    # 20 gold characters; 10 + 6 + 4 predicted, of which 16 are gold
    assert scores.characters.precision == pytest.approx(0.8)
    assert scores.characters.recall == pytest.approx(0.8)
    assert [(e.kind, e.predicted, e.gold) for e in scores.errors] == [("source", 1, 1), ("spurious", 2, None)]


def test_what_was_missed_is_listed() -> None:
    scores = score([said([(0, 5)]), said([(11, 21)])], [said([(0, 5)])])
    assert [(e.doc, e.kind, e.predicted, e.gold) for e in scores.errors] == [(DOC, "missed", None, 1)]


def test_a_broken_content_is_one_content() -> None:
    scores = score([said([(0, 5), (11, 16)])], [said([(11, 16), (0, 5)])])
    assert scores.exact.f1 == 1.0


def test_exact_forgives_one_in_twenty() -> None:
    gold = [said([(0, 21)])]  # 20 letters
    assert score(gold, [said([(0, 20)])]).exact.f1 == 1.0
    assert score(gold, [said([(0, 19)])]).exact.f1 == 0.0
    assert score(gold, [said([(0, 19)])]).content.f1 == 1.0


def test_marks_decide_nothing() -> None:
    text = "“Go home,” she said."
    scores = score([said([(0, 10)], [(11, 14)])], [said([(1, 8)], [(11, 15)])], text=text)
    assert scores.exact.f1 == scores.attribution.f1 == 1.0


def test_nothing_found_and_nothing_to_find_score_nothing() -> None:
    for gold, predicted in (([], []), ([said([(0, 5)])], []), ([], [said([(0, 5)])])):
        scores = score(gold, predicted)
        assert (scores.gold, scores.predicted) == (len(gold), len(predicted))
        for ratio in (scores.content, scores.exact, scores.attribution, scores.characters):
            assert (ratio.precision, ratio.recall, ratio.f1) == (0.0, 0.0, 0.0)
        assert scores.source_accuracy == 0.0


def test_contents_without_a_letter_are_not_counted() -> None:
    scores = score([said([(10, 11)]), said([])], [said([(10, 11)])])
    assert (scores.gold, scores.predicted) == (0, 0)


def test_what_lies_for_half_in_what_is_discarded_is_not_counted_as_predicted() -> None:
    assert score([], [said([(0, 10)])], discard=[(0, 5)]).predicted == 0
    assert score([], [said([(0, 10)])], discard=[(0, 4)]).predicted == 1
    assert score([said([(0, 10)])], [], discard=[(0, 10)]).gold == 1


def test_errors_name_places_in_what_was_handed_in() -> None:
    """Numbers are kept when something before was discarded."""
    scores = score([said([]), said([(11, 21)])], [said([(0, 10)]), said([(33, 40)])], discard=[(0, 10)])
    assert [(e.kind, e.predicted, e.gold) for e in scores.errors] == [
        ("spurious", 1, None),
        ("missed", None, 1),
    ]


def test_documents_are_counted_together() -> None:
    one = GoldDocument("one", TEXT, (said([(0, 10)]),))
    other = GoldDocument("other", TEXT, (said([(0, 10)]), said([(11, 21)]), said([(22, 32)])))
    scores = score_attributions(
        [one, other], {"one": [said([(0, 10)])], "elsewhere": [said([(0, 10)])], "other": [said([(33, 40)])]}
    )
    assert (scores.documents, scores.gold, scores.predicted) == (2, 4, 2)
    assert (scores.content.precision, scores.content.recall) == (0.5, 0.25)
    assert scores.content.f1 == pytest.approx(1 / 3)
