"""Sheets that people keep about their pages: path, url, outlet, date, headline, author."""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from dataclasses import fields as dataclass_fields
from datetime import date, datetime

from onrecord.record import Given, MetadataError

COLUMNS = ("path", "url", "outlet", "date", "headline", "author")
_COARSE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
NOTHING = Given()
LONGEST_SHEET = 100_000_000  # bytes: a million rows


class Sheet:
    """The rows of a sheet by page. It remembers which were asked for."""

    def __init__(self, source: str, rows: dict[str, tuple[int, Given]]) -> None:
        """`rows` maps a path as the sheet has it to its line number and what the row states."""
        self.source = source
        self._rows = rows
        self._folder = os.path.dirname(os.path.abspath(source))
        self._by_real: dict[str, str] = {}
        by_name: dict[str, list[str]] = {}
        for path in rows:
            if _URL.fullmatch(path):
                continue
            self._by_real[os.path.realpath(os.path.join(self._folder, path))] = path
            by_name.setdefault(os.path.basename(path), []).append(path)
        # A name without folders stands for the page of that name, wherever it lies.
        self._by_name = {name: paths[0] for name, paths in by_name.items() if len(paths) == 1}
        self._used: set[str] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def given_for(self, origin: str) -> Given:
        """What the sheet states about the page at a path; nothing when no row is about it.

        A row's path is that of the page as it was given, or from the sheet's folder; a file name that
        only one row has also stands for it. The path of a fetched page is its address.
        """
        row = origin if origin in self._rows else None
        if row is None and not _URL.fullmatch(origin):
            row = self._by_real.get(os.path.realpath(origin))
        if row is None and not _URL.fullmatch(origin):
            row = self._by_name.get(os.path.basename(origin))
        if row is None:
            return Given()
        self._used.add(row)
        return self._rows[row][1]

    def unused(self) -> list[str]:
        """The paths of the rows that no page asked for, in the order of the sheet."""
        return [path for path in self._rows if path not in self._used]


def read_sheet(path: str | os.PathLike[str]) -> Sheet:
    """The sheet in a CSV file: comma, semicolon or tab, columns in any order, UTF-8 with or without a mark.

    Dates are ISO 8601 (2031-05-04, 2031-05, 2031-05-04 09:30). Raises MetadataError, with the line, for
    what is not understood.
    """
    source = os.fspath(path)
    text = _read(source)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        columns = _columns(source, next(lines, []))
        rows: dict[str, tuple[int, Given]] = {}
        for fields in lines:
            if not any(field.strip() for field in fields):
                continue
            line = lines.line_num
            if len(fields) > len(columns) and any(field.strip() for field in fields[len(columns) :]):
                raise _error(
                    source,
                    line,
                    f"{len(fields)} cells below {len(columns)} columns; quote text with a separator",
                )
            cells = {
                name: field.strip() for name, field in zip(columns, fields, strict=False) if field.strip()
            }
            page = cells.pop("path", None)
            if page is None:
                raise _error(source, line, "the cell for path is empty; name the page's file there")
            if not _URL.fullmatch(page):
                page = os.path.normpath(page)
            if page in rows:
                raise _error(
                    source,
                    line,
                    f"{page} is already described in line {rows[page][0]}; keep one row for each page",
                )
            rows[page] = (line, _given(source, line, cells))
    except csv.Error as error:
        raise _error(source, lines.line_num, f"this is no CSV: {error}") from error
    return Sheet(source, rows)


def stated_about(page: str, given: Given, sheet: Sheet | None, came_with: Given = NOTHING) -> Given:
    """What is stated about a page: by the sheet, else by `given`, else by what it came with."""
    sources = (sheet.given_for(page) if sheet is not None else NOTHING, given, came_with)
    stated: dict[str, str | None] = {}
    for field in dataclass_fields(Given):
        values = (getattr(source, field.name) for source in sources)
        stated[field.name] = next((value for value in values if value), None)
    return Given(**stated)


def parse_date(value: str) -> str | None:
    """EDTF for an ISO date, month, year or date with time, or None when it is none or impossible."""
    value = value.strip()
    if _COARSE.fullmatch(value):
        return value
    try:
        if len(value) == 10:
            return date.fromisoformat(value).isoformat()
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]", value):
        return None
    text = moment.replace(microsecond=0).isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def _read(source: str) -> str:
    try:
        with open(source, "rb") as file:
            content = file.read(LONGEST_SHEET + 1)
    except OSError as error:
        raise MetadataError(f"{source}: the sheet cannot be read: {error.strerror or error}.") from error
    if len(content) > LONGEST_SHEET:
        raise MetadataError(f"{source}: the sheet has more than {LONGEST_SHEET:,} bytes; split it.")
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _error(source, line, "the text is not UTF-8; save the sheet as “CSV UTF-8”") from error
    return text


def _delimiter(text: str) -> str:
    """The separator that cuts the heading into the most known columns."""
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=lambda mark: sum(_name(field) in COLUMNS for field in heading.split(mark)))


def _name(field: str) -> str:
    return field.strip().strip('"').strip().lower()


def _columns(source: str, heading: list[str]) -> list[str]:
    columns = [_name(field) for field in heading]
    while columns and not columns[-1]:
        columns.pop()
    for name in columns:
        if name not in COLUMNS:
            raise _error(source, 1, f"the column {name!r} is not known; the columns are {', '.join(COLUMNS)}")
        if columns.count(name) > 1:
            raise _error(source, 1, f"the column {name!r} stands there twice; keep one")
    if "path" not in columns:
        raise _error(
            source,
            1,
            "there is no column “path”; the first line must name the columns: " + ", ".join(COLUMNS),
        )
    return columns


def _given(source: str, line: int, cells: dict[str, str]) -> Given:
    published = None
    if "date" in cells:
        published = parse_date(cells["date"])
        if published is None:
            raise _error(
                source,
                line,
                f"{cells['date']!r} is no date as 2031-05-04, 2031-05 or 2031-05-04T09:30:00Z; write it so",
            )
    url = cells.get("url")
    if url is not None and not _URL.fullmatch(url):
        raise _error(source, line, f"{url!r} is no address; it must begin with http:// or https://")
    return Given(
        url=url,
        outlet=cells.get("outlet"),
        published=published,
        headline=cells.get("headline"),
        author=cells.get("author"),
    )


def _error(source: str, line: int, what: str) -> MetadataError:
    return MetadataError(f"{source}, line {line}: {what}.")
