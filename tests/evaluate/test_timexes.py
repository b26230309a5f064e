"""Every figure against counts made by hand."""

from __future__ import annotations

import pytest

from onrecord.evaluate.timexes import GoldTimex, pair_timexes, score_timexes


def timex(start: int, end: int, type_: str = "DATE", value: str | None = "2031") -> GoldTimex:
    return GoldTimex(start, end, type_, value)


def test_strict_wants_the_same_range_and_relaxed_an_overlap() -> None:
    scores = score_timexes(
        {"tarn": [timex(0, 5), timex(10, 20), timex(30, 40), timex(50, 60)]},
        {"tarn": [timex(0, 5), timex(12, 20), timex(70, 80)]},
    )
    assert (scores.gold, scores.predicted) == (4, 3)
    assert scores.strict.f1 == pytest.approx(2 * 1 / 7)
    assert scores.relaxed.f1 == pytest.approx(2 * 2 / 7)
    assert sorted(e.kind for e in scores.errors) == ["missed", "missed", "span", "spurious"]


def test_value_and_type_are_judged_where_ranges_overlap() -> None:
    scores = score_timexes(
        {"tarn": [timex(0, 5), timex(10, 20), timex(30, 40, value="P1D", type_="DURATION")]},
        {"tarn": [timex(0, 5), timex(12, 20, value="2030"), timex(30, 40, value=None)]},
    )
    assert scores.value_accuracy == pytest.approx(1 / 3)
    assert scores.type_accuracy == pytest.approx(2 / 3)
    assert scores.value_f1 == pytest.approx(1 / 3)
    assert sorted(e.kind for e in scores.errors) == ["span", "type", "value", "value"]


def test_value_f1_is_the_share_of_right_values_times_relaxed_f1() -> None:
    scores = score_timexes({"a": [timex(0, 5), timex(8, 9)], "b": [timex(0, 3)]}, {"a": [timex(0, 5)]})
    assert scores.relaxed.f1 == pytest.approx(2 * 1 / 4)
    assert scores.value_f1 == pytest.approx(0.5)
    assert scores.documents == 2


def test_each_is_paired_once_and_the_same_range_goes_first() -> None:
    gold = [timex(0, 10), timex(10, 15)]
    assert pair_timexes([timex(0, 15), timex(10, 15)], gold) == [(0, 0), (1, 1)]
    assert pair_timexes([timex(0, 15)], gold) == [(0, 0)]
    assert pair_timexes([], gold) == []


def test_nothing_at_all_scores_nothing() -> None:
    scores = score_timexes({"a": []}, {})
    assert (scores.strict.f1, scores.relaxed.f1, scores.value_accuracy) == (0, 0, 0)
