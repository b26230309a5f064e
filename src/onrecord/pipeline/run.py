"""A run: pages in, readings and failures out, nothing read twice, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.record import Failure, Page, Reading


@dataclass(frozen=True, slots=True)
class Again:
    """A page that need not be read: the same bytes, given facts, settings and models were read before."""

    page: Page


@dataclass(frozen=True, slots=True)
class Copy:
    """A page that is the same as an earlier one of this run, and what that came to is not known yet."""

    page: Page
    key: tuple[str, ...]


Result = Reading | Failure | Again


def page_key(page: Page) -> tuple[str, ...]:
    """What makes two pages the same to every stage."""
    return (page.sha256, page.given.digest, page.media_type)


def sift(
    items: Iterable[Page | Failure], known: Callable[[Page], bool]
) -> Iterator[Page | Failure | Again | Copy]:
    """The pages that need reading, and in their places what stands for the others."""
    seen: set[tuple[str, ...]] = set()
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif (key := page_key(item)) in seen:
            yield Copy(replace(item, content=b""), key)
        elif known(item):
            yield Again(replace(item, content=b""))
        else:
            seen.add(key)
            yield item


def settle(
    pairs: Iterable[tuple[Page | Failure | Again | Copy, Reading | Failure | None] | None],
) -> Iterator[Result | None]:
    """What became of each page, in order; a copy shares the fate of the page that it is a copy of.

    None, for "nothing new yet", is handed through.
    """
    failed: dict[tuple[str, ...], Failure] = {}
    for pair in pairs:
        if pair is None:
            yield None
            continue
        item, outcome = pair
        if isinstance(item, Page):
            assert outcome is not None
            if isinstance(outcome, Failure):
                failed[page_key(item)] = outcome
            yield outcome
        elif isinstance(item, Copy):
            failure = failed.get(item.key)
            yield replace(failure, origin=item.page.origin) if failure else Again(item.page)
        else:
            yield item
