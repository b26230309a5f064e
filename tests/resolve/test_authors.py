"""Who wrote an article, and what its byline says they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.language import English
from onrecord.record import Article, Block, Chain
from onrecord.resolve import resolve

MakeArticle = Callable[..., Article]


def authored(
    english: English,
    make_article: MakeArticle,
    byline: str,
    bylines: tuple[str, ...],
    *paragraphs: str,
    below: str | None = None,
    outlet: str | None = None,
) -> tuple[Article, list[Chain]]:
    """An article with this byline over its paragraphs, and its people."""
    lines = (byline, *([below] if below is not None else []))
    made = make_article(*lines, *(paragraphs or ("The ferry stopped on Monday.",)), headline="No ice here")
    first, second, *rest = made.blocks
    blocks = [first, Block(kind="byline", start=second.start, end=second.end)]
    if below is not None:
        blocks.append(Block(kind="subhead", start=rest[0].start, end=rest.pop(0).end))
    article = replace(made, blocks=(*blocks, *rest), bylines=bylines, outlet=outlet)
    chains = resolve(article, english.parse(article), ()).chains
    return article, [chain for chain in chains if chain.kind == "person"]


@pytest.mark.parametrize(
    ("byline", "title", "affiliation"),
    [
        ("By Ada Korhonen", None, None),
        ("By Ada Korhonen, Staff Writer", "Staff Writer", None),
        ("Ada Korhonen, Chief correspondent", "Chief correspondent", None),
        ("By Ada Korhonen Deputy Political Editor", "Deputy Political Editor", None),
        ("By Ada Korhonen | Science Editor, Valmar Gazette", "Science Editor", "Valmar Gazette"),
        ("By Ada Korhonen, Valmar Gazette", None, "Valmar Gazette"),
        ("By Ada Korhonen, Tidal Post", None, "Tidal Post"),  # the outlet, by its own name
        ("By ADA KORHONEN, the Gazette’s harbour correspondent", "harbour correspondent", "Gazette"),
        ("By Ada Korhonen, Professor of Law at Tarn University", "Professor of Law", "Tarn University"),
        ("By Ada Korhonen in Port Hale, economics editor", "economics editor", None),
        ("By our correspondent Ada Korhonen", "correspondent", None),
        ("By Capital Correspondent Ada Korhonen", "Capital Correspondent", None),
        ("By Tallow Post Staff Writer Ada Korhonen", "Staff Writer", "Tallow Post"),
        ("By Ada Korhonen, Tallow Post Staff Writer", "Staff Writer", "Tallow Post"),
        ("By Ada Korhonen Staff Writer", "Staff Writer", None),
        ("By Ada Korhonen; Editing by John Porter", None, None),
    ],
)
def test_a_byline_says_what_an_author_is(
    english: English, make_article: MakeArticle, byline: str, title: str | None, affiliation: str | None
) -> None:
    article, (author,) = authored(english, make_article, byline, ("Ada Korhonen",), outlet="Tidal Post")
    assert author.name == "Ada Korhonen"
    told = [
        (role.title and role.title.text, role.affiliation and role.affiliation.text) for role in author.roles
    ]
    assert told == ([(title, affiliation)] if title or affiliation else [])
    for role in author.roles:
        for span in (role.title, role.affiliation):
            assert span is None or article.text[span.start : span.end] == span.text


def test_a_title_may_stand_in_the_line_below(english: English, make_article: MakeArticle) -> None:
    _, (author,) = authored(english, make_article, "By Ada Korhonen", ("Ada Korhonen",), below="Staff Writer")
    assert [str(role) for role in author.roles] == ["Staff Writer"]


def test_each_author_has_their_own_title(english: English, make_article: MakeArticle) -> None:
    byline = "By Ada Korhonen, ferry correspondent, and Jonas Holm, Valmar Gazette"
    names = ("Ada Korhonen", "Jonas Holm", "Valmar Gazette")
    _, people = authored(english, make_article, byline, names)
    assert [(it.name, [str(role) for role in it.roles]) for it in people] == [
        ("Ada Korhonen", ["ferry correspondent"]),
        ("Jonas Holm", ["Valmar Gazette"]),
    ]


def test_each_author_has_the_title_before_the_name(english: English, make_article: MakeArticle) -> None:
    byline = "By Senior Reporter Ada Korhonen and Photographer John Porter"
    _, people = authored(english, make_article, byline, ("Ada Korhonen", "John Porter"))
    assert [(it.name, [str(role) for role in it.roles]) for it in people] == [
        ("Ada Korhonen", ["Senior Reporter"]),
        ("John Porter", ["Photographer"]),
    ]


def test_an_author_whom_the_text_presents_is_one_person(english: English, make_article: MakeArticle) -> None:
    article, people = authored(
        english, make_article, "By ADA KORHONEN", ("Ada Korhonen",),
        "The ferry stopped, mayor Jonas Holm said.", "Ada Korhonen is a fellow at the Tarn Institute.",
    )  # fmt: skip
    assert sorted(it.name for it in people) == ["Ada Korhonen", "Jonas Holm"]
    author = next(it for it in people if it.name == "Ada Korhonen")
    assert author.names == ("Ada Korhonen", "ADA KORHONEN")
    found = resolve(article, english.parse(article), ())
    assert [m.span.text for m in found.mentions if m.chain == author.id] == ["ADA KORHONEN", "Ada Korhonen"]


@pytest.mark.parametrize("name", ["Valmar Gazette", "Tallow Post", "Korhonen"])
def test_a_house_or_a_surname_alone_is_no_author(
    english: English, make_article: MakeArticle, name: str
) -> None:
    _, people = authored(english, make_article, f"By {name}", (name,))
    assert people == []
