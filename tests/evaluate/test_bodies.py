from __future__ import annotations

import pytest

from onrecord.evaluate.bodies import BodyScores, GoldBody, exact_ratio, gram_ratio, mean, rouge_lsum

FERRY = "The ferry to Valmar sails at noon."
ICE = "The ice is too thick for any boat, the pilots say."
MENU = "Home World Weather Sports Subscribe now"


def test_the_same_paragraphs_are_right_by_every_figure() -> None:
    for ratio in (gram_ratio, rouge_lsum, exact_ratio):
        assert ratio([FERRY, ICE], [FERRY, ICE]) == pytest.approx(ratio([ICE], [ICE]))
        assert ratio([FERRY, ICE], [FERRY, ICE]).f1 == 1.0


def test_four_grams_count_with_their_repeats() -> None:
    # 4 grams in each; the second copy adds its own 7 (3 of them across the seam) and finds no gold
    assert gram_ratio([FERRY], [FERRY, FERRY]).precision == pytest.approx(4 / 11)
    assert gram_ratio([FERRY, FERRY], [FERRY]).recall == pytest.approx(4 / 11)


def test_a_menu_costs_precision_and_a_lost_paragraph_recall() -> None:
    for ratio in (gram_ratio, rouge_lsum, exact_ratio):
        assert ratio([FERRY, ICE], [FERRY, ICE, MENU]).recall == 1.0
        assert ratio([FERRY, ICE], [FERRY, ICE, MENU]).precision < 1.0
        assert ratio([FERRY, ICE], [FERRY]).precision == 1.0
        assert ratio([FERRY, ICE], [FERRY]).recall < 1.0


def test_rouge_is_the_union_of_common_subsequences() -> None:
    # Lin 2004, section 3.2: w1 w2 w3 w4 w5 against two sentences has a union of four words
    assert rouge_lsum(["w1 w2 w3 w4 w5"], ["w1 w2 w6 w7 w8", "w1 w3 w8 w9 w5"]).recall == pytest.approx(4 / 5)


def test_a_paragraph_is_exact_by_its_letters_and_digits() -> None:
    assert exact_ratio(["“No”,  she said."], ["'No', she said"]).f1 == 1.0
    assert exact_ratio(["“No”, she said."], ["“No”, he said."]).f1 == 0.0


@pytest.mark.parametrize(("found", "wanted"), [([FERRY], 1), ([FERRY, ICE], 2)])
def test_an_optional_paragraph_counts_only_where_it_was_found(found: list[str], wanted: int) -> None:
    scores = BodyScores()
    scores.add(GoldBody((FERRY, ICE), (False, True)), found)
    assert scores.paragraphs[0].precision == scores.paragraphs[0].recall == 1.0
    assert len(found) == wanted


def test_a_page_counts_as_much_as_any_other() -> None:
    scores = BodyScores()
    scores.add(GoldBody((FERRY,), (False,)), [FERRY])
    scores.add(GoldBody((ICE,) * 9, (False,) * 9), [])
    assert mean(scores.paragraphs).recall == 0.5
