"""The record in other formats, one module each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord.export import csv, jsonl, parquet, web_annotation
from onrecord.export.across import NOTHING_ACROSS, Across
from onrecord.export.files import whole_file
from onrecord.export.jsonl import (
    SCHEMA_VERSION,
    article_line,
    dump,
    every,
    failure_line,
    schema,
)
from onrecord.record import Attribution, Failure, Reading, UnknownName


class Write(Protocol):
    """Writes a record to an open file."""

    def __call__(
        self,
        readings: Iterable[Reading],
        failures: Iterable[Failure],
        out: BinaryIO,
        across: Across = NOTHING_ACROSS,
    ) -> None:
        """Write readings with what is known across them, and failures where the format has room."""


class WriteSome(Protocol):
    """Writes some of the statements of a record to an open file."""

    def __call__(
        self,
        readings: Iterable[Reading],
        failures: Iterable[Failure],
        out: BinaryIO,
        across: Across = NOTHING_ACROSS,
        *,
        only: Callable[[Attribution], bool] = every,
    ) -> None:
        """Write those statements of the readings for which `only` holds; see Write."""


# In which statements that were picked from a record can be written, beside lines of their own.
STATEMENT_FORMATS: dict[str, WriteSome] = {
    "csv": csv.write,
    "annotations": web_annotation.write,
}
FORMATS: dict[str, Write] = {
    "jsonl": jsonl.write,
    "csv": csv.write,
    "parquet": parquet.write,
    "annotations": web_annotation.write,
}

__all__ = [
    "FORMATS",
    "NOTHING_ACROSS",
    "SCHEMA_VERSION",
    "STATEMENT_FORMATS",
    "Across",
    "article_line",
    "dump",
    "export",
    "failure_line",
    "schema",
    "whole_file",
]


def export(
    readings: Iterable[Reading],
    failures: Iterable[Failure],
    format: str,
    out: Path | str,
    across: Across = NOTHING_ACROSS,
) -> None:
    """Write a record to the file `out`, in one of FORMATS, reading by reading in constant memory.

    `out` has its name only when it is whole; after an error it is as it was before. Failures go into
    jsonl alone. Raises UnknownName for another format, OnrecordError where `out` cannot be written.
    """
    if format not in FORMATS:
        raise UnknownName(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    with whole_file(Path(out)) as file:
        FORMATS[format](readings, failures, file, across)
