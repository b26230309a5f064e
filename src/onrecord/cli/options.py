"""Kinds of values and sets of options that several commands take."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.record import Fetching, Settings

_UNITS = {
    "": 1,
    "B": 1,
    "KB": 1000,
    "MB": 1000**2,
    "GB": 1000**3,
    "KIB": 1024,
    "MIB": 1024**2,
    "GIB": 1024**3,
}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)")

Command = TypeVar("Command", bound=Callable[..., Any])


def size(value: str | int) -> int:
    """The number of bytes that `value` means: 500000, 20MB, 1.5 GB, 64KiB; K, M, G stand for KB, MB, GB."""
    if isinstance(value, int):
        return value
    match = _SIZE.fullmatch(value.strip())
    unit = match[2].upper() if match else ""
    unit = f"{unit}B" if unit in ("K", "M", "G") else unit
    if match is None or unit not in _UNITS or (number := int(float(match[1]) * _UNITS[unit])) < 1:
        raise click.BadParameter(f"{value!r} is no size. Write for example 20MB or 500000.")
    return number


_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")


def duration(value: str | float) -> float:
    """The number of seconds that `value` means: 90s, 15m, 1.5h, 1d."""
    if not isinstance(value, str):
        return float(value)
    match = _DURATION.fullmatch(value.strip().lower())
    if match is None or (seconds := float(match[1]) * _SECONDS[match[2]]) <= 0:
        raise click.BadParameter(f"{value!r} is no length of time. Write for example 90s, 15m or 2h.")
    return seconds


RECORD = click.Path(path_type=Path)  # what is no record, the store refuses with a way out

_FILTERS = (
    click.option("--speaker", metavar="NAME", help="Only what somebody of this name says."),
    click.option("--about", metavar="WORDS", help="Only what is said about somebody or something."),
    click.option(
        "--min-probability",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Only statements of which the model is at least so sure, 0 to 1.",
    ),
    click.option("--outlet", metavar="NAME", help="Only what this outlet published."),
    click.option(
        "--since", metavar="DATE", help="Only what was published then or later: 2031-05-04, 2031-05, 2031."
    ),
    click.option("--until", metavar="DATE", help="Only what was published then or earlier."),
)


def filters(command: Command) -> Command:
    """`command` with the options that say which rows are wanted."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


_FETCHING = (
    click.option(
        "--contact", metavar="ADDRESS",
        help="Your mail or web address, sent with each request so that a site's owner can reach you.",
    ),
    click.option(
        "--cache", type=click.Path(file_okay=False), metavar="FOLDER",
        help="Where fetched pages are kept for the next time. Default: onrecord in your cache folder.",
    ),
    click.option(
        "--delay", type=click.FloatRange(0), default=Fetching().delay, metavar="SECONDS",
        help="The pause between two requests to one host. Default: 1.",
    ),
    click.option(
        "--timeout", type=click.FloatRange(0, min_open=True), default=Fetching().seconds, metavar="SECONDS",
        help="A page that takes longer to fetch is reported as failed. Default: 30.",
    ),
    click.option(
        "--allow-private-addresses", is_flag=True,
        help="Fetch from this machine and its own network too, which is refused otherwise.",
    ),
)  # fmt: skip


_FINDER = (
    click.option(
        "--attribution", default=Settings().attribution, metavar="NAME",
        help="How statements are found: accurate, both, model or rules. Default: both.",
    ),
    click.option(
        "--accurate-model", type=click.Path(path_type=Path), metavar="DIR",
        envvar="ONRECORD_ACCURATE_MODEL", show_envvar=True,
        help="The folder of the model that --attribution accurate needs.",
    ),
)  # fmt: skip


def finder_options(command: Command) -> Command:
    """`command` with the options that say how statements are found."""
    for option in reversed(_FINDER):
        command = option(command)
    return command


def fetching_options(command: Command) -> Command:
    """`command` with the options that say how pages are fetched; `fetching_from` makes them one."""
    for option in reversed(_FETCHING):
        command = option(command)
    return command


def fetching_from(
    contact: str | None, cache: str | None, delay: float, timeout: float, allow_private_addresses: bool
) -> Fetching:
    """How pages are fetched, as the options say it."""
    if contact is not None and not (contact.isprintable() and contact.isascii()):
        raise click.BadParameter("--contact must be a mail or web address.")
    return Fetching(
        contact=contact,
        cache=cache,
        delay=delay,
        seconds=timeout,
        allow_private=allow_private_addresses,
    )


def by_whom(command: Command) -> Command:
    """`command` with the options that say who corrects, and why."""
    command = click.option("--reason", metavar="WORDS", help="Why; for those who come later.")(command)
    return click.option("--author", metavar="NAME", help="Who says so; your login name if not given.")(
        command
    )
