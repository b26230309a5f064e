"""Characters that XML cannot hold cost a character and never the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from onrecord.articles.characters import replace_unheld
from onrecord.record import Settings

from .conftest import kinds_of, make_page, read_article

WHITE = ["\x0b", "\x0c", "\x1c", "&#12;", "&#xB;", "&#x1c;", "&#012"]
LOST = [
    "\0", "\x01", "\x08", "\x1b", "\ufffe", "\uffff", "&#0;", "&#3;", "&#27;", "&#x1B;", "&#xFFFF;",
    "&#65534;", "&#xD800;", "&#x110000;", "&#99999999999999;",
]  # fmt: skip


@pytest.mark.parametrize("character", WHITE)
def test_a_form_feed_is_white_space(story: str, character: str) -> None:
    article = read_article(make_page(story.replace("a single boat", f"a single{character} boat")), Settings())
    assert article.text == read_article(make_page(story), Settings()).text
    assert article.warnings == ("1 control character that no page can show became white space or U+FFFD.",)


@pytest.mark.parametrize("character", LOST)
def test_a_control_character_costs_one_character(story: str, character: str) -> None:
    article = read_article(make_page(story.replace("a single boat", f"a single{character} boat")), Settings())
    clean = read_article(make_page(story), Settings()).text
    assert article.text == clean.replace("a single boat", "a single\ufffd boat")
    assert article.warnings == ("1 control character that no page can show became white space or U+FFFD.",)


def test_the_warning_says_how_many(story: str) -> None:
    page = make_page(story.replace("Korhonen", "Kor\x03honen&#x4;").replace("<p>", "<p class='&#1;'>"))
    (warning,) = read_article(page, Settings()).warnings
    assert warning.startswith(f"{2 * story.count('Korhonen') + story.count('<p>')} control characters")


def test_the_path_still_finds_the_block(story: str) -> None:
    for block, (_, text) in zip(
        (article := read_article(make_page(story.replace(" the ", " the\x0c")), Settings())).blocks,
        kinds_of(article),
        strict=True,
    ):
        (element,) = html.fromstring(story).xpath(str(block.path))
        assert text in " ".join(element.text_content().split())


def test_what_a_page_states_of_itself_holds_none_either(story: str) -> None:
    page = make_page(story.replace('"headline": "Valmar harbour', '"headline": "Val\\u0003mar harbour'))
    assert "\x03" not in read_article(page, Settings()).text


@given(st.text(max_size=50), st.integers(0, 0x120000))
@settings(max_examples=200, deadline=None)
def test_a_tree_holds_whatever_was_replaced(text: str, code: int) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    markup, _ = replace_unheld(f"{text}&#{code};&#x{code:x};")
    root = html.document_fromstring(f"<html><body><p>x{markup}</p></body></html>".encode())
    root.text = root.text_content()  # raises for what it cannot hold
