"""Correcting the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypedDict

from fastapi import APIRouter, Body, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from onrecord import api
from onrecord.record import Correction
from onrecord.web.room import Visiting
from onrecord.web.service import models
from onrecord.web.service.asking import encodable
from onrecord.web.service.problems import may_answer

router = APIRouter(prefix="/api", responses=may_answer(400, 401, 403, 404, 409, 413, 421, 422, 503))

Word = Annotated[str, AfterValidator(encodable), Field(max_length=20_000, pattern="^[^\\x00]*$")]
Ident = Annotated[str, Field(pattern="^[0-9a-f]{1,64}$")]
Name = Annotated[
    str, AfterValidator(encodable), Field(min_length=1, max_length=200, pattern="^[^\\x00]*\\S[^\\x00]*$")
]


class Said(BaseModel):
    """What every correction has: who says so, and why."""

    model_config = ConfigDict(extra="forbid")
    author: Name
    reason: Word | None = None


class Seen(Said):
    """`seen` is the version that was looked at; where it is another by now, nothing is kept (409)."""

    seen: Word | None = None


class Merge(Said):
    """Several people are one; `seen` has the version of each."""

    kind: Literal["merge"]
    people: list[Ident] = Field(min_length=2, max_length=50)
    seen: dict[Ident, Word] | None = None


class Split(Seen):
    """Whom these articles name is somebody else than the rest of a person."""

    kind: Literal["split"]
    person: Ident
    articles: list[Ident] = Field(min_length=1, max_length=10_000)


class Speaker(Seen):
    """Somebody else said it; null: it cannot be told who."""

    kind: Literal["speaker"]
    statement: Ident
    speaker: Name | None


class NotAStatement(Seen):
    """Nobody said, thought or wanted anything there."""

    kind: Literal["not-a-statement"]
    statement: Ident


class Boundaries(Seen):
    """The words are others, as they stand in the article; "" where there are none."""

    kind: Literal["boundaries"]
    statement: Ident
    source: Word | None = None
    cue: Word | None = None
    content: Word | None = None


class Missed(Said):
    """Words of an article are a statement that was missed; `start` is their place, in code points."""

    kind: Literal["missed-statement"]
    article: Ident
    content: Word
    source: Word | None = None
    cue: Word | None = None
    speaker: Name | None = None
    start: int | None = Field(default=None, ge=0, le=1_000_000_000)


class Facts(Seen):
    """An article has another outlet, date (EDTF) or headline; "" where it is not known."""

    kind: Literal["article"]
    article: Ident
    outlet: Word | None = None
    published: Word | None = None
    headline: Word | None = None


class NotInStory(Seen):
    """An article does not belong to the record."""

    kind: Literal["not-in-story"]
    article: Ident


class Undo(Said):
    """A correction no longer holds."""

    kind: Literal["undo"]
    undoes: Ident


AnyCorrection = Annotated[
    Merge | Split | Speaker | NotAStatement | Boundaries | Missed | Facts | NotInStory | Undo,
    Body(discriminator="kind"),
]


@router.post("/corrections", status_code=201, response_model=models.Correction)
def correct(visit: Visiting, said: AnyCorrection, answer: Response) -> models.Correction:
    """Keep a correction. Send `/api/record`'s same-site token as X-OnRecord-Token, or a bearer token."""
    made = _keep(visit.path, said)
    answer.headers["location"] = f"/api/corrections/{made.id}"
    return models.Correction.model_validate(made)


class Signed(TypedDict):
    """Who corrects, and why."""

    author: str
    reason: str | None


def _keep(path: Path, said: AnyCorrection) -> Correction:
    by = Signed(author=said.author, reason=said.reason)
    match said:
        case Merge():
            return api.merge(path, said.people, seen=said.seen, **by)
        case Split():
            return api.split(path, said.person, said.articles, seen=said.seen, **by)
        case Speaker():
            about: api.AboutStatement = (
                {"nobody": True} if said.speaker is None else {"speaker": said.speaker}
            )
            return api.correct_statement(path, said.statement, seen=said.seen, **about, **by)[-1]
        case NotAStatement():
            return api.correct_statement(path, said.statement, not_a_statement=True, seen=said.seen, **by)[-1]
        case Boundaries():
            return api.correct_statement(
                path, said.statement, source=said.source, cue=said.cue, content=said.content,
                seen=said.seen, **by,
            )[-1]  # fmt: skip
        case Missed():
            return api.add_statement(
                path, said.article, said.content, source=said.source, cue=said.cue,
                speaker=said.speaker, start=said.start, **by,
            )  # fmt: skip
        case Facts():
            return api.correct_article(
                path, said.article, outlet=said.outlet, published=said.published,
                headline=said.headline, seen=said.seen, **by,
            )  # fmt: skip
        case NotInStory():
            return api.correct_article(path, said.article, belongs=False, seen=said.seen, **by)
        case Undo():
            return api.undo(path, said.undoes, **by)
