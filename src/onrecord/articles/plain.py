"""Plain text into blocks: what each line is, by its wording and its place on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from onrecord.articles.credits import byline_names, is_caption, is_name_line, split_names
from onrecord.articles.dates import date_in_line
from onrecord.articles.lines import Unit, find_units
from onrecord.articles.wording import BULLET, is_furniture, is_house_note, opens_section
from onrecord.record import Block, BlockKind

# A line of at least this many words that ends as a sentence is running text. Subheads, captions without a
# full stop and headlines of other stories are shorter or end without one.
SENTENCE_WORDS = 8
LONG_WORDS = 25  # running text whatever it ends with
LONGEST_HEADLINE = 35  # words
LONGEST_HEADING = 300  # characters; a longer line is text, however few words white space makes of it
LONGEST_SUBHEAD = 12  # words
SURE_HEADLINE = 6  # words: a shorter line gives way to one of so many below it (a section, the weather)
SHORTEST_HEADLINE = 4  # words: one shorter than this gives way to any that is not
LONGEST_BUTTON = 5  # words of a bullet between headline and text
SURE = 0.5  # a line scored higher is the article's; the figures change little around it
# Lines that are none of the article's by their scores: a page with fewer is no dump of a whole page.
NOISE = 16
DOUBTFUL = 0.15  # a line scored between is left to its wording, if it stands among those found
APART = 6  # lines without one of the article's part what is found;
ALONE = 0.25  # a part with less of the text than this, as the largest has, is not the article's
MOST_SCORED = 50_000  # lines
HEAD_REACH = 25  # lines above the article in which its headline is sought
CAPTION_TWICE = 25  # characters: a shorter line that is doubled is a button or a chant

# a heading in quotation marks ends without a stop
QUOTED_TITLE = re.compile(r"[“‘\"'][^.!?“”\"]{3,50}(?<!,)[”’\"']")
_FINAL = re.compile(r"[.!?…:;,][\"”’'»)\]*]*$|[\"”»]$")
_STOP = re.compile(r"[.!?…][\"”’'»)\]*]*$|[\"”»]$")
_DATE_WORD = re.compile(
    r"(?:first|last|published|updated|posted|modified|dated?|on|at|of|ago|hours?|minutes?|days?|today|yesterday|"
    r"local|time|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|january|february|march|"
    r"april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|"
    r"dec|[ap]m|\d{1,4}(?:st|nd|rd|th|am|pm|h)?|[a-z]{1,4}t|utc|gmt|z|t|\d{1,2}t\d{1,2}|a|p|m)",
    re.IGNORECASE,
)
_BETWEEN_DATE_WORDS = re.compile(r"[\s,.:;/|()–—•·+-]+")
_PLACE_LINE = re.compile(
    r"[A-Z][\w.’' -]{1,40}(?:,\s[A-Z][\w.’' -]{1,30}){0,3}\s*(?:\([A-Z][\w .&’'-]{1,40}\)\s*)?[—–-]+"
)


@dataclass(slots=True)
class _Line:
    """A unit and what it is; None: not decided yet."""

    unit: Unit
    kind: BlockKind | None = None

    @property
    def running(self) -> bool:
        """Whether it reads as running text: long, or ending as a sentence."""
        words = self.unit.words
        return (
            len(self.unit.text) > LONGEST_HEADING
            or words >= LONG_WORDS
            or (words >= SENTENCE_WORDS and ends_as_sentence(self.unit.text))
        )


class LineScorer(Protocol):
    """Says of each line of a page how likely it belongs to the article."""

    def score_lines(self, lines: Sequence[Unit]) -> list[float]:
        """One number in 0..1 for each line."""


def find_blocks(text: str, scorer: LineScorer | None = None) -> tuple[Block, ...]:
    """The blocks of a plain text page: all that is not white space, in order, each range trimmed.

    `scorer` says which lines are the article's; without one their wording and their order decide alone.
    """
    units = find_units(text)
    lines = [_Line(unit) for unit in units]
    _type_by_wording(lines)
    _type_doubled(lines)
    # a page of so many lines is a book or a log; scoring it would take hundreds of megabytes
    scored = scorer is not None and len(units) <= MOST_SCORED
    body = None if scorer is None or not scored else _type_by_score(lines, scorer.score_lines(units))
    if body is None:
        body = next(
            (i for i, line in enumerate(lines) if line.kind is None and _starts_body(lines, i)), len(lines)
        )
    _type_head(lines, body)
    _type_body(lines, body)
    return tuple(
        Block(kind=line.kind or "paragraph", start=line.unit.start, end=line.unit.end) for line in lines
    )


def _type_by_score(lines: list[_Line], scores: Sequence[float]) -> int | None:
    """Type what the scores say is no article, and give the index of its first line.

    None, and nothing typed, where there is hardly anything but the article: then wording knows better.
    """
    open_ones = [i for i, line in enumerate(lines) if line.kind is None]
    found = _together(lines, [i for i in open_ones if scores[i] >= SURE], scores)
    body = next((i for i in found if lines[i].running), None)
    if body is None or len(open_ones) - len(found) < NOISE:
        return None
    headline = _headline_above(lines, scores, body)
    authors = _authors(lines)
    kept = {*found, headline}
    for i in open_ones:
        doubtful = scores[i] >= DOUBTFUL and found[0] < i <= found[-1] + 1
        if i not in kept and not doubtful and lines[i].unit.text not in authors:
            lines[i].kind = "furniture"
    return body


def _authors(lines: list[_Line]) -> set[str]:
    bylines = [line.unit.text for line in lines if line.kind == "byline"]
    return {name for line in bylines for name in byline_names(line) or split_names(line)}


def _together(lines: list[_Line], found: list[int], scores: Sequence[float]) -> list[int]:
    """Those of the lines found that stand together with others; a teaser far from the text stands alone."""
    groups: list[list[int]] = []
    for i in found:
        if not groups or i - groups[-1][-1] > APART:
            groups.append([])
        groups[-1].append(i)
    sizes = [sum(scores[i] * len(lines[i].unit.text) for i in group) for group in groups]
    least = ALONE * max(sizes, default=0.0)
    return [i for group, size in zip(groups, sizes, strict=True) if size >= least for i in group]


def _headline_above(lines: list[_Line], scores: Sequence[float], body: int) -> int | None:
    """The line above the article that is most like its headline: the best scored that is long enough."""
    above = [
        i
        for i in range(max(0, body - HEAD_REACH), body)
        if lines[i].kind is None and SHORTEST_HEADLINE <= lines[i].unit.words <= LONGEST_HEADLINE
    ]
    sure = [i for i in above if lines[i].unit.words >= SURE_HEADLINE and _headline_like(lines[i].unit)]
    return max(sure or above, key=lambda i: (scores[i], -i), default=None)


def ends_as_sentence(text: str) -> bool:
    """Whether a text ends with a mark that ends or continues a sentence; headings seldom do."""
    return _FINAL.search(text) is not None


def stated_in_dateline(text: str, blocks: tuple[Block, ...], fetched: str | None) -> str | None:
    """The date that the lines around the headline state, or None; "Updated" only when nothing else does."""
    datelines = [text[block.start : block.end] for block in blocks if block.kind == "dateline"]
    for updated in (False, True):
        for line in datelines:
            if line.lower().lstrip("(last ").startswith(("updated", "modified")) == updated:
                value = date_in_line(line, fetched)
                if value is not None:
                    return value
    return None


def _type_by_wording(lines: list[_Line]) -> None:
    for line in lines:
        text = line.unit.text
        if is_furniture(text):
            line.kind = "furniture"
        elif byline_names(text) is not None and line.unit.words <= 25:
            line.kind = "byline"
        elif is_caption(text):
            line.kind = "caption"
        elif len(text) <= 100 and is_dateline(text):
            line.kind = "dateline"


def _type_doubled(lines: list[_Line]) -> None:
    """A line that stands twice in a row is a picture's text, shown and spoken (alt text)."""
    for first, second in pairwise(lines):
        # a paragraph that stands twice by mistake is no picture's text
        together = second.unit.gap == 0 or not ends_as_sentence(second.unit.text)
        if together and first.unit.text == second.unit.text and first.kind in (None, "caption"):
            kind: BlockKind = "caption" if len(first.unit.text) >= CAPTION_TWICE else "furniture"
            first.kind = second.kind = kind


