"""Saying what is wrong with a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from onrecord import api
from onrecord.record import Attribution, Correction, MetadataError, UnknownName
from onrecord.web.correcting import Refused, Said, fields, keep
from onrecord.web.room import Visiting

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Stood:
    """A statement as it stands in the form: the words of its parts, and whom they were taken to mean."""

    id: str
    article: str
    who: str
    source: str
    cue: str
    content: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What a visitor filled in."""

    what: str = ""
    speaker: str = ""
    source: str = ""
    cue: str = ""
    content: str = ""


def words(
    what: Annotated[str, Form()] = "",
    speaker: Annotated[str, Form()] = "",
    source: Annotated[str, Form()] = "",
    cue: Annotated[str, Form()] = "",
    content: Annotated[str, Form()] = "",
) -> Words:
    """What these fields of a form say; line ends as the article has them."""
    plain = [it.replace("\r\n", "\n").strip() for it in (speaker, source, cue, content)]
    return Words(what, *plain)


@router.get("/statements/{statement}/correct")
def ask(visit: Visiting, statement: str) -> Response:
    """The form, as a page or as a part of one."""
    with visit.record() as record:
        stood = _stood(record, statement)
        template = "_correct-statement.html" if visit.wants_part else "correct-statement.html"
        return visit.page(
            template, s=stood, words=_as_it_stands(stood), seen=_version(record, stood), by=fields(visit),
            people=_names(record, stood), wrong=None, changed=None,
        )  # fmt: skip


@router.post("/statements/{statement}/correct")
def correct(
    visit: Visiting,
    statement: str,
    said: Said,
    what: Annotated[str, Form()] = "",
    speaker: Annotated[str, Form()] = "",
    source: Annotated[str, Form()] = "",
    cue: Annotated[str, Form()] = "",
    content: Annotated[str, Form()] = "",
    seen: Annotated[str, Form()] = "",
) -> Response:
    """Keep it; or the form again, with everything that was written, where it cannot be kept so."""
    given = words(what, speaker, source, cue, content)
    with visit.record() as record:
        stood = _stood(record, statement)

    def make() -> Correction:
        return api.correct_statement(
            visit.path, statement, author=said.author, reason=said.reason, seen=seen or None,
            **_told(given, stood),
        )[-1]  # fmt: skip

    done = keep(said, make)
    if not isinstance(done, Refused):
        return done
    with visit.record() as record:
        stood = _stood(record, statement)
        return visit.page(
            "correct-statement.html", status=done.status, s=stood, words=given,
            seen=done.changed.version if done.changed else seen, by=fields(visit, said),
            people=_names(record, stood), wrong=done.wrong, changed=done.changed,
        )  # fmt: skip


def _told(given: Words, stood: Stood) -> api.AboutStatement:
    """What a form says is wrong. Raises MetadataError where it says nothing."""
    match given.what:
        case "speaker":
            return {"speaker": given.speaker}
        case "nobody":
            return {"nobody": True}
        case "not-a-statement":
            return {"not_a_statement": True}
        case "boundaries":
            other: api.AboutStatement = {}
            if given.source != stood.source:
                other["source"] = given.source
            if given.cue != stood.cue:
                other["cue"] = given.cue
            if given.content != stood.content:
                other["content"] = given.content
            if not other:
                raise MetadataError("The words are those that stand there already. Change what is wrong.")
            return other
        case _:
            raise MetadataError("Choose what is wrong with the statement.")


def _stood(record: api.Record, statement: str) -> Stood:
    found = record.statement(statement)
    if found is not None:
        return Stood(
            found.id, found.article, found.entity_name or found.who or "", found.source, found.cue,
            found.content, False,
        )  # fmt: skip
    removed: Attribution | None = record.removed(statement)
    if removed is None:
        raise UnknownName("There is no such statement in this record.")
    who = removed.speaker.name if removed.speaker is not None else str(removed.source)
    parts = (str(removed.source), str(removed.cue), str(removed.content))
    return Stood(removed.id, removed.article_id, who, *parts, removed=True)


def _as_it_stands(stood: Stood) -> Words:
    return Words("", "", stood.source, stood.cue, stood.content)


def _version(record: api.Record, stood: Stood) -> str:
    standing = record.standing(stood.article)
    return standing.version(stood.id) if standing is not None else ""


def _names(record: api.Record, stood: Stood) -> list[str]:
    """Who is named in the article, to choose from."""
    found = record.find_people(article=stood.article)
    return [it.name for it in found.rows]
