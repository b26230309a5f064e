"""Filters as conditions on the tables."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, func, literal, or_, select, text, true

from onrecord.record import MetadataError
from onrecord.store import fts
from onrecord.store.asked import Filter
from onrecord.store.dates import Days, days_of
from onrecord.store.tables import (
    abouts,
    attributions,
    chains,
    entities,
    inferred_dates,
    members,
    readings,
)
from onrecord.store.words import encodable, fold


@dataclass(frozen=True, slots=True)
class Period:
    """Which articles are inside in time. Both are None where nothing is asked about time."""

    inside: ColumnElement[bool] | None
    undated: ColumnElement[bool] | None


def words_in(column: ColumnElement[str], wanted: str, *, begun: bool = False) -> ColumnElement[bool]:
    """Whether a column made by word_list() has every word of `wanted`; never, if that has no words.

    With `begun` it is enough that one of its words begins so.
    """
    words = fold(encodable(wanted)).split()
    end = "%" if begun else " %"
    return and_(*(column.like(f"% {word}{end}") for word in words)) if words else false()


def period(wanted: Filter) -> Period:
    """The condition on time; where no date is stated, the days that were inferred count.

    Raises MetadataError if a bound is no EDTF date.
    """
    since, until = _bound("since", wanted.since), _bound("until", wanted.until)
    stated, inferred = [], [inferred_dates.c.article == readings.c.article]
    if since:
        stated.append(readings.c.last_day >= since.first)
        inferred.append(func.coalesce(inferred_dates.c.latest, "9999") >= since.first)
    if until:
        stated.append(readings.c.first_day <= until.last)
        inferred.append(func.coalesce(inferred_dates.c.earliest, "") <= until.last)
    if not stated:
        return Period(None, None)
    known = exists().where(inferred_dates.c.article == readings.c.article)
    open_ = readings.c.first_day.is_(None)
    return Period(or_(and_(*stated), and_(open_, exists().where(*inferred))), and_(open_, ~known))


def article_condition(wanted: Filter) -> ColumnElement[bool]:
    """The condition on the articles themselves, but for time."""
    conditions: list[ColumnElement[bool]] = [readings.c.shown == true()]
    if wanted.outlet is not None:
        conditions.append(words_in(readings.c.outlet_words, wanted.outlet))
    if wanted.article is not None:
        conditions.append(readings.c.article == encodable(wanted.article))
    return and_(*conditions)


def statement_condition(wanted: Filter) -> ColumnElement[bool]:
    """The condition on the statements themselves: who speaks, about whom, how sure it is."""
    conditions: list[ColumnElement[bool]] = [true()]
    if wanted.speaker is not None:
        named = exists().where(
            chains.c.reading == attributions.c.reading,
            chains.c.position == attributions.c.speaker,
            called(wanted.speaker),
        )
        unresolved = and_(
            attributions.c.speaker.is_(None),
            words_in(func.onrecord_words(attributions.c.source), wanted.speaker),
        )
        conditions.append(or_(named, unresolved))
    if wanted.about is not None:
        conditions.append(_about(wanted.about))
    if wanted.min_probability:  # whatever it is, it is at least 0, known or not
        conditions.append(attributions.c.probability >= wanted.min_probability)
    return and_(*conditions)


def called(wanted: str, *, begun: bool = False) -> ColumnElement[bool]:
    """Whether a chain has all these words among its names, or among those of its entity; see words_in."""
    member, entity = members.alias(), entities.alias()
    across = (
        select(literal(1))
        .select_from(member.join(entity, entity.c.id == member.c.entity))
        .where(
            member.c.reading == chains.c.reading,
            member.c.chain == chains.c.position,
            words_in(entity.c.words, wanted, begun=begun),
        )
        .exists()
    )
    return or_(words_in(chains.c.words, wanted, begun=begun), across)


def _about(wanted: str) -> ColumnElement[bool]:
    if not fold(encodable(wanted)):
        return false()
    mentioned = exists().where(
        abouts.c.reading == attributions.c.reading,
        abouts.c.attribution == attributions.c.position,
        chains.c.reading == abouts.c.reading,
        chains.c.position == abouts.c.chain,
        called(wanted),
    )
    expression = fts.words_expression(wanted)
    if expression is None:
        return mentioned
    # The index finds the candidates fast, but by stems; the words themselves decide.
    found = (
        select(text("rowid"))
        .select_from(text("statement_search"))
        .where(text("statement_search MATCH :about").bindparams(about=expression))
    )
    in_content = and_(
        attributions.c.key.in_(found.scalar_subquery()),
        words_in(func.onrecord_words(attributions.c.content), wanted),
    )
    return or_(mentioned, in_content)


def _bound(name: str, value: str | None) -> Days | None:
    if value is None:
        return None
    days = days_of(value)
    if days is None:
        raise MetadataError(
            f"--{name} {value!r} is no date that we understand. "
            "Write a day (2031-05-04), a month (2031-05) or a year (2031)."
        )
    return days
