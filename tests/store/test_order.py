"""What a record holds does not depend on the order in which it was written."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Failure, Provenance, Reading, StoreError
from onrecord.store import open_store, provenance_key
from onrecord.store.store import Store

from .make import PROVENANCE, longer, reading, seen_at
from .strategies import PATIENT

NEWER = replace(PROVENANCE, attribution="rules/2")


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every table with articles and pages instead of keys, which stand for the order of writing."""
    connection = store._connection
    rows: dict[str, list[tuple[object, ...]]] = {}
    name = "(SELECT sha256 || given_digest || media_type FROM readings AS r WHERE r.key = {}.reading)"
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_search%'"
    ).scalars()
    for table in tables.all():
        columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        wanted = [name.format(table) if column == "reading" else f'"{column}"' for column in columns]
        if table in ("readings", "attributions"):
            wanted.pop(columns.index("key"))
        found = connection.exec_driver_sql(f"SELECT {', '.join(wanted)} FROM {table}")
        rows[table] = sorted((tuple(row) for row in found), key=repr)
    return rows


def check_index(store: Store) -> None:
    """Raise unless the search index agrees with the tables: nothing missing, nothing left over."""
    connection = store._connection
    shown = connection.exec_driver_sql("SELECT count(*) FROM readings WHERE shown").scalar_one()
    for index, number in (("article_search", shown), ("statement_search", store.counts().statements)):
        indexed = connection.exec_driver_sql(f"SELECT count(*) FROM {index}_docsize").scalar_one()
        assert indexed == number
    hidden = connection.exec_driver_sql("SELECT count(*) FROM readings WHERE NOT shown").scalar_one()
    if not hidden:  # FTS5's own check compares with the whole table
        for index in ("article_search", "statement_search"):
            connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def items() -> list[Reading | Failure]:
    """One page in two places, one article on two pages, one page with two givens, and a failure."""
    same = reading(origin="b.txt", sha256="b" * 64)
    return [
        same,
        seen_at(same, "a.txt"),
        reading(
            origin="copy.html", sha256="a" * 64, media_type="text/html", outlet="Copy", fetched="2031-05-05"
        ),
        reading(origin="other.txt", sha256="b" * 64, given_digest="given", outlet="Other"),
        reading(origin="c.txt", text=longer(1), url=None, published=None),
        Failure(origin="d.txt", stage="intake", kind="empty", reason="It is empty."),
    ]


@pytest.mark.parametrize("size", [1, 3, 6])
def test_every_order_and_batch_size_gives_the_same_rows(tmp_path: Path, size: int) -> None:
    orders = list(itertools.permutations(items()))
    random.Random(size).shuffle(orders)
    dumps, answers = [], []
    for number, order in enumerate(orders[:25]):
        with open_store(tmp_path / f"{number}.db", "write") as store:
            for start in range(0, len(order), size):
                store.write(order[start : start + size])
            check_index(store)
            dumps.append(dump(store))
            answers.append(
                (list(store.readings()), store.statements(), store.search("missile"), store.people())
            )
    assert all(other == dumps[0] for other in dumps)
    assert all(other == answers[0] for other in answers)
    shown = answers[0][0]
    assert [item.article.page.origin for item in shown if item.article.url] == ["copy.html"]


def test_writing_again_adds_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write(items())
        before = dump(store)
        again = store.write(items())
        assert again.count("new") == 0
        assert again.outcomes == ("duplicate",) * 6
        assert dump(store) == before


def test_an_article_shows_the_least_of_its_origins(tmp_path: Path) -> None:
    item = reading(origin="m.txt")
    page = item.article.page
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([Failure(origin="a.txt", stage="s", kind="k", reason="r"), item])
        for origin in ("z.txt", "a.txt"):
            store.add_origin(page.sha256, page.given_digest, provenance_key(PROVENANCE), origin)
        (shown,) = store.readings()
        assert shown.article.page.origin == "a.txt"
        assert store.articles().rows[0].origins == ("a.txt", "m.txt", "z.txt")
        assert store.statements().rows[0].origin == "a.txt"
        assert not list(store.failures())
        assert store.counts().origins == 3


def test_reading_everything_again_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    item = reading()
    page = item.article.page
    failure = Failure(origin="d.txt", stage="intake", kind="empty", reason="It is empty.")
    with open_store(path, "write") as store:
        store.write([item, failure])
    before = path.read_bytes()
    with open_store(path, "write") as store:
        store.add_origin(page.sha256, page.given_digest, provenance_key(PROVENANCE), page.origin)
        store.write([item, failure])
    assert path.read_bytes() == before


