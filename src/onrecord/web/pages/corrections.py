"""What people said against the machine: all of it, one by itself, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from onrecord import api
from onrecord.record import MetadataError, UnknownName
from onrecord.web.addresses import inside
from onrecord.web.correcting import Said, check_author, fields, kept
from onrecord.web.paging import part_of
from onrecord.web.room import Entry, Visit, Visiting
from onrecord.web.telling import Telling, told

router = APIRouter(include_in_schema=False)
ENTRY = Entry("Corrections", "/corrections")


@dataclass(frozen=True, slots=True)
class Shown:
    """A correction as a page shows it. `there` are the articles that it points at and that are there."""

    view: api.CorrectionView
    telling: Telling
    there: tuple[api.ArticleView, ...]
    undoes: api.CorrectionView | None


@router.get("/corrections")
def corrections(visit: Visiting, page: int = 1) -> Response:
    """The list, the latest first."""
    with visit.record() as record:
        part = part_of(record.corrections[::-1], page)
        return visit.page("corrections.html", part=part, shown=_shown(record, part.rows))


@router.get("/corrections/{correction}")
def correction(visit: Visiting, correction: str, back: str = "") -> Response:
    """One, with the form that undoes it."""
    return _page(visit, correction, back)


@router.post("/corrections/{correction}/undo")
def undo(visit: Visiting, correction: str, said: Said) -> Response:
    """Keep that it no longer holds."""
    try:
        check_author(said)
        return kept(api.undo(visit.path, correction, author=said.author, reason=said.reason), said)
    except MetadataError as error:
        return _page(visit, correction, said.back, said, str(error))


def _page(
    visit: Visit, ident: str, back: str, said: Said | None = None, wrong: str | None = None
) -> Response:
    with visit.record() as record:
        found = [it for it in record.corrections if it.correction.id == ident]
        if not found:
            raise UnknownName("There is no such correction in this record.")
        by = fields(visit, said)
        return visit.page(
            "correction.html", status=409 if wrong else 200, it=_shown(record, found)[0],
            by={**by, "back": inside(back) if back else by["back"]}, came=inside(back) if back else None,
            wrong=wrong,
        )  # fmt: skip


def _shown(record: api.Record, views: Sequence[api.CorrectionView]) -> list[Shown]:
    everything = {it.correction.id: it for it in record.corrections}
    tellings = {it.correction.id: told(it.correction) for it in views}
    wanted = {article for it in tellings.values() for article in it.articles}
    articles = {it.id: it for ident in sorted(wanted) for it in record.find_articles(article=ident)}
    return [
        Shown(
            view=it,
            telling=tellings[it.correction.id],
            there=tuple(articles[one] for one in tellings[it.correction.id].articles if one in articles),
            undoes=everything.get(it.correction.undoes or ""),
        )
        for it in views
    ]
