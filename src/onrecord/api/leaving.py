"""The record leaves: lines, and files in other formats."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.record import Failure, Reading, UnknownName

if TYPE_CHECKING:
    from onrecord.export import Across
    from onrecord.store import Asked, Store


def line(result: Reading | Failure) -> str:
    """The JSON line that leaves for a reading or a failure."""
    from onrecord import export

    return export.dump(
        export.failure_line(result) if isinstance(result, Failure) else export.article_line(result)
    )


def line_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every line satisfies."""
    from onrecord import export

    return export.schema()


def export_formats() -> tuple[str, ...]:
    """The names that `Record.export` knows."""
    from onrecord import export

    return tuple(export.FORMATS)


def whole_file(out: Path) -> AbstractContextManager[BinaryIO]:
    """A file to write to, which becomes `out` at the end of a `with`, or vanishes if that fails.

    Raises OnrecordError where `out` cannot be written, or is a record.
    """
    from onrecord.export import files

    return files.whole_file(out)


def stored_line(store: Store, article_id: str) -> str | None:
    """The JSON line that leaves for an article of `store`; None if it is not there."""
    from onrecord import export, pipeline

    reading = store.reading(article_id)
    if reading is None:
        return None
    across = _across(store)
    (resolved,) = pipeline.resolved([reading], across.dates)
    return export.dump(export.article_line(resolved, across))


def write_record(store: Store, form: str, out: str | Path | BinaryIO) -> None:
    """Write all of `store` to `out` in one of `export_formats()`. Raises UnknownName for another."""
    from onrecord import export, pipeline

    _check_format(form, export_formats())
    across = _across(store)
    readings = pipeline.resolved(store.readings(), across.dates)
    if isinstance(out, str | Path):
        with export.whole_file(Path(out)) as file:
            export.FORMATS[form](readings, store.failures(), file, across)
    else:
        export.FORMATS[form](readings, store.failures(), out, across)


def write_statements(store: Store, form: str, out: BinaryIO, asked: Asked) -> None:
    """Write the statements of `store` that are asked for to `out`; see Record.export_statements."""
    from onrecord import export, pipeline

    _check_format(form, ("jsonl", *export.STATEMENT_FORMATS))
    if form == "jsonl":
        for statement in store.listed(asked):
            out.write(export.dump(asdict(statement)).encode() + b"\n")
        return
    wanted: set[str] = set()

    def readings() -> Iterator[Reading]:
        for reading, ids in store.listed_readings(asked):
            wanted.clear()
            wanted.update(ids)
            yield reading

    across = _across(store)
    export.STATEMENT_FORMATS[form](
        pipeline.resolved(readings(), across.dates), (), out, across, only=lambda it: it.id in wanted
    )


def _check_format(form: str, known: tuple[str, ...]) -> None:
    if form not in known:
        raise UnknownName(f"There is no format {form!r}; there are {', '.join(known)}.")


def _across(store: Store) -> Across:
    from onrecord import export, pipeline

    pipeline.know_people(store)
    entities = tuple(store.entities())
    return export.Across(
        dates={date.article_id: date for date in pipeline.inferred_dates(store)},
        copies={copy.article_id: copy for copy in pipeline.copies(store)},
        entities={member.chain: entity.id for entity in entities for member in entity.members},
        identifiers={
            member.chain: entity.identifier
            for entity in entities
            if entity.identifier is not None
            for member in entity.members
        },
    )
