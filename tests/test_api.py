"""What people import."""

from __future__ import annotations

import builtins
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord import api
from onrecord.record import (
    Failure,
    Given,
    MetadataError,
    PageError,
    Reading,
    Settings,
    StoreError,
    UnknownName,
)

TEXT = "The ferry will sail again in spring, harbour master Ana Lind said on Monday.\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[onrecord.Reader]:
    with onrecord.Reader() as opened:
        yield opened


def test_the_first_lines_of_the_readme_print_who_said_what(write_pages: Callable[[int], Path]) -> None:
    record = onrecord.read([write_pages(2)])
    said = [f"{s.speaker} | {s.cue} | {s.content}" for s in record.attributions]
    assert "Ana Lind | said | The ferry of the town of Tarn will open in week 0" in said
    assert not any("Span(" in line or "Chain(" in line for line in said)


def test_a_record_that_was_read_is_gone_when_it_is_closed(write_pages: Callable[[int], Path]) -> None:
    with onrecord.read(write_pages(1)) as record:
        path = record.path
        assert path.exists()
        assert len(record.articles) == 1
    assert not path.parent.exists()


def test_a_record_that_nobody_closed_leaves_nothing_behind(write_pages: Callable[[int], Path]) -> None:
    path = onrecord.read(write_pages(1)).path
    assert not path.parent.exists()


