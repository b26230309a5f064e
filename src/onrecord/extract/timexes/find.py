"""Time expressions of an article: the grammar's matches, weighed, and set in the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord.extract.timexes.context import refused, repeated
from onrecord.extract.timexes.direction import Clauses, clues_of, direction, distances, kind_of
from onrecord.extract.timexes.grammar import RULES
from onrecord.extract.timexes.items import OTHER, Item, make_items
from onrecord.extract.timexes.patterns import LETTERS, Builder, Found, Meaning, line_of
from onrecord.extract.timexes.periods import Period, parse_value
from onrecord.extract.timexes.rates import Rates, rates
from onrecord.extract.timexes.relative import resolve_value, valued
from onrecord.record import Article, Parsed
from onrecord.record.ids import digest_id
from onrecord.record.timexes import Timex

# Classes that are in so many sentences that alone they tell nothing; a sentence with no other is passed over.
_COMMON = {
    OTHER,
    "the", "this", "that", "these", "those", "each", "every", "a", "in", "of", "on", "at", "by", "to",
    "and", "or", "so", "no", "from", "since", "until", "through", "during", "between", "before",
    "after", "about", "more", "less", "than", "up", "its", "other", "another", "same", "most", "right",
    "fiscal", "'s", "-", ",", "day", "num",  "few", "lasting", "additional", "extra", "close",
    "single", "over", "within", "for", "attacks", "terrorist",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of the grammar: its rule, its meaning, and its half-open range of tokens."""

    rule: str
    meaning: Meaning
    start_token: int
    end_token: int
    weighed: bool
    words: str


@cache
def _finders() -> list[tuple[str, bool, Builder, Callable[..., Iterator[Found]]]]:
    return [(rule.name, rule.weighed, rule.build, rule.finder()) for rule in RULES]


@cache
def _telling() -> frozenset[str]:
    return frozenset(letter for kind, letter in LETTERS.items() if kind not in _COMMON)


def find_timexes(article: Article, parsed: Parsed) -> tuple[Timex, ...]:
    """Every time expression of `parsed` in text order, none overlapping.

    Values are resolved against `article.published`; without it those that need it are None, and `relative`
    tells what they mean.
    """
    clauses = Clauses(parsed)
    published = parse_value(article.published.value.split("T")[0]) if article.published else None
    # What hangs on what does not depend on the date, so without one any will do, and is taken back after.
    day = published or _ANY_DAY
    found: list[Timex] = []
    sentences: list[int] = []
    for candidate in find_candidates(parsed, rates()):
        found.append(
            _timex(article, parsed, clauses, candidate, day, published is not None, found, sentences)
        )
        sentences.append(parsed.tokens[candidate.start_token].sentence)
    return tuple(found) if published else tuple(_undated(timex) for timex in found)


_ANY_DAY = Period("D", date(2001, 7, 4))


def _undated(timex: Timex) -> Timex:
    if timex.relative is None:
        return timex
    anchor = None if timex.anchor == "published" else timex.anchor
    return replace(timex, value=None, edtf=None, anchor=anchor)


def find_candidates(parsed: Parsed, weights: Rates | None) -> Iterator[Candidate]:
    """The grammar's matches in text order, none overlapping; without `weights` doubtful ones are kept."""
    for sentence in parsed.sentences:
        items = make_items(parsed.tokens, sentence.start_token, sentence.end_token)
        line = line_of(items)
        if not _telling().isdisjoint(line):
            yield from _in_sentence(parsed, items, line, weights)


def _in_sentence(
    parsed: Parsed, items: Sequence[Item], line: str, weights: Rates | None
) -> Iterator[Candidate]:
    options: list[tuple[int, int, int, Candidate]] = []
    for order, (name, weighed, build, find) in enumerate(_finders()):
        for found in find(line, items):
            if refused(name, found, parsed.tokens):
                continue
            words = " ".join(item.text for item in items[found.start : found.end])
            if weighed and weights is not None and not weights.may(name, words):
                continue
            meaning = build(found)
            if meaning is None:
                continue
            start, end = items[found.start].start, items[found.end - 1].end
            options.append(
                (
                    found.start - found.end,
                    order,
                    found.start,
                    Candidate(name, meaning, start, end, weighed, words),
                )
            )
    options.sort(key=lambda option: option[:3])
    taken: set[int] = set()
    kept: list[Candidate] = []
    for *_, candidate in options:
        tokens = range(candidate.start_token, candidate.end_token)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(candidate)
    kept.sort(key=lambda candidate: candidate.start_token)
    for i in range(len(kept) - 2, -1, -1):
        between = [token.text.lower() for token in parsed.tokens[kept[i].end_token : kept[i + 1].start_token]]
        if len(between) == 1 and between[0] in _JOINTS:
            kept[i] = _with_year_of(kept[i], kept[i + 1])
    yield from kept


