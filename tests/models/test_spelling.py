from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.models.attribution import AttributionModel
from onrecord.models.encoder import Encoder
from onrecord.models.encoder.pieces import Tokens
from onrecord.models.encoder.spelling import respelt
from onrecord.record import Article


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("siad", "said"),
        ("accoridng", "according"),
        ("Accoridng", "according"),
        ("statd", "stated"),
        ("warnned", "warned"),
    ],
)
def test_a_slip_in_a_word_of_reporting_is_seen(word: str, right: str) -> None:
    assert respelt(word) == right


@pytest.mark.parametrize("word", ["Siad", "earns", "waned", "slates", "SIAD", "sayd", "dam"])
def test_names_and_other_words_stay_what_they_are(word: str) -> None:
    assert respelt(word) is None


def test_a_misspelt_word_is_one_piece_in_its_own_place() -> None:
    text = "The dam, he siad 🚢, holds."
    pieces = Tokens().pieces(text, [(0, len(text))])
    right = Tokens().pieces("said", [(0, 4)]).ids[0]
    (at,) = (i for i, number in enumerate(pieces.ids) if number == right)
    assert text[pieces.starts[at] : pieces.ends[at]] == "siad"
    assert list(pieces.words) == list(range(len(pieces)))
    assert text[pieces.starts[-1] : pieces.ends[-1]] == "."


def test_a_statement_with_a_misspelt_cue_is_found(make_article: Callable[..., Article]) -> None:
    article = make_article("Accoridng to the harbour master, Ana Lind, the ferry will sail again in spring.")
    (relation,) = AttributionModel(Encoder()).find(article)
    assert [article.text[start:end] for start, end in relation.cue] == ["Accoridng to"]
