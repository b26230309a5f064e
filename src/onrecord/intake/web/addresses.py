"""Addresses of pages: which are ones, and files that list them."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from urllib.parse import urldefrag, urljoin, urlsplit

from onrecord.record import MetadataError, PageError

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
LONGEST_ADDRESS = 4_000  # characters
LONGEST_LIST = 100_000_000  # bytes: a million addresses


def is_address(text: str) -> bool:
    """Whether `text` is meant as an address and not as a path."""
    return _ADDRESS.match(text) is not None


def checked_address(text: str) -> str:
    """An address as it is asked for, without the part behind "#". Raises PageError for one that cannot be."""
    try:
        url = urldefrag(text.strip())[0]
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _bad(f"It is no address that can be understood: {error}.") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise _bad(f"Only http and https are fetched, and this is {parts.scheme[:20] or 'neither'}.")
    if not host:
        raise _bad("The address names no host.")
    if parts.username is not None or parts.password is not None:
        raise _bad("The address holds a user name or a password; pages behind a login are not fetched.")
    if len(url) > LONGEST_ADDRESS:
        raise _bad(f"The address has more than {LONGEST_ADDRESS:,} characters.")
    return url


def led_to(url: str, location: str) -> str:
    """The address that a redirect at `url` leads to. Raises PageError for one that cannot be asked."""
    try:
        return checked_address(urljoin(url, location))
    except ValueError as error:
        raise _bad(f"It leads to no address that can be understood: {error}.") from error


def host_of(url: str) -> str:
    """The name of an address's host, in small letters."""
    return (urlsplit(url).hostname or "").lower()


def read_addresses(path: str | os.PathLike[str]) -> list[str]:
    """The addresses in a text file, one a line, each once; empty lines and those with "#" first are skipped.

    Raises MetadataError, with the line, for a line that is no address.
    """
    source = os.fspath(path)
    try:
        with open(source, "rb") as file:
            content = file.read(LONGEST_LIST + 1)
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except OSError as error:
        raise MetadataError(f"{source}: the list cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise MetadataError(f"{source}: the list is no UTF-8; save it as UTF-8.") from error
    if len(content) > LONGEST_LIST:
        raise MetadataError(f"{source}: the list has more than {LONGEST_LIST:,} bytes; split it.")
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if not is_address(line):
            shown = line[:60]
            raise MetadataError(
                f"{source}, line {number}: {shown!r} is no address; it must begin with http:// or https://."
            )
        found[line] = None
    return list(found)


def by_turns(urls: Iterable[str]) -> Iterator[str]:
    """The addresses, each once, a host after the other, so that waiting for one leaves time for the rest."""
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        try:
            host = host_of(url)
        except ValueError:
            host = ""
        hosts.setdefault(host, []).append(url)
    for turn in zip_longest(*hosts.values()):
        yield from (url for url in turn if url is not None)


def _bad(reason: str) -> PageError:
    return PageError("intake", "bad-address", reason)
