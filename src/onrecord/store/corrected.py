"""What has become of the corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, or_, select, true

from onrecord.record import Correction, in_force, undoings
from onrecord.store.correcting import all_corrections, articles_about
from onrecord.store.standing import standing
from onrecord.store.tables import correction_pages, readings, unfit
from onrecord.store.who import tied

NO_PAGE = "its page is no longer in the record"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction and what has become of it.

    `state` is "in force", "undone" or "unfit"; `why` says why it no longer fits. `overruled` is the id of
    a later one in force that says the last word on the same thing.
    """

    correction: Correction
    state: Literal["in force", "undone", "unfit"]
    why: str | None
    overruled: str | None = None


def correction_views(connection: Connection) -> tuple[CorrectionView, ...]:
    """Every correction by time, with its state; an undoing is in force unless it was undone itself."""
    everything = all_corrections(connection)
    holding = {it.id for it in in_force(everything)}
    undone = undoings(everything)
    later = _overruled(connection, in_force(everything))
    reasons = tied(connection).unfit
    for row in connection.execute(select(unfit.c.correction, unfit.c.why).order_by(unfit.c.reading)):
        reasons.setdefault(row.correction, row.why)
    views = []
    for it in everything:
        why = None
        if it.id in holding:
            why = reasons.get(it.id) or (None if _has_page(connection, it) else NO_PAGE)
        state = "undone" if it.id in undone else "unfit" if why else "in force"
        views.append(
            CorrectionView(correction=it, state=state, why=why, overruled=later.get(it.id))  # type: ignore[arg-type]
        )
    return tuple(views)


def _overruled(connection: Connection, holding: Iterable[Correction]) -> dict[str, str]:
    """The correction that says the last word where an earlier one spoke of the same, by the earlier's id."""
    number = Counter(article for it in holding for article in articles_about(connection, it))
    found: dict[str, str] = {}
    for article in sorted(article for article, times in number.items() if times > 1):
        here = standing(connection, article)
        for some in (here.facts, *here.statements.values()) if here is not None else ():
            for place, earlier in enumerate(some):
                last = [it.id for it in some[place + 1 :] if _decides(it, earlier)]
                found |= {earlier.id: last[-1]} if last else {}
    return found


def _decides(later: Correction, earlier: Correction) -> bool:
    """Whether `later` leaves nothing of what `earlier` says of the same thing."""
    if "not-a-statement" in (later.kind, earlier.kind):
        return True
    if later.kind != earlier.kind:
        return False
    return _told(earlier) <= _told(later)


def _told(correction: Correction) -> set[str]:
    parts = {target.part for target in correction.targets} - {"article", "statement"}
    return {*parts, *(name for name, _ in correction.values if name != "kind")}


def _has_page(connection: Connection, correction: Correction) -> bool:
    """Whether a page that it is about is there; an article that was taken out is there too."""
    joined = correction_pages.join(
        readings,
        or_(
            readings.c.sha256 == correction_pages.c.sha256,
            readings.c.article == correction_pages.c.article,
            readings.c.url == correction_pages.c.url,
        ),
    )
    query = select(readings.c.key).select_from(joined).where(correction_pages.c.correction == correction.id)
    if correction.kind != "not-in-story":
        query = query.where(readings.c.shown == true())
    return connection.execute(query.limit(1)).first() is not None
