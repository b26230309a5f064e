"""Names of bodies that a noun tells to be one."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        (
            "The advocacy group Halden Speaks, which is small, slept. The group said it would close.",
            "Halden Speaks",
        ),
        ("A firm called Darro Quist, which is small, slept. The firm said it would close.", "Darro Quist"),
        ("The technology company QRT VAN slept on Monday. The company said it would close.", "QRT VAN"),
        (
            "The group Sailors for Ice and Salt slept on Monday. The group said it would close.",
            "Sailors for Ice and Salt",
        ),
    ],
)
def test_a_noun_for_a_body_tells_where_its_name_begins_and_ends(
    read: Read, paragraph: str, name: str
) -> None:
    found = read(paragraph)
    assert found.speakers == [name]
    assert found.named(name).kind == "organisation"


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("The company Mer owns slept on Monday. Mer said that the quay would close.", "Mer"),
        ("The company Ada Mer runs is small. Mer said that the quay would close.", "Ada Mer"),
    ],
)
def test_whoever_owns_a_body_is_not_its_name(read: Read, paragraph: str, name: str) -> None:
    found = read(paragraph)
    assert found.speakers == [name]
    assert found.named(name).kind == "person"


def test_what_is_announced_is_no_day(read: Read) -> None:
    found = read("The Tarn Fund left the site Saturday. The Tarn Fund said that it would close.")
    assert [chain.name for chain in found.chains] == ["Tarn Fund"]
