"""One module a page: a `router`, and what the navigation calls it, if anything. Add yours to PAGES."""

from __future__ import annotations

from types import ModuleType

from onrecord.web.pages import (
    article,
    articles,
    correct_article,
    correct_person,
    correct_statement,
    corrections,
    find,
    people,
    person,
    sign_in,
    statement,
    statements,
    story,
    timeline,
)
from onrecord.web.room import Entry

# In the order of the navigation. FastAPI takes the first that fits: /x/new must stand before /x/{id}.
PAGES: tuple[ModuleType, ...] = (
    story,
    articles,
    article,
    people,
    person,
    statements,
    find,
    statement,
    timeline,
    correct_statement,
    correct_article,
    correct_person,
    corrections,
    sign_in,
)


def entries() -> tuple[Entry, ...]:
    """The entries of the navigation: those of the modules with an ENTRY."""
    return tuple(page.ENTRY for page in PAGES if hasattr(page, "ENTRY"))
