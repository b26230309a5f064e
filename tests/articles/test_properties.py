from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.articles.plain import find_blocks
from onrecord.record import PageError, Settings

from .conftest import make_page, read_article

PARAGRAPH = (
    "<p>The minister said on Monday that the harbour would be closed for the whole winter because of ice.</p>"
)
SECONDS = 60  # of processor time, on a slow machine; what does not end in bounded time takes hours

pieces = st.sampled_from([
    "\r\n", "\n\n", "\n", "\r", "\u00a0", "\u2028", "\x85", "\0", " ", "“Close it,” he said.", "By Ada Holm",
    "•", "Settings", "café \U0001f6a2", "Photo: A/B", "Leave a Reply", "\u200b", "‘’“”'\"", "May 4, 2031",
    "The ice is thick, and the port is shut until May.",
])  # fmt: skip
tags = st.sampled_from([
    "<b>", "</b>", "<p>", "</p>", "<br>", "café ", "“said” he. ", "&nbsp;", "<div>", "</div>", "\U0001f6a2 ",
    "&#x41;", "<a href=x>", "</a>",
])  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.one_of(pieces, st.text(max_size=20))).map("".join))


@given(texts)
@settings(max_examples=300, deadline=None)
def test_blocks_hold_all_that_is_not_white_space(text: str) -> None:
    position = 0
    for block in find_blocks(text):
        assert position <= block.start < block.end <= len(text)
        assert not text[position : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        position = block.end
    assert not text[position:].strip()


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_an_article_or_a_page_error(content: bytes) -> None:
    for media_type in ("text/plain", "text/html"):
        try:
            article = read_article(make_page(content, media_type), Settings())
        except PageError:
            continue
        article.text.encode("utf-8")  # a lone surrogate would raise


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<html><body>" + "<div>" * 100_000 + PARAGRAPH, "too-deep"),
        ("<div>" * 1_000_000, "too-deep"),
        ("<div></b></i></span>" * 20_000 + PARAGRAPH, "too-deep"),
        ("<b><div></b>" * 15_000 + PARAGRAPH, "too-deep"),
        ("<script " * 600_000, "too-large"),
        ("<i></i>" * 60_000 + PARAGRAPH, "too-large"),
        ("<div " + " ".join(f"a{i}=1" for i in range(200_000)) + ">" + PARAGRAPH * 8, "too-large"),
        ("<div " + " ".join(f"a{i}='<b>'" for i in range(50_000)) + ">" + PARAGRAPH * 8, "too-large"),
        ('<a "' * 300_000 + PARAGRAPH, "too-large"),
        ("<html><body><p>" + "word said " * 150_000, "too-long"),
        ("<!-- " * 500_000, "no-article"),
    ],
)
def test_hostile_markup_fails_in_bounded_time(markup: str, kind: str) -> None:
    start = time.process_time()
    with pytest.raises(PageError) as error:
        read_article(make_page(markup), Settings())
    assert error.value.kind == kind
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "clutter",
    [
        '<div class="' + "a b " * 1_250_000 + '"></div>',
        "&amp;" * 40_000,
        "<p>The harbour was shut.<br>" * 1_000,
        "<tr><td>12<td>13" * 2_000,
        "<div></div>" * 10_000,
        f"<div {' '.join(f'a{i}=1' for i in range(20))}></div>" * 10_000,
        "<script>" + "a<b " * 5_000 + "</script>",
        "&#3;\x1b" * 20_000,
        '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
        "har\0bour",
    ],
)
def test_a_page_with_a_flood_in_it_is_still_read(clutter: str) -> None:
    start = time.process_time()
    article = read_article(
        make_page(f"<html><body>{clutter}<article>{PARAGRAPH * 12}</article></body></html>"), Settings()
    )
    assert "The minister said on Monday" in article.text
    assert time.process_time() - start < SECONDS


def test_entities_of_a_page_are_not_expanded(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w", encoding="utf-8") as file:
        file.write("the password is swordfish")
    entity = f'<!DOCTYPE html [<!ENTITY s SYSTEM "file://{secret}">]>'
    markup = f"{entity}<html><body><p>&s;</p>{PARAGRAPH * 8}</body></html>"
    assert "swordfish" not in read_article(make_page(markup), Settings()).text


def test_unclosed_paragraphs_and_cells_are_not_deep() -> None:
    markup = "<html><body><article>" + (PARAGRAPH.removesuffix("</p>") * 1_500) + "</article></body></html>"
    assert len(read_article(make_page(markup), Settings()).blocks) >= 1


@given(st.lists(tags, max_size=40))
@settings(max_examples=60, deadline=None)
def test_blocks_of_any_markup_are_ordered_and_parted(parts: list[str]) -> None:
    article = read_article(
        make_page(f"<html><body><article>{PARAGRAPH * 3}{''.join(parts)}{PARAGRAPH}</article></body></html>"),
        Settings(),
    )
    position = 0
    for block in article.blocks:
        assert position <= block.start < block.end <= len(article.text)
        assert not article.text[position : block.start].strip()
        assert article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        position = block.end + 1
