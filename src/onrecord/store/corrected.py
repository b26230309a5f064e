"""What has become of the corrections."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select, true

from onrecord.record import Correction, in_force
from onrecord.store.correcting import all_corrections
from onrecord.store.tables import correction_pages, readings, unfit
from onrecord.store.views import CorrectionView
from onrecord.store.who import tied

NO_PAGE = "its page is no longer in the record"


def correction_views(connection: Connection) -> tuple[CorrectionView, ...]:
    """Every correction by time, with its state; an undoing is in force unless it was undone itself."""
    everything = all_corrections(connection)
    holding = {it.id for it in in_force(everything)}
    undone = {it.undoes for it in everything if it.kind == "undo" and _holds(it, everything)}
    reasons = tied(connection).unfit
    for row in connection.execute(select(unfit.c.correction, unfit.c.why).order_by(unfit.c.reading)):
        reasons.setdefault(row.correction, row.why)
    views = []
    for it in everything:
        why = None
        if it.id in holding:
            why = reasons.get(it.id) or (None if _has_page(connection, it) else NO_PAGE)
        state = "undone" if it.id in undone else "unfit" if why else "in force"
        views.append(CorrectionView(correction=it, state=state, why=why))  # type: ignore[arg-type]
    return tuple(views)


def _holds(undoing: Correction, everything: tuple[Correction, ...]) -> bool:
    return not any(it.undoes == undoing.id and _holds(it, everything) for it in everything)


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
