"""Page to article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from onrecord.articles.characters import replace_unheld
from onrecord.articles.credit_notes import credited_in, only_contributed
from onrecord.articles.credits import (
    agency_among,
    byline_names,
    dateline_agency,
    is_desk,
    is_title,
    split_names,
)
from onrecord.articles.datelines import ends_dateline, read_dateline, split_datelines
from onrecord.articles.decode import decode
from onrecord.articles.extraction import BlockScorer
from onrecord.articles.html import extractor as html_extractor
from onrecord.articles.html import read_html
from onrecord.articles.language import find_language, has_words, language_name
from onrecord.articles.metadata import Stated
from onrecord.articles.pagekinds import Shape, judge
from onrecord.articles.photo_credits import split_credits
from onrecord.articles.plain import LineScorer, find_blocks, stated_in_dateline
from onrecord.articles.tree import parse, too_long
from onrecord.record import (
    Article,
    Block,
    Dateline,
    Page,
    PageError,
    PageRef,
    Published,
    Settings,
    article_id,
)

PLAIN_VERSION = "text/2"
SEPARATOR = "\n\n"
LONGEST_NOTE = 200  # characters of a line that credits somebody with the text
WORDS_TO_A_MARK = 2  # at least, in the longest article; news has five, dialogue three
_MARK = re.compile(r"[^\w\s]")
BODY_KINDS = frozenset(("paragraph", "list", "quote", "subhead", "headline"))
_NOTHING = Stated(
    url=None, outlet=None, headline=None, authors=(), published=None, titles=(), descriptions=()
)


class Scorer(BlockScorer, LineScorer, Protocol):
    """Says which text of a page is its article, in HTML and in plain text."""


def read_article(page: Page, settings: Settings, scorer: Scorer | None = None) -> Article:
    """The article on a page: its text in blocks, and what the page or the caller states about it.

    Without a scorer trafilatura says which text of HTML is the article, and wording alone in plain text.
    A pure function of the page, the settings and the scorer. Raises PageError of the stage "articles":
    "no-article", "not-english", "too-deep", "too-large", "too-long", and the kinds of pages that pagekinds
    refuses.
    """
    decoded = decode(page.content, html=page.media_type == "text/html", stated=page.given.charset)
    if page.media_type == "text/html":
        found = read_html(decoded.text, settings, page.fetched, scorer)
        if found is None:
            verdict = judge(Shape(parse(replace_unheld(decoded.text)[0], settings)), None, "", ())
            if verdict.refused is not None:
                raise PageError("articles", verdict.refused, str(verdict.why))
            raise PageError(
                "articles", "no-article", "The page has no article: nothing on it but menus and boxes."
            )
        parts: list[str] = []
        blocks: list[Block] = []
        position = 0
        for piece in found.pieces:
            blocks.append(
                Block(kind=piece.kind, start=position, end=position + len(piece.text), path=piece.path)
            )
            parts.append(piece.text)
            position += len(piece.text) + len(SEPARATOR)
        text, stated, extractor = SEPARATOR.join(parts), found.stated, html_extractor()
        warnings = (*decoded.warnings, *found.warnings, *stated.warnings)
    else:
        text, stated, extractor = decoded.text, _NOTHING, PLAIN_VERSION
        warnings = decoded.warnings
        _check_length(text, settings)
        blocks = list(find_blocks(text, scorer))
    return _article(page, settings, text, tuple(blocks), stated, extractor, warnings)


def _article(
    page: Page,
    settings: Settings,
    text: str,
    blocks: tuple[Block, ...],
    stated: Stated,
    extractor: str,
    warnings: tuple[str, ...],
) -> Article:
    body = [text[block.start : block.end] for block in blocks if block.kind in BODY_KINDS]
    first = next((text[block.start : block.end] for block in blocks if block.kind == "paragraph"), "")
    shown = next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind == "headline"), None)
    verdict = judge(stated.shape, shown, text, blocks)
    if verdict.refused is not None:
        raise PageError("articles", verdict.refused, str(verdict.why))
    if verdict.why is not None:
        warnings = (*warnings, verdict.why)
    blocks = tuple(split_credits(text, split_datelines(text, blocks)))
    paragraphs = [text[block.start : block.end] for block in blocks if block.kind == "paragraph"]
    if not any(character.isalnum() for part in body for character in part):
        raise PageError(
            "articles", "no-article", "The page has no article: nothing on it but menus and boxes."
        )
    _check_length(text, settings)
    language = find_language("\n".join(paragraphs or body))
    if language not in (None, "en"):
        raise PageError("articles", "not-english", _not_english("\n".join(paragraphs or body), str(language)))
    given = page.given
    is_html = page.media_type == "text/html"
    bylines = _bylines(text, blocks)
    if is_html:
        bylines = _authors(stated, bylines)
    outlet = given.outlet or stated.outlet
    agency = (
        dateline_agency(first)
        or agency_among((*stated.authors, *bylines))
        or _credited(text, blocks, outlet)
        or agency_among((outlet or "",))
    )
    # "By Jane Roe, Northern Wire": the agency is credited, the person wrote
    bylines = tuple(name for name in bylines if name != agency and _is_author(name, outlet))
    published, place = stated.published, stated.place
    if published is None and not is_html:
        published, place = stated_in_dateline(text, blocks, page.fetched), "visible text"
    url = given.url or stated.url or given.address
    return Article(
        id=article_id(text, url),
        page=PageRef(
            origin=page.origin,
            sha256=page.sha256,
            media_type=page.media_type,
            fetched=page.fetched,
            extractor=extractor,
            given_digest=given.digest,
        ),
        url=url,
        outlet=outlet,
        agency=agency,
        headline=given.headline or shown or stated.headline,
        bylines=(given.author,) if given.author else bylines,
        published=(
            Published(value=given.published, how="given")
            if given.published
            else (Published(value=published, how="stated", place=place) if published else None)
        ),
        language=language,
        text=text,
        blocks=blocks,
        warnings=warnings,
        kind=verdict.kind,
        modified=stated.modified,
        dateline=_dateline(text, blocks),
    )


def _dateline(text: str, blocks: Sequence[Block]) -> Dateline | None:
    """Where and when the report was filed, from the first dateline that tells it."""
    lines = (text[block.start : block.end] for block in blocks if block.kind == "dateline")
    return next((found for line in lines if ends_dateline(line) and (found := read_dateline(line))), None)


def _credited(text: str, blocks: Sequence[Block], outlet: str | None) -> str | None:
    """Whom a short line below the headline or below the text credits with the article."""
    for block in reversed(blocks):
        if block.kind in ("furniture", "byline", "paragraph") and block.end - block.start <= LONGEST_NOTE:
            name = credited_in(text[block.start : block.end])
            if name is not None and (outlet is None or _folded(name) != _folded(outlet)):
                return name
    return None


def _not_english(text: str, language: str) -> str:
    if language == "zxx" or not has_words(text):  # the code for what is no language
        return (
            "No language was recognised: hardly anything in the text is a word; only English is read so far."
        )
    return f"The page is in {language_name(language)}; only English is read so far."


def _authors(stated: Stated, shown: tuple[str, ...]) -> tuple[str, ...]:
    """The authors that a page's head states; where it states only a house or a desk, those that it shows."""
    persons = [name for name in stated.authors if agency_among((name,)) is None and not is_desk(name)]
    return stated.authors if persons or not shown else shown


def _is_author(name: str, outlet: str | None) -> bool:
    """Whether a name in a byline says who wrote: no job's title alone, and not the outlet's own name."""
    return not is_title(name) and not is_desk(name) and (outlet is None or _folded(name) != _folded(outlet))


def _folded(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())


def _bylines(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    found: list[str] = []
    for block in blocks:
        if block.kind == "byline":
            line = text[block.start : block.end]
            if only_contributed(line):
                continue
            found.extend(name for name in byline_names(line) or split_names(line) if name not in found)
    return tuple(found)


def _check_length(text: str, settings: Settings) -> None:
    words = len(text.split())
    if words > settings.max_words:
        raise too_long(words, settings)
    # A text without white space is one word and may have a million tokens. News has a mark to five words.
    marks, most = sum(1 for _ in _MARK.finditer(text)), settings.max_words // WORDS_TO_A_MARK
    if marks > most:
        reason = f"The article has {marks:,} punctuation marks; the limit is {most:,}."
        raise PageError("articles", "too-long", reason)
