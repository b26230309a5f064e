from __future__ import annotations

import csv
import io
import os
import sqlite3
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export import FORMATS, export
from onrecord.export import csv as onrecord_csv
from onrecord.export import parquet as onrecord_parquet
from onrecord.record import Failure, OnrecordError, Reading, UnknownName
from onrecord.store import open_store

from ..store.make import longer, reading
from ..store.strategies import PATIENT, readings

FAILURE = Failure(origin="x", stage="intake", kind="empty", reason="It is empty.")


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_every_statement(tmp_path: Path) -> None:
    export([reading()], [FAILURE], "csv", tmp_path / "out.csv")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 5
    rows = csv_rows(content)
    assert [row["who"] for row in rows] == ["Mira Solberg", "Mira Solberg", "Analysts", "Jon Vale"]
    assert rows[1]["content"] == "“We will not move them,” … “not this year.”"
    assert rows[2]["speaker_id"] == ""
    last = rows[3]
    assert {row["according_to"] for row in rows} == {""}
    assert (last["title"], last["affiliation"], last["act"]) == ("former minister", "Tide Party", "deny")
    assert (last["outlet"], last["published"]) == ("The Skerry Courier", "2031-05-04")
    item = reading()
    assert item.article.text[int(last["start"]) : int(last["end"])] == last["content"]
    assert (last["article_id"], last["statement_id"]) == (item.article.id, item.attributions[3].id)


@settings(PATIENT, max_examples=100)
@given(st.lists(readings(), max_size=2))
def test_csv_comes_back_as_it_was_but_for_apostrophes_and_nul(items: list[Reading]) -> None:
    out = io.BytesIO()
    onrecord_csv.write(items, [], out)
    rows = csv_rows(out.getvalue())
    expected = [(item, it) for item in items for it in item.attributions]
    assert len(rows) == len(expected)
    for row, (item, attribution) in zip(rows, expected, strict=True):
        content = str(attribution.content).replace("\x00", "�")
        assert row["content"] in (content, "'" + content)
        assert row["headline"].removeprefix("'") == (item.article.headline or "").replace(
            "\x00", "�"
        ).removeprefix("'")


@pytest.mark.parametrize(
    "start", [*"=+-@＝＋－＠", " =", "\t", "\r", "\n", "\t=", "\x00=", "\ufeff=", "\u00a0+", "\u200b@"]
)
def test_a_cell_cannot_run_as_a_formula(start: str) -> None:
    assert onrecord_csv.safe(start + "cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("cell", ["", "plain", "“=1”", "a=b", "5 - 3", "'quoted'"])
def test_a_cell_that_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert onrecord_csv.safe(cell) == cell


def test_no_cell_of_a_hostile_page_starts_a_formula() -> None:
    item = reading(outlet="=1+1", headline="@SUM(A1)", url="-1", origin="+1", published="=2")
    item = replace(item, chains=tuple(replace(it, name="=who") for it in item.chains))
    speaker = item.chains[0]
    item = replace(item, attributions=tuple(replace(it, speaker=speaker) for it in item.attributions))
    out = io.BytesIO()
    onrecord_csv.write([item], [], out)
    for row in csv_rows(out.getvalue()):
        for name in ("who", "outlet", "headline", "url", "origin", "published"):
            assert row[name].startswith("'")


def test_parquet_has_types_and_every_span(tmp_path: Path) -> None:
    export([reading(), reading(text=longer(1))], [FAILURE], "parquet", tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.schema.metadata[b"onrecord.schema_version"] == b"1"
    assert table.schema.equals(onrecord_parquet.SCHEMA)
    rows = table.to_pylist()
    assert len(rows) == 8
    assert rows[1]["content"] == [
        {"start": 78, "end": 102, "text": "“We will not move them,”"},
        {"start": 117, "end": 133, "text": "“not this year.”"},
    ]
    assert rows[2]["speaker_id"] is None
    assert rows[3]["roles"][0]["former"] is True


@settings(PATIENT, max_examples=60)
@given(readings())
def test_parquet_comes_back_as_it_was(item: Reading) -> None:
    out = io.BytesIO()
    onrecord_parquet.write([item], [], out)
    rows = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert len(rows) == len(item.attributions)
    for row, attribution in zip(rows, item.attributions, strict=True):
        for part in ("source", "cue", "content"):
            assert row[part] == [
                {"start": it.start, "end": it.end, "text": it.text} for it in getattr(attribution, part)
            ]
        assert (row["act"], row["negated"], row["headline"]) == (
            attribution.act,
            attribution.negated,
            item.article.headline,
        )


def many(number: int) -> Iterator[Reading]:
    return (reading(text=longer(it)) for it in range(number))


@pytest.mark.parametrize("name", ["jsonl", "csv", "annotations"])
def test_memory_does_not_grow_with_the_record(name: str, tmp_path: Path) -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        export(many(number), [], name, tmp_path / "out")
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)  # what is loaded once is loaded
    assert peak(600) < peak(60) + 200_000


def test_parquet_is_written_in_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord_parquet, "_GROUP", 10)
    export(many(6), [], "parquet", tmp_path / "out")
    file = pq.ParquetFile(tmp_path / "out")
    assert [file.metadata.row_group(it).num_rows for it in range(file.num_row_groups)] == [10, 10, 4]
    file.close()


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_record_gives_a_valid_file(name: str, tmp_path: Path) -> None:
    export([], [], name, tmp_path / "out")
    content = (tmp_path / "out").read_bytes()
    if name == "parquet":
        assert pq.read_table(tmp_path / "out").num_rows == 0
    elif name == "csv":
        assert len(content.splitlines()) == 1
    else:
        assert content.decode().count('Annotation"') == 0


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_that_fails_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    def broken() -> Iterator[Reading]:
        yield reading()
        raise OnrecordError("the record is damaged")

    out = tmp_path / "out"
    for before in (None, b"an older export"):
        if before:
            out.write_bytes(before)
        with pytest.raises(OnrecordError, match="damaged"):
            export(broken(), [], name, out)
        assert [it.name for it in tmp_path.iterdir()] == (["out"] if before else [])
        if before:
            assert out.read_bytes() == before


def test_an_unknown_format_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="jsonl, csv, parquet, annotations"):
        export([], [], "excel", tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_the_record_itself_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    with open_store(path, "write") as store:
        store.write([reading()])
        before = path.read_bytes()
        with pytest.raises(OnrecordError, match="is a record"):
            export(store.readings(), store.failures(), "csv", path)
    sqlite3.connect(path).close()
    assert path.read_bytes()[:100] == before[:100]


def test_places_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="folder"):
        export([], [], "csv", tmp_path)
    with pytest.raises(OnrecordError, match="nowhere"):
        export([], [], "csv", tmp_path / "nowhere" / "out.csv")


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    export([reading()], [], "jsonl", pipe)
    assert os.read(reader, 100_000).startswith(b'{"type":"article"')
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "target.csv"
    target.touch()
    target.chmod(0o640)
    (tmp_path / "link.csv").symlink_to(target)
    export([reading()], [], "csv", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert len(target.read_bytes().splitlines()) == 5


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        export([], [], "csv", tmp_path / "out.csv")
    finally:
        os.umask(before)
    assert (tmp_path / "out.csv").stat().st_mode & 0o777 == 0o666 & ~mask
