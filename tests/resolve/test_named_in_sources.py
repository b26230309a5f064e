"""Names that the tagger or the parser mistakes, where they stand in a source."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import onrecord

FRAME = (
    "Port news\n\n{}\n\nThe harbour of Vell has been closed since Monday because of the ice, and it is not "
    "known when it will open again."
)


@pytest.fixture(scope="module")
def reader() -> Iterator[onrecord.Reader]:
    with onrecord.Reader() as opened:
        yield opened


def speakers(reader: onrecord.Reader, sentence: str) -> list[tuple[str, str | None] | None]:
    """Name and kind of who says each statement that lies in no other."""
    found = reader.read_text(FRAME.format(sentence)).attributions
    return [(a.speaker.name, a.speaker.kind) if a.speaker else None for a in found if a.holder is None]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The novelist Ines Darro said the book was late.", "Ines Darro"),
        ("Another Mer supporter in Vell, Tyrone Pike, said he was ashamed.", "Tyrone Pike"),
        ("“It is expensive,” said Will Doyle, a professor at Tarn University.", "Will Doyle"),
        ("Pres. Mer said the quay was safe.", "Mer"),
        ("The union's deputy head, Siobhan O’Quist, said they would strike.", "Siobhan O’Quist"),
        (
            "Deborah Ann Quist - Mer's girlfriend and co-host on his channel - said the quay was safe.",
            "Deborah Ann Quist",
        ),
    ],
)
def test_a_person_is_named_by_all_of_the_name(reader: onrecord.Reader, sentence: str, name: str) -> None:
    assert speakers(reader, sentence) == [(name, "person")]


def test_a_shortened_title_ends_no_sentence(reader: onrecord.Reader) -> None:
    found = speakers(reader, "“We work on it,” said port spokesman Navy Capt. Jeff Darro, who was asked to.")
    assert ("Jeff Darro", "person") in found
    assert all(one is None or one[0] == "Jeff Darro" for one in found)


def test_sources_near_somebody_are_not_that_person(reader: onrecord.Reader) -> None:
    (found,) = speakers(reader, "Sources close to the mayor, Ivo Pellar, said he would resign.")
    assert found is None or found[1] != "person"


@pytest.mark.parametrize("source", ["Nobody", "No one", "No official", "None of them"])
def test_what_nobody_says_has_no_speaker(reader: onrecord.Reader, source: str) -> None:
    assert set(speakers(reader, f"{source} said that the quay was safe.")) == {None}


@pytest.mark.parametrize(
    "source",
    [
        "Mayor Ada Mer and co-host Jonas Vell",
        "Ada Mer and Tarn News security editor Jonas Vell",
        "the pilot Ada Mer and skipper Jonas Vell",
    ],
)
def test_two_with_their_titles_have_no_speaker(reader: onrecord.Reader, source: str) -> None:
    assert speakers(reader, f"On Monday {source} said the talks were over.") == [None]


def test_a_place_is_not_the_person_who_works_there(reader: onrecord.Reader) -> None:
    sentence = (
        "In the suburb of Santa Vellina, a worker named Antonio Quist has only good things to say. "
        "“The air is mild, a healthy place,” he said."
    )
    assert speakers(reader, sentence)[-1] == ("Antonio Quist", "person")


def test_a_paper_of_a_town_with_a_given_name_is_no_person(reader: onrecord.Reader) -> None:
    chains = reader.read_text(
        FRAME.format("Charlotte mourns, the Charlotte Sentinel said. Charlotte has closed its schools.")
    ).chains
    assert [chain.kind for chain in chains if chain.name == "Charlotte Sentinel"] == ["organisation"]


def test_an_airline_is_not_its_flight(reader: onrecord.Reader) -> None:
    sentence = "Those on board VellAir Flight MS804 are not known. VellAir said it would help."
    assert speakers(reader, sentence)[-1] == ("VellAir", "organisation")
