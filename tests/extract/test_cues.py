"""The lexicon, by hand; and what counts as "according"."""

from __future__ import annotations

import pytest

from onrecord.extract.candidates import is_according
from onrecord.extract.cues import lexicon, make_lexicon


def test_the_rate_of_a_word_is_smoothed_by_its_construction() -> None:
    lexicon = make_lexicon({
        ("ccomp", "say"): (100, 90),
        ("ccomp", "croak"): (1, 1),
        ("ccomp", "see"): (3, 1),
    })  # fmt: skip
    # rare words: 4 seen, 2 right; a word never seen is expected at 2 / (4 + 2)
    assert lexicon.prior("ccomp") == pytest.approx(1 / 3)
    assert lexicon.rate("ccomp", "never-seen") == pytest.approx(1 / 3)
    assert lexicon.rate("ccomp", "say") == pytest.approx((90 + 4 / 3) / 104)
    assert lexicon.rate("ccomp", "croak") == pytest.approx((1 + 4 / 3) / 5)
    assert lexicon.may("ccomp", "say")
    assert not lexicon.may("ccomp", "never-seen")


def test_an_unknown_construction_is_no_attribution() -> None:
    assert make_lexicon({("ccomp", "say"): (9, 9)}).rate("dobj", "say") == 0.0


def test_within_a_sentence_only_known_words_introduce_a_quotation() -> None:
    lexicon = make_lexicon({("quote-within", "call"): (20, 18), ("quote-within", "dub"): (2, 2)})
    assert lexicon.may("quote-within", "call")
    assert lexicon.prior("quote-within") == 0.0


@pytest.mark.parametrize(
    ("construction", "lemma", "may"),
    [
        ("ccomp-that", "say", True),
        ("quote-after", "say", True),
        ("according", "according", True),
        ("ccomp", "eat", False),
        ("xcomp-to", "begin", False),
        ("no such construction", "say", False),
    ],
)
def test_the_shipped_lexicon_knows_speech_from_other_verbs(construction: str, lemma: str, may: bool) -> None:
    assert lexicon().may(construction, lemma) is may


@pytest.mark.parametrize(
    "word",
    ["according", "accordign", "accoring", "acording", "acccording", "accordingg", "accordimg", "accoridng"],
)
def test_one_slip_leaves_according_readable(word: str) -> None:
    assert is_according(word)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "a",
        "accord",
        "accords",
        "accorded",
        "accordion",
        "recording",
        "affording",
        "accordingly",
        "acrodign",
    ],
)
def test_other_words_are_not_according(word: str) -> None:
    assert not is_according(word)
