"""Kinds of values and sets of options that several commands take."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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


RECORD = click.Path(dir_okay=False, path_type=Path)

_FILTERS = (
    click.option("--speaker", metavar="NAME", help="Only what somebody of this name says."),
    click.option("--about", metavar="WORDS", help="Only what is said about somebody or something."),
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


def by_whom(command: Command) -> Command:
    """`command` with the options that say who corrects, and why."""
    command = click.option("--reason", metavar="WORDS", help="Why; for those who come later.")(command)
    return click.option("--author", metavar="NAME", help="Who says so; your login name if not given.")(
        command
    )
