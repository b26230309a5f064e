"""One person: names, roles with their evidence, what they said, what was said about them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from onrecord import api
from onrecord.record import UnknownName
from onrecord.web.correcting import fields
from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)
MOST = 40  # statements of a kind on the page; the statements page has all


@router.get("/people/{entity}")
def person(visit: Visiting, entity: str) -> Response:
    """The page; from a former id on to the present one."""
    with visit.record() as record:
        dossier = person_by_id(record, entity)
        ident = dossier.person.id
        if ident is not None and ident != entity:
            return RedirectResponse(f"/people/{ident}", 303)
        return visit.page("person.html", by=fields(visit), wrong=None, ticked=(), **portrait(dossier))


def portrait(dossier: api.Dossier) -> dict[str, Any]:
    """What the template shows of somebody; what they said is grouped by article, in the order of time."""
    groups = [list(some) for _, some in groupby(dossier.said, key=lambda it: it.article)]
    return {"dossier": dossier, "groups": groups}


def person_by_id(record: api.Record, entity: str) -> api.Dossier:
    """What the page shows of the person with this id. Raises UnknownName where there is none."""
    found = record.dossier(entity, most=MOST)
    if found is None:
        raise UnknownName("There is nobody with this id in this record.")
    return found
