from __future__ import annotations

import pytest

from .conftest import Find

BODY = "The ferry of Tarn did not sail on Monday."


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Ada Mer: no deal without water for the valley", "Ada Mer", "no deal without water for the valley"),
        ("Boro Quist: the bridge is older than the town", "Boro Quist", "the bridge is older than the town"),
    ],
)
def test_a_name_and_a_colon_attribute_the_rest_of_the_headline(
    find: Find, headline: str, source: str, content: str
) -> None:
    (found,) = find(BODY, headline=headline)
    assert (str(found.source), str(found.content), str(found.cue)) == (source, content, ":")
    assert found.act == "say"


@pytest.mark.parametrize(
    "headline",
    [
        "Ice closes the port: a winter in pictures",
        "Ada Mer opens the new ferry of Tarn",
        "Score: Tarn 3, Valmar 2",
        "Live: boats, ice and a long night on the quay",
    ],
)
def test_other_headlines_attribute_nothing(find: Find, headline: str) -> None:
    assert find(BODY, headline=headline) == ()


def test_a_headline_with_a_verb_is_read_like_any_sentence(find: Find) -> None:
    (found,) = find(BODY, headline="Minister says ferry will sail again in May")
    assert (str(found.source), str(found.cue)) == ("Minister", "says")


def test_what_a_headline_quotes_belongs_to_whom_it_names_behind_the_colon(find: Find) -> None:
    (found,) = find(BODY, headline="“We saw the ice coming”: pilots of Tarn on a hard winter")
    assert str(found.source) == "pilots of Tarn"
    assert str(found.content) == "“We saw the ice coming”"


@pytest.mark.parametrize(
    ("headline", "source", "content"),
    [
        ("Talks to resume in June, minister says", "minister", "Talks to resume in June"),
        ("Dam safe for now, harbour engineers say", "harbour engineers", "Dam safe for now"),
        ("Border closed for good, says president", "president", "Border closed for good"),
    ],
)
def test_a_headline_ends_with_who_says_so(find: Find, headline: str, source: str, content: str) -> None:
    (found,) = find(BODY, headline=headline)
    assert (str(found.source), str(found.content)) == (source, content)


@pytest.mark.parametrize(
    "headline", ["Mayor praises, laments the old harbour", "After the flood, signs of trouble"]
)
def test_a_comma_before_other_words_attributes_nothing(find: Find, headline: str) -> None:
    assert find(BODY, headline=headline) == ()
