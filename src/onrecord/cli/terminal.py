"""What all commands print with: strangers' text made harmless, tables that fit, JSON lines."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH_IN_A_PIPE = 120
BETWEEN = 3  # spaces between two columns
LONGEST_WORD = 16  # letters; what is longer, as addresses are, may break

# What a terminal obeys, and what turns the order of letters round: a page could lie with either.
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_DIRECTIONS}]")
_UNSAFE_IN_JSON = re.compile(f"[\x7f-\x9f\ud800-\udfff{_DIRECTIONS}]")
_SPACE = re.compile(r"[\s\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its share of the room, whether it holds numbers."""

    title: str
    share: int | None = None  # None: as wide as its cells
    number: bool = False


def harmless(text: str) -> str:
    """`text` on one line, with every run of white space as one space and control characters made visible."""
    return keep_places_harmless(_SPACE.sub(" ", text))


def keep_places_harmless(text: str) -> str:
    """`text` with every character in its place and those that a terminal would obey made visible."""
    return _UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0].isspace() or code in (0x1C, 0x1D, 0x1E, 0x1F, 0x85):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # the picture of the control character
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def console(*, stderr: bool = False) -> Console:
    """Where to print: colours on a terminal only; in a pipe a fixed width, unless COLUMNS asks otherwise."""
    stream = sys.stderr if stderr else sys.stdout
    fixed = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH_IN_A_PIPE
    return Console(file=stream, width=fixed, highlight=False, markup=False, emoji=False)


def say(*lines: str | Text) -> None:
    """Print lines for people on standard error, so that standard output holds results alone."""
    out = console(stderr=True)
    for line in lines:
        out.print(line, soft_wrap=True)


def note(line: str, as_json: bool) -> None:
    """Print a line about the rows: below them, or apart from them where they are for programs."""
    console(stderr=as_json).print(line, soft_wrap=True)


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> None:
    """Print a table as wide as the terminal on standard output; a long cell goes on in the next line.

    Where the terminal is so narrow that words would break, each row is a list of its cells instead.
    """
    found, out = list(rows), console()
    widths = _widths(columns, found, out.width - BETWEEN * (len(columns) - 1))
    if widths is None:
        out.print(_lists(columns, found))
        return
    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", expand=False)
    for column, width in zip(columns, widths, strict=True):
        shown.add_column(
            column.title, overflow="fold", width=width, justify="right" if column.number else "left"
        )
    for row in found:
        shown.add_row(*row)
    out.print(shown)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Text]], room: int) -> list[int] | None:
    """How wide each column is: all its words, and what is left over by shares; None where they don't fit.

    A title over numbers takes two lines where the room is short.
    """
    whole, least, titles = [], [], []
    for number, column in enumerate(columns):
        texts = [column.title, *(row[number].plain for row in rows)]
        words = max(cell_len(word) for text in texts for word in text.split())
        whole.append(max(cell_len(line) for text in texts for line in text.split("\n")))
        least.append(min(LONGEST_WORD, words))
        titles.append(max(least[-1], cell_len(column.title) if column.number else 0))
    widths = titles if sum(titles) <= room else least
    left = room - sum(widths)
    if left < 0:
        return None
    for _ in range(left):
        growing = [it for it in range(len(columns)) if widths[it] < whole[it] and columns[it].share]
        if not growing:
            break
        widths[min(growing, key=lambda it: widths[it] / (columns[it].share or 1))] += 1
    return widths


def _lists(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> Table:
    shown = Table(box=None, show_header=False, pad_edge=False)
    shown.add_column(style="bold", overflow="fold")
    shown.add_column(overflow="fold")
    for number, row in enumerate(rows):
        if number:
            shown.add_row()
        for column, text in zip(columns, row, strict=True):
            if text.plain:
                shown.add_row(column.title, text)
    return shown


def cell(*lines: str | Text | None, style: str = "") -> Text:
    """A cell of these lines, made harmless; those that are None or empty are left out."""
    parts = [part if isinstance(part, Text) else Text(harmless(part), style=style) for part in lines if part]
    return Text("\n").join(parts)


def print_json(value: object) -> None:
    """Print `value` as one line of JSON on standard output."""
    print_json_line(json.dumps(value, ensure_ascii=False))


def print_json_line(line: str) -> None:
    """Print one line of JSON, with what could harm a terminal or break the encoding as escapes."""
    safe = _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", line.rstrip("\n"))
    sys.stdout.buffer.write(safe.encode() + b"\n")
    sys.stdout.buffer.flush()