def _is_date(text: str) -> bool:
    """Whether a line is a date or a time, perhaps with "Published", and nothing else."""
    words = [word for word in _BETWEEN_DATE_WORDS.split(text) if word]
    return all(_DATE_WORD.fullmatch(word) for word in words) and any(word[0].isdigit() for word in words)


def is_dateline(text: str) -> bool:
    """Whether a line is a date, or a place and a date, and nothing else."""
    if _is_date(text):
        return True
    if _PLACE_LINE.fullmatch(text):
        return True
    # "PORT HALE, May 4, 2031": a place and a date, and nothing else
    place, _, rest = text.partition(",")
    return place.isupper() and _is_date(rest)


def _starts_body(lines: list[_Line], index: int) -> bool:
    """Whether the article's running text starts at a line.

    A headline may end with a full stop, so the first line that does is still the headline when it is
    capitalised like one or when running text of several sentences follows.
    """
    line = lines[index]
    if not line.running:
        return False
    if any(before.kind is None for before in lines[:index]):
        return True
    return not _headline_like(line.unit)


def _headline_like(unit: Unit) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", unit.text) if len(word) > 3]
    if unit.words > LONGEST_HEADLINE or len(unit.text) > LONGEST_HEADING or not words:
        return False
    if unit.text.startswith(("“", '"')) and _STOP.search(unit.text) and unit.words > 20:
        return False
    if not ends_as_sentence(unit.text):
        return True
    one_sentence = not re.search(r"[.!?][\"”’']?\s+[A-Z]", unit.text)
    return one_sentence and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _type_head(lines: list[_Line], body: int) -> None:
    """Type the lines before the running text: the first prominent one is the headline."""
    open_ones = [i for i in range(body) if lines[i].kind is None]
    candidates = [
        i
        for i in open_ones
        if len(lines[i].unit.text) <= LONGEST_HEADING
        and (_headline_like(lines[i].unit) or lines[i].unit.words <= LONGEST_HEADLINE)
    ]
    first_byline = next((i for i in range(body) if lines[i].kind == "byline"), body)
    long_enough = [
        i
        for i in candidates
        if lines[i].unit.words >= SHORTEST_HEADLINE and not BULLET.match(lines[i].unit.text)
    ]
    before_byline = [i for i in long_enough if i < first_byline] or long_enough
    sure = [i for i in before_byline if lines[i].unit.words >= SURE_HEADLINE]
    headline = next(iter(sure or before_byline or candidates), None)
    has_byline = first_byline < body
    for i in open_ones:
        unit = lines[i].unit
        if i == headline:
            lines[i].kind = "headline"
        elif len(unit.text) > LONGEST_HEADING:
            lines[i].kind = "paragraph"
        elif headline is None or i < headline or (BULLET.match(unit.text) and unit.words <= LONGEST_BUTTON):
            lines[i].kind = "furniture"
        elif is_name_line(unit.text) and not has_byline:
            lines[i].kind, has_byline = "byline", True
        elif unit.words <= LONGEST_HEADLINE:
            lines[i].kind = "subhead"


