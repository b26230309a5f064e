from __future__ import annotations

import pytest

from onrecord.assemble.places import body_identifier, place_name


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("South Korea", "iso3166-1:KR"),
        ("the U.S.", "iso3166-1:US"),
        ("Texas", "iso3166-2:US-TX"),
        ("Seoul", "geonames:1835848"),
    ],
)
def test_a_name_that_means_one_place_has_its_number(name: str, identifier: str) -> None:
    found = place_name(name)
    assert found is not None
    assert found.identifier == identifier


@pytest.mark.parametrize("name", ["Georgia", "Paris", "Washington", "New York", "Mississippi", "Tarsk"])
def test_a_name_that_means_several_places_or_none_has_no_number(name: str) -> None:
    assert place_name(name) is None


@pytest.mark.parametrize(
    ("names", "identifier"),
    [
        (["U.N.", "United Nations", "the UN"], "wikidata:Q1065"),
        (["NATO"], "wikidata:Q7184"),
        (["CIA", "Coastal Ice Authority"], None),
        (["EU", "CIA"], None),
        (["Tarsk Port Authority"], None),
        ([], None),
    ],
)
def test_a_body_has_a_number_where_all_its_names_mean_it(names: list[str], identifier: str | None) -> None:
    assert body_identifier(names) == identifier
