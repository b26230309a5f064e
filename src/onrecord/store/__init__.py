"""The record on disk: SQLite in one file, its queries and its search."""

from onrecord.store.fts import match_expression
from onrecord.store.rows import provenance_key
from onrecord.store.store import Store, open_store
from onrecord.store.views import (
    Articles,
    ArticleView,
    CompanionView,
    CopyView,
    CorrectionView,
    Counts,
    Dossier,
    Filter,
    Hit,
    Outcome,
    People,
    PersonView,
    RoleView,
    SearchResult,
    SeenView,
    Stated,
    Statements,
    StatementView,
    WriteResult,
)

__all__ = [
    "ArticleView",
    "Articles",
    "CompanionView",
    "CopyView",
    "CorrectionView",
    "Counts",
    "Dossier",
    "Filter",
    "Hit",
    "Outcome",
    "People",
    "PersonView",
    "RoleView",
    "SearchResult",
    "SeenView",
    "Stated",
    "StatementView",
    "Statements",
    "Store",
    "WriteResult",
    "match_expression",
    "open_store",
    "provenance_key",
]
