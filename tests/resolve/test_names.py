from __future__ import annotations

import pytest

from onrecord.resolve.names import (
    compatible,
    gender_of_given_name,
    gender_of_honorific,
    is_human,
    kind_of_words,
    name_words,
)
from onrecord.resolve.words import groups, values, words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mr. John F. Marsh", ("john", "marsh")),
        ("Zoë Ferrand’s", ("zoe", "ferrand")),
        ("Min-seo Ahn", ("min", "seo", "ahn")),
        ("D'Arro", ("d'arro",)),
        ("U.N.", ("u·n",)),
        ("", ()),
        ("Dr.", ()),
    ],
)
def test_a_name_is_compared_by_its_words(name: str, expected: tuple[str, ...]) -> None:
    assert name_words(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Mer", "Ada Mer", True),
        ("Mer Ada", "Ada Mer", True),
        ("Ada Mer", "Ada Lovis Mer", True),
        ("Ada Mer", "Eva Mer", False),
        ("Ada Mer", "Ada Holm", False),
        ("Ada Lovis Mer", "Ada Tuuli Mer", False),
        ("Lovis Mer", "Mer Lovis Ada", False),
        ("Mer", "Ada Mer", False),  # a bare surname decides nothing
    ],
)
def test_names_fit_when_no_word_speaks_against_it(one: str, other: str, same: bool) -> None:
    assert compatible(name_words(one), name_words(other)) is same
    assert compatible(name_words(other), name_words(one)) is same


@pytest.mark.parametrize(
    ("word", "gender"), [("mr", "male"), ("mrs", "female"), ("ms", "female"), ("dr", None), ("table", None)]
)
def test_honorifics_tell_gender_or_nothing(word: str, gender: str | None) -> None:
    assert gender_of_honorific(word) == gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Mary Quist", "female"), ("John Marsh", "male"), ("Mary", None), ("Xqzt Marsh", None)],
)
def test_a_first_name_tells_gender_only_before_a_surname(name: str, gender: str | None) -> None:
    assert gender_of_given_name(name_words(name)) == gender


@pytest.mark.parametrize("noun", ["minister", "spokeswoman", "engineer", "economist", "pilot", "mayor"])
def test_nouns_for_people(noun: str) -> None:
    assert is_human(noun)


@pytest.mark.parametrize("noun", ["river", "dam", "number", "paper", "winter", "water"])
def test_nouns_for_things(noun: str) -> None:
    assert not is_human(noun)


def test_last_words_tell_what_a_name_names() -> None:
    assert kind_of_words(name_words("Velda River")) == "place"
    assert kind_of_words(name_words("Tarn Council")) == "organisation"
    assert kind_of_words(name_words("Ada Mer")) is None


def test_word_lists_are_read_whole() -> None:
    assert {"president", "premier"} <= groups("office-of")["leader"]
    assert values("body")["agency"] == "vague"
    assert values("body")["government"] == ""
    for kind in ("body", "gender", "honorific", "human", "human-ending", "last-word", "not-human"):
        assert words(kind)
        assert all(word == word.casefold() for word in words(kind))
