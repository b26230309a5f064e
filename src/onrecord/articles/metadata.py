"""What a page says of itself: address, outlet, authors, date, headline; nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from onrecord.articles.characters import replace_unheld
from onrecord.articles.credits import split_names
from onrecord.articles.dates import date_in_address, date_in_line, impossible, stated_date
from onrecord.articles.pagekinds import Shape
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
_MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified", "lastmod", "revised", "updated_time", "article.updated",
)  # fmt: skip
ELEMENTS_BELOW_HEADLINE = 120  # that are looked at for a date: standfirst, authors, buttons, a picture
MOST_HEADINGS = 20  # that are looked at
RUNNING_WORDS = 20  # of a paragraph: there the text begins
LONGEST_DATE_LINE = 80  # characters of a line that states a date
_UPDATED = re.compile(r"(?:last )?(?:updated|modified|edited|changed)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
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
    place: str | None = None  # where it states when it was published
    modified: str | None = None  # EDTF
    shape: Shape = field(default_factory=Shape, repr=False)
    warnings: tuple[str, ...] = ()
    body: str | None = None  # the article's text, where the head holds it too


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
    body = article.get("articleBody")
    url = _address(root, metas, article)
    dates = _Dates(fetched)
    published = dates.first(_published(root, metas, article), url=url, root=root)
    modified = _Dates(fetched).first(_modified(root, metas, article))
    return Stated(
        body=body if isinstance(body, str) else None,
        url=url,
        outlet=outlet,
        headline=_headline(titles, outlet),
        authors=_authors(metas, article),
        published=published.value if published else None,
        place=published.place if published else None,
        modified=modified.value if modified else None,
        shape=Shape(root, _kinds(metas, article, others), _is_free(article), url),
        warnings=tuple(dates.warnings),
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


def _kinds(
    metas: dict[str, list[str]], article: dict[str, Any], others: list[dict[str, Any]]
) -> frozenset[str]:
    """The schema.org types that a page states of itself, and its og:type."""
    stated = [kind for thing in (article, *others) for kind in _types(thing)]
    return frozenset([*stated, *(f"og:{kind.lower()}" for kind in metas.get("og:type", ()))])


def _is_free(article: dict[str, Any]) -> bool | None:
    stated = str(article.get("isAccessibleForFree", "")).strip().lower().rpartition("/")[2]
    return {"true": True, "false": False}.get(stated)


class _Date(NamedTuple):
    value: str  # EDTF
    place: str


class _Dates:
    """Chooses among the dates that a page states, and remembers why some were refused."""

    def __init__(self, fetched: str | None) -> None:
        self._fetched = fetched
        self.warnings: list[str] = []

    def first(
        self, stated: Iterable[_Date], url: str | None = None, root: HtmlElement | None = None
    ) -> _Date | None:
        """The first date that can be; where the head has none, that of the visible text or of the address."""
        for date in stated:
            edtf = stated_date(date.value)
            if edtf is not None and self._can_be(edtf, date.place):
                if len(edtf) > 4 or root is None or edtf not in _copyright_years(root):
                    return _Date(edtf, date.place)
                self._refuse(edtf, date.place, "is only the year of its copyright")
        if root is None:
            return None
        for edtf, place in ((_visible_date(root), "visible text"), (date_in_address(url), "address")):
            if edtf is not None and self._can_be(edtf, place):
                return _Date(edtf, place)
        return None

    def _can_be(self, edtf: str, place: str) -> bool:
        why = impossible(edtf, self._fetched)
        if why is not None:
            self._refuse(edtf, place, why)
        return why is None

    def _refuse(self, edtf: str, place: str, why: str) -> None:
        sentence = f"The page states {edtf} as its date ({place}), which {why}; it was left out."
        if sentence not in self.warnings:
            self.warnings.append(sentence)


def _published(root: HtmlElement, metas: dict[str, list[str]], article: dict[str, Any]) -> Iterator[_Date]:
    yield from _in_object(article, "datePublished")
    yield from _in_metas(metas, _PUBLISHED_META)
    for time in root.iter("time"):
        # a time element states the article's date only where it says so: pages list other stories' times too
        marked = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if "datetime" in time.attrib and (
            time.get("pubdate") is not None or re.search(r"datepublished|publish|pubdate|entry-date", marked)
        ):
            yield _Date(time.get("datetime"), "time element")
    yield from _in_object(article, "dateCreated")


def _modified(root: HtmlElement, metas: dict[str, list[str]], article: dict[str, Any]) -> Iterator[_Date]:
    yield from _in_object(article, "dateModified")
    yield from _in_metas(metas, _MODIFIED_META)
    for time in root.iter("time"):
        marked = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if "datetime" in time.attrib and re.search(r"datemodified|updated|modified", marked):
            yield _Date(time.get("datetime"), "time element")


def _in_object(article: dict[str, Any], name: str) -> Iterator[_Date]:
    value = _text(article.get(name))
    if value:
        yield _Date(value, f"JSON-LD {name}")


def _in_metas(metas: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[_Date]:
    for name in names:
        for value in metas.get(name, ()):
            yield _Date(value, f"meta {name}")


def _visible_date(root: HtmlElement) -> str | None:
    """The one day that stands between the headline and the text, by itself or in a time element; or None."""
    headings = [
        it for it in islice(root.iter("h1"), MOST_HEADINGS) if 0 < len(it.text_content()) <= LONGEST_HEADING
    ]
    if not headings:
        return None
    # forms to sign in and the names of sites are h1 too, and shorter
    heading = max(headings, key=lambda it: len(" ".join(it.text_content().split())))
    days: list[str] = []
    for seen, element in enumerate(_following(heading)):
        text = " ".join((element.text or "").split())
        if seen > ELEMENTS_BELOW_HEADLINE or (element.tag == "p" and len(text.split()) >= RUNNING_WORDS):
            break
        stated = element.get("datetime") if element.tag == "time" else None
        line = stated or " ".join(f"{text} {element.tail or ''}".split())
        if 0 < len(line) <= LONGEST_DATE_LINE and not _UPDATED.match(line):
            day = stated_date(line) if stated else date_in_line(line)
            days += [day] if day is not None else []
    return days[0] if len({day[:10] for day in days}) == 1 else None


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind `element`, in the order of the page, those inside it first."""
    yield from element.iterdescendants()
    current = element
    while current is not None:
        for sibling in current.itersiblings():
            if isinstance(sibling.tag, str) and sibling.tag not in (
                "script",
                "style",
                "nav",
                "aside",
                "footer",
            ):
                yield sibling
                yield from (it for it in sibling.iterdescendants() if isinstance(it.tag, str))
        current = current.getparent()


def _copyright_years(root: HtmlElement) -> set[str]:
    """The years beside a copyright sign on the page."""
    return {
        year for text in root.itertext() if "©" in text or "opyright" in text for year in _YEAR.findall(text)
    }
