from __future__ import annotations

import pytest

from onrecord.evaluate.coreference import CoreferenceScores


def test_what_is_the_same_scores_one() -> None:
    scores = CoreferenceScores()
    scores.add(["abc", "de"], ["ed", "cba"])
    assert scores.conll == 1.0


def test_the_example_of_the_field() -> None:
    """Pradhan and others (2014): gold {a b c} {d e f g}, predicted {a b} {c d} {f g h i}."""
    scores = CoreferenceScores()
    scores.add(["abc", "defg"], ["ab", "cd", "fghi"])
    assert (scores.muc.recall, scores.muc.precision) == (pytest.approx(2 / 5), pytest.approx(2 / 5))
    assert scores.b_cubed.precision == pytest.approx(0.5)
    assert scores.b_cubed.recall == pytest.approx((1 / 7) * (4 / 3 + 1 / 3 + 1 / 4 + 1))
    assert scores.ceaf.precision == pytest.approx((4 / 5 + 2 / 4) / 3)
    assert scores.ceaf.recall == pytest.approx((4 / 5 + 2 / 4) / 2)


def test_documents_add_up_and_nothing_found_scores_nothing() -> None:
    scores = CoreferenceScores()
    scores.add(["ab"], [])
    assert scores.conll == 0.0
    scores.add(["ab"], ["ab"])
    assert scores.muc.recall == 0.5
    assert scores.b_cubed.precision == 1.0


def test_one_entity_for_everything_has_full_recall_of_links_only() -> None:
    scores = CoreferenceScores()
    scores.add(["ab", "cd"], ["abcd"])
    assert scores.muc.recall == 1.0
    assert scores.muc.precision == pytest.approx(2 / 3)
    assert scores.b_cubed.precision == 0.5
