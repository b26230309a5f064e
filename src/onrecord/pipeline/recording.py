"""The results of a run into a record file, a batch at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.pipeline.interrupts import interrupts_held
from onrecord.pipeline.run import Again, Result
from onrecord.pipeline.stating import Memory
from onrecord.record import Failure, Given, Page, PageRef, Provenance, Reading, Summary
from onrecord.store import Outcome, Store, provenance_key

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
        self._memory = Memory(store)
        self._givens: dict[str, Given] = {}  # by digest: what was stated about pages that are being read
        self._restated: set[tuple[str, str]] = set()  # bytes and origin of pages read again because of it
        self._batch: list[Result] = []
        self._since = time.monotonic()

    def recall(self, items: Iterable[Page | Failure]) -> Iterator[Page | Failure]:
        """The items, each page with what was stated about it in earlier runs where this one is silent."""
        return self._memory.recall(items)

    def knows(self, page: Page) -> bool:
        """Whether the store has a reading of this page by the same means."""
        key = self._keys.get(page.media_type)
        if key is not None and self._store.has(page.sha256, page.given.digest, key):
            return True
        self._givens[page.given.digest] = page.given
        if key is not None and self._memory.restated(page, key):
            self._restated.add((page.sha256, page.origin))
        return False

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
            refs = [item.article.page for item in new if isinstance(item, Reading)]
            outcomes = iter(self._store.write(new, self._stated_about(refs)).outcomes)
            for item in self._batch:
                if isinstance(item, Again):
                    page, key = item.page, self._keys[item.page.media_type]
                    self._store.add_origin(page.sha256, page.given.digest, key, page.origin, page.fetched)
                    self.summary = self.summary.plus_known()
                else:
                    self._count(item, next(outcomes))
            self._batch.clear()
            self._since = time.monotonic()
            self._report(self.summary)

    def _stated_about(self, pages: Iterable[PageRef]) -> list[Given]:
        digests = {page.given_digest for page in pages}
        return [self._givens[digest] for digest in sorted(digests) if digest in self._givens]

    def _count(self, item: Reading | Failure, outcome: Outcome) -> None:
        if isinstance(item, Reading) and outcome == "duplicate":  # another run was faster
            self.summary = self.summary.plus_known()
            return
        self.summary = self.summary.plus(item)
        if isinstance(item, Reading):
            page = item.article.page
            if (page.sha256, page.origin) in self._restated:
                self.summary = self.summary.plus_restated()
            if outcome == "twin":
                self.summary = self.summary.plus_twins(1)
