"""A run: nothing read twice, nothing lost, nothing counted that is not written."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.pipeline import interrupts, recording
from onrecord.pipeline.pool import Here
from onrecord.pipeline.recording import Recorder
from onrecord.pipeline.run import Again, Result, settle, sift
from onrecord.record import Failure, Given, Page, Provenance, Reading, Settings, Summary, UnknownName
from onrecord.store import Store, open_store

MEANS = {"text/plain": Provenance(version="0", extractor="fake", attribution="fake", settings="", models=())}


def page(origin: str, content: str, **given: str) -> Page:
    return Page(origin=origin, media_type="text/plain", content=content.encode(), given=Given(**given))


class Refusing:
    """Fails on every page, and remembers which it was shown."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, page: Page) -> Reading | Failure:
        self.seen.append(page.origin)
        return Failure(origin=page.origin, stage="fake", kind="refused", reason="no", sha256=page.sha256)

    def means(self) -> dict[str, Provenance]:
        return MEANS


def results(
    items: Iterable[Page | Failure], reader: Refusing, known: Callable[[Page], bool] = lambda page: False
) -> list[Result | None]:
    return list(settle(Here(reader).read(sift(items, known))))


@pytest.fixture(scope="module")
def reader() -> Callable[[Page], Reading | Failure]:
    return pipeline.open_reader(Settings())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.db", "write") as opened:
        yield opened


def test_a_copy_of_a_page_that_failed_fails_too_under_its_own_origin() -> None:
    reader = Refusing()
    found = results([page("a", "same"), page("b", "same"), page("c", "other")], reader)
    assert reader.seen == ["a", "c"]
    assert [(type(result), getattr(result, "origin", None)) for result in found] == [
        (Failure, "a"), (Failure, "b"), (Failure, "c"),
    ]  # fmt: skip


def test_the_same_bytes_with_other_facts_stated_are_another_page() -> None:
    reader = Refusing()
    results([page("a", "same"), page("b", "same", outlet="The Example")], reader)
    assert reader.seen == ["a", "b"]


def test_what_is_known_is_not_read_and_a_failure_of_intake_stays_in_its_place() -> None:
    reader = Refusing()
    lost = Failure(origin="b", stage="intake", kind="missing", reason="gone")
    found = results([page("a", "x"), lost, page("c", "y")], reader, lambda page: page.origin == "a")
    assert isinstance(found[0], Again)
    assert found[0].page.origin == "a"
    assert found[1] is lost
    assert reader.seen == ["c"]


def test_copies_are_there_already_and_the_record_knows_where_they_lie(
    store: Store, reader: pipeline.ReadPage
) -> None:
    text = "The ferry will sail in spring, Ana Lind said on Monday. She told the council about it."
    recorder = Recorder(store, reader.means(), lambda summary: None)
    pages = [page("b.txt", text), page("a.txt", text)]
    summary = recorder.record(settle(Here(reader).read(sift(pages, recorder.knows))))
    assert str(summary) == "2 pages: 1 read, 1 already there, 0 failed"
    (article,) = store.articles().rows
    assert article.origins == ("a.txt", "b.txt")


def test_the_same_article_in_other_bytes_is_read_and_told_apart(
    store: Store, reader: pipeline.ReadPage
) -> None:
    text = "The ferry will sail in spring, Ana Lind said on Monday. She told the council about it."
    recorder = Recorder(store, reader.means(), lambda summary: None)
    pages = [page("a.txt", text), page("b.txt", "\ufeff" + text)]
    summary = recorder.record(settle(Here(reader).read(sift(pages, recorder.knows))))
    assert (summary.read, summary.twins) == (2, 1)
    assert len(store.articles()) == 1


def test_what_another_run_wrote_meanwhile_is_there_already_and_no_twin(
    store: Store, reader: pipeline.ReadPage
) -> None:
    pages = [page("a.txt", "The ferry will sail in spring, Ana Lind said on Monday.")]
    recorders = [Recorder(store, reader.means(), lambda summary: None) for _ in range(2)]
    both = [list(settle(Here(reader).read(sift(pages, recorder.knows)))) for recorder in recorders]
    sums = [recorder.record(found) for recorder, found in zip(recorders, both, strict=True)]
    assert [(one.read, one.already_there, one.twins) for one in sums] == [(1, 0, 0), (0, 1, 0)]


def test_a_page_counts_only_once_it_is_written(
    store: Store, reader: pipeline.ReadPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "BATCH_PAGES", 4)
    counted: list[tuple[int, int]] = []
    recorder = Recorder(
        store, reader.means(), lambda summary: counted.append((summary.pages, store.counts().articles))
    )
    pages = [
        page(f"{n}.txt", f"The ferry {n} will sail in spring, Ana Lind said on Monday.") for n in range(10)
    ]
    recorder.record(settle(Here(reader).read(sift(pages, recorder.knows))))
    assert counted[-1] == (10, 10)
    assert len(counted) >= 3
    assert all(told == there for told, there in counted)


def test_on_ctrl_c_what_has_come_is_written_first(store: Store, reader: pipeline.ReadPage) -> None:
    def pages() -> Iterator[Page]:
        for n in range(3):
            yield page(f"{n}.txt", f"The ferry {n} will sail in spring, Ana Lind said on Monday.")
        raise KeyboardInterrupt

    recorder = Recorder(store, reader.means(), lambda summary: None)
    with pytest.raises(KeyboardInterrupt):
        recorder.record(settle(Here(reader).read(sift(pages(), recorder.knows))))
    assert recorder.summary.read == store.counts().articles == 3


def test_ctrl_c_waits_while_something_must_not_be_cut_in_two() -> None:
    done = False

    def guarded() -> None:
        nonlocal done
        with interrupts.interrupts_held():
            signal.raise_signal(signal.SIGINT)
            done = True

    with pytest.raises(KeyboardInterrupt):
        guarded()
    assert done


def test_an_unknown_way_to_find_attributions_names_the_known_ones(store: Store) -> None:
    with pytest.raises(UnknownName, match="rules"):
        pipeline.read_into([], store, Settings(attribution="magic"))


def test_the_sum_adds_up_and_keeps_only_the_first_failures() -> None:
    summary = Summary()
    for number in range(100):
        summary = summary.plus(Failure(origin=str(number), stage="x", kind="y", reason="z"))
    summary = summary.plus_known()
    assert str(summary) == "101 pages: 0 read, 1 already there, 100 failed"
    assert [failure.origin for failure in summary.failures] == [str(number) for number in range(20)]
    assert str(Summary(read=1)) == "1 page: 1 read, 0 already there, 0 failed"
