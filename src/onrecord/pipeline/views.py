"""The views across articles, with the calendar that they ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.assemble import ENTITIES_VERSION, infer_dates, make_timeline, resolve_again, resolve_entities
from onrecord.pipeline.calendar import TimexCalendar
from onrecord.pipeline.copying import assemble_copies
from onrecord.record import Entity, InferredDate, Reading, Timeline
from onrecord.store import Store

CALENDAR = TimexCalendar()
# An undated article takes a fraction of a second; a run that reads a few saved pages may wait for that.
INFERRED_AT_ONCE = 20


def infer(readings: Iterable[Reading]) -> tuple[InferredDate, ...]:
    """When those of `readings` that do not say so were published, as far as all of them tell."""
    return infer_dates(readings, CALENDAR)


def assemble(store: Store) -> None:
    """Write into `store` what follows from all its articles, if that is soon done.

    With many undated articles their days are left to whoever asks (see `inferred_dates`): reading is not
    held up.
    """
    assemble_copies(store)
    store.write_inferred_dates(infer, INFERRED_AT_ONCE)
    store.write_entities(resolve_entities, ENTITIES_VERSION)


def inferred_dates(store: Store) -> tuple[InferredDate, ...]:
    """What was inferred about the articles of `store`, or is now, where a run ended before it could be."""
    known = store.inferred_dates()
    return infer(store.readings()) if known is None else known


def know_people(store: Store) -> None:
    """Let what is asked of `store` next know who is who, where a run ended before that was written."""
    store.use_entities(resolve_entities, ENTITIES_VERSION)


def named_across(readings: Iterable[Reading], entities: Iterable[Entity]) -> Iterator[Reading]:
    """`readings` whose speakers have the names that they have across articles."""
    names = {member.chain: entity.name for entity in entities for member in entity.members}
    for reading in readings:
        said = tuple(
            replace(it, speaker=replace(it.speaker, name=names.get(it.speaker.id, it.speaker.name)))
            if it.speaker is not None
            else it
            for it in reading.attributions
        )
        yield replace(reading, attributions=said)


def resolved(readings: Iterable[Reading], dates: Mapping[str, InferredDate]) -> Iterator[Reading]:
    """`readings` with their time expressions resolved from `dates`, by article id."""
    return (resolve_again(reading, dates.get(reading.article.id), CALENDAR) for reading in readings)


def timeline(
    readings: Iterable[Reading],
    dates: Mapping[str, InferredDate],
    *,
    since: str | None = None,
    until: str | None = None,
    speaker: str | None = None,
    outlet: str | None = None,
) -> Timeline:
    """The dated happenings and statements of `readings`; see assemble.make_timeline."""
    return make_timeline(readings, dates, CALENDAR, since=since, until=until, speaker=speaker, outlet=outlet)