_JOINTS = frozenset({"to", "through", "-", "–", "and", "until", "or"})
_OPEN = re.compile(r"[?~]M(\d\d(?:-\d\d)?)")
_CLOSED = re.compile(r"(\d{4})-(\d\d(?:-\d\d)?)")


def _with_year_of(first: Candidate, second: Candidate) -> Candidate:
    """The first of two dates with the year that only the second has: "March to August 2011"."""
    start, end = _OPEN.fullmatch(first.meaning.relative or ""), _CLOSED.fullmatch(second.meaning.value or "")
    if start is None or end is None:
        return first
    year = int(end[1]) - (start[1] > end[2])
    return replace(first, meaning=replace(first.meaning, value=f"{year:04}-{start[1]}", relative=None))


def _timex(
    article: Article,
    parsed: Parsed,
    clauses: Clauses,
    candidate: Candidate,
    published: Period,
    dated: bool,
    before: Sequence[Timex],
    sentences: Sequence[int],
) -> Timex:
    first, last = parsed.tokens[candidate.start_token], parsed.tokens[candidate.end_token - 1]
    meaning = candidate.meaning
    if meaning.type == "DURATION" and repeated(candidate.rule, parsed.tokens, candidate.start_token):
        meaning = replace(meaning, type="SET")
    if _about_a_year(meaning, parsed, candidate.start_token):
        meaning = replace(meaning, mod="APPROX")
    here = first.sentence
    caption = article.blocks[parsed.sentences[here].block].kind == "caption"
    anchor = _focus(meaning.focus, before, sentences, here, published) if meaning.focus else None
    relative = meaning.relative
    if relative is not None and meaning.focus == "Q" and anchor is None:
        relative = {"-1y": "-1Y", "0Q": "-1Q"}.get(relative, relative)
    name = open_name(relative)
    if relative is not None and name is not None:
        way = _way(clauses, candidate, name, caption, published, dated)
        relative = way + relative[1:]
    elif relative is not None and relative[0] == "?":
        relative = "<=" + relative[1:]  # a quarter or half without "next" is one that has begun
    if relative is not None and _goes_on(relative, parsed, candidate, before):
        relative, anchor = ">=" + relative.lstrip("<>=~"), before[-1]
    if relative is not None and anchor is None and relative[:2] in ("<=", "~M") and dated:
        told = _told_of(relative, before, sentences, here, published, parsed)
        if told is not None:
            relative, anchor = "=" + relative.lstrip("<>=~"), told
    timex = Timex(
        id=digest_id("timex", article.id, first.start, last.end),
        span=article.span(first.start, last.end),
        type=meaning.type,
        value=meaning.value,
        edtf=None,
        mod=meaning.mod,
        anchor=None,
        relative=relative,
    )
    if relative is None:
        return replace(timex, edtf=_edtf(meaning))
    at = parse_value(anchor.value) if anchor and anchor.value else None
    if anchor is not None and (at is None or resolve_value(relative, at) is None):
        anchor = None
    source = at if anchor is not None and at is not None else published
    return valued(timex, resolve_value(relative, source), anchor.id if anchor else "published")


_ABOUT = frozenset({"about", "around", "circa", "ca.", "c.", "roughly", "approximately"})


def _about_a_year(meaning: Meaning, parsed: Parsed, start: int) -> bool:
    """Whether "about" or the like stands before a year or decade: before a day it is mostly another word."""
    if meaning.mod is not None or re.fullmatch(r"\d{3,4}", meaning.value or "") is None or not start:
        return False
    before = parsed.tokens[start - 1]
    return before.sentence == parsed.tokens[start].sentence and before.text.lower() in _ABOUT


