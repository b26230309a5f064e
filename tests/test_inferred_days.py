"""Inferred days stand wherever the date of an article stands, and are told apart from stated ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from starlette.testclient import TestClient

import onrecord
from onrecord.web import make_app
from onrecord.web.citing import citation

UNDATED = """Leaders meet at the Skerry Lighthouse

President Ana Lind and Boro Castellane met on Wednesday, September 13, 2034, at the Skerry Lighthouse in Tarn.

The ferry will sail in spring, Ana Lind said.
"""


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undated")
    (folder / "a.txt").write_text(UNDATED, encoding="utf-8")
    onrecord.read_into(folder / "a.txt", folder / "story.db")
    return folder / "story.db"


def words(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(Markup(answer.text).striptags().split())


def test_statements_and_people_tell_the_inferred_days(undated: Path) -> None:
    with onrecord.open(undated) as record:
        (date,) = record.inferred_dates
        (said,) = record.find_statements(speaker="Lind")
        (seen,) = record.person("Ana Lind").seen
        assert said.published is None
        assert said.published_inferred == seen.published_inferred == date.edtf
        assert "(inferred)" in citation(said)


def test_pages_say_that_the_days_are_inferred(undated: Path) -> None:
    client = TestClient(make_app(undated), base_url="http://127.0.0.1")
    with onrecord.open(undated) as record:
        (said,) = record.find_statements(speaker="Lind")
    for address in ("/statements", f"/people/{said.entity}", "/articles", f"/statements/{said.id}"):
        text = words(client, address)
        assert "2034 (inferred)" in text, address
        assert "no date" not in text.lower().replace("no date stated", ""), address
    assert "No date stated" in words(client, "/statements")  # the facet counts what pages state


def test_a_stated_date_is_not_called_inferred(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNDATED, encoding="utf-8")
    given = onrecord.Given(published="2034-09-14")
    onrecord.read_into(tmp_path / "a.txt", tmp_path / "story.db", given=given)
    with onrecord.open(tmp_path / "story.db") as record:
        (said,) = record.find_statements(speaker="Lind")
        assert (said.published, said.published_inferred) == ("2034-09-14", None)
        assert "inferred" not in citation(said)
