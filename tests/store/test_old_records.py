from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.record import Evidence, InferredDate, Reading, StoreError
from onrecord.store import Filter, open_store, provenance_key

from .make import PROVENANCE, longer, reading

OLD = Path(__file__).with_name("record-1.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "story.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    return path


def test_a_record_without_times_is_brought_up_to_date_and_keeps_what_it_has(old: Path) -> None:
    with pytest.raises(StoreError, match="older version"):
        open_store(old, "read")
    with open_store(old, "write") as store:
        assert store.reading(reading().article.id) == reading()
        assert [failure.kind for failure in store.failures()] == ["empty"]
        assert len(store.search("missiles")) == 1
        assert store.inferred_dates() is None
    with open_store(old, "read") as store:
        assert store.counts().statements == 4


def test_pages_of_an_old_record_are_known_by_their_old_means_and_read_again_by_new_ones(old: Path) -> None:
    page = reading().article.page
    with open_store(old, "write") as store:
        assert store.has(page.sha256, page.given_digest, provenance_key(PROVENANCE))
        means = replace(PROVENANCE, timexes="grammar/1")
        assert not store.has(page.sha256, page.given_digest, provenance_key(means))
        again = replace(reading(), provenance=means)
        assert store.write([again]).outcomes == ("replaced",)
        assert list(store.readings()) == [again]


def date_of(item: Reading) -> InferredDate:
    span = item.article.span(0, 13)
    return InferredDate(
        article_id=item.article.id,
        earliest=None,
        latest="2031-05-04",
        likeliest="2031-05-03",
        evidence=(Evidence(sentence="It says so.", spans=(span,)), Evidence(sentence="All do.", spans=())),
    )


def test_inferred_dates_come_back_until_another_article_comes(tmp_path: Path) -> None:
    undated = reading(published=None)
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([undated])
        assert store.inferred_dates() is None
        store.write_inferred_dates(lambda readings: [date_of(item) for item in readings])
        assert store.inferred_dates() == (date_of(undated),)
        store.write_inferred_dates(lambda readings: pytest.fail("it was there already"))
        assert store.write([undated]).outcomes == ("duplicate",)
        assert store.inferred_dates() == (date_of(undated),)
        store.write([reading(text=longer(1))])
        assert store.inferred_dates() is None


def test_articles_are_shown_and_filtered_by_what_was_inferred(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([reading(published=None)])
        assert [row.inferred for row in store.articles()] == [None]
        before = store.articles(Filter(since="2031-05-05"))
        assert (len(before), before.undated) == (0, 1)
        store.write_inferred_dates(lambda readings: [date_of(item) for item in readings])
        assert [(row.published, row.inferred) for row in store.articles()] == [(None, "../2031-05-04")]
        late, early = store.articles(Filter(since="2031-05-05")), store.articles(Filter(until="2030"))
        assert (len(late), late.undated) == (0, 0)
        assert (len(early), early.undated) == (1, 0)


def test_what_another_process_wrote_meanwhile_is_not_overlooked(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with open_store(path, "write") as store, open_store(path, "write") as other:
        store.write([reading(published=None)])

        def infer(readings: Iterator[Reading]) -> list[InferredDate]:
            found = [date_of(item) for item in readings]
            other.write([reading(text=longer(1))])
            return found

        store.write_inferred_dates(infer)
        assert store.inferred_dates() is None
        other.write_inferred_dates(lambda readings: [date_of(item) for item in readings][:1])
        assert len(store.inferred_dates() or ()) == 1


def test_nothing_is_inferred_where_every_article_has_its_day(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([reading(published="2031-05-04T09:30:00Z")])
        store.write_inferred_dates(lambda readings: pytest.fail("nothing is to be inferred"))
        assert store.inferred_dates() == ()
        store.write([reading(text=longer(1), published="2031-05")])
        store.write_inferred_dates(lambda readings: [date_of(item) for item in readings][:1])
        assert len(store.inferred_dates() or ()) == 1


def test_an_error_while_inferring_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([reading(published=None)])
        with pytest.raises(ZeroDivisionError):
            store.write_inferred_dates(lambda readings: [date_of(next(readings))] * (1 // 0))
        assert store.inferred_dates() is None
        assert store.counts().articles == 1