def _edtf(meaning: Meaning) -> str | None:
    """EDTF of what is absolute. It counts years before our era from a year 0, TIMEX3 does not."""
    if meaning.value is None or meaning.type not in ("DATE", "TIME"):
        return None
    if re.fullmatch(r"BC\d{4}", meaning.value):
        return f"{1 - int(meaning.value[2:]):05}".replace("00000", "0000")
    period = parse_value(meaning.value)
    return period.edtf(meaning.mod == "APPROX") if period else None


THIS = 0.2  # "this Friday" is rather the next one: our choice
UNSURE = 0.15  # of the probability of either side: above, nearness decides; our choice


def open_name(relative: str | None) -> str | None:
    """The name of a day in `relative` of which the words do not tell whether it is past: "5" of "?5/TNI"."""
    if relative is None or relative[0] not in "?~":
        return None
    name = relative[1:].split("/")[0]
    return None if re.fullmatch(r"[QH]\d", name) else name


def _way(
    clauses: Clauses, candidate: Candidate, name: str, caption: bool, published: Period, dated: bool
) -> str:
    """Before or after the anchor, as the model of direction judges.

    Without a date, what it is not sure of is left to how near either will be once there is one.
    """
    kind, far = kind_of(name), distances(name, published) if dated else None
    clues = clues_of(clauses, candidate.start_token, candidate.end_token - 1, kind, caption, far)
    ahead = direction().ahead(clues)
    if not dated and kind != "W" and UNSURE <= ahead <= 1 - UNSURE:
        return "~"
    bound = THIS if candidate.words.startswith("this ") else 0.5
    return ">=" if ahead > bound else "<="


_NAMED = re.compile(r"(?:<=|>=|~)(?:[1-7]|M\d\d)")


def _goes_on(relative: str, parsed: Parsed, candidate: Candidate, before: Sequence[Timex]) -> bool:
    """Whether a weekday or month ends a stretch that the timex before it begins ("Monday to Thursday")."""
    if not before or candidate.start_token < 2 or not _NAMED.fullmatch(relative):
        return False
    if before[-1].relative is None or not _NAMED.fullmatch(before[-1].relative):
        return False
    joint, start = parsed.tokens[candidate.start_token - 1], parsed.tokens[candidate.start_token - 2]
    return joint.text.lower() in ("to", "through", "-", "–") and start.end == before[-1].span.end


_IN_A_YEAR = re.compile(r"[<=~]+M\d\d(-\d\d)?(/.*)?")


def _told_of(
    relative: str,
    before: Sequence[Timex],
    sentences: Sequence[int],
    here: int,
    published: Period,
    parsed: Parsed,
) -> Timex | None:
    """The date in an earlier year that a story has reached: "In 2019 the harbour closed. On May 3 ...".

    Only the timex just before counts, in this sentence or at the head of the one before, and only a year
    that was over a year before publication: of the last year, news goes on to tell what is new.
    """
    if not before or not _IN_A_YEAR.fullmatch(relative) or here - sentences[-1] > 1:
        return None
    last = before[-1]
    if last.type not in ("DATE", "TIME") or not last.value or last.mod in ("BEFORE", "AFTER"):
        return None
    if last.relative is not None and last.anchor in (None, "published"):
        return None
    first = parsed.tokens[parsed.sentences[sentences[-1]].start_token].start
    if last.relative is None and last.span.start - first > _HEAD:
        return None
    period = parse_value(last.value)
    if period is None or period.unit in ("E", "C", "W", "WE", "S"):
        return None
    return last if period.first.year < published.first.year - 1 else None


_HEAD = 4  # code points: "In " stands before what opens a sentence


# How many sentences back a timex may lie and still be what "a year earlier" hangs on.
_REACH = {"Q": 12, "D": 3, "*": 3}


def _focus(
    wanted: str, before: Sequence[Timex], sentences: Sequence[int], here: int, published: Period
) -> Timex | None:
    """The last timex of the kind asked for, within reach; of quarters rather one that is over."""
    going_on: Timex | None = None
    for timex, sentence in zip(reversed(before), reversed(sentences), strict=True):
        if here - sentence > _REACH[wanted]:
            break
        period = parse_value(timex.value) if timex.type in ("DATE", "TIME") and timex.value else None
        if period is None:
            continue
        if wanted == "*" or (period.unit == wanted and wanted != "Q"):
            return timex
        if period.unit == "Q" and wanted == "Q" and timex.relative not in ("-1y", None):
            if period.last < published.first:
                return timex
            going_on = going_on or timex
    return going_on
