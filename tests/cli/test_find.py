"""`onrecord find` on the record of the sample coverage, and on one of its own."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console

import onrecord
from onrecord.cli.find import found_text
from onrecord.record import Given

Invoke = Callable[..., Result]
WORDS = "“The barges will never pass the lock at night,” harbour master Ana Lind told reporters."


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three outlets with the same words, and one with others that nobody says."""
    texts = {
        "gazette": f"Lock stays shut\n\n{WORDS} The council met for three hours and decided nothing else.",
        "post": f"Night ban\n\nIt rained all day in Tarn. {WORDS} Skippers were angry about the new rules.",
        "herald": "Barges\n\nOn the quay hung a banner: barges will never pass the lock at night. Rain.",
    }
    folder = tmp_path_factory.mktemp("find")
    for number, (outlet, text) in enumerate(texts.items()):
        page = folder / f"{outlet}.txt"
        page.write_text(text, encoding="utf-8")
        given = Given(outlet=f"The {outlet.title()}", published=f"2031-05-0{number + 1}")
        onrecord.read_into(page, folder / "story.db", given=given)
    return folder / "story.db"


def test_it_tells_who_said_it_through_which_outlets_and_what_differs(invoke: Invoke, story: Path) -> None:
    done = invoke("find", story, "barges will NEVER ... the lock by night")
    assert done.exit_code == 0
    shown = done.stdout
    assert shown.splitlines()[1].startswith("Ana Lind")
    assert shown.splitlines()[1].endswith("told")
    assert shown.index("The Gazette · 2031-05-01") < shown.index("The Post · 2031-05-02")
    assert "[-by-] {+at+}" in shown
    assert "changed: “by”, the article has “at”" in shown
    assert "left out at “...”: “pass”" in shown


def test_words_that_are_in_no_statement_are_shown_as_such(invoke: Invoke, story: Path) -> None:
    done = invoke("find", story, "On the quay hung a banner")
    assert "In no statement that was found" in done.stdout
    assert "The Herald" in done.stdout


def test_json_has_one_passage_a_line_with_all_its_places(invoke: Invoke, story: Path) -> None:
    done = invoke("find", story, "--json", "the barges will never pass the lock at night")
    first = json.loads(done.stdout.splitlines()[0])
    assert (first["score"], first["how"]) == (1.0, "word for word")
    assert [place["article"]["outlet"] for place in first["places"]] == ["The Gazette", "The Post"]
    assert {place["statement"]["who"] for place in first["places"]} == {"Ana Lind"}
    with onrecord.open(story) as record:
        for place in first["places"]:
            reading = record.reading(place["article"]["id"])
            assert reading is not None
            assert reading.article.text[place["start"] : place["end"]] == place["text"]


def test_an_added_word_stands_apart_and_is_told_of_this_passage(invoke: Invoke, story: Path) -> None:
    shown = invoke("find", story, "the barges will never pass the council lock at night").stdout
    assert "not in this passage: “council”" in shown
    assert "pass the [-council-] lock at night" in shown


def test_a_lost_negation_is_warned_of_beside_the_label(invoke: Invoke, story: Path) -> None:
    quote = "the barges will pass the lock at night"
    assert ", but a negation differs (" in invoke("find", story, quote).stdout.splitlines()[0]
    first = json.loads(invoke("find", story, "--json", quote).stdout.splitlines()[0])
    assert first["but"] == "but a negation differs"
    assert first["passage"]["differs_in"] == ["negation"]


def test_nothing_close_is_said_plainly(invoke: Invoke, story: Path) -> None:
    done = invoke("find", story, "the moon over the granary was green")
    assert (done.exit_code, done.stdout) == (0, "Nothing close to these words was found.\n")
    programs = invoke("find", story, "the moon over the granary was green", "--json")
    assert programs.stdout == ""
    assert "Nothing close" in programs.stderr


@pytest.mark.parametrize("quote", ["", "“…”", "?"])
def test_a_quote_without_a_word_is_refused(invoke: Invoke, story: Path, quote: str) -> None:
    done = invoke("find", story, quote)
    assert done.exit_code == 2
    assert "Give at least one word of the quotation." in done.stderr


def test_what_fts_would_take_for_an_operator_is_only_words(invoke: Invoke, story: Path) -> None:
    for quote in (
        'barges" OR "lock',
        "barges AND NOT lock*",
        "text : barges",
        "NEAR(barges lock)",
        "\x00barges",
    ):
        assert invoke("find", story, quote).exit_code == 0


def test_a_word_that_no_article_has_is_looked_up_by_its_spelling(story: Path) -> None:
    with onrecord.open(story) as record:
        found = record.find("bargess will nevver passs").found[0]
        assert found.passage.text == "barges will never pass"


def test_words_that_every_article_has_are_found_side_by_side(tmp_path: Path) -> None:
    """Where no word is rare, neighbours tell: 60 pages have all the words, one has them in this order."""
    for number in range(60):
        filler = "It will not be so, and we know this. They move it, not we. "
        own = "We will not move it, so be it." if number == 37 else "Page of its own kind."
        (tmp_path / f"p{number:02}.txt").write_text(f"Day {number}\n\n{filler * 3}{own} Week {number} ended.")
    onrecord.read_into(tmp_path, tmp_path / "x.db")
    with onrecord.open(tmp_path / "x.db") as record:
        first = record.find("we will not move it so be it").found[0]
        assert [Path(place.article.origin).name for place in first.places] == ["p37.txt"]


def test_words_that_stand_everywhere_are_said_to_be_looked_up_in_the_best_places_only(
    invoke: Invoke, story: Path, tmp_path: Path
) -> None:
    page = tmp_path / "much.txt"
    page.write_text("Loud harbour\n\n" + "Skippers shouted about the granary fire. " * 6, encoding="utf-8")
    onrecord.read_into(page, tmp_path / "x.db")
    said = "only those that fit best were looked at"
    assert said in invoke("find", tmp_path / "x.db", "shouted about the granary fire").output
    assert said not in invoke("find", story, "the barges will never pass the lock at night").output


def test_colour_marks_what_differs_on_a_terminal(story: Path) -> None:
    with onrecord.open(story) as record:
        (found, *_) = record.find("the barges will always pass the lock at night")
    out = Console(force_terminal=True, file=io.StringIO(), width=200)
    with out.capture() as captured:
        out.print(found_text(found, colour=True))
    assert "9;31malways" in captured.get()
    assert "[-" not in captured.get()
