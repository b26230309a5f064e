from __future__ import annotations

import tempfile
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Failure, Reading, Span, SpanMismatch, StoreError
from onrecord.store import open_store, provenance_key

from .make import PROVENANCE, longer, reading, seen_at
from .strategies import PATIENT, readings, texts


@settings(PATIENT, max_examples=60)
@given(
    st.lists(readings(), min_size=1, max_size=4, unique_by=lambda it: (it.article.id, it.article.page.sha256))
)
def test_what_is_written_is_read_back_exactly(items: list[Reading]) -> None:
    items = list({item.article.id: item for item in items}.values())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.db"
        with open_store(path, "write") as store:
            assert store.write(items).outcomes == ("new",) * len(items)
        with open_store(path, "read") as store:
            assert list(store.readings()) == sorted(items, key=lambda item: item.article.id)
            for item in items:
                assert store.reading(item.article.id) == item


@settings(PATIENT, max_examples=30)
@given(st.builds(Failure, origin=texts, stage=texts, kind=texts, reason=texts, sha256=st.none() | texts))
def test_a_failure_is_read_back_exactly(failure: Failure) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "story.db", "write") as store:
        assert store.write([failure]).outcomes == ("new",)
        assert store.write([failure]).outcomes == ("duplicate",)
        assert list(store.failures()) == [failure]


def test_more_readings_than_are_fetched_at_a_time_all_come_back_in_order(tmp_path: Path) -> None:
    items = [reading(text=longer(number), origin=f"{number}.txt") for number in range(70)]
    with open_store(tmp_path / "story.db", "write") as store:
        store.write(items)
        assert list(store.readings()) == sorted(items, key=lambda item: item.article.id)


def test_reading_back_takes_no_more_memory_for_more_readings(tmp_path: Path) -> None:
    def peak(path: Path, number: int) -> int:
        with open_store(path, "write") as store:
            for start in range(0, number, 50):
                store.write([reading(text=longer(start + it)) for it in range(50)])
        with open_store(path, "read") as store:
            next(store.readings())  # what is loaded once is loaded
            tracemalloc.start()
            assert sum(1 for _ in store.readings()) == number
            used = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return used

    # Holding them all would take eight times as much; what is free but not collected yet comes and goes.
    assert peak(tmp_path / "many.db", 800) < 2 * peak(tmp_path / "few.db", 100)


def test_readings_can_be_written_while_others_are_read_from_the_same_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([reading(text=longer(number)) for number in range(40)])
        seen = 0
        for seen, _ in enumerate(store.readings(), start=1):
            if seen == 1:
                store.write([reading(text=longer(99))])
        assert seen >= 40


def test_a_page_is_there_only_with_its_bytes_its_given_and_its_means(tmp_path: Path) -> None:
    item = reading(given_digest="g")
    page = item.article.page
    other = replace(PROVENANCE, models=(("en", "abd"),))
    with open_store(tmp_path / "story.db", "write") as store:
        assert not store.has(page.sha256, "g", provenance_key(PROVENANCE))
        store.write([item])
        assert store.has(page.sha256, "g", provenance_key(PROVENANCE))
        assert not store.has("0" * 64, "g", provenance_key(PROVENANCE))
        assert not store.has(page.sha256, "h", provenance_key(PROVENANCE))
        assert not store.has(page.sha256, "g", provenance_key(other))


def test_a_moved_span_is_refused_and_nothing_of_its_batch_is_written(tmp_path: Path) -> None:
    item = reading()
    first = item.mentions[0]
    moved = replace(first, span=replace(first.span, start=first.span.start + 1))
    with open_store(tmp_path / "story.db", "write") as store:
        with pytest.raises(SpanMismatch):
            store.write([reading(text=longer(1)), replace(item, mentions=(moved,))])
        assert store.counts().articles == 0


def test_a_reading_that_refers_to_a_missing_chain_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store, pytest.raises(StoreError, match="chains"):
        store.write([replace(reading(), chains=())])


def test_half_a_character_is_refused_with_a_reason(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        with pytest.raises(StoreError, match="surrogate"):
            store.write([reading(text=longer(1)), reading(outlet="half \ud83d")])
        assert store.counts().articles == 0
        store.write([reading()])
        assert store.counts().articles == 1


def test_a_store_opened_for_reading_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with open_store(path, "write") as store:
        store.write([reading()])
    with open_store(path, "read") as store:
        with pytest.raises(StoreError, match="reading only"):
            store.write([reading(text=longer(1))])
        with pytest.raises(StoreError, match="reading only"):
            store.add_origin("0", "g", "p", "elsewhere")


def test_span_texts_survive_next_to_their_places(tmp_path: Path) -> None:
    with open_store(tmp_path / "story.db", "write") as store:
        store.write([seen_at(reading(), "a")])
        (back,) = store.readings()
        spans: list[Span] = [span for it in back.attributions for span in (*it.source, *it.cue, *it.content)]
        assert len(spans) == 13
        for span in spans:
            span.check(back.article.text)
