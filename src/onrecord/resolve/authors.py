"""Who wrote an article, and what its byline says they are: "By Ada Mer, Staff Writer"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import dropwhile

from onrecord.record import Article, Role, Span
from onrecord.resolve.names import (
    is_honorific,
    is_human,
    kind_of_words,
    name_words,
    usual_kind_of_words,
)

LONGEST_TITLE = 6  # words
_BREAK = re.compile(r"[,;|·•()\[\]\n]+|\s[-–—]\s|\s*\b[Aa]nd\s")
_BY = re.compile(r"\s*by:?\s+(?:our\s+)?", re.IGNORECASE)
# What a title is of stands behind these; behind the last, where somebody is.
_AT = re.compile(r"\s(?:(?:at|for|with)\s(?:the\s)?(?=[A-Z])|(?P<place>in)\s(?=[A-Z]))")
_OF = re.compile(r"\sof\s(?:the\s)?(?=[A-Z])")
_OWNER = re.compile(r"^(?:the\s)?(?P<body>[A-Z].*?)['’]s?\s+(?P<title>[^'’]+)$", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z]{2,5}")


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody whom a byline names, at each place, and what it says they are."""

    name: str
    places: tuple[Span, ...]
    roles: tuple[Role, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The name's words for comparison."""
        return name_words(self.name)


def find_authors(article: Article) -> list[Author]:
    """The people whom the text's own bylines name in full, in their order.

    Whom a page's head alone names has no place in the text, and a house or a desk is no person.
    """
    lines = list(_lines(article))
    found: list[Author] = []
    for name in article.bylines:
        words = name_words(name)
        if len(words) < 2 or (kind_of_words(words) or usual_kind_of_words(words)) is not None:
            continue
        parts = list(dropwhile(lambda part: is_honorific(part.rstrip(".").lower()), name.split()))
        pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
        places, roles = [], []
        for start, end in lines:
            place = pattern.search(article.text, start, end)
            if place is not None:
                places.append(article.span(place.start(), place.end()))
                roles += _roles(article, start, end, place)
        if places:
            found.append(Author(" ".join(parts), tuple(places), tuple(roles)))
    return found


def _lines(article: Article) -> Iterator[tuple[int, int]]:
    """The ranges of the bylines, each with the line below it where that is a title and nothing else."""
    blocks = article.blocks
    for number, block in enumerate(blocks):
        if block.kind == "byline":
            below = blocks[number + 1] if number + 1 < len(blocks) else block
            title = article.text[below.start : below.end]
            joined = below.kind != "byline" and _is_title(title) and title[:1].isupper()
            yield block.start, below.end if joined else block.end


def _roles(article: Article, start: int, end: int, name: re.Match[str]) -> list[Role]:
    """What stands behind a name up to the next one, else right before it."""
    title: Role | None = None
    house: Span | None = None
    for first, last in _segments(article.text, name.end(), end):
        if _names_another(article, article.text[first:last]):
            break
        role = _role(article, first, last)
        title = title or role
        house = house or (_house(article, first, last) if role is None else None)
    if title is not None and title.affiliation is None and house is not None:
        return [replace(title, affiliation=house)]
    if title is None and house is not None:
        title = Role(title=None, affiliation=house, former=False)
    if title is None:
        opening = _BY.match(article.text, start, name.start())
        first = opening.end() if opening else start
        breaks = list(_BREAK.finditer(article.text, first, name.start()))
        title = _role(article, breaks[-1].end() if breaks else first, name.start())
    return [title] if title is not None else []


def _names_another(article: Article, words: str) -> bool:
    """Whether a part of a line names the next author, or says who did something else."""
    if re.search(r"\bby\b", words, re.IGNORECASE):
        return True
    name = name_words(words)
    others = (name_words(other) for other in article.bylines)  # "Photographer Ada Mer" ends with one
    named = any(len(other) > 0 and name[-len(other) :] == other for other in others)
    return named and kind_of_words(name) is None


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ranges between the marks of a line, without white space around them."""
    at = start
    for cut in (*_BREAK.finditer(text, start, end), None):
        stop = cut.start() if cut is not None else end
        first = at + len(text[at:stop]) - len(text[at:stop].lstrip(" .:"))
        last = at + len(text[at:stop].rstrip(" .:"))
        if first < last:
            yield first, last
        at = cut.end() if cut is not None else end


def _is_title(words: str) -> bool:
    """Whether words say what somebody is: few, and the last of them a noun for a person."""
    parts = words.split()
    return (
        0 < len(parts) <= LONGEST_TITLE and is_human(parts[-1].lower()) and not any(map(str.isdigit, words))
    )


def _role(article: Article, start: int, end: int) -> Role | None:
    """The role in a part of a line: "Chief correspondent", "Tarn editor of the Herald"."""
    text = article.text[start:end].rstrip()
    end = start + len(text)
    of = _AT.search(text) or _OF.search(text)
    stop = of.start() if of is not None else len(text)
    owner = _OWNER.match(text[:stop])
    first = owner.start("title") if owner is not None else 0
    if not _is_title(text[first:stop].partition(" of ")[0]):
        return None
    affiliation = None
    if owner is not None:
        affiliation = article.span(start + owner.start("body"), start + owner.end("body"))
    elif of is not None and of.lastgroup is None:
        affiliation = article.span(start + of.end(), end)
    elif house := _house_before(text[:stop]):
        affiliation = article.span(start, start + house)
        first = stop - len(text[house:stop].lstrip())
    return Role(title=article.span(start + first, start + stop), affiliation=affiliation, former=False)


def _house_before(title: str) -> int:
    """How many characters of a title are a paper's name: 10 of "Tarn Post Staff Writer", else 0."""
    ends = [word.end() for word in re.finditer(r"\b[A-Z][\w’'-]*", title)]
    for end in reversed(ends[1:-1]):
        words = name_words(title[:end])
        if words and "organisation" in (kind_of_words(words), usual_kind_of_words(words)):
            return end
    return 0


def _house(article: Article, start: int, end: int) -> Span | None:
    """The house in a part of a line: a body by its name, the article's own outlet or agency, or initials."""
    text = article.text[start:end]
    words = name_words(text)
    known = {name_words(name) for name in (article.outlet, article.agency) if name is not None}
    told = bool(words) and (kind_of_words(words) == "organisation" or words in known)
    told = told or (len(words) > 1 and usual_kind_of_words(words) == "organisation")
    return article.span(start, end) if told or _INITIALS.fullmatch(text) else None


__all__ = ["Author", "find_authors"]
