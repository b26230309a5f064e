"""What a record holds at a glance agrees with what counting its rows one by one gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.store import open_store

from .make import TEXT, reading


@pytest.fixture(scope="module")
def sample(sample_db: Path) -> Iterator[onrecord.Record]:
    with onrecord.open(sample_db) as record:
        yield record


@pytest.fixture
def vague(tmp_path: Path) -> Iterator[onrecord.Record]:
    """A record with an article of which neither outlet nor day is known, and one that states a month."""
    path = tmp_path / "vague.db"
    with open_store(path, "write") as store:
        store.write(
            [
                reading(),
                reading(text=TEXT + " A", url=None, origin="a.txt", sha256="a", outlet=None, published=None),
                reading(text=TEXT + " B", url=None, origin="b.txt", sha256="b", published="2031-06"),
            ]
        )
    with onrecord.open(path) as record:
        yield record


def test_the_coverage_counts_every_article_and_statement_once(sample: onrecord.Record) -> None:
    counted = Counter({(it.outlet, it.published): it.articles for it in sample.coverage})
    assert counted == Counter((it.outlet, (it.published or "")[:10]) for it in sample.find_articles())
    assert sum(it.statements for it in sample.coverage) == sample.counts.statements


def test_what_is_not_known_is_none(vague: onrecord.Record) -> None:
    assert [(it.outlet, it.published, it.articles) for it in vague.coverage] == [
        (None, None, 1),
        ("The Skerry Courier", "2031-05-04", 1),
        ("The Skerry Courier", "2031-06", 1),
    ]


def test_who_is_quoted_where_agrees_with_the_statements(sample: onrecord.Record) -> None:
    own = [it for it in sample.find_statements() if it.holder is None and it.entity is not None]
    people = {it.id for it in sample.people}
    by_person = Counter(it.entity for it in own if it.entity in people)
    quoted = sample.most_quoted(5)
    assert quoted.total == len(by_person)
    assert [it.statements for it in quoted] == sorted(by_person.values(), reverse=True)[:5]
    for it in quoted:
        assert it.statements == by_person[it.id]
        assert {part.outlet: part.statements for part in it.by_outlet} == Counter(
            said.outlet for said in own if said.entity == it.id
        )


def test_an_article_without_an_outlet_stands_for_itself(vague: onrecord.Record) -> None:
    (solberg,) = (it for it in vague.most_quoted() if it.name == "Mira Solberg")
    places = [(it.outlet, it.article is not None, it.statements) for it in solberg.by_outlet]
    assert sorted(places, key=str) == [("The Skerry Courier", False, 4), (None, True, 2)]
    assert solberg.role is not None
    assert str(solberg.role) == "Port director"


def test_the_latest_statements_are_of_the_latest_articles_and_no_article_has_too_many(
    sample: onrecord.Record,
) -> None:
    latest = sample.latest_statements(6, each=2)
    assert len(latest) == 6
    days = [it.published or "" for it in latest]
    assert days == sorted(days, reverse=True)
    assert days[0] == max(it.published or "" for it in sample.find_articles())
    assert max(Counter(it.article for it in latest).values()) == 2
    assert all(it.holder is None and it.speaker is not None for it in latest)


def test_the_list_of_articles_comes_in_parts(sample: onrecord.Record) -> None:
    whole = [it.id for it in sample.find_articles()]
    parts = [sample.list_articles(offset=at, limit=3) for at in (0, 3, 6, 9)]
    assert [it.id for part in parts for it in part] == whole
    assert {part.total for part in parts} == {len(whole)}
    wire = sample.list_articles(outlet="Meridian Wire", latest_first=True)
    assert [it.outlet for it in wire] == ["Meridian Wire"] * 2
    assert (wire.rows[0].published or "") > (wire.rows[1].published or "")
    assert sample.list_articles(outlet="Meridian").total == 0
    assert [it.id for it in sample.list_articles(article=whole[3])] == [whole[3]]


def test_a_statement_is_found_by_its_id_alone(sample: onrecord.Record) -> None:
    some = next(iter(sample.find_statements()))
    assert sample.statement(some.id) == some
    assert sample.statement(some.id[:8]) is None
    assert sample.statement("\ud800") is None


def test_an_empty_record_has_nothing_to_show(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_store(path, "write").close()
    with onrecord.open(path) as record:
        assert record.coverage == ()
        assert record.most_quoted().rows == ()
        assert record.latest_statements() == ()
        assert record.list_articles().total == 0
