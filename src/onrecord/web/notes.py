"""What stands in the margin of an article: who speaks, as what, in which statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.record import Attribution, Reading
from onrecord.web.marking import MOST_DEEP, depths, numbered

if TYPE_CHECKING:
    from onrecord.api import StatementView

FORMS = {
    "direct": "in quotation marks",
    "indirect": "in the outlet's words",
    "mixed": "partly in quotation marks",
}
SPEAKER_HOW = {
    "name": "by the name that stands there",
    "surname": "by the surname that stands there",
    "pronoun": "by what the pronoun stands for",
    "nominal": "by a description of them",
    "implied": "from what goes before; nobody is named beside it",
    "corrected": "somebody said so in a correction",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement as the margin has it: its number in the article, its depth, what the record knows of it."""

    number: int
    depth: int
    view: StatementView
    attribution: Attribution

    @property
    def form(self) -> str:
        """How it is told, for people."""
        return FORMS[self.attribution.form]

    @property
    def speaker_how(self) -> str | None:
        """How the speaker was found, for people; None where there is no speaker."""
        how = self.attribution.speaker_how
        return SPEAKER_HOW[how] if how is not None else None


@dataclass(frozen=True, slots=True)
class Note:
    """Statements of one speaker that begin one after the other in a block."""

    remarks: tuple[Remark, ...]

    @property
    def view(self) -> StatementView:
        """Who speaks, as the first of the statements has it."""
        return self.remarks[0].view


def remarks(reading: Reading, views: Iterable[StatementView]) -> dict[str, Remark]:
    """A remark on every statement of an article, by id; `views` are what the record has of them."""
    numbers, deep = numbered(reading), depths(reading.attributions)
    by_id = {view.id: view for view in views}
    return {
        it.id: Remark(numbers[it.id], min(deep[it.id], MOST_DEEP), by_id[it.id], it)
        for it in reading.attributions
    }


def notes(statements: Iterable[Attribution], known: Mapping[str, Remark]) -> tuple[Note, ...]:
    """The notes beside a block in which these statements begin."""
    return tuple(
        Note(tuple(some)) for _, some in groupby((known[it.id] for it in statements), key=_speaker_of)
    )


def _speaker_of(remark: Remark) -> tuple[str | None, str | None, str | None]:
    view = remark.view
    return (view.entity, view.who, view.holder_who)
