"""Saying who is who: two who are one, one who is two."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import Response

from onrecord import api
from onrecord.record import Correction, MetadataError
from onrecord.web.correcting import Refused, Said, fields, keep
from onrecord.web.pages.person import person_by_id, portrait
from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)
MOST_FOUND = 12  # people to choose from


@router.get("/people/{entity}/merge")
def ask_merge(visit: Visiting, entity: str, q: str | None = None) -> Response:
    """The form: find the other one, and say that they are one. With htmx, whom the words fit alone."""
    with visit.record() as record:
        one = person_by_id(record, entity)
        words = (one.person.name.split()[-1] if q is None else q).strip()
        others = _others(record, one, words)
        values: dict[str, Any] = {"one": one, "q": words, "others": others}
        if visit.wants_part and q is not None:
            return visit.page("_merge-others.html", chosen=None, **values)
        return visit.page("merge.html", chosen=None, by=fields(visit), wrong=None, changed=None, **values)


@router.post("/people/{entity}/merge")
def merge(
    visit: Visiting,
    entity: str,
    said: Said,
    other: Annotated[str, Form()] = "",
    seen: Annotated[str, Form()] = "",
    q: Annotated[str, Form()] = "",
) -> Response:
    """Keep that they are one."""

    def make() -> Correction:
        if not other:
            raise MetadataError("Choose who it is.")
        by: dict[str, Any] = {"author": said.author, "reason": said.reason}
        return api.merge(visit.path, [entity, other], seen={entity: seen} if seen else None, **by)

    done = keep(said, make)
    if not isinstance(done, Refused):
        return done
    with visit.record() as record:
        one = person_by_id(record, entity)
        return visit.page(
            "merge.html", status=done.status, one=one, q=q, others=_others(record, one, q),
            chosen=other, by=fields(visit, said), wrong=done.wrong, changed=done.changed,
        )  # fmt: skip


@router.post("/people/{entity}/split")
def split(
    visit: Visiting,
    entity: str,
    said: Said,
    article: Annotated[list[str] | None, Form()] = None,
    seen: Annotated[str, Form()] = "",
) -> Response:
    """Keep that the articles that were ticked mean somebody else."""

    def make() -> Correction:
        if not article:
            raise MetadataError("Tick the articles that mean somebody else.")
        by: dict[str, Any] = {"author": said.author, "reason": said.reason}
        return api.split(visit.path, entity, article, seen=seen or None, **by)

    done = keep(said, make)
    if not isinstance(done, Refused):
        return done
    with visit.record() as record:
        dossier = person_by_id(record, entity)
        return visit.page(
            "person.html", status=done.status, by=fields(visit, said), ticked=article or [],
            wrong=str(done.changed or done.wrong), **portrait(dossier),
        )  # fmt: skip


def _others(record: api.Record, one: api.Dossier, words: str) -> list[api.PersonView]:
    """Whom the words fit."""
    if not words:
        return []
    found = record.find_people(typed=words, limit=MOST_FOUND + 1)
    return [it for it in found if it.id not in (None, one.person.id)][:MOST_FOUND]
