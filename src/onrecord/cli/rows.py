"""How articles, statements, people, dates and failures look in a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.cli.terminal import Column, cell, harmless
from onrecord.record import Failure, InferredDate

if TYPE_CHECKING:
    from onrecord.api import ArticleView, Counts, PersonView, RoleView, SeenView, StatementView

ARTICLES = (
    Column("Article", 5),
    Column("Outlet", 2),
    Column("Published", 2),
    Column("Statements", number=True),
)
STATEMENTS = (Column("Who", 4), Column("Says", 2), Column("What", 9), Column("Where", 5))
PEOPLE = (
    Column("Who", 4),
    Column("Roles", 5),
    Column("Outlets", 4),
    Column("Articles", number=True),
    Column("Statements", number=True),
    Column("Inside another", number=True),
)
DATES = (Column("Article", 4), Column("Published", 2), Column("Why", 8))
NOBODY = "(nobody named)"
KINDS = {"live": "live page", "stub": "only its beginning", "video": "video page", "gallery": "gallery"}
FAILURES = (Column("Page", 4), Column("Why", 6))


def nothing_found(record: Path, counts: Counts) -> str:
    """What to say where there is no row."""
    if counts.articles or not counts.failures:
        return "Nothing was found."
    pages = "The only page" if counts.failures == 1 else f"All {counts.failures} pages"
    return f"Nothing was found. {pages} could not be read; `onrecord show {record} failures` says why."


def article_cells(article: ArticleView) -> Sequence[Text]:
    """The cells of an article."""
    return (
        cell(
            cell(article.headline or "(no headline)", style="bold"),
            cell(_place(article.url, article.origin), style="dim"),
            cell(KINDS.get(article.kind), style="italic"),
            cell(_copied(article), style="italic"),
        ),
        cell(article.outlet, cell(article.agency and f"via {article.agency}", style="dim")),
        cell(
            day(article.published or article.inferred),
            cell("inferred" if article.inferred else None, style="dim"),
        ),
        Text(str(article.statements)),
    )


def _copied(article: ArticleView) -> str | None:
    """Of which article this one is a copy, and how that is known."""
    copy_of = article.copy_of
    if copy_of is None:
        return None
    name = ": ".join(filter(None, (copy_of.outlet, copy_of.headline))) or copy_of.article
    return f"{'copy of' if copy_of.direction else 'same story as'} {name}. {copy_of.why}"


def statement_cells(statement: StatementView) -> Sequence[Text]:
    """The cells of a statement: who with their roles, the cue, the content, where it stands."""
    return (
        cell(
            cell(statement.who or NOBODY, style="bold"),
            cell(across(statement), style="dim"),
            cell(according_to(statement), style="italic"),
            *(cell(role, style="dim") for role in roles_of(statement.roles)),
        ),
        cell(statement.cue or "(goes on)"),
        cell(statement.content),
        cell(
            " ".join(filter(None, (statement.outlet, when(statement)))),
            cell(f"{_place(statement.url, statement.origin)} {statement.start}–{statement.end}", style="dim"),
        ),
    )


def across(statement: StatementView) -> str | None:
    """Who the speaker is across articles, where other articles have a fuller name."""
    if statement.entity_name is None or statement.entity_name == statement.who:
        return None
    return f"= {statement.entity_name}"


def according_to(statement: StatementView) -> str | None:
    """By whose words we know of a statement that lies inside another; None where it is the speaker's own."""
    if statement.holder is None or (
        statement.speaker is not None and statement.holder_speaker == statement.speaker
    ):
        return None
    return f"according to {statement.holder_who or NOBODY}"


def person_cells(person: PersonView) -> Sequence[Text]:
    """The cells of a person."""
    others = [name for name in person.names if name != person.name]
    return (
        cell(cell(person.name, style="bold"), cell(", ".join(others), style="dim")),
        cell(*roles_of(person.roles), cell(author_of(person.wrote), style="italic")),
        cell(", ".join(person.outlets)),
        Text(str(person.articles)),
        Text(str(person.statements)),
        Text(str(person.held)),
    )


def author_of(wrote: int) -> str | None:
    """What to say of somebody who wrote so many of the articles."""
    return None if not wrote else "author" if wrote == 1 else f"author of {wrote} articles"


def date_cells(date: InferredDate, article: ArticleView) -> Sequence[Text]:
    """The cells of an inferred date: the article, the days, the reasons."""
    likeliest = None if date.earliest == date.latest else f"likeliest {date.likeliest}"
    return (
        cell(
            cell(article.headline or "(no headline)", style="bold"),
            cell(_place(article.url, article.origin), style="dim"),
        ),
        cell(date.edtf, cell(likeliest, style="dim")),
        cell(*(reason.sentence for reason in date.evidence)),
    )


def failure_cells(failure: Failure) -> Sequence[Text]:
    """The cells of a failure."""
    return cell(failure.origin, style="bold"), cell(failure.reason)


def marked(text: str, marks: Sequence[tuple[int, int]], *, colour: bool) -> Text:
    """`text` with its marks bold on a terminal, between ** in a pipe."""
    shown = Text()
    done = 0
    for start, end in marks:
        shown.append(_inside(text[done:start]))
        shown.append(_inside(text[start:end]) if colour else f"**{_inside(text[start:end])}**", "bold yellow")
        done = end
    shown.append(_inside(text[done:]))
    return shown


def _inside(text: str) -> str:
    # harmless, but a space at an end separates words here
    return (
        (" " if text[:1].isspace() else "")
        + harmless(text.strip())
        + (" " if text[-1:].isspace() and text.strip() else "")
    )


def roles_of(roles: Sequence[RoleView]) -> list[str]:
    """Roles in words, those that differ only in case once."""
    return list({str(role).casefold(): str(role) for role in reversed(roles)}.values())[::-1]


def day(published: str | None) -> str | None:
    """A date of publication without its time."""
    return published and published.partition("T")[0]


def when(told: StatementView | SeenView) -> str | None:
    """When the article was published, or from when it seems to be."""
    if told.published_inferred is not None:
        return f"({told.published_inferred}, inferred)"
    return day(told.published)


def _place(url: str | None, origin: str) -> str:
    return url or origin