def test_an_origin_of_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store, pytest.raises(StoreError, match="not there"):
        store.add_origin("0" * 64, "g", "p", "a.txt")


def test_a_later_success_removes_the_failure_of_its_origin(tmp_path: Path) -> None:
    failure = Failure(origin="pages/harbour.txt", stage="intake", kind="empty", reason="It is empty.")
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([failure])
        assert store.write([replace(failure, kind="binary")]).outcomes == ("replaced",)
        assert [it.kind for it in store.failures()] == ["binary"]
        store.write([reading()])
        assert not list(store.failures())


def test_a_page_read_again_by_newer_means_replaces_its_reading_and_keeps_its_origins(tmp_path: Path) -> None:
    old = reading()
    new = replace(old, attributions=old.attributions[:1], provenance=NEWER)
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([old, seen_at(old, "elsewhere.txt")])
        assert store.write([new]).outcomes == ("replaced",)
        assert [it.provenance for it in store.readings()] == [NEWER]
        assert store.counts().statements == 1
        assert not store.search("ammunition").hits[0].statement
        assert store.articles().rows[0].origins == ("elsewhere.txt", "pages/harbour.txt")
        check_index(store)


def test_a_page_read_with_another_given_leaves_no_old_article(tmp_path: Path) -> None:
    old = reading(given_digest="g1")
    new = reading(given_digest="g2", url="https://courier.example/moved", sha256=old.article.page.sha256)
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([old])
        assert store.write([new]).outcomes == ("replaced",)
        assert list(store.readings()) == [new]
        assert store.counts().pages == 1
        check_index(store)


def test_an_old_article_stays_while_another_origin_has_it(tmp_path: Path) -> None:
    old = reading(given_digest="g1")
    new = reading(given_digest="g2", url="https://courier.example/moved", sha256=old.article.page.sha256)
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([old, seen_at(old, "other.txt"), new])
        assert {it.article.id: it.article.page.origin for it in store.readings()} == {
            old.article.id: "other.txt",
            new.article.id: "pages/harbour.txt",
        }


def test_when_the_shown_page_of_an_article_goes_the_other_page_takes_its_place(tmp_path: Path) -> None:
    least = reading(origin="a.txt", sha256="a" * 64, given_digest="g1")
    twin = reading(origin="b.txt", sha256="b" * 64, headline="As the other page has it")
    moved = reading(origin="a.txt", sha256="a" * 64, given_digest="g2", url="https://courier.example/moved")
    with open_store(tmp_path / "story.db", "write") as store:
        assert store.write([least, twin]).outcomes == ("new", "twin")
        assert store.reading(least.article.id) == least
        store.write([moved])
        assert store.reading(least.article.id) == twin
        assert store.reading(moved.article.id) == moved
        check_index(store)


def test_of_two_pages_of_one_article_the_one_read_by_the_latest_means_is_shown(tmp_path: Path) -> None:
    least = reading(origin="a.txt", sha256="a" * 64)
    twin = replace(reading(origin="b.txt", sha256="b" * 64), provenance=NEWER)
    with open_store(tmp_path / "story.db", "write") as store:
        assert store.write([least, twin]).outcomes == ("new", "replaced")
        assert list(store.readings()) == [twin]
        again = replace(least, provenance=NEWER)
        store.write([again])
        assert list(store.readings()) == [again]
        check_index(store)


@settings(PATIENT, max_examples=25)
@given(data=st.data())
def test_any_history_keeps_index_and_tables_together(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    provenances: list[Provenance] = [PROVENANCE, NEWER]
    one = st.builds(
        lambda number, given, origin, means, url: replace(
            reading(
                text=longer(number % 2),
                sha256=str(number) * 64,
                given_digest=given,
                origin=origin,
                url=f"https://courier.example/{url}" if number else None,
            ),
            provenance=means,
        ),
        st.integers(0, 3),
        st.sampled_from(["g1", "g2"]),
        st.sampled_from(["a", "b"]),
        st.sampled_from(provenances),
        st.integers(0, 1),
    )
    batches = data.draw(st.lists(st.lists(one, min_size=1, max_size=4), min_size=1, max_size=4))
    with open_store(tmp_path_factory.mktemp("history") / "story.db", "write") as store:
        for batch in batches:
            store.write(batch)
            check_index(store)
        last = batches[-1][-1]
        page = last.article.page
        assert store.has(page.sha256, page.given_digest, provenance_key(last.provenance))
        assert page.origin in [row[1] for row in dump(store)["origins"] if row[0] == page.sha256]
        assert store.reading(last.article.id)
