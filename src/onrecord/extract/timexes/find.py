"""Time expressions of an article: the grammar's matches, weighed, and set in the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord.extract.timexes.context import refused, repeated
from onrecord.extract.timexes.grammar import RULES
from onrecord.extract.timexes.items import OTHER, Item, make_items
from onrecord.extract.timexes.patterns import LETTERS, Builder, Found, Meaning, line_of
from onrecord.extract.timexes.periods import Period, parse_value
from onrecord.extract.timexes.rates import Rates, rates
from onrecord.extract.timexes.relative import resolve_value, valued
from onrecord.extract.timexes.tense import tense_of
from onrecord.record import Article, Parsed
from onrecord.record.ids import digest_id
from onrecord.record.syntax import Syntax
from onrecord.record.timexes import Timex

# Classes that are in so many sentences that alone they tell nothing; a sentence with no other is passed over.
_COMMON = {
    OTHER,
    "the", "this", "that", "these", "those", "each", "every", "a", "in", "of", "on", "at", "by", "to",
    "and", "or", "so", "no", "from", "since", "until", "through", "during", "between", "before",
    "after", "about", "more", "less", "than", "up", "its", "other", "another", "same", "most", "right",
    "fiscal", "'s", "-", ",", "day", "num", "four", "few", "lasting", "additional", "extra", "close",
    "single",
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
    syntax = Syntax(parsed)
    published = parse_value(article.published.value.split("T")[0]) if article.published else None
    # What hangs on what does not depend on the date, so without one any will do, and is taken back after.
    day = published or _ANY_DAY
    found: list[Timex] = []
    sentences: list[int] = []
    for candidate in find_candidates(parsed, rates()):
        found.append(_timex(article, parsed, syntax, candidate, day, found, sentences))
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
    yield from sorted(kept, key=lambda candidate: candidate.start_token)


def _timex(
    article: Article,
    parsed: Parsed,
    syntax: Syntax,
    candidate: Candidate,
    published: Period,
    before: Sequence[Timex],
    sentences: Sequence[int],
) -> Timex:
    first, last = parsed.tokens[candidate.start_token], parsed.tokens[candidate.end_token - 1]
    meaning = candidate.meaning
    if meaning.type == "DURATION" and repeated(candidate.rule, parsed.tokens, candidate.start_token):
        meaning = replace(meaning, type="SET")
    here = first.sentence
    caption = article.blocks[parsed.sentences[here].block].kind == "caption"
    anchor = _focus(meaning.focus, before, sentences, here, published) if meaning.focus else None
    relative = meaning.relative
    if relative is not None and meaning.focus == "Q" and anchor is None:
        relative = {"-1y": "-1Y", "0Q": "-1Q"}.get(relative, relative)
    if relative is not None and "?" in relative:
        relative = relative.replace("?", _way(relative, parsed, syntax, first.index, last.index, caption))
    if relative is not None and relative[0] == "~" and first.index:
        relative = _bound(relative, parsed, syntax, first.index, last.index) + relative[1:]
    if relative is not None and _goes_on(relative, parsed, candidate, before):
        relative, anchor = ">=" + relative.lstrip("<>=~"), before[-1]
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
        period = parse_value(meaning.value) if meaning.value and meaning.type in ("DATE", "TIME") else None
        return replace(timex, edtf=period.edtf(meaning.mod == "APPROX") if period else None)
    at = parse_value(anchor.value) if anchor and anchor.value else None
    if anchor is not None and (at is None or resolve_value(relative, at) is None):
        anchor = None
    source = at if anchor is not None and at is not None else published
    return valued(timex, resolve_value(relative, source), anchor.id if anchor else "published")


# Words before a date that tell on which side of the publication it lies.
_BOUNDS = {
    "ended": "<=",
    "since": "<=",
    "ending": ">=",
    "due": ">=",
    "until": ">=",
    "through": ">=",
    "payable": ">=",
}


def _bound(relative: str, parsed: Parsed, syntax: Syntax, first: int, last: int) -> str:
    """The side of the publication that a day of the year lies on, by the word before it or by the tense."""
    word = parsed.tokens[first - 1].text.lower()
    if word in _BOUNDS:
        return _BOUNDS[word]
    if relative[1] == "M" and "-" in relative and word not in _TOWARDS:
        head = parsed.tokens[parsed.tokens[last].head]
        verb = parsed.tokens[head.head] if head.tag in ("IN", "TO") else head
        if verb.tag == "VBD" and tense_of(syntax, last) == "past":
            return "<="
    return "~"


_NAMED = re.compile(r"(?:<=|>=|~)(?:[1-7]|M\d\d)")


def _goes_on(relative: str, parsed: Parsed, candidate: Candidate, before: Sequence[Timex]) -> bool:
    """Whether a weekday or month ends a stretch that the timex before it begins ("Monday to Thursday")."""
    if not before or candidate.start_token < 2 or not _NAMED.fullmatch(relative):
        return False
    if before[-1].relative is None or not _NAMED.fullmatch(before[-1].relative):
        return False
    joint, start = parsed.tokens[candidate.start_token - 1], parsed.tokens[candidate.start_token - 2]
    return joint.text.lower() in ("to", "through", "-", "–") and start.end == before[-1].span.end


# After these a past tense does not tell: "extended its offer to Nov. 6".
_TOWARDS = frozenset({"to", "by", "before", "set", "from"})


def _way(relative: str, parsed: Parsed, syntax: Syntax, first: int, token: int, caption: bool) -> str:
    """Before or after the anchor, by the tense; a quarter or half without "next" is one that has begun."""
    name = relative[1:]
    tense = tense_of(syntax, token, "past" if caption else "future")
    if name[0] == "Q" or name[:2] in ("H1", "H2"):
        return "<="
    if tense == "future":
        return ">="
    if name[0] == "M" and parsed.tokens[max(first - 1, 0)].text.lower() == "by":
        return "~"
    return "~" if tense == "unknown" and name[0] in "MHSFW" and name != "WE" else "<="


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
