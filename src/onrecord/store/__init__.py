"""The record on disk: SQLite in one file, its queries and its search."""

from onrecord.store.asked import (
    UNKNOWN,
    Asked,
    Facet,
    Facets,
    FacetValue,
    Filter,
    StatementHit,
    StatementPage,
)
from onrecord.store.candidates import MOST_CANDIDATES, At, Candidate, FindResult, Found, FoundPlace, Place
from onrecord.store.corrected import CorrectionView
from onrecord.store.dossier import CompanionView, Dossier, RolePlace, SeenView, version_of_person
from onrecord.store.fts import match_expression
from onrecord.store.overview import CoverageView, Quoted, QuotedView, QuotingView
from onrecord.store.rows import provenance_key
from onrecord.store.search import Hit, SearchResult
from onrecord.store.standing import AS_READ, Removed, Standing
from onrecord.store.store import Store, open_store
from onrecord.store.views import (
    ArticleList,
    Articles,
    ArticleView,
    CopyView,
    Counts,
    EntityList,
    Outcome,
    People,
    PersonView,
    RoleView,
    Stated,
    Statements,
    StatementView,
    WriteResult,
)

__all__ = [
    "AS_READ",
    "MOST_CANDIDATES",
    "UNKNOWN",
    "ArticleList",
    "ArticleView",
    "Articles",
    "Asked",
    "At",
    "Candidate",
    "CompanionView",
    "CopyView",
    "CorrectionView",
    "Counts",
    "CoverageView",
    "Dossier",
    "EntityList",
    "Facet",
    "FacetValue",
    "Facets",
    "Filter",
    "FindResult",
    "Found",
    "FoundPlace",
    "Hit",
    "Outcome",
    "People",
    "PersonView",
    "Place",
    "Quoted",
    "QuotedView",
    "QuotingView",
    "Removed",
    "RolePlace",
    "RoleView",
    "SearchResult",
    "SeenView",
    "Standing",
    "Stated",
    "StatementHit",
    "StatementPage",
    "StatementView",
    "Statements",
    "Store",
    "WriteResult",
    "match_expression",
    "open_store",
    "provenance_key",
    "version_of_person",
]