def test_a_record_can_be_asked_for_all_it_has(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        articles = {article.id: article for article in record.articles}
        assert len(articles) == len(record.articles) == len(record.readings) == record.counts.articles == 8
        statements = list(record.attributions)
        assert len(statements) == len(record.attributions) > 100
        for statement in statements:
            for span in (*statement.source, *statement.cue, *statement.content):
                assert articles[statement.article_id].text[span.start : span.end] == span.text
        assert list(record.attributions) == statements  # as often as one likes
        assert list(record.failures) == []
        assert len(record.failures) == 0
        reading = record.reading(statements[0].article_id)
        assert reading is not None
        assert statements[0] in reading.attributions
        assert record.reading("no such article") is None


def test_rows_can_be_asked_for_by_speaker_subject_outlet_and_time(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        everything = record.find_statements()
        brandvold = record.find_statements(speaker="brandvold")
        assert 0 < len(brandvold) < len(everything)
        assert {row.who for row in brandvold} >= {"Leila Brandvold"}
        assert all(row.outlet == "The Daily Lantern" for row in record.find_statements(outlet="lantern"))
        late = record.find_articles(since="2025-10-26")
        assert [row.outlet for row in late] == ["The Port Ilesse Courier"]
        assert {row.name for row in record.find_people(about="gates")} <= {row.name for row in record.people}
        with pytest.raises(MetadataError, match="2025-13"):
            record.find_articles(since="2025-13")


def test_searching_marks_the_words(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        hits = record.search("harvests", limit=3)
        assert 0 < len(hits) <= 3
        for hit in hits:
            assert hit.marks
            assert all("harvest" in hit.text[start:end].casefold() for start, end in hit.marks)


def test_every_format_can_be_exported_to_a_file_and_to_a_stream(sample_db: Path, tmp_path: Path) -> None:
    with onrecord.open(sample_db) as record:
        for form in onrecord.export_formats():
            record.export(form, tmp_path / form)
            with (tmp_path / f"{form}.stream").open("wb") as stream:
                record.export(form, stream)
            assert (tmp_path / form).read_bytes() == (tmp_path / f"{form}.stream").read_bytes() != b""
        for out in (tmp_path / "x", sys.stdout.buffer):
            with pytest.raises(UnknownName, match="jsonl"):
                record.export("papyrus", out)


def test_opening_what_is_no_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("my notes")
    with pytest.raises(StoreError, match="not a record"):
        onrecord.open(path)
    assert path.read_text() == "my notes"


def test_a_reader_reads_text_html_and_files(reader: onrecord.Reader, tmp_path: Path) -> None:
    given = {"outlet": "The Example", "published": "2031-05-04"}
    reading = reader.read_text(TEXT, **given)
    assert reading.article.text == TEXT
    assert reading.article.outlet == "The Example"
    assert reading.article.published is not None
    assert (reading.article.published.value, reading.article.published.how) == ("2031-05-04", "given")
    assert [str(found.speaker) for found in reading.attributions] == ["Ana Lind"]

    head = "<html><head><meta charset='latin-1'></head>"
    from_html = reader.read_html(f"{head}<body><article><p>{TEXT * 5} Ærø.</p></article></body></html>")
    assert from_html.article.page.media_type == "text/html"
    assert "Ærø" in from_html.article.text  # what the page says of its bytes is not true of a str
    assert from_html.attributions

    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    from_file = reader.read(path, given=Given(outlet="The Example"))
    assert from_file.article.page.origin == str(path)
    assert from_file.attributions == reading.attributions


def test_a_reader_raises_what_is_wrong_with_a_page(reader: onrecord.Reader, tmp_path: Path) -> None:
    with pytest.raises(PageError) as caught:
        reader.read(tmp_path / "missing.txt")
    assert (caught.value.stage, caught.value.kind) == ("intake", "missing")
    with pytest.raises(PageError) as caught:
        reader.read_text("?")
    assert caught.value.stage == "articles"


def test_read_each_hands_on_page_by_page(write_pages: Callable[[int], Path]) -> None:
    folder = write_pages(3)
    (folder / "page-001.txt").write_bytes(b"")
    results = list(onrecord.read_each(folder))
    assert [type(result) for result in results] == [Reading, Failure, Reading]
    assert all(api.line(result).startswith('{"') for result in results)


def test_reading_in_other_processes_gives_the_same(
    write_pages: Callable[[int], Path], tmp_path: Path
) -> None:
    folder = write_pages(6)
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    reports: list[onrecord.Summary] = []
    onrecord.read_into(folder, here)
    summary = onrecord.read_into(folder, there, jobs=2, report=reports.append)
    assert reports[-1] == summary
    assert summary.read == 6
    with onrecord.open(here) as one, onrecord.open(there) as two:
        assert list(one.readings) == list(two.readings)


def test_pages_are_read_again_only_when_something_changed(
    write_pages: Callable[[int], Path], tmp_path: Path
) -> None:
    folder, path = write_pages(2), tmp_path / "x.db"
    assert onrecord.read_into(folder, path).read == 2
    again = onrecord.read_into(folder, path)
    assert (again.read, again.already_there) == (0, 2)
    stated = onrecord.read_into(folder, path, given=Given(outlet="The Example"))
    assert (stated.read, stated.already_there) == (2, 0)
    set_otherwise = onrecord.read_into(
        folder, path, given=Given(outlet="The Example"), settings=Settings(max_words=1000)
    )
    assert (set_otherwise.read, set_otherwise.already_there) == (2, 0)
    (folder / "page-000.txt").write_text("The bridge is safe, Ana Lind said.", encoding="utf-8")
    changed = onrecord.read_into(
        folder, path, given=Given(outlet="The Example"), settings=Settings(max_words=1000)
    )
    assert (changed.read, changed.already_there) == (1, 1)


def test_what_was_stated_stays_where_a_later_run_is_silent(
    write_pages: Callable[[int], Path], tmp_path: Path
) -> None:
    folder, path = write_pages(2), tmp_path / "x.db"
    onrecord.read_into(folder, path, given=Given(outlet="The Example", published="2031-05-04"))
    silent = onrecord.read_into(folder, path)
    assert (silent.read, silent.already_there) == (0, 2)
    moved = folder.rename(tmp_path / "moved")
    assert onrecord.read_into(moved, path).already_there == 2
    other = onrecord.read_into(moved, path, given=Given(outlet="The Gazette"))
    assert (other.read, other.restated, other.twins) == (2, 2, 0)
    newer = onrecord.read_into(moved, path, settings=Settings(max_words=1000))
    assert (newer.read, newer.restated) == (2, 0)
    with onrecord.open(path) as record:
        rows = record.find_articles()
        assert {(row.outlet, row.published) for row in rows} == {("The Gazette", "2031-05-04")}
        assert len(rows) == 2


def test_facts_of_another_place_are_not_mixed_with_those_of_this_one(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ferry.txt").write_text(TEXT)
    onrecord.read_into(tmp_path / "a", tmp_path / "x.db", given=Given(outlet="Example", author="Bo Marsh"))
    onrecord.read_into(tmp_path / "b", tmp_path / "x.db", given=Given(url="https://gazette.example/ferry"))
    with onrecord.open(tmp_path / "x.db") as record:
        assert {(row.outlet, row.url) for row in record.find_articles()} == {
            ("Example", None), (None, "https://gazette.example/ferry"),
        }  # fmt: skip


def test_where_nothing_is_at_any_path_it_says_so(write_pages: Callable[[int], Path], tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"no such file or folder as .*nowhere"):
        onrecord.read([tmp_path / "nowhere"])
    with pytest.raises(PageError):
        onrecord.read_into([tmp_path / "nowhere"], tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()
    with onrecord.read([tmp_path / "nowhere", write_pages(1)]) as record:
        assert (len(record.articles), len(record.failures)) == (1, 1)


def test_names_that_are_not_known_are_answered_with_those_that_are(
    reader: onrecord.Reader, sample_db: Path
) -> None:
    with pytest.raises(TypeError, match=r"'date'.* published"):
        reader.read_text(TEXT, date="2031-05-04")
    with onrecord.open(sample_db) as record:
        with pytest.raises(TypeError, match=r"'limit'.* speaker, about"):
            record.find_statements(limit=5)  # type: ignore[call-arg]
        assert record.find_articles(since=date(2025, 10, 26)) == record.find_articles(since="2025-10-26")


def test_a_closed_record_says_that_it_is_closed(sample_db: Path) -> None:
    record = onrecord.open(sample_db)
    record.close()
    for ask in (lambda: record.counts, lambda: list(record.attributions), lambda: record.search("river")):
        with pytest.raises(StoreError, match="closed"):
            ask()


def test_a_sheet_says_what_it_knows_of_each_page(write_pages: Callable[[int], Path], tmp_path: Path) -> None:
    folder, sheet = write_pages(2), tmp_path / "sheet.csv"
    sheet.write_text("path,outlet,date\npage-000.txt,The Example,2031-05-04\nother.txt,Nobody,2030\n")
    rows = onrecord.read_sheet(sheet)
    record = onrecord.read(folder, metadata=rows, given=Given(outlet="The Gazette"))
    assert sorted(article.outlet or "" for article in record.articles) == ["The Example", "The Gazette"]
    assert rows.unused() == ["other.txt"]


@pytest.mark.parametrize(
    "given", [Given(published="4 May"), Given(published="2031-02-30"), Given(url="ferry.txt")]
)
def test_what_is_stated_is_checked(given: Given, tmp_path: Path) -> None:
    with pytest.raises(MetadataError):
        onrecord.read_into(tmp_path, tmp_path / "x.db", given=given)


def test_reading_outside_the_main_thread_works(write_pages: Callable[[int], Path], tmp_path: Path) -> None:
    folder, found = write_pages(1), []
    thread = threading.Thread(target=lambda: found.append(onrecord.read_into(folder, tmp_path / "x.db")))
    thread.start()
    thread.join()
    assert found[0].read == 1


def test_a_script_that_forgets_the_guard_is_told_so(
    write_pages: Callable[[int], Path], tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import onrecord\nonrecord.read({str(write_pages(1))!r}, jobs=1)\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert '`if __name__ == "__main__":`' in done.stderr.splitlines()[-1]


def test_importing_does_no_heavy_work() -> None:
    heavy = "spacy numpy sqlalchemy lxml trafilatura pyarrow rich"
    code = f"import sys, onrecord; print([name for name in {heavy.split()!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_name_open_stays_what_it_is_inside_the_package() -> None:
    assert onrecord.open is api.open_record
    assert not hasattr(api, "open") or api.open is builtins.open


def test_a_record_infers_the_days_of_its_undated_pages_whatever_their_order(tmp_path: Path) -> None:
    report = (
        "Leaders meet at the Skerry Lighthouse\n\nPresident Ana Lind and Chancellor Boro Castellane met on "
        "Wednesday at the Skerry Lighthouse in Tarn.\n"
    )
    dated = (
        "What the talks were about\n\nPresident Ana Lind met Chancellor Boro Castellane at the Skerry "
        "Lighthouse in Tarn on September 13, 2034.\n"
    )
    (tmp_path / "a.txt").write_text(report, encoding="utf-8")
    (tmp_path / "b.txt").write_text(dated, encoding="utf-8")
    onrecord.read_into(tmp_path / "a.txt", tmp_path / "one.db")
    with onrecord.open(tmp_path / "one.db") as record:
        assert record.inferred_dates == ()  # a weekday alone tells no year
    onrecord.read_into(tmp_path / "b.txt", tmp_path / "one.db")
    with onrecord.open(tmp_path / "one.db") as record:
        first, second = sorted(record.inferred_dates, key=lambda row: row.latest or "9999")
        assert first.earliest == second.earliest == "2034-09-13"
        assert (first.latest or "") <= "2034-09-19"  # it says "on Wednesday"; the other may look back
        words = [line.words for line in record.timeline(since="2034-09-13", until="2034-09-13")]
        assert len(words) == 2
        readings = list(record.readings)
        resolved = list(record.resolved_readings())
    assert all(timex.value is None for r in readings for timex in r.timexes if timex.relative)
    assert {timex.value for r in resolved for timex in r.timexes} == {"2034-09-13"}
    both = tmp_path / "two.db"
    onrecord.read_into([tmp_path / "b.txt", tmp_path / "a.txt"], both)
    with onrecord.open(both) as record, onrecord.open(tmp_path / "one.db") as other:
        assert record.inferred_dates == other.inferred_dates


def test_what_a_run_had_no_time_to_infer_is_inferred_when_asked(tmp_path: Path) -> None:
    from onrecord.store import open_store

    page = tmp_path / "a.txt"
    page.write_text("Ferries\n\nIn 2033, Tarn launched more ferries than ever before.\n", encoding="utf-8")
    onrecord.read_into(page, tmp_path / "whole.db")
    with onrecord.open(tmp_path / "whole.db") as whole:
        expected = whole.inferred_dates
        readings = list(whole.readings)
    with open_store(tmp_path / "cut.db", "write") as store:
        store.write(readings)
        assert store.inferred_dates() is None
    with onrecord.open(tmp_path / "cut.db") as cut:
        assert cut.inferred_dates == expected
        assert [row.earliest for row in expected] == ["2033-01-01"]


def test_a_person_can_be_asked_for_with_few_of_many_statements(sample_db: Path) -> None:
    with onrecord.open(sample_db) as record:
        ident = record.people.rows[0].id
        assert ident is not None
        whole, part = record.dossier(ident), record.dossier(ident, most=2)
    assert whole is not None
    assert part is not None
    assert len(whole.said) > 2
    assert (whole.all_said, whole.all_about) == (len(whole.said), len(whole.about))
    assert (part.all_said, part.all_about) == (whole.all_said, whole.all_about)
    assert part.said == whole.said[:2]
    assert part.about == whole.about[:2]
