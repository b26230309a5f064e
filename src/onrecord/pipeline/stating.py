"""What was stated about a page in earlier runs, kept where this run says nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from onrecord.record import Failure, Given, Page
from onrecord.store import Stated, Store

NOTHING = Given()


class Memory:
    """What was stated about pages: in earlier runs, by the store; in this run, as its pages went by."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._now: dict[str, dict[str, Given]] = {}  # by bytes and by origin, where something was stated

    def recall(self, items: Iterable[Page | Failure]) -> Iterator[Page | Failure]:
        """The items, each page with what is stated about it now and what was stated before."""
        for item in items:
            if isinstance(item, Page):
                item = replace(item, given=self._given(item))
                if item.given != NOTHING:
                    self._now.setdefault(item.sha256, {})[item.origin] = item.given
            yield item

    def restated(self, page: Page, provenance: str) -> bool:
        """Whether the store has the page from the same place by these means, with other facts stated."""
        return any(
            before.origin == page.origin and before.provenance == provenance and before.given != page.given
            for before in self._store.stated(page.sha256)
        )

    def _given(self, page: Page) -> Given:
        before: tuple[Stated, ...] = self._store.stated(page.sha256)
        for stated in before:
            if stated.origin == page.origin:
                return merged(page.given, stated.given)
        if page.given != NOTHING:
            return page.given  # what is known of another place may not be true of this one
        # This run's word counts for its places, whether it is in the store by now or not.
        known = {stated.origin: stated.given for stated in before} | self._now.get(page.sha256, {})
        return min((given for given in known.values() if given != NOTHING), key=_digest, default=NOTHING)


def merged(now: Given, before: Given) -> Given:
    """What is stated now, and where that is silent what was stated before."""
    values = {}
    for field in fields(Given):
        value = getattr(now, field.name)
        values[field.name] = getattr(before, field.name) if value is None else value
    return Given(**values)


def _digest(given: Given) -> str:
    return given.digest
