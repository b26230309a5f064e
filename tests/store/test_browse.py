"""Statements turned over: all orders, counts, pages and questions against what a plain look gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.assemble import resolve_entities
from onrecord.store import UNKNOWN, Asked, Filter, Store, open_store

from .make import TEXT, longer, reading


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    items = [reading()]
    for number in range(2, 9):
        items.append(
            reading(
                text=longer(number),
                url=None,
                origin=f"pages/{9 - number}.txt",
                outlet=None if number == 4 else f"Paper {number % 3}",
                published=None if number == 5 else f"2031-0{1 + number % 2}-0{number}T08:00",
            )
        )
    items.append(reading(text=f"{TEXT} The end.", url=None, published="2031", outlet="Paper 1"))
    with open_store(tmp_path_factory.mktemp("browse") / "story.db", "write") as store:
        store.write(items)
        yield store


def everything(store: Store, **asked: object) -> list[str]:
    """The ids of all that is asked for, three at a time."""
    ids: list[str] = []
    while page := store.page(Asked(**asked), len(ids), 3).rows:  # type: ignore[arg-type]
        ids += [hit.statement.id for hit in page]
    return ids


def test_pages_of_everything_are_what_show_lists(store: Store) -> None:
    listed = [it.id for it in store.statements().rows]
    assert everything(store) == listed
    assert len(listed) == 4 * 9
    assert store.page(Asked()).total == len(listed)
    assert [it.id for it in store.listed(Asked())] == listed


def test_newest_first_turns_days_round_and_nothing_else(store: Store) -> None:
    listed = list(store.statements().rows)
    expected = sorted(listed, key=lambda it: it.published or "", reverse=True)
    assert everything(store, order="newest") == [it.id for it in expected]


@pytest.mark.parametrize("order", ["fit", "oldest", "newest"])
@pytest.mark.parametrize("words", [None, "missiles", '"not this year"', "solberg OR"])
def test_every_order_has_the_same_statements(store: Store, order: str, words: str | None) -> None:
    ids = everything(store, order=order, words=words)
    assert len(ids) == len(set(ids)) == store.page(Asked(words=words)).total
    days = {it.id: it.published or "" for it in store.statements().rows}
    if order != "fit":
        found = [days[ident] for ident in ids]
        assert found == sorted(found, reverse=order == "newest")


def test_counts_are_those_of_what_is_asked_for(store: Store) -> None:
    for asked in (
        Asked(),
        Asked(words="solberg"),
        Asked(form="indirect"),
        Asked(words="ammunition", day="2031-01-02"),
    ):
        rows = list(store.listed(asked))
        facets = store.page(asked).facets
        assert facets.total == len(rows) > 0
        assert {it.value: it.count for it in facets.forms.values} == Counter(it.form for it in rows)
        outlets = Counter(it.outlet or UNKNOWN for it in rows)
        assert {it.value: it.count for it in facets.outlets.values} == outlets
        days = Counter(it.published[:10] if it.published else UNKNOWN for it in rows)
        assert {it.value: it.count for it in facets.days.values} == days
        assert [it.value for it in facets.days.values] == sorted(days, key=lambda day: day.strip("-"))


def test_the_value_of_a_facet_asks_for_as_many_as_it_counts(store: Store) -> None:
    facets = store.page(Asked(words="solberg")).facets
    for name in ("outlet", "day", "form"):
        for value in getattr(facets, f"{name}s").values:
            page = store.page(Asked(words="solberg", **{name: value.value}))
            assert page.total == value.count, (name, value)


def test_whoever_has_a_name_comes_first_and_every_speaker_can_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.browse.MOST_VALUES", 2)
    with open_store(tmp_path / "x.db", "write") as store:
        store.write([reading(text=longer(number), url=None) for number in range(2)])
        store.write_entities(resolve_entities, "1")
        some = store.page(Asked()).facets.speakers
        every = store.page(Asked(every=True)).facets.speakers
        assert [it.name for it in some.values] == ["Mira Solberg", "Jon Vale"]
        assert every.values[:2] == some.values
        assert len(every.values) == 2 + some.more > 2
        assert every.more == 0


def test_words_are_marked_in_their_place(store: Store) -> None:
    (hit, *_) = store.page(Asked(words="missile stays")).rows
    assert [hit.statement.content[start:end] for start, end in hit.marks] == ["missiles", "stay"]
    assert hit.score is not None
    assert store.page(Asked(words="...")).total == 0


def test_what_has_no_date_is_left_out_by_time_and_counted(store: Store) -> None:
    for words in (None, "ammunition"):
        page = store.page(Asked(words=words, wanted=Filter(since="2031-02")))
        assert page.undated == (4 if words is None else 1)
        assert all(it.statement.published for it in page.rows)


def test_counts_are_counted_again_when_the_record_changes(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", "write") as writer:
        writer.write([reading()])
        with open_store(tmp_path / "x.db", "read") as reader:
            assert reader.page(Asked()).total == writer.page(Asked()).total == 4
            writer.write([reading(text=longer(2), url=None)])
            assert reader.page(Asked()).total == writer.page(Asked()).total == 8


def test_readings_come_with_the_statements_that_were_asked_for(store: Store) -> None:
    asked = Asked(words="ammunition", form="indirect")
    pairs = list(store.listed_readings(asked))
    assert [ident for it, ids in pairs for ident in sorted(ids)] == [it.id for it in store.listed(asked)]
    assert all(ids < {it.id for it in found.attributions} for found, ids in pairs)
