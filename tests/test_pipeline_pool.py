"""Worker processes: order, limits, accidents."""

from __future__ import annotations

import functools
import importlib
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import psutil
import pytest

from onrecord.pipeline import pool as pools
from onrecord.pipeline.worker import PAGE_MEMORY
from onrecord.record import Failure, OnrecordError, Page

HERE = Path(__file__).parent


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("fakes_for_workers")


def page(number: int, content: str) -> Page:
    return Page(origin=f"p{number}", media_type="text/plain", content=content.encode())


def failures(pairs: Iterator[tuple[object, object] | None]) -> list[Failure]:
    found = [pair[1] for pair in pairs if pair is not None]
    assert all(isinstance(outcome, Failure) for outcome in found)
    return found  # type: ignore[return-value]


def test_results_come_in_the_order_of_the_pages_however_long_each_takes(fakes: ModuleType) -> None:
    pages = [page(n, f"sleep {0.3 if n % 5 == 0 else 0}") for n in range(20)]
    with pools.open_pool(fakes.open_fake, jobs=2, max_seconds=60) as pool:
        found = failures(pool.read(pages))
    assert [outcome.origin for outcome in found] == [f"p{n}" for n in range(20)]
    assert {outcome.kind for outcome in found} == {"done"}


def test_a_page_that_kills_its_worker_costs_that_page_alone(fakes: ModuleType) -> None:
    pages = [page(n, "die" if n in (0, 3, 4) else "read") for n in range(8)]
    with pools.open_pool(fakes.open_fake, jobs=2, max_seconds=60) as pool:
        found = failures(pool.read(pages))
    assert [outcome.kind for outcome in found] == [
        "crashed", "done", "done", "crashed", "crashed", "done", "done", "done",
    ]  # fmt: skip
    assert found[0].sha256 == pages[0].sha256
    assert "7" in found[0].reason


def test_a_page_that_hangs_is_stopped_and_the_rest_is_read(fakes: ModuleType) -> None:
    pages = [page(0, "sleep 600"), page(1, "read"), page(2, "read")]
    begin = time.monotonic()
    with pools.open_pool(fakes.open_fake, jobs=1, max_seconds=1) as pool:
        found = failures(pool.read(pages))
    assert [outcome.kind for outcome in found] == ["too-slow", "done", "done"]
    assert "1 second" in found[0].reason
    assert time.monotonic() - begin < 20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a process has")
def test_a_page_gets_so_much_memory_and_no_more(fakes: ModuleType) -> None:
    pages = [page(0, f"grow {PAGE_MEMORY + 2**20}"), page(1, f"grow {PAGE_MEMORY // 2}")]
    with pools.open_pool(fakes.open_fake, jobs=1, max_seconds=60) as pool:
        found = failures(pool.read(pages))
    assert [outcome.kind for outcome in found] == ["refused", "done"]


def test_the_caller_gets_its_turn_while_a_page_takes_long(fakes: ModuleType) -> None:
    with pools.open_pool(fakes.open_fake, jobs=1, max_seconds=60) as pool:
        assert None in list(pool.read([page(0, f"sleep {3 * pools.HEARTBEAT_SECONDS}")]))


def test_what_is_no_page_is_handed_through_at_its_turn(fakes: ModuleType) -> None:
    items: list[Page | str] = ["first", page(1, "sleep 0.2"), "last"]
    with pools.open_pool(fakes.open_fake, jobs=1, max_seconds=60) as pool:
        found = [pair for pair in pool.read(items) if pair is not None]
    assert [pair[0] for pair in found] == items
    assert found[0][1] is None
    assert found[2][1] is None


def test_only_so_many_pages_are_taken_in_advance(fakes: ModuleType) -> None:
    taken = 0

    def pages() -> Iterator[Page]:
        nonlocal taken
        for number in range(200):
            taken += 1
            yield page(number, "read")

    with pools.open_pool(fakes.open_fake, jobs=1, max_seconds=60) as pool:
        done = 0
        for pair in pool.read(pages()):
            done += pair is not None
            assert taken - done <= pools.PAGES_PER_WORKER
    assert done == 200