def _type_body(lines: list[_Line], body: int) -> None:
    """Type the running text, and what follows its last sentence."""
    last = max(
        (i for i in range(body, len(lines)) if lines[i].kind is None and lines[i].running), default=body
    )
    last = _before_house_note(lines, body, last)
    foreign = False  # inside a list of other stories
    authors = _authors(lines)
    for i in range(body, len(lines)):
        line = lines[i]
        unit = line.unit
        if line.kind == "furniture":
            foreign = opens_section(unit.text)
            continue
        if (
            line.kind == "byline"
            and body < i < last
            and not ends_as_sentence(unit.text)
            and unit.words <= 3
            and unit.gap == 0
        ):
            foreign = False
        if line.kind is not None:
            continue
        if i > last and unit.text in authors:
            line.kind = "byline"
        elif i > last:
            cut_off = i == last + 1 == len(lines) - 1 and unit.words >= SENTENCE_WORDS
            line.kind = "paragraph" if cut_off and not is_house_note(unit.text) else _tail_kind(unit)
        elif BULLET.match(unit.text):
            line.kind = "furniture" if foreign and not line.running else "list"
        elif unit.text.startswith(">"):
            line.kind = "quote"
        elif foreign and not line.running and unit.gap == 0:
            line.kind = "furniture"
        elif _is_subhead(lines, i, last):
            line.kind = "subhead"
        else:
            line.kind = "paragraph"
        if line.kind != "furniture":
            foreign = False


def _tail_kind(unit: Unit) -> BlockKind:
    """What a line after the last sentence is: seldom the article's."""
    if _STOP.search(unit.text) and not is_house_note(unit.text):
        return "paragraph"
    return "furniture"


def _is_subhead(lines: list[_Line], index: int, last: int) -> bool:
    unit = lines[index].unit
    if unit.words > LONGEST_SUBHEAD or unit.lines > 1 or index >= last:
        return False
    if QUOTED_TITLE.fullmatch(unit.text):
        return lines[index + 1].running or lines[index + 1].kind is not None
    if unit.text.startswith(("“", '"')) or not (unit.text[0].isupper() or unit.text[0].isdigit()):
        return False
    if ends_as_sentence(unit.text) and not unit.text.endswith("?"):
        return False
    if unit.text.endswith("?") and unit.words > 8:
        return False
    following = next((line for line in lines[index + 1 :] if line.kind not in ("caption", "furniture")), None)
    return following is not None and (following.running or following.kind == "list" or following.kind is None)


def _before_house_note(lines: list[_Line], body: int, last: int) -> int:
    """The index of the last line of the article, leaving out what the outlet says of itself below it."""
    while last > body:
        line = lines[last]
        if not is_house_note(line.unit.text):
            return last
        line.kind = "furniture"
        last = max((i for i in range(body, last) if lines[i].kind is None and lines[i].running), default=body)
    return last
