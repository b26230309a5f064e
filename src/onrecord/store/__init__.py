"""The record on disk: SQLite in one file, its queries and its search."""

from onrecord.store.fts import match_expression
from onrecord.store.rows import provenance_key
from onrecord.store.store import Store, open_store
from onrecord.store.views import (
    Articles,
    ArticleView,
    CopyView,
    Counts,
    Filter,
    Hit,
    Outcome,
    People,
    PersonView,
    RoleView,
    SearchResult,
    Stated,
    Statements,
    StatementView,
    WriteResult,
)

__all__ = [
    "ArticleView",
    "Articles",
    "CopyView",
    "Counts",
    "Filter",
    "Hit",
    "Outcome",
    "People",
    "PersonView",
    "RoleView",
    "SearchResult",
    "Stated",
    "StatementView",
    "Statements",
    "Store",
    "WriteResult",
    "match_expression",
    "open_store",
    "provenance_key",
]