def test_large_pages_are_taken_one_after_the_other(
    fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "BYTES_ON_THEIR_WAY", 10_000)
    taken: list[int] = []

    def pages() -> Iterator[Page]:
        for number in range(6):
            taken.append(number)
            yield page(number, "read " + "x" * 10_000)

    with pools.open_pool(fakes.open_fake, jobs=2, max_seconds=60) as pool:
        done = 0
        for pair in pool.read(pages()):
            done += pair is not None
            assert len(taken) - done <= 1
    assert done == 6


def test_what_stops_workers_from_loading_is_said_as_it_is(fakes: ModuleType) -> None:
    with (
        pytest.raises(OnrecordError, match="the model is not there"),
        pools.open_pool(fakes.open_broken, jobs=1, max_seconds=60) as pool,
    ):
        pool.means()


def test_each_worker_loads_once(fakes: ModuleType, tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    opener = functools.partial(fakes.open_fake, str(loaded))
    with pools.open_pool(opener, jobs=2, max_seconds=60) as pool:
        assert pool.means() == fakes.MEANS
        assert len(failures(pool.read([page(n, "sleep 0.1") for n in range(10)]))) == 10
    pids = loaded.read_text().split()
    assert len(pids) == len(set(pids)) == 2


def test_a_worker_that_dies_while_it_has_nothing_to_do_costs_no_page(
    fakes: ModuleType, tmp_path: Path
) -> None:
    loaded = tmp_path / "loaded"
    opener = functools.partial(fakes.open_fake, str(loaded))
    with pools.open_pool(opener, jobs=1, max_seconds=60) as pool:
        pool.means()
        worker = psutil.Process(int(loaded.read_text()))
        worker.kill()
        wait_for(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)
        found = failures(pool.read([page(0, "read"), page(1, "read")]))
    assert [outcome.kind for outcome in found] == ["done", "done"]
    assert len(loaded.read_text().split()) == 2


def test_every_accident_is_told_from_every_other(fakes: ModuleType) -> None:
    kinds = ["die", "read", "die", "die", "read", "read", "die", "read"] * 3
    with pools.open_pool(fakes.open_fake, jobs=2, max_seconds=60) as pool:
        found = failures(pool.read([page(n, kind) for n, kind in enumerate(kinds)]))
    assert [outcome.kind for outcome in found] == [{"die": "crashed"}.get(kind, "done") for kind in kinds]


@pytest.mark.parametrize("debug", [False, True])
def test_workers_say_what_happens_inside_only_when_debugging(
    fakes: ModuleType, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, debug: bool
) -> None:
    caplog.set_level(logging.DEBUG if debug else logging.INFO, logger="onrecord")
    with pools.open_pool(fakes.open_fake, jobs=1, max_seconds=60) as pool:
        assert len(failures(pool.read([page(0, "log")]))) == 1
    said = capfd.readouterr().err
    assert ("seen by debug" in said) == debug
    assert ("a library complains" in said) == debug


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_do_not_outlive_a_parent_that_is_killed(tmp_path: Path, how: signal.Signals) -> None:
    loaded = tmp_path / "loaded"
    parent = subprocess.Popen(
        [sys.executable, str(HERE / "fakes_for_workers.py"), str(loaded)], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: loaded.exists() and len(loaded.read_text().split()) == 2)
        workers = [psutil.Process(int(pid)) for pid in loaded.read_text().split()]
        assert all(worker.is_running() for worker in workers)
        parent.send_signal(how)
        parent.wait(30)
        gone, alive = psutil.wait_procs(workers, timeout=10)
        assert not [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE]
        assert len(gone) + len(alive) == 2
    finally:
        parent.kill()
        parent.wait()


def wait_for(condition: object, seconds: float = 30) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
