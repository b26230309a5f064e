from __future__ import annotations

import pytest

from onrecord.evaluate import NamedContent, SpeakerScores, same_name, wrong_merges

TEXT = "abcdefghij klmnopqrst uvwxyz0123 456789ABCD"
A, B, C, D = [(0, 10)], [(11, 21)], [(22, 32)], [(33, 43)]


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Ada Mer", "Ada Mer", True),
        ("Mer", "Ada Mer", True),
        ("Ada Mer", "Mer", False),
        ("Ada Lind Mer", "Ada Mer", True),  # two of its words, the last among them
        ("Ada Lind Mer", "Ada Lind", False),
        ("Sen. Ada Mer", "President Ada Mer", True),
        ("Ada Mer", "Boro Mer", False),
        ("Mrs. Ada Mer", "ada mer", True),
        ("the harbour office", "Harbour Office", True),
        ("Zoë Ån-Mer", "zoë ån-mer", True),
        ("Ada Lind-Mer", "Ada Lind Mer", False),
        ("Ada Mer", "Ada Mer’s", False),  # as strict as the scorer that the data came with
        ("Mer’s campaign", "Mer campaign", False),
        ("Mer Ada", "Ada Mer", True),
        ("Mer", "Mercer", False),
        ("The", "The", False),  # nothing is left to compare
    ],
)
def test_names_are_the_same_by_their_words(gold: str, predicted: str, same: bool) -> None:
    assert same_name(gold, predicted) is same


def test_each_content_with_a_name_is_right_wrong_open_or_missed() -> None:
    scores = SpeakerScores()
    scores.add(
        TEXT,
        [
            NamedContent(A, "Ada Mer", "name"),
            NamedContent(B, "Ada Mer", "pronoun"),
            NamedContent(C, "Boro Quist", "pronoun"),
            NamedContent(D, "Boro Quist", "surname"),
            NamedContent([(0, 3)], None),  # nobody is named: not counted
        ],
        [
            NamedContent(C, "Ada Mer"),
            NamedContent(A, "Ada Mer"),
            NamedContent(B, None),
        ],
    )
    assert dict(scores.counts["all"]) == {"right": 1, "open": 1, "wrong": 1, "missed": 1}
    assert dict(scores.counts["pronoun"]) == {"open": 1, "wrong": 1}
    assert dict(scores.counts["surname"]) == {"missed": 1}
    assert scores.accuracy() == pytest.approx(1 / 3)
    assert scores.accuracy("name") == 1.0
    assert scores.accuracy("pronoun") == 0.0
    assert scores.wrong == [("Ada Mer", None, "klmnopqrst"), ("Boro Quist", "Ada Mer", "uvwxyz0123")]


def test_what_was_missed_does_not_count_against_the_speakers() -> None:
    scores = SpeakerScores()
    scores.add(TEXT, [NamedContent(A, "Ada Mer"), NamedContent(B, "Ada Mer")], [NamedContent(A, "Ada Mer")])
    assert scores.accuracy() == 1.0


def test_without_anything_found_the_accuracy_is_nought() -> None:
    scores = SpeakerScores()
    assert scores.accuracy() == 0.0
    scores.add(TEXT, [NamedContent(A, "Ada Mer")], [])
    assert scores.accuracy() == 0.0
    assert scores.accuracy("pronoun") == 0.0


def test_documents_add_up() -> None:
    scores = SpeakerScores()
    for predicted in ("Ada Mer", "Boro Quist", "Ada Mer", "Ada Mer"):
        scores.add(TEXT, [NamedContent(A, "Ada Mer")], [NamedContent(A, predicted)])
    assert scores.accuracy() == 0.75


def test_contents_are_paired_by_overlap_not_by_order() -> None:
    scores = SpeakerScores()
    scores.add(
        TEXT,
        [NamedContent(A, "Ada Mer"), NamedContent(B, "Boro Quist")],
        [NamedContent([(11, 18)], "Boro Quist"), NamedContent([(2, 10)], "Ada Mer")],
    )
    assert dict(scores.counts["all"]) == {"right": 2}


def test_implied_speakers_count_apart_from_those_with_a_source() -> None:
    scores = SpeakerScores()
    gold = [NamedContent(A, "Ada Mer", "implied"), NamedContent(B, "Ada Mer", "pronoun")]
    scores.add(TEXT, gold, [NamedContent(A, "Ada Mer", probability=0.9), NamedContent(B, "Quist")])
    assert dict(scores.counts["with a source"]) == {"wrong": 1}
    assert scores.counts["all"].total() == 2
    assert scores.sure == [(0.9, True)]


PEOPLE = {"Ada Mer": ["Ada Mer", "Mer"], "Boro Mer": ["Mer", "Boro"], "Eva Quist": ["Quist"]}


@pytest.mark.parametrize(
    ("chains", "merged"),
    [
        ([["Ada Mer", "Mer"], ["Boro Mer", "Mer"]], []),  # the surname alone is nobody's
        ([["Ada Mer", "Boro"]], [("Ada Mer", "Boro Mer")]),
        ([["ADA MER", "Mr. Boro Mer", "Quist"]], [("Ada Mer", "Boro Mer"), ("Ada Mer", "Eva Quist"),
                                                  ("Boro Mer", "Eva Quist")]),
        ([["Tarn Council", "Tarn"]], [("tarn", "tarn council")]),
        ([["Eva Quist"], ["Quist"]], []),
    ],
)  # fmt: skip
def test_people_whose_names_meet_in_a_chain_are_merged(
    chains: list[list[str]], merged: list[tuple[str, str]]
) -> None:
    assert wrong_merges(PEOPLE, [("Tarn", "Tarn Council")], chains) == merged
