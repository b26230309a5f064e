"""Saying that the machine is wrong: kept with author, time and reason, and undone by another."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from onrecord.record import Correction, MetadataError, StoreError

# As in `api`, what takes seconds to load is imported where it is used.
if TYPE_CHECKING:
    from onrecord.store import Store


class AboutStatement(TypedDict, total=False):
    """What `correct_statement` takes of a statement."""

    speaker: str
    nobody: bool
    not_a_statement: bool
    source: str
    cue: str
    content: str


class AboutArticle(TypedDict, total=False):
    """What `correct_article` takes of an article."""

    outlet: str
    published: str
    headline: str
    belongs: bool


def merge(
    record: str | Path,
    people: Sequence[str],
    *,
    author: str | None = None,
    reason: str | None = None,
    seen: Mapping[str, str] | None = None,
) -> Correction:
    """Say that several people (entity ids, see Record.find_people) are one; see `undo`.

    Like every correction it is kept with its author (None: you), time and reason, holds when pages are read
    again, and is never deleted. Raises UnknownName for an id that is nobody's. With `seen`, the
    Dossier.version of each as you saw them, Changed is raised where it is another by now.
    """
    from onrecord import pipeline

    with _open_to_correct(record) as store:
        return pipeline.merge(store, people, _author(author), reason, seen=seen)


def split(
    record: str | Path,
    person: str,
    articles: Sequence[str],
    *,
    author: str | None = None,
    reason: str | None = None,
    seen: str | None = None,
) -> Correction:
    """Say that whom these articles (by id) name is somebody else than the rest of this person."""
    from onrecord import pipeline

    with _open_to_correct(record) as store:
        return pipeline.split(store, person, articles, _author(author), reason, seen=seen)


def correct_statement(
    record: str | Path,
    statement: str,
    *,
    speaker: str | None = None,
    nobody: bool = False,
    not_a_statement: bool = False,
    source: str | None = None,
    cue: str | None = None,
    content: str | None = None,
    author: str | None = None,
    reason: str | None = None,
    seen: str | None = None,
) -> tuple[Correction, ...]:
    """Say what is wrong with a statement (by id, or the beginning of one).

    `speaker` is a name, in the article or not; `nobody` says that it cannot be told. `source`, `cue` and
    `content` are the words that these should be, as they stand in the article, several parts with " … "
    between them; "" where there are none. Raises UnknownName for an id of no statement, CorrectionError for
    words that are not in the article, or what cannot be meant together. With `seen`, what
    `Record.standing(article).version(statement)` said when you looked, Changed is raised where others
    corrected the statement since, with what they said.
    """
    from onrecord import pipeline

    with _open_to_correct(record) as store:
        return pipeline.correct_statement(
            store,
            statement,
            _author(author),
            reason,
            speaker=speaker,
            nobody=nobody,
            wrong=not_a_statement,
            source=source,
            cue=cue,
            content=content,
            seen=seen,
        )


def add_statement(
    record: str | Path,
    article: str,
    content: str,
    *,
    source: str | None = None,
    cue: str | None = None,
    speaker: str | None = None,
    start: int | None = None,
    author: str | None = None,
    reason: str | None = None,
) -> Correction:
    """Say that these words of an article (by id) are a statement that was missed.

    `start` is where they stand, in code points, if they stand there more than once.
    """
    from onrecord import pipeline

    with _open_to_correct(record) as store:
        return pipeline.miss_statement(
            store, article, content, _author(author), reason,
            source=source, cue=cue, speaker=speaker, start=start,
        )  # fmt: skip


def correct_article(
    record: str | Path,
    article: str,
    *,
    outlet: str | None = None,
    published: str | date | None = None,
    headline: str | None = None,
    belongs: bool = True,
    author: str | None = None,
    reason: str | None = None,
    seen: str | None = None,
) -> Correction:
    """Say that an article (by id) has another outlet, date or headline, or that it does not belong.

    "" says that there is none, or that it is not known. Raises MetadataError for what is no date; for
    `seen` see `correct_statement`, here with `version(None)`.
    """
    from onrecord import pipeline

    day = published.isoformat() if isinstance(published, date) else published
    told = {"outlet": outlet, "published": day, "headline": headline}
    values = {name: value.strip() or None for name, value in told.items() if value is not None}
    if values.get("published") is not None:
        values["published"] = _day(values["published"])
    with _open_to_correct(record) as store:
        return pipeline.correct_article(
            store, article, _author(author), reason, values=values, belongs=belongs, seen=seen
        )


def undo(
    record: str | Path, correction: str, *, author: str | None = None, reason: str | None = None
) -> Correction:
    """Say that a correction (by id, or the beginning of one) no longer holds. That can be undone too.

    Raises AlreadyUndone where somebody did, UnknownName where there is none.
    """
    from onrecord import pipeline

    with _open_to_correct(record) as store:
        return pipeline.undo(store, correction, _author(author), reason)


def _open_to_correct(record: str | Path) -> Store:
    from onrecord import store

    if not Path(record).exists():
        raise StoreError(f"{record}: there is no such record. `onrecord read PAGES -o {record}` makes one.")
    return store.open_store(record, "write")


def _author(author: str | None) -> str:
    if author is not None and author.strip():
        return author.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "somebody"


def _day(published: str | None) -> str | None:
    from onrecord import intake

    day = intake.parse_date(published) if published is not None else None
    if published is not None and day is None:
        raise MetadataError(
            f"{published!r} is no date. Write a day (2031-05-04), a month (2031-05) or a year (2031)."
        )
    return day
