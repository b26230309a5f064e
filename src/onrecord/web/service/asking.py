"""Asking the record: articles, statements, people, entities, the timeline, corrections, search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator
from starlette.responses import Response

from onrecord import __version__
from onrecord.record import UnknownName
from onrecord.web.room import Visiting
from onrecord.web.service import models
from onrecord.web.service.description import LINE
from onrecord.web.service.problems import may_answer

MOST = 200
MOST_PASSAGES = 50  # each is compared word by word
LONGEST = 5_000  # characters of a quote


def only_known(request: Request) -> None:
    """Raises RequestValidationError for a parameter that the operation does not have."""
    operation = request.app.openapi()["paths"][request.scope["route"].path]["get"]
    known = {it["name"] for it in operation.get("parameters", ()) if it["in"] == "query"}
    unknown = [name for name in dict.fromkeys(request.query_params) if name not in known]
    if unknown:
        raise RequestValidationError(
            [{"loc": ("query", name), "msg": "there is no such parameter"} for name in unknown]
        )


router = APIRouter(
    prefix="/api",
    responses=may_answer(400, 401, 404, 421, 422, 503),
    dependencies=[Depends(only_known)],
)


def encodable(words: str) -> str:
    """`words`, if a file can keep them."""
    if "\x00" in words or any("\ud800" <= it <= "\udfff" for it in words):
        raise ValueError("has a character that no text has (NUL, or half a character)")
    return words


Words = Annotated[str, AfterValidator(encodable), Query(max_length=2000, pattern="^[^\\x00]*$")]
Ident = Annotated[str, Path(pattern="^[0-9a-f]{1,64}$")]
Number = Annotated[int, Query(ge=1, le=1_000_000)]
PerPage = Annotated[int, Query(ge=1, le=MOST)]


def wanted(
    speaker: Words | None = None,
    about: Words | None = None,
    outlet: Words | None = None,
    since: Words | None = None,
    until: Words | None = None,
) -> dict[str, Any]:
    """Which rows are asked for, as `onrecord show` takes it: names, and days as EDTF."""
    return {"speaker": speaker, "about": about, "outlet": outlet, "since": since, "until": until}


Wanted = Annotated[dict[str, Any], Depends(wanted)]


def _part(rows: Any, model: Any, page: int, per_page: int, undated: int = 0) -> Any:
    """A page of rows that are all there."""
    some = rows[(page - 1) * per_page : page * per_page]
    return models.Part[model](
        items=[model.model_validate(it) for it in some],
        total=len(rows),
        page=page,
        per_page=per_page,
        undated=undated,
    )


@router.get("/record", response_model=models.RecordInfo)
def record_info(visit: Visiting) -> models.RecordInfo:
    """What this record holds."""
    with visit.record() as record:
        return models.RecordInfo(
            name=visit.path.stem,
            version=__version__,
            counts=models.Counts.model_validate(record.counts),
            same_site_token=visit.room.access.same_site_token(visit.request.scope),
        )


@router.get("/articles", response_model=models.Part[models.Article])
def articles(visit: Visiting, asked: Wanted, page: Number = 1, per_page: PerPage = 50) -> Any:
    """Articles, earliest first; what has no date comes first."""
    with visit.record() as record:
        found = record.find_articles(start=(page - 1) * per_page, limit=per_page, **asked)
        return models.Part[models.Article](
            items=[models.Article.model_validate(it) for it in found.rows],
            total=found.total,
            page=page,
            per_page=per_page,
            undated=found.undated,
        )


@router.get(
    "/articles/{article}",
    response_class=Response,
    responses={200: {"content": {"application/json": {"schema": {"$ref": LINE}}}}},
)
def article(visit: Visiting, article: Ident) -> Response:
    """One article with all that was found in it: the same line as `onrecord export --format jsonl`."""
    with visit.record() as record:
        line = record.line(article)
    if line is None:
        raise UnknownName("There is no such article in this record.")
    return Response(line, media_type="application/json")


@router.get("/statements", response_model=models.Part[models.Statement])
def statements(
    visit: Visiting,
    asked: Wanted,
    article: Words | None = None,
    person: Words | None = None,
    words: Words | None = None,
    min_probability: Annotated[float | None, Query(ge=0, le=1)] = None,
    page: Number = 1,
    per_page: PerPage = 50,
) -> Any:
    """Statements, by article and place; with `words`, those that say them, best first."""
    with visit.record() as record:
        found = record.browse(
            start=(page - 1) * per_page, limit=per_page, article=article, speaker_id=person, words=words,
            min_probability=min_probability, order="fit" if words else "oldest", **asked,
        )  # fmt: skip
        return models.Part[models.Statement](
            items=[models.Statement.model_validate(it.statement) for it in found.rows],
            total=found.total,
            page=page,
            per_page=per_page,
            undated=found.undated,
        )


@router.get("/statements/{statement}", response_model=models.Corrected)
def statement(visit: Visiting, statement: Ident) -> models.Corrected:
    """One statement, what people said of it, and the version that a correction hands back."""
    with visit.record() as record:
        found = record.statement(statement)
        standing = record.standing(found.article) if found is not None else None
        if found is None or standing is None:
            raise UnknownName("There is no such statement in this record.")
        return models.Corrected(
            statement=models.Statement.model_validate(found),
            corrections=[models.Correction.model_validate(it) for it in standing.on(found.id)],
            version=standing.version(found.id),
        )


@router.get("/people", response_model=models.Part[models.Person])
def people(visit: Visiting, asked: Wanted, page: Number = 1, per_page: PerPage = 50) -> Any:
    """People, those who said most first; `speaker` asks for a name."""
    with visit.record() as record:
        found = record.find_people(start=(page - 1) * per_page, limit=per_page, **asked)
        return models.Part[models.Person](
            items=[models.Person.model_validate(it) for it in found.rows],
            total=found.total,
            page=page,
            per_page=per_page,
            undated=found.undated,
        )


@router.get("/people/{person}", response_model=models.Dossier)
def person(visit: Visiting, person: Ident) -> models.Dossier:
    """All that there is of one person; a former id leads to whoever it was."""
    with visit.record() as record:
        found = record.dossier(person)
        if found is None:
            raise UnknownName("There is nobody with this id in this record.")
        return models.Dossier.model_validate(found)


@router.get("/entities", response_model=models.Part[models.Entity])
def entities(visit: Visiting, page: Number = 1, per_page: PerPage = 50) -> Any:
    """Everybody and everything across articles, by id."""
    with visit.record() as record:
        found = record.list_entities(offset=(page - 1) * per_page, limit=per_page)
        return models.Part[models.Entity](
            items=[models.Entity.model_validate(it) for it in found.rows],
            total=found.total,
            page=page,
            per_page=per_page,
        )


@router.get("/timeline", response_model=models.Part[models.Line])
def timeline(
    visit: Visiting,
    since: Words | None = None,
    until: Words | None = None,
    speaker: Words | None = None,
    outlet: Words | None = None,
    page: Number = 1,
    per_page: PerPage = MOST,
) -> Any:
    """What happened and was said when, in the order of time; `undated` lines have no known day."""
    with visit.record() as record:
        found = record.timeline(since=since, until=until, speaker=speaker, outlet=outlet)
        return _part(found.lines, models.Line, page, per_page, found.undated)


@router.get("/corrections", response_model=models.Part[models.CorrectionState])
def corrections(visit: Visiting, page: Number = 1, per_page: PerPage = 50) -> Any:
    """Everything that people said against the machine, by time, undone or not."""
    with visit.record() as record:
        return _part(record.corrections, models.CorrectionState, page, per_page)


@router.get("/corrections/{correction}", response_model=models.CorrectionState)
def correction(visit: Visiting, correction: Ident) -> models.CorrectionState:
    """One correction and what has become of it."""
    with visit.record() as record:
        for it in record.corrections:
            if it.correction.id == correction:
                return models.CorrectionState.model_validate(it)
    raise UnknownName("There is no such correction in this record.")


@router.get("/search", response_model=models.Hits)
def search(visit: Visiting, asked: Wanted, q: Words, limit: PerPage = 20) -> models.Hits:
    """Where words stand, in statements and articles, best first, with the hits marked."""
    with visit.record() as record:
        return models.Hits.model_validate(record.search(q, limit=limit, **asked))


@router.get("/find", response_model=models.Finds)
def find(
    visit: Visiting,
    q: Annotated[str, AfterValidator(encodable), Query(max_length=LONGEST, pattern="^[^\\x00]*$")],
    limit: Annotated[int, Query(ge=1, le=MOST_PASSAGES)] = 10,
) -> models.Finds:
    """Who said these words: the passages closest to a quote, closest first, each with all its places."""
    with visit.record() as record:
        return models.Finds.model_validate(record.find(q, limit=limit))
