"""Saying what is wrong with an article: its facts, a statement that was missed, that it does not belong."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from onrecord import api
from onrecord.record import Article, Correction, MetadataError, UnknownName
from onrecord.web.correcting import Refused, Said, fields, keep
from onrecord.web.pages.correct_statement import Words
from onrecord.web.room import Visit, Visiting

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article}/correct")
def ask(visit: Visiting, article: str) -> Response:
    """The forms."""
    return _page(visit, article)


@router.get("/articles/{article}/missed")
def ask_missed(visit: Visiting, article: str, words: str = "", start: int | None = None) -> Response:
    """The form for a statement that was missed, with the words that were marked."""
    return _page(visit, article, missed=Words("missed", content=words.strip()), start=start)


@router.post("/articles/{article}/correct")
def correct(
    visit: Visiting,
    article: str,
    said: Said,
    what: Annotated[str, Form()] = "",
    outlet: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    headline: Annotated[str, Form()] = "",
    seen: Annotated[str, Form()] = "",
) -> Response:
    """Keep what is said of its facts, or that it does not belong."""
    given = {"outlet": outlet.strip(), "published": published.strip(), "headline": headline.strip()}

    def make() -> Correction:
        told: api.AboutArticle = {"belongs": False}
        if what != "not-in-story":
            told = _changed(visit, article, given)
        return api.correct_article(
            visit.path, article, author=said.author, reason=said.reason, seen=seen or None, **told
        )

    done = keep(said, make)
    if not isinstance(done, Refused):
        return done
    return _page(visit, article, done, facts=given, said=said, seen=seen)


@router.post("/articles/{article}/missed")
def add(
    visit: Visiting,
    article: str,
    said: Said,
    content: Annotated[str, Form()] = "",
    source: Annotated[str, Form()] = "",
    cue: Annotated[str, Form()] = "",
    speaker: Annotated[str, Form()] = "",
    start: Annotated[str, Form()] = "",
) -> Response:
    """Keep a statement that was missed."""
    plain = [it.replace("\r\n", "\n").strip() for it in (speaker, source, cue, content)]
    given = Words("missed", *plain)
    place = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else None

    def make() -> Correction:
        return api.add_statement(
            visit.path, article, given.content, source=given.source or None, cue=given.cue or None,
            speaker=given.speaker or None, start=place, author=said.author, reason=said.reason,
        )  # fmt: skip

    done = keep(said, make)
    if not isinstance(done, Refused):
        return done
    return _page(visit, article, done, missed=given, start=place, said=said)


def _page(
    visit: Visit,
    ident: str,
    refused: Refused | None = None,
    *,
    facts: dict[str, str] | None = None,
    missed: Words | None = None,
    start: int | None = None,
    said: Said | None = None,
    seen: str | None = None,
) -> Response:
    status, wrong, changed = 200, None, None
    if refused is not None:
        status, wrong, changed = refused.status, refused.wrong, refused.changed
    with visit.record() as record:
        article = _article(record, ident)
        standing = record.standing(ident)
        version = changed.version if changed else seen or (standing.version(None) if standing else "")
        return visit.page(
            "correct-article.html", status=status, article=article, facts=facts or _facts(article),
            missed=missed or Words("missed"), start=start, by=fields(visit, said),
            wrong=wrong, changed=changed, seen=version, at_missed=missed is not None,
            people=[it.name for it in record.find_people(article=ident).rows],
        )  # fmt: skip


def _changed(visit: Visit, ident: str, given: dict[str, str]) -> api.AboutArticle:
    with visit.record() as record:
        there = _facts(_article(record, ident))
    other: api.AboutArticle = {}
    if given["outlet"] != there["outlet"]:
        other["outlet"] = given["outlet"]
    if given["published"] != there["published"]:
        other["published"] = given["published"]
    if given["headline"] != there["headline"]:
        other["headline"] = given["headline"]
    if not other:
        raise MetadataError("The facts are those that stand there already. Change what is wrong.")
    return other


def _facts(article: Article) -> dict[str, str]:
    return {
        "outlet": article.outlet or "",
        "published": article.published.value if article.published else "",
        "headline": article.headline or "",
    }


def _article(record: api.Record, ident: str) -> Article:
    reading = record.reading(ident)
    if reading is None:
        raise UnknownName("There is no such article in this record.")
    return reading.article
