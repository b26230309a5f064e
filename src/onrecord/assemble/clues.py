"""What one article's own words tell about the day on which it was published.

A clue gives each day a weight. How far back the weekdays, days of a month, months and years lie that news
names are shares counted in TimeBank and AQUAINT (the 208 articles of the development part), rounded and
never 0, since every habit has exceptions. What an exception costs is our judgement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from onrecord.assemble.days import Day, Days, Meanings, iso
from onrecord.record import Evidence, Reading, Span, Tense, Timex

# A weekday in the past tense lies so many days back: 53, 35, 17, 16, 6, 3, 2 of 132.
_WEEKDAY = (0.38, 0.25, 0.13, 0.12, 0.05, 0.04, 0.03)
# The latest day that is named by its date lies so many days back: (up to, weight of each day), of 46 outside
# datelines 1, 13, 15, 8, 6, 3. Newsrooms name the days of the last week by weekday, so that dates begin where
# those end; not all of them do, so this counts less where the article names no weekday.
_LATEST_DAY = ((0, 0.05), (5, 0.15), (14, 1.0), (35, 0.5), (90, 0.1), (200, 0.045), (366, 0.013))
_DIP_WITHOUT_WEEKDAYS = 0.5
_DIP = 5  # days
_RECENT_TOO = 0.3  # for each other of the last days that is named by its date, beside weekdays
_LATEST_DAY_TO_COME = 0.002  # one time in fifty, on any of the days of a year
_LATEST_YEAR_HALVES = 3.0  # years: of 47 articles 6 name their own year last, 8 the one before, 6, 5, 5, 2
_SAME_MONTH = 0.1  # "in March", in an article of March: none of 36
_LONG_AGO_MONTH = 0.3  # ten or eleven months back: 1 of 36
_NOT_PAST = 0.02  # that something told in the past tense was still to come
# "The 2031 campaign": 8 of 94 articles of PolNeAR name the year after their own as a noun's.
_NOT_PAST_NOUN = 0.7
_NOT_FUTURE = 0.05
_YEARS_LATER = 10  # what is not from these years after its last date with a year, tells too little
# One in twenty times they do not belong together, and then any of some ten years is as good.
_OTHER_YEAR = 0.005
_OTHER_WEEKDAY = 0.005  # one time in thirty by mistake, and then on any of the others

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_IS_WEEKDAY = re.compile(r"<=?[1-7]")
_IS_DAY = re.compile(r"(?:~|<=?|>=?)M\d{2}-\d{2}")
_IS_MONTH = re.compile(r"<=?M(\d{2})")
_YEAR = re.compile(r"\d{4}")
_NAMES = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,(]*(?:the\s)?[\s,(]*")


@dataclass(frozen=True, slots=True)
class Clue:
    """How well each day fits, and, once the likeliest day is known, why, in words."""

    weigh: Callable[[Day], float]
    explain: Callable[[Day], Evidence]
    window: Days | None = None  # the days that come into question at all by it
    closed: bool = False  # whether it says that the article is not from after its window


def find_clues(reading: Reading, meanings: Meanings) -> tuple[Clue, ...]:
    """The clues of an article in a fixed order; () where its words tell nothing."""
    words = _Words(reading, meanings)
    return tuple(
        clue
        for find in (
            _coarse,
            _past,
            _future,
            _latest_day,
            _weekdays,
            _months,
            _years_beside,
            _weekdays_beside,
        )
        for clue in find(words)
    )


class _Words:
    """The timexes of an article that can tell something, with the tense of what they date."""

    def __init__(self, reading: Reading, meanings: Meanings) -> None:
        self.reading = reading
        self.meanings = meanings
        self.timexes = [timex for timex in reading.timexes if timex.type in ("DATE", "TIME")]
        self.tense: dict[str, Tense | None] = {it.timex: it.tense for it in reading.happenings}
        self.tense |= {said.time: "past" for said in reading.attributions if said.time is not None}

    def relative(self, pattern: re.Pattern[str]) -> list[Timex]:
        """Those whose meaning before a date begins like this, each meaning once."""
        found: dict[str, Timex] = {}
        for timex in self.timexes:
            step = (timex.relative or "").partition("/")[0]
            if timex.anchor in (None, "published") and pattern.fullmatch(step):
                found.setdefault(step, timex)
        return [found[step] for step in sorted(found)]

    def is_past(self, timex: Timex) -> bool:
        return self.tense.get(timex.id) == "past"


def _coarse(words: _Words) -> Iterator[Clue]:
    published = words.reading.article.published
    fetched = words.reading.article.page.fetched
    if published is not None:
        stretch = words.meanings.calendar.parse(published.value)
        if stretch is not None:
            days = Days(stretch.first.toordinal(), stretch.last.toordinal())
            sentence = f"It says that it is from {published.value}."
            yield Clue(
                lambda day: 1.0 if days.first <= day <= days.last else 0.0,
                lambda day: Evidence(sentence=sentence, spans=()),
                days,
                closed=True,
            )
    if fetched is not None:
        limit = date.fromisoformat(fetched[:10]).toordinal() + 1  # time zones
        read = f"It was there when the page was fetched, {fetched[:10]}."
        yield Clue(
            lambda day: 1.0 if day <= limit else 0.0,
            lambda day: Evidence(sentence=read, spans=()),
            closed=True,
        )


def _past(words: _Words) -> Iterator[Clue]:
    """The latest date that is told as past: the article is not older, and seldom much younger.

    A year beside a noun ("the 2031 fair") has no tense; it is mostly past too.
    """
    dated = [
        (days, timex)
        for timex in words.timexes
        if words.tense.get(timex.id) not in ("future", "present")
        and (days := words.meanings.absolute(timex)) is not None
    ]
    if not dated:
        return

    def rank(it: tuple[Days, Timex]) -> tuple[Day, Day, int]:
        return it[0].first, it[0].last, -it[1].span.start

    latest, last = max(dated, key=rank)
    past = [it for it in dated if words.is_past(it[1])]
    surely, told = max(past, key=rank) if past else (latest, last)

    def weigh(day: Day) -> float:
        if day < surely.first and past:
            return _far_off(_NOT_PAST, surely.first - day, 30)
        if day < latest.first:
            return _far_off(_NOT_PAST_NOUN, latest.first - day, 365)
        return float((1 + (day - latest.first) / (365 * _LATEST_YEAR_HALVES)) ** -2)

    def explain(day: Day) -> Evidence:
        shown = told if day < latest.first else last
        how = "tells of" if words.is_past(shown) else "names"
        past_too = " as past" if words.is_past(shown) else ""
        sentence = f"It {how} “{shown.span}”{past_too}, and no later date with a year."
        return Evidence(sentence=sentence, spans=(shown.span,))

    yield Clue(weigh, explain, Days(surely.first - 366, latest.last + 366 * _YEARS_LATER))


def _future(words: _Words) -> Iterator[Clue]:
    """The first date that is told as still to come."""
    dated = [
        (days, timex)
        for timex in words.timexes
        if words.tense.get(timex.id) == "future" and (days := words.meanings.absolute(timex)) is not None
    ]
    if dated:
        days, timex = min(dated, key=lambda it: (it[0].last, it[0].first, it[1].span.start))
        reason = Evidence(sentence=f"It tells of “{timex.span}” as still to come.", spans=(timex.span,))
        yield Clue(
            lambda day: _far_off(_NOT_FUTURE, day - days.last, 30) if day > days.last else 1.0,
            lambda day: reason,
            Days(days.first - 366 * _YEARS_LATER, days.last + 366),
            closed=True,
        )


def _latest_day(words: _Words) -> Iterator[Clue]:
    """Days that are named by their date without a year: the latest of them is mostly some weeks back."""
    named = [timex for timex in words.relative(_IS_DAY) if words.is_past(timex)]
    if not named:
        return
    with_weekdays = bool(words.relative(_IS_WEEKDAY))
    bounds = [up_to for up_to, _ in _LATEST_DAY]

    def by_day(day: Day) -> list[tuple[Day, Timex]]:
        found = [(days.last, timex) for timex in named if (days := words.meanings.on(timex, day)) is not None]
        return sorted(found, key=lambda it: (-it[0], it[1].span.start))

    def weigh(day: Day) -> float:
        listed = by_day(day)
        found = listed[0] if listed else None
        if found is None or found[0] > day:
            return _LATEST_DAY_TO_COME
        back = day - found[0]
        weight = _LATEST_DAY[min(bisect_right(bounds, back - 1), len(bounds) - 1)][1]
        if not with_weekdays:
            return max(weight, _DIP_WITHOUT_WEEKDAYS) if back <= _DIP else weight
        others = {it for it, _ in listed if 0 <= day - it <= _DIP} - {found[0]}
        return float(weight * _RECENT_TOO ** len(others))

    def explain(day: Day) -> Evidence:
        timex = next((it for _, it in by_day(day)), named[0])
        more = (
            ", and other days by their weekdays, as news names those of its own week" if with_weekdays else ""
        )
        return Evidence(
            sentence=f"The latest day that it names by its date is “{timex.span}”{more}.", spans=(timex.span,)
        )

    yield Clue(weigh, explain)


def _weekdays(words: _Words) -> Iterator[Clue]:
    """Weekdays in the past tense: mostly of yesterday and the day itself."""
    named = words.relative(_IS_WEEKDAY)
    if not named:
        return

    def weigh(day: Day) -> float:
        weight = 1.0
        for timex in named:
            days = words.meanings.on(timex, day)
            back = day - days.first if days is not None else 7
            weight *= _WEEKDAY[back] if 0 <= back < 7 else _NOT_PAST
        return weight

    def explain(day: Day) -> Evidence:
        names = " and ".join(f"“{timex.span}”" for timex in named)
        return Evidence(
            sentence=f"It names {names}, as news names the days just before it.",
            spans=tuple(timex.span for timex in named),
        )

    yield Clue(weigh, explain)


def _months(words: _Words) -> Iterator[Clue]:
    """ "In March": not said in March itself, nor often after eleven months."""
    for timex in words.relative(_IS_MONTH):
        month = int((timex.relative or "")[-2:]) if _IS_MONTH.fullmatch(timex.relative or "") else None
        if month is None or not words.is_past(timex):
            continue

        def weigh(day: Day, month: int = month) -> float:
            back = (date.fromordinal(day).month - month) % 12
            return _SAME_MONTH if back == 0 else _LONG_AGO_MONTH if back > 9 else 1.0

        reason = Evidence(
            sentence=f"It calls a month “{timex.span}”, which is not how news names its own.",
            spans=(timex.span,),
        )
        yield Clue(weigh, partial(_always, reason))


def _far_off(weight: float, days: int, scale: int) -> float:
    """The weight of an error by so many days: small ones are likelier than large ones."""
    return float(weight * (1 + days / scale) ** -2)


def _always(reason: Evidence, day: Day) -> Evidence:
    return reason


def _years_beside(words: _Words) -> Iterator[Clue]:
    """A day without a year, in a sentence that names one year: "the 2031 fair in Tarn, Aug. 23"."""
    for group in _by_clause(words):
        years = [timex for timex in group if timex.relative is None and _YEAR.fullmatch(timex.value or "")]
        named = [timex for timex in group if _IS_DAY.fullmatch(timex.relative or "")]
        if len({timex.value for timex in years}) != 1 or not named:
            continue
        stated, timex = years[0], named[0]
        year = words.meanings.absolute(stated)
        if year is None:
            continue

        def weigh(day: Day, timex: Timex = timex, year: Days = year) -> float:
            days = words.meanings.on(timex, day)
            return 1.0 if days is not None and days.meets(year) else _OTHER_YEAR

        reason = Evidence(
            sentence=f"“{timex.span}” stands beside “{stated.span}”, so it is a day of that year.",
            spans=(stated.span, timex.span),
        )
        yield Clue(weigh, partial(_always, reason), Days(year.first - 200, year.last + 366 * 2), closed=True)


def _by_clause(words: _Words) -> Iterable[Sequence[Timex]]:
    """The timexes of each clause that has several, the same words once."""
    seen: set[tuple[str, ...]] = set()
    for it in sorted(words.reading.happenings, key=lambda it: (it.verb.start, it.id)):
        group = [
            timex
            for timex in words.timexes
            if any(part.start <= timex.span.start and timex.span.end <= part.end for part in it.clause)
        ]
        key = tuple(timex.span.text for timex in group)
        if len(group) > 1 and key not in seen:
            seen.add(key)
            yield group


def _weekdays_beside(words: _Words) -> Iterator[Clue]:
    """A day and its weekday side by side fit only some years."""
    text = words.reading.article.text
    seen: set[tuple[str, int]] = set()
    for before, timex in zip([None, *words.timexes], words.timexes, strict=False):
        if not _IS_DAY.fullmatch((timex.relative or "").partition("/")[0]):
            continue
        name = _NAMES.search(timex.span.text)
        spans: tuple[Span, ...] = (timex.span,)
        if name is None and before is not None and timex.span.start - before.span.end < 8:
            beside = _BESIDE.fullmatch(text, before.span.end, timex.span.start)
            name = _NAMES.fullmatch(before.span.text) if beside else None
            spans = (before.span, timex.span) if name else spans
        if name is None:
            continue
        weekday = _WEEKDAYS.index(name[1].lower())
        if (timex.relative or "", weekday) in seen:
            continue
        seen.add((timex.relative or "", weekday))

        def weigh(day: Day, timex: Timex = timex, weekday: int = weekday) -> float:
            days = words.meanings.on(timex, day)
            fits = days is not None and (days.first - 1) % 7 == weekday
            return 1.0 if fits else _OTHER_WEEKDAY

        def explain(
            day: Day, timex: Timex = timex, spans: tuple[Span, ...] = spans, name: str = name[1]
        ) -> Evidence:
            days = words.meanings.on(timex, day)
            on = f": {iso(days.first)} is one" if days else ""
            return Evidence(sentence=f"“{timex.span}” is a {name}{on}.", spans=spans)

        yield Clue(weigh, explain)
