"""The results of a run into a record file, a batch at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

from onrecord.pipeline.interrupts import interrupts_held
from onrecord.pipeline.run import Again, Result
from onrecord.record import Page, Provenance, Reading, Summary
from onrecord.store import Store, provenance_key

BATCH_PAGES = 32
BATCH_SECONDS = 1.0


class Recorder:
    """Writes results into a store, and counts a page only when it is safely there."""

    def __init__(
        self, store: Store, means: Mapping[str, Provenance], report: Callable[[Summary], None]
    ) -> None:
        self.summary = Summary()
        self._store = store
        self._keys = {media_type: provenance_key(provenance) for media_type, provenance in means.items()}
        self._report = report
        self._batch: list[Result] = []
        self._since = time.monotonic()

    def knows(self, page: Page) -> bool:
        """Whether the store has a reading of this page by the same means."""
        key = self._keys.get(page.media_type)
        return key is not None and self._store.has(page.sha256, page.given.digest, key)

    def record(self, results: Iterable[Result | None]) -> Summary:
        """Write `results`; the summary of all of them. On Ctrl-C, what has come is written first."""
        try:
            for result in results:
                if result is not None:
                    self._batch.append(result)
                if len(self._batch) >= BATCH_PAGES or time.monotonic() - self._since >= BATCH_SECONDS:
                    self._write()
        except KeyboardInterrupt:
            self._write()
            raise
        self._write()
        return self.summary

    def _write(self) -> None:
        with interrupts_held():
            new = [item for item in self._batch if not isinstance(item, Again)]
            outcomes = self._store.write(new).outcomes
            for item in self._batch:
                if isinstance(item, Again):
                    page, key = item.page, self._keys[item.page.media_type]
                    self._store.add_origin(page.sha256, page.given.digest, key, page.origin, page.fetched)
                    self.summary = self.summary.plus_known()
                else:
                    self.summary = self.summary.plus(item)
            twins = sum(
                isinstance(item, Reading) and outcome == "duplicate"
                for item, outcome in zip(new, outcomes, strict=True)
            )
            self.summary = self.summary.plus_twins(twins)
            self._batch.clear()
            self._since = time.monotonic()
            self._report(self.summary)
