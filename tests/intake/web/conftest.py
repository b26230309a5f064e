from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.intake.web import Web, fetch_pages
from onrecord.record import Failure, Fetching, Page, Settings

from .server import Site, serving

Fetch = Callable[..., list[Page | Failure]]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    """Fast, and to loopback."""
    return Fetching(cache=str(tmp_path / "cache"), delay=0.0, seconds=20.0, allow_private=True)


@pytest.fixture
def fetch(fetching: Fetching) -> Fetch:
    """Fetches addresses, each call as a run of its own; options are those of Fetching and Settings."""

    def run(
        *addresses: str, feeds: tuple[str, ...] = (), max_bytes: int = 1_000_000, **options: object
    ) -> list[Page | Failure]:
        how = replace(fetching, **options)  # type: ignore[arg-type]
        with ExitStack() as undo:
            web = undo.enter_context(Web(how, Settings(max_bytes=max_bytes)))
            return list(fetch_pages(web, addresses, feeds=feeds))

    return run
