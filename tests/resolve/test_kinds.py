from __future__ import annotations

import pytest

from .conftest import Read


def kinds(read: Read, *paragraphs: str, headline: str | None = None) -> dict[str, str | None]:
    """The kind of each chain by its name."""
    return {chain.name: chain.kind for chain in read(*paragraphs, headline=headline).chains}


def people(read: Read, *paragraphs: str, headline: str | None = None) -> list[str]:
    return [name for name, kind in kinds(read, *paragraphs, headline=headline).items() if kind == "person"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Wimbrel Hall will open on Monday, the owner said.", "Wimbrel Hall", "place"),
        ("Fans of Wick Rovers sang.", "Wick Rovers", "organisation"),
        ("Quist Watchdog filed a claim on Monday.", "Quist Watchdog", "organisation"),
        ("Hidden Quarrel Award went to a pilot.", "Hidden Quarrel Award", None),
    ],
)
def test_halls_clubs_and_prizes_are_nobody(read: Read, text: str, name: str, kind: str | None) -> None:
    assert kinds(read, text).get(name) == kind


@pytest.mark.parametrize("name", ["Orlando", "Nevada"])
def test_a_bare_name_that_he_stands_for_twice_is_a_person(read: Read, name: str) -> None:
    text = f"{name} closed the quay because he was ill. {name} sold his boat on Monday."
    assert people(read, text) == [name]
    assert people(read, f"{name} closed the quay. {name} sold his boat on Monday.") == []
    assert people(read, f"{name} told John Marsh that he was ill. {name} sold John Marsh his boat.") == [
        "John Marsh"
    ]


def test_words_of_a_capitalised_headline_are_nobody(read: Read) -> None:
    headline = "Tarn Store Says Rampant Shoplifting to Blame for Closing"
    assert people(read, "The mayor met the pilots on Monday.", headline=headline) == []


@pytest.mark.parametrize("name", ["Jerry Hall", "Herbert Bay"])
def test_somebody_may_be_called_like_a_hall(read: Read, name: str) -> None:
    assert people(read, f"“The ice is thin,” said {name}, who runs the ferry.") == [name]


def test_a_photographer_in_a_caption_is_nobody_of_the_story(read: Read) -> None:
    text = "The harbour of Tarn on Monday. (AP Photo/Steven Marsh, File) Mary Quist said the ice was thin."
    assert people(read, text) == ["Mary Quist"]


def test_a_name_ends_before_what_is_no_name(read: Read) -> None:
    assert people(read, "It was based on reporting by Sarah Marsh of Merpress.") == ["Sarah Marsh"]


def test_small_words_inside_a_name_belong_to_it(read: Read) -> None:
    assert people(read, "President Ursula von der Mer said the ice was thin.") == ["Ursula von der Mer"]


def test_a_river_with_an_article_somewhere_before_it_is_nobody(read: Read) -> None:
    text = "If the rain fails, the lower Ashava will sink, said Mary Quist. The Ashava froze in 1931."
    assert people(read, text) == ["Mary Quist"]


def test_what_has_a_people_is_a_place(read: Read) -> None:
    text = "She told them on Thursday that Vardenia had “behaved like a tap”. A Vardenian minister denied it."
    assert kinds(read, text)["Vardenia"] == "place"


def test_what_stands_before_a_kind_of_place_is_one(read: Read) -> None:
    text = "They met at the Vostrovny cosmodrome outside the city of Tsarskoye."
    assert kinds(read, text) == {"Vostrovny": "place", "Tsarskoye": "place"}


def test_a_college_named_after_a_king_keeps_its_name(read: Read) -> None:
    text = "Mary Quist, a professor of law at King's College London, said the ice was thin."
    assert "King's College London" in kinds(read, text)


def test_points_of_the_compass_may_be_short(read: Read) -> None:
    text = "South Korea said on Monday that it would wait. S. Korea had waited before. South Korea was calm."
    found = [name for name, kind in kinds(read, text).items() if kind in ("place", "country")]
    assert len(found) == 1


@pytest.mark.parametrize("name", ["Anne-Marie Quist", "Anne-Marie Quist-Holm", "Tim O’Quist", "Tim O'Quist"])
def test_hyphens_and_apostrophes_are_parts_of_names(read: Read, name: str) -> None:
    surname = name.split()[-1]
    assert people(read, f"The mayor, {name}, disagreed on Monday. “He is wrong,” {surname} said.") == [name]
