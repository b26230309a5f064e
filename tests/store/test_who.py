from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from onrecord.assemble import resolve_entities
from onrecord.record import Reading, cast_of, make_correction, target_of
from onrecord.store import Filter, open_store
from onrecord.store.dates import days_of

from .make import longer, reading
from .strategies import PATIENT, readings


@settings(PATIENT, max_examples=60)
@given(readings())
def test_casts_out_of_the_tables_are_those_of_the_readings(
    tmp_path_factory: pytest.TempPathFactory, item: Reading
) -> None:
    with open_store(tmp_path_factory.mktemp("casts") / "one.db", "write") as store:
        store.write([item])
        published = item.article.published
        days = days_of(published.value) if published else None
        first, last = (days.first, days.last) if days else (None, None)
        assert list(store.casts()) == [cast_of(item, first, last)]
        store.write_entities(resolve_entities, "1")
        found = list(store.entities())
        assert sorted(it.chain for entity in found for it in entity.members) == sorted(
            chain.id for chain in item.chains
        )


def test_a_reader_of_an_unfinished_record_knows_people_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with open_store(path, "write") as store:
        store.write([reading(), reading(text=longer(1), url=None)])
    before = path.read_bytes()
    with open_store(path, "read") as store:
        assert not store.has_entities("1")
        assert list(store.entities()) == []
        store.use_entities(resolve_entities, "1")
        people = store.people()
        assert [(it.name, it.articles) for it in people] == [("Mira Solberg", 2), ("Jon Vale", 2)]
        assert store.dossier(people.rows[0].id or "") is not None
        with open_store(path, "write") as writer:  # and sees what others write meanwhile
            writer.write_entities(resolve_entities, "1")
        store.use_entities(resolve_entities, "1")
        assert store.people() == people
    assert path.read_bytes() != before


def test_entities_are_forgotten_when_an_article_comes_or_somebody_corrects(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        item = reading()
        store.write([item])
        store.write_entities(resolve_entities, "1")
        assert store.has_entities("1")
        assert not store.has_entities("2")
        store.write([reading(text=longer(1), url=None)])
        assert not store.has_entities("1")
        store.write_entities(resolve_entities, "1")
        both = [
            target_of(item.article, "mention", [mention.span])
            for mention in item.mentions
            if mention.span.text in ("Mira Solberg", "Jon Vale")
        ]
        time = "2031-06-01T10:00:00.000000Z"
        store.correct(make_correction("merge", author="Ada", time=time, targets=both))
        assert not store.has_entities("1")
        store.write_entities(resolve_entities, "1")
        merged = store.people(Filter(article=item.article.id)).rows
        assert [it.statements for it in merged] == [3]
