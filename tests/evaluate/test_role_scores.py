from __future__ import annotations

from onrecord.evaluate import RoleScores, RoleWords

MINISTER = RoleWords("energy minister", "Nordavian", False)


def scored(gold: list[RoleWords], predicted: list[RoleWords]) -> RoleScores:
    scores = RoleScores()
    scores.add("Ada Mer", gold, predicted)
    return scores


def test_the_same_role_is_right_whatever_its_case_and_article() -> None:
    scores = scored(
        [RoleWords("Skipper", "the Old Patience", False)], [RoleWords("skipper", "Old Patience", False)]
    )
    assert (scores.precision, scores.recall, scores.part_recall) == (1.0, 1.0, 1.0)


def test_a_shorter_form_beside_the_whole_one_costs_nothing() -> None:
    scores = scored([MINISTER], [MINISTER, RoleWords("minister", None, False)])
    assert (scores.precision, scores.recall) == (1.0, 1.0)


def test_a_role_without_its_affiliation_is_found_in_part() -> None:
    scores = scored([MINISTER], [RoleWords("energy minister", None, False)])
    assert (scores.precision, scores.recall, scores.part_recall) == (1.0, 0.0, 1.0)
    assert scores.missed == [("Ada Mer", MINISTER)]


def test_what_gold_does_not_say_is_wrong() -> None:
    former = RoleWords("energy minister", "Nordavian", True)
    scores = scored([MINISTER], [former])
    assert (scores.precision, scores.recall, scores.part_recall) == (0.0, 0.0, 0.0)
    assert scores.wrong == [("Ada Mer", former)]


def test_people_without_roles_leave_the_shares_at_nought() -> None:
    scores = scored([], [])
    assert (scores.precision, scores.recall, scores.part_recall) == (0.0, 0.0, 0.0)
