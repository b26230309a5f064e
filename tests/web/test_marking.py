"""An article's text cut into pieces: nothing is lost, every mark is exactly its span, and all nest."""

from __future__ import annotations

import html
import itertools
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.record import Article, Provenance, Reading
from onrecord.web.excerpts import excerpt
from onrecord.web.marking import Mark, Piece, marked_blocks, marked_stretches, numbered, pieces
from onrecord.web.templating import exact

PROVENANCE = Provenance(version="0", extractor="-", attribution="-", settings="-", models=())
TEXTS = st.text(alphabet=st.sampled_from("ab “”\r\n🎉é👩\u200d🚀<&\x00"), min_size=1, max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with marks anywhere in it: nested, crossing, the same twice."""
    text = draw(TEXTS)
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        part = draw(st.sampled_from(("source", "cue", "content")))
        marks.append(
            Mark(statement=f"s{number}", number=number, part=part, start=start, end=end, depth=0, anchor=True)
        )
    return text, marks


def words_of_marks(found: list[Piece]) -> dict[str, str]:
    """The words that each statement's marks hold, pieces of one mark joined. Fails where they don't nest."""
    words: dict[str, str] = defaultdict(str)
    inside: list[str] = []
    for piece in found:
        if piece.mark is not None:
            inside.append(piece.mark.statement)
        elif piece.words is not None:
            for statement in inside:
                words[statement] += piece.words
        else:
            inside.pop()
    assert inside == []
    return words


@given(marked_texts())
def test_every_mark_holds_exactly_its_words(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    found = list(pieces(text, 0, len(text), marks))
    assert "".join(it.words or "" for it in found) == text
    words = words_of_marks(found)
    assert words == {it.statement: text[it.start : it.end] for it in marks}
    anchors = [it.mark.statement for it in found if it.mark is not None and it.mark.anchor]
    assert sorted(anchors) == sorted(it.statement for it in marks)  # one each, however often it was cut


@given(marked_texts(), st.data())
def test_a_stretch_has_the_marks_as_far_as_they_lie_in_it(
    given_: tuple[str, list[Mark]], data: st.DataObject
) -> None:
    text, marks = given_
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(pieces(text, start, end, marks))
    assert "".join(it.words or "" for it in found) == text[start:end]
    within = {it.statement: text[max(it.start, start) : min(it.end, end)] for it in marks}
    assert words_of_marks(found) == {name: words for name, words in within.items() if words}


@given(TEXTS)
def test_html_holds_the_same_characters(text: str) -> None:
    written = str(exact(text))
    assert "<" not in written
    assert "\r" not in written
    assert html.unescape(written.replace("&#13;", "\r")) == text.replace("\x00", "\ufffd")


def sample(sample_db: Path) -> list[Reading]:
    with onrecord.open(sample_db) as record:
        return list(record.readings)


def test_every_statement_of_the_samples_is_marked_as_it_was_read(sample_db: Path) -> None:
    readings = sample(sample_db)
    assert any(it.holder for reading in readings for it in reading.attributions)
    for reading in readings:
        marked: dict[tuple[str, str], str] = defaultdict(str)
        for block in marked_blocks(reading):
            inside: list[Mark] = []
            for piece in block.pieces:
                if piece.mark is not None:
                    inside.append(piece.mark)
                elif piece.words is not None:
                    for mark in inside:
                        marked[mark.statement, mark.part] += piece.words
                else:
                    inside.pop()
        for it in reading.attributions:
            for part in ("source", "cue", "content"):
                words = "".join(span.text for span in getattr(it, part))
                assert _dense(marked[it.id, part]) == _dense(words)


def test_the_stretches_are_the_whole_text_in_its_order(sample_db: Path) -> None:
    folded = 0
    for reading in sample(sample_db):
        stretches = marked_stretches(reading)
        words = [it.words or "" for stretch in stretches for block in stretch.blocks for it in block.pieces]
        assert _dense("".join(words)) == _dense(reading.article.text)
        assert all(one.folded != other.folded for one, other in itertools.pairwise(stretches))
        folded += sum(stretch.folded for stretch in stretches)
    assert folded


def test_each_statement_begins_in_one_block_and_has_a_number_of_its_own(sample_db: Path) -> None:
    for reading in sample(sample_db):
        begun = [it.id for block in marked_blocks(reading) for it in block.statements]
        numbers = numbered(reading)
        assert [numbers[it] for it in begun] == list(range(1, len(reading.attributions) + 1))


def test_an_excerpt_holds_its_statement_and_little_more(sample_db: Path) -> None:
    cut = 0
    for reading in sample(sample_db):
        for it in reading.attributions:
            found = excerpt(reading, it, around=40)
            marked = words_of_marks([piece for one in found for piece in one.pieces])[it.id]
            parts = sorted({span for part in (it.source, it.cue, it.content) for span in part}, key=_place)
            assert _dense(marked) == _dense("".join(span.text for span in parts))
            cut += sum(one.before or one.after for one in found)
    assert cut


def _place(span: onrecord.Span) -> tuple[int, int]:
    return (span.start, span.end)


def _dense(text: str) -> str:
    return "".join(text.split())


def test_a_caption_that_is_said_once_more_is_folded(make_article: Callable[..., Article]) -> None:
    article = make_article("The ferry.", "The ferry.", "The bridge.", kind="caption")
    reading = Reading(article=article, mentions=(), chains=(), attributions=(), provenance=PROVENANCE)
    folded = [(stretch.folded, len(stretch.blocks)) for stretch in marked_stretches(reading)]
    assert folded == [(False, 1), (True, 1), (False, 1)]
