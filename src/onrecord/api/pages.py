"""Where the pages are that somebody wants to have read, and whether what they say of them can be."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.api.wanted import check_names
from onrecord.record import Failure, Fetching, Given, MetadataError, Page, PageError, PassedOver, Settings

# The stages load libraries that take seconds; neither `import onrecord` nor `onrecord --help` needs them.
if TYPE_CHECKING:
    from onrecord.intake import Sheet

Paths = str | Path | Iterable[str | Path]
Counted = Callable[[int], None]
OnPassedOver = Callable[[PassedOver], None]

SETTINGS = Settings()
FETCHING = Fetching()
NOTHING_GIVEN = Given()
MOST_NAMED = 3  # paths in an error


def read_addresses(path: str | Path) -> list[str]:
    """The addresses in a text file, one a line. Raises MetadataError for a line that is none."""
    from onrecord.intake import web

    return web.read_addresses(path)


def read_sheet(path: str | Path) -> Sheet:
    """The sheet that `metadata` takes, from a CSV file; it tells afterwards which rows were not used."""
    from onrecord import intake

    return intake.read_sheet(path)


def find_pages(
    paths: Paths,
    settings: Settings,
    given: Given,
    metadata: str | Path | Sheet | None,
    counted: Counted | None = None,
    passed_over: OnPassedOver | None = None,
    feeds: Sequence[str] = (),
    fetching: Fetching = FETCHING,
    feed_read: Callable[[str], None] | None = None,
) -> Generator[Page | Failure, None, None]:
    """The pages at all the places. What describes them is checked now, and not when the first is wanted."""
    from onrecord import intake

    check_feeds(feeds)
    sheet = intake.read_sheet(metadata) if isinstance(metadata, str | Path) else metadata
    names = [os.fspath(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    addresses = [name for name in names if _is_address(name)]
    files = [name for name in names if not _is_address(name)]
    given = checked(given)
    on_disk = 0

    def count(pages: int) -> None:
        nonlocal on_disk
        on_disk = pages
        if counted is not None:
            counted(pages + len(addresses))

    def pages() -> Generator[Page | Failure, None, None]:
        yield from intake.find_pages(
            files, settings, given=given, sheet=sheet, counted=count, passed_over=passed_over
        )
        if addresses or feeds:
            from onrecord.intake import web

            with web.Web(fetching, settings) as session:
                yield from web.fetch_pages(
                    session, addresses, feeds=feeds, given=given, sheet=sheet,
                    counted=lambda fetched: counted(on_disk + fetched) if counted is not None else None,
                    feed_read=feed_read,
                )  # fmt: skip

    return pages()


def check_there(paths: Sequence[str | Path]) -> None:
    """Raise PageError where nothing is at any of the paths; of an address only fetching it tells."""
    from onrecord import intake

    names = [str(path) for path in paths]
    if names and not any(name == "-" or _is_address(name) or os.path.exists(name) for name in names):
        strange = next((name for name in names if "://" in name), None)
        if strange is not None:
            raise PageError("intake", "bad-address", f"No page was found: {strange}: {intake.NOT_THE_WEB}")
        named = ", ".join(names[:MOST_NAMED]) + (", ..." if names[MOST_NAMED:] else "")
        raise PageError(
            "intake", "missing", f"No page was found: there is no such file or folder as {named}."
        )


def check_feeds(feeds: Sequence[str]) -> None:
    """Raise MetadataError for what is no address."""
    for feed in feeds:
        if not _is_address(feed):
            raise MetadataError(f"{feed!r} is no address of a feed; it must begin with http:// or https://.")


def checked(given: Given) -> Given:
    """`given` with its date in one form. Raises MetadataError for what is no date and no address."""
    from onrecord import intake

    if given.url is not None and not given.url.lower().startswith(("http://", "https://")):
        raise MetadataError(f"{given.url!r} is no address of a page; it must begin with http:// or https://.")
    if given.published is None:
        return given
    published = intake.parse_date(given.published)
    if published is None:
        raise MetadataError(
            f"{given.published!r} is no date. Write a day (2031-05-04), a month (2031-05) or a year (2031)."
        )
    return replace(given, published=published)


def given_of(stated: dict[str, str | None]) -> Given:
    """What is stated under these names about a page. Raises TypeError for another name."""
    check_names("what is given", stated, [field.name for field in fields(Given)])
    return Given(**stated)


def _is_address(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))
