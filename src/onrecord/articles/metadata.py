"""What a page says of itself: address, outlet, authors, date, headline; nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from onrecord.articles.characters import replace_unheld
from onrecord.articles.credits import split_names
from onrecord.articles.dates import stated_date
from onrecord.articles.plain import LONGEST_HEADING

# schema.org types that are the article; a page also describes its site, its crumbs, its videos.
_ARTICLE_TYPES = re.compile(r"\w*Article|BlogPosting|LiveBlogPosting|Report", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|@|/")
LONGEST_JSON = 2_000_000  # characters of one JSON-LD script; the article's whole text fits ten times
DEEPEST_JSON = 40
TITLE_BREAK = re.compile(r"\s+[|·»–—-]\s+")  # between a headline and the name of the site

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "publish-date", "publishdate", "pubdate",
    "publication_date", "publish_date", "article.published", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate",
    "citation_publication_date", "date_published", "displaydate", "published_time",
)  # fmt: skip
_AUTHOR_META = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article.author",
)
_OUTLET_META = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "article:publisher_name",
)
_DESCRIPTION_META = ("og:description", "description", "twitter:description")
_TITLE_META = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a page says of itself, each None or empty where it says nothing clear."""

    url: str | None
    outlet: str | None
    headline: str | None
    authors: tuple[str, ...]
    published: str | None  # EDTF
    titles: tuple[str, ...]  # every title it gives, to recognise the headline by
    descriptions: tuple[str, ...]  # every summary it gives, to recognise the lines below the headline by


def read_metadata(root: HtmlElement, fetched: str | None) -> Stated:
    """What the head of a page states, from JSON-LD first, then meta tags."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name.lower(), []).append(content[:1000])
    article, others = _linked_data(root)
    titles = [_text(article.get("headline")), *_values(metas, _TITLE_META), _title(root)]
    outlet = _outlet(metas, article, others)
    return Stated(
        url=_address(root, metas, article),
        outlet=outlet,
        headline=_headline(titles, outlet),
        authors=_authors(metas, article),
        published=_published(root, metas, article, fetched),
        titles=tuple(title for title in titles if title),
        descriptions=tuple(
            filter(None, [_text(article.get("description")), *_values(metas, _DESCRIPTION_META)])
        ),
    )


def _headline(titles: list[str | None], outlet: str | None) -> str | None:
    """The first title that can be a headline; of the title of the window what is not the outlet's name."""
    for title in titles[:-1]:
        if title and len(title) <= LONGEST_HEADING:
            return title
    parts = [part for part in TITLE_BREAK.split(titles[-1] or "") if part and part != outlet]
    # a title of one word ("Home", "Untitled") is that of a site or of nothing
    found = next((part for part in parts if len(part.split()) > 1), None)
    return found if found and len(found) <= LONGEST_HEADING else None


def _linked_data(root: HtmlElement) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The JSON-LD object that is the article (the first one), and all others."""
    things: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (
            "ld+json" not in (script.get("type") or "").lower()
            or not script.text
            or len(script.text) > LONGEST_JSON
        ):
            continue
        try:
            things.extend(_objects(json.loads(script.text, strict=False)))
        except (ValueError, RecursionError):
            continue
    articles = [thing for thing in things if any(_ARTICLE_TYPES.fullmatch(kind) for kind in _types(thing))]
    first = articles[0] if articles else {}
    return first, [thing for thing in things if thing is not first]


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_JSON:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(thing: dict[str, Any]) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _text(value: Any) -> str | None:
    """A JSON-LD value as one line of text, or None; an object is its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str | dict)), None)
        return _text(value) if value is not None else None
    if not isinstance(value, str):
        return None
    return " ".join(_unescape(value).split())[:1000] or None


def _unescape(text: str) -> str:
    from html import unescape

    return replace_unheld(unescape(text).encode("utf-8", "replace").decode("utf-8"))[0]


def _values(metas: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return [content for name in names for content in metas.get(name, ())]


def _title(root: HtmlElement) -> str | None:
    title = root.find(".//head/title")
    return " ".join(title.text_content().split())[:1000] or None if title is not None else None


def _address(root: HtmlElement, metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    base = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    stated = [
        link.get("href")
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    stated += metas.get("og:url", [])
    stated += [article.get("url"), article.get("mainEntityOfPage"), article.get("@id")]
    for value in stated:
        if isinstance(value, dict):
            value = value.get("@id")
        if not isinstance(value, str) or not value.strip():
            continue
        try:
            url = urljoin(base or "", value.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if (
            parts.scheme in ("http", "https")
            and parts.hostname
            and len(url) < 2000
            and not any(c.isspace() for c in url)
        ):
            return url
    return None


def _outlet(metas: dict[str, list[str]], article: dict[str, Any], others: list[dict[str, Any]]) -> str | None:
    stated = [*metas.get("og:site_name", ()), _text(article.get("publisher"))]
    stated += [
        _text(thing.get("name"))
        for thing in others
        if "WebSite" in _types(thing) or "NewsMediaOrganization" in _types(thing)
    ]
    stated += _values(metas, _OUTLET_META[1:])
    return next((name for name in stated if name and not name.startswith(("http:", "https:"))), None)


def _authors(metas: dict[str, list[str]], article: dict[str, Any]) -> tuple[str, ...]:
    stated = article.get("author")
    people = stated if isinstance(stated, list) else [stated]
    found = [name for name in map(_text, people) if name]
    if not found:
        stated_in_metas = (
            [name for name in metas.get(key, ()) if not _ADDRESS.match(name)] for key in _AUTHOR_META
        )
        found = next((names for names in stated_in_metas if names), [])
    names: list[str] = []
    for value in found:
        value = re.sub(r"^\s*by:?\s+", "", value, flags=re.IGNORECASE)
        if _ADDRESS.match(value):
            continue
        for name in split_names(value) or (value,):
            if name not in names:
                names.append(name)
    return tuple(names)


def _published(
    root: HtmlElement, metas: dict[str, list[str]], article: dict[str, Any], fetched: str | None
) -> str | None:
    stated = [_text(article.get("datePublished")), *_values(metas, _PUBLISHED_META)]
    for time in root.iter("time"):
        # a time element states the article's date only where it says so: pages list other stories' times too
        marked = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if "datetime" in time.attrib and (
            time.get("pubdate") is not None or re.search(r"datepublished|publish|pubdate|entry-date", marked)
        ):
            stated.append(time.get("datetime"))
    stated.append(_text(article.get("dateCreated")))
    return next((date for value in stated if value and (date := stated_date(value, fetched))), None)
