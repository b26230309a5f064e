"""What happened in which order, across articles: a line for each dated happening and dated statement.

Copies of a story tell it in the same words; they give one line with all its places. That two articles mean
one happening in other words is not told here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.assemble.calendar import Calendar, Stretch
from onrecord.assemble.dated import resolve_again, resolve_likeliest
from onrecord.record import (
    Attribution,
    Happening,
    InferredDate,
    Line,
    MetadataError,
    Place,
    Reading,
    Span,
    Tense,
    Timeline,
    Timex,
)

# What ended longer before its article was published is background: news calls "last month" and "in March"
# its own, and turns to years after that.
BACKGROUND_AFTER = timedelta(days=92)
LONGEST_OF_STORY = timedelta(days=92)  # what is told of a longer time (a year, a half) is background too
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Told:
    """One line before copies are laid together."""

    stretch: Stretch
    edtf: str
    sure: bool
    kind: str
    words: str
    key: tuple[str, ...]
    tense: Tense | None
    background: bool
    place: Place


def make_timeline(
    readings: Iterable[Reading],
    dates: Mapping[str, InferredDate],
    calendar: Calendar,
    *,
    since: str | None = None,
    until: str | None = None,
    speaker: str | None = None,
    outlet: str | None = None,
) -> Timeline:
    """The dated happenings and statements of `readings`, by day, the longer first, then by words.

    `dates` are what was inferred of articles without a day. `since` and `until` are EDTF dates that a line
    must touch; `speaker` and `outlet` are words that must all be in the name of one who vouches for it, or
    of its outlet. Raises MetadataError for a bound that is no date.
    """
    first, last = _bound("since", since, calendar), _bound("until", until, calendar)
    found: dict[tuple[object, ...], list[_Told]] = {}
    undated = 0
    for reading in readings:
        inferred = dates.get(reading.article.id)
        for told in _told_of(reading, inferred, calendar):
            place = told if isinstance(told, Place) else told.place
            if not (_fits(speaker, place.speaker) and _fits(outlet, place.outlet)):
                continue
            if isinstance(told, Place):
                undated += 1
            elif not (first and told.stretch.last < first.first) and not (
                last and told.stretch.first > last.last
            ):
                key = (told.stretch.first, told.stretch.last, told.kind, told.key)
                found.setdefault(key, []).append(told)
    lines = [_line(copies) for copies in found.values()]
    lines.sort(key=lambda line: (line.first, _backwards(line.last), line.words, line.places[0].id))
    return Timeline(tuple(lines), undated)


def _told_of(reading: Reading, inferred: InferredDate | None, calendar: Calendar) -> Iterator[_Told | Place]:
    """Each dated happening and statement of an article; those without a day as their place alone."""
    published = _published(reading, inferred, calendar)
    likeliest = resolve_likeliest(reading, inferred, calendar)
    agreed = {timex.id: timex for timex in resolve_again(reading, inferred, calendar).timexes}
    said = {attribution.id: attribution for attribution in reading.attributions}
    by_verb: dict[tuple[int, int], list[tuple[Happening, Stretch]]] = {}
    for it in reading.happenings:
        speaker = said.get(it.attribution) if it.attribution else None
        stretch = _stretch(likeliest[it.timex], calendar)
        if stretch is None:
            yield _place(reading, inferred, it.id, speaker, likeliest[it.timex].span, it.verb)
        else:
            by_verb.setdefault((it.verb.start, it.verb.end), []).append((it, stretch))
    for group in by_verb.values():
        for it, stretch in _finest(group):
            timex = likeliest[it.timex]
            speaker = said.get(it.attribution) if it.attribution else None
            yield _Told(
                stretch=stretch,
                edtf=timex.edtf or stretch.first.isoformat(),
                sure=agreed[it.timex].value == timex.value,
                kind="happening",
                words=str(it.clause),
                key=_key(" ".join(span.text for span in _without(it.clause, timex.span))),
                tense=_tense(stretch, published, it.tense),
                background=_is_background(stretch, published),
                place=_place(reading, inferred, it.id, speaker, timex.span, it.verb),
            )
    for attribution in reading.attributions:
        if attribution.time is None or not attribution.cue:
            continue
        timex = likeliest[attribution.time]
        holder = said.get(attribution.holder) if attribution.holder else None
        place = _place(reading, inferred, attribution.id, holder, timex.span, attribution.cue[0])
        when = _stretch(timex, calendar)
        if when is None:
            yield place
            continue
        who = attribution.speaker.name if attribution.speaker else str(attribution.source)
        yield _Told(
            stretch=when,
            edtf=timex.edtf or when.first.isoformat(),
            sure=agreed[attribution.time].value == timex.value,
            kind="statement",
            words=_said(who, attribution),
            key=_key(str(attribution.content)),
            tense=_tense(when, published, "past"),
            background=_is_background(when, published),
            place=place,
        )


def _said(who: str, attribution: Attribution) -> str:
    """A statement in one line, its cue before the source where it stands so ("according to ...")."""
    first, cue = attribution.source[:1], attribution.cue
    parts = (
        [str(cue), who] if first and cue[0].start < first[0].start and " " in str(cue) else [who, str(cue)]
    )
    return f"{' '.join(filter(None, parts))}: {attribution.content}"


def _finest(group: list[tuple[Happening, Stretch]]) -> Iterator[tuple[Happening, Stretch]]:
    """Of the dates of one verb those that hold no other: "in May, on the 4th" is the 4th. Equal ones once."""
    kept: dict[tuple[date, date], tuple[Happening, Stretch]] = {}
    for it, stretch in group:
        if not any(_holds(stretch, other) for _, other in group):
            kept.setdefault((stretch.first, stretch.last), (it, stretch))
    yield from kept.values()


def _holds(outer: Stretch, inner: Stretch) -> bool:
    longer = outer.last - outer.first > inner.last - inner.first
    return longer and outer.first <= inner.first and inner.last <= outer.last


def _stretch(timex: Timex, calendar: Calendar) -> Stretch | None:
    return calendar.parse(timex.value) if timex.value else None


def _published(reading: Reading, inferred: InferredDate | None, calendar: Calendar) -> Stretch | None:
    """When an article appeared, the likeliest day where that is inferred."""
    stated = reading.article.published.value if reading.article.published else None
    known = inferred.likeliest if inferred else stated
    return calendar.parse(known) if known else None


def _is_background(stretch: Stretch, published: Stretch | None) -> bool:
    long_ago = published is not None and published.first - stretch.last > BACKGROUND_AFTER
    return long_ago or stretch.last - stretch.first > LONGEST_OF_STORY


def _tense(stretch: Stretch, published: Stretch | None, tense: Tense | None) -> Tense | None:
    """The tense of a clause; what its article could not know yet is to come ("has time until May 15").

    What was to come on a day before the article ("would be towed on Monday", on Tuesday) is none of these.
    """
    if published is None:
        return tense
    if stretch.first > published.last:
        return "future"
    return None if tense == "future" and stretch.last < published.first else tense


def _place(
    reading: Reading,
    inferred: InferredDate | None,
    ident: str,
    speaker: Attribution | None,
    day: Span,
    verb: Span,
) -> Place:
    article = reading.article
    stated = article.published.value if article.published else None
    who = None
    if speaker is not None:
        who = speaker.speaker.name if speaker.speaker else str(speaker.source) or "(nobody named)"
    return Place(
        id=ident,
        article=article.id,
        outlet=article.outlet,
        published=inferred.edtf if inferred else stated,
        published_inferred=inferred is not None,
        origin=article.page.origin,
        url=article.url,
        speaker=who,
        date=day,
        verb=verb,
    )


def _line(copies: list[_Told]) -> Line:
    """One line of several copies; its words are those of the first place."""
    ordered = sorted(copies, key=lambda it: (it.place.article, it.place.verb.start, it.place.id))
    best = ordered[0]
    return Line(
        date=best.edtf,
        first=best.stretch.first.isoformat(),
        last=best.stretch.last.isoformat(),
        sure=any(it.sure for it in ordered),
        kind="statement" if best.kind == "statement" else "happening",
        words=best.words,
        tense=best.tense,
        background=all(it.background for it in ordered),
        places=tuple(it.place for it in ordered),
    )


def _without(clause: Iterable[Span], day: Span) -> Iterator[Span]:
    """The parts of a clause without the words of its date, which a copy may have changed."""
    for part in clause:
        if part.start <= day.start and day.end <= part.end:
            before, after = part.text[: day.start - part.start], part.text[day.end - part.start :]
            yield Span(part.article_id, part.start, day.start, before)
            yield Span(part.article_id, day.end, part.end, after)
        else:
            yield part


def _key(text: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_WORD.findall("".join(char for char in decomposed if not unicodedata.combining(char))))


def _fits(wanted: str | None, name: str | None) -> bool:
    return wanted is None or (bool(_key(wanted)) and set(_key(wanted)) <= set(_key(name or "")))


def _backwards(day: str) -> int:
    return -date.fromisoformat(day).toordinal()


def _bound(name: str, value: str | None, calendar: Calendar) -> Stretch | None:
    if value is None:
        return None
    found = calendar.parse(value.strip())
    if found is None:
        raise MetadataError(
            f"--{name} {value!r} is no date that we understand. "
            "Write a day (2031-05-04), a month (2031-05) or a year (2031)."
        )
    return found
