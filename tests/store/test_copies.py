"""Copies in a record file: found as pages come, kept, made anew when articles change."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.pipeline import copying
from onrecord.record import CopyOf, Span
from onrecord.store import open_store

from .make import longer, reading

STORY = (
    "Port director Mira Solberg said the crane would stay in the old harbour until the ice had gone. "
    "Its owners had wanted to sell it to a yard in Tavria, which offered twice what the steel is worth. "
    "The council voted against the sale by nine to four, after a debate that went on until midnight. "
    "A group of dockers had climbed the crane in the afternoon and hung a banner from its arm. "
    "They came down when the vote was known, and the director sent them soup from the canteen. "
    "The yard in Tavria did not answer when it was asked whether it would offer more."
)


def row(article_id: str, original: str) -> CopyOf:
    return CopyOf(
        article_id=article_id,
        original=original,
        share=0.75,
        direction="date",
        why="75% of its words.",
        common=(Span(article_id, 21, 34, "Port director"),),
    )


def test_copies_come_back_as_they_were_written(tmp_path: Path) -> None:
    one, two = reading(text=longer(1)), reading(text=longer(2))
    with open_store(tmp_path / "r.db", "write") as store:
        store.write([one, two])
        assert store.copies() is None
        store.write_copies(lambda: [row(one.article.id, two.article.id)])
        assert store.copies() == (row(one.article.id, two.article.id),)
        (view,) = [it.copy_of for it in store.articles() if it.copy_of]
        assert (view.article, view.outlet, view.share) == (two.article.id, "The Skerry Courier", 0.75)
        store.write([reading(text=longer(3))])
        assert store.copies() is None
        assert not [it for it in store.articles() if it.copy_of]


def test_what_was_worked_out_stays_until_its_article_goes(tmp_path: Path) -> None:
    one, two = reading(text=longer(1)), reading(text=longer(2))
    pair = (min(one.article.id, two.article.id), max(one.article.id, two.article.id))
    with open_store(tmp_path / "r.db", "write") as store:
        store.write([one, two])
        store.keep_sketches("a/1", {one.article.id: b"1", two.article.id: b"2", "gone": b"3"})
        store.keep_overlaps("a/1", {pair: "[]", ("gone", "too"): None})
        assert store.sketches("a/1") == {one.article.id: b"1", two.article.id: b"2"}
        assert store.overlaps("a/1") == {pair: "[]"}
        assert store.sketches("a/2") == {one.article.id: None, two.article.id: None}
        changed = reading(text=longer(4), sha256=one.article.page.sha256)
        store.write([changed])
        assert store.sketches("a/1") == {changed.article.id: None, two.article.id: b"2"}
        assert store.overlaps("a/1") == {}


def pages(folder: Path) -> list[Path]:
    """A story, a cut of it with a day, another one with none, and something else."""
    sentences = STORY.split(". ")
    texts = {
        "crane.txt": STORY,
        "cut.txt": ". ".join(sentences[:4]) + ".",
        "moved.txt": ". ".join([*(it.rstrip(".") for it in sentences[3:]), *sentences[:3]]) + ".",
        "else.txt": "The ferry will not run on Sunday because of the fog, the harbour office said.",
    }
    found = []
    for name, text in texts.items():
        path = folder / name
        path.write_text(f"Harbour keeps its crane\n\n{text}\n", encoding="utf-8")
        found.append(path)
    return found


def test_pages_that_come_one_by_one_give_what_all_together_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    overlap = copying.overlap
    monkeypatch.setattr(copying, "overlap", lambda a, b: compared.append((a.id, b.id)) or overlap(a, b))
    paths = pages(tmp_path)
    onrecord.read_into(paths, tmp_path / "all.db")
    with onrecord.open(tmp_path / "all.db") as record:
        expected = record.copies
        shown = {it.headline: it.copy_of for it in record.find_articles() if it.copy_of}
    assert len(expected) == 2
    assert shown
    compared.clear()
    for path in (paths[2], paths[3], paths[0], paths[1]):
        onrecord.read_into([path], tmp_path / "steps.db")
    with onrecord.open(tmp_path / "steps.db") as record:
        assert record.copies == expected
    assert len(compared) == len(set(compared)) == 3  # no pair twice


def test_a_record_of_a_broken_run_tells_its_copies_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.pipeline.assemble", lambda store: None)
    onrecord.read_into(pages(tmp_path), tmp_path / "r.db")
    with onrecord.open(tmp_path / "r.db") as record:
        assert len(record.copies) == 2
        views = [it.copy_of for it in record.find_articles() if it.copy_of]
        assert {view.why for view in views} == {copy.why for copy in record.copies}
        assert {copy.article_id for copy in record.copies} < {it.id for it in record.find_articles()}
