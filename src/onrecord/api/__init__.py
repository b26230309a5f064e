"""What people import: reading pages, and asking the record that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.api.asking import Many, Record, open_record
from onrecord.api.leaving import export_formats, line, line_schema, whole_file
from onrecord.api.named import Ambiguous
from onrecord.api.pages import (
    FETCHING,
    NOTHING_GIVEN,
    SETTINGS,
    Counted,
    OnPassedOver,
    Paths,
    read_addresses,
    read_sheet,
)
from onrecord.api.reader import Reader, doc_reader
from onrecord.api.reading import Report, default_jobs, read, read_each, read_into, sample_coverage, watch
from onrecord.api.wanted import ORDERS, Browsed, Order, Wanted, asks_for_words, has_words
from onrecord.corrections import (
    AboutArticle,
    AboutStatement,
    add_statement,
    correct_article,
    correct_statement,
    merge,
    split,
    undo,
)

# What the record answers with; whoever asks needs it for its types alone, and importing it takes seconds.
if TYPE_CHECKING:
    from onrecord.store import ArticleList as ArticleList
    from onrecord.store import Articles as Articles
    from onrecord.store import ArticleView as ArticleView
    from onrecord.store import CopyView as CopyView
    from onrecord.store import CorrectionView as CorrectionView
    from onrecord.store import Counts as Counts
    from onrecord.store import CoverageView as CoverageView
    from onrecord.store import Dossier as Dossier
    from onrecord.store import EntityList as EntityList
    from onrecord.store import Facet as Facet
    from onrecord.store import Facets as Facets
    from onrecord.store import FindResult as FindResult
    from onrecord.store import Found as Found
    from onrecord.store import FoundPlace as FoundPlace
    from onrecord.store import Hit as Hit
    from onrecord.store import People as People
    from onrecord.store import PersonView as PersonView
    from onrecord.store import Quoted as Quoted
    from onrecord.store import QuotedView as QuotedView
    from onrecord.store import QuotingView as QuotingView
    from onrecord.store import RoleView as RoleView
    from onrecord.store import SearchResult as SearchResult
    from onrecord.store import SeenView as SeenView
    from onrecord.store import Standing as Standing
    from onrecord.store import StatementHit as StatementHit
    from onrecord.store import StatementPage as StatementPage
    from onrecord.store import Statements as Statements
    from onrecord.store import StatementView as StatementView

__all__ = [
    "FETCHING",
    "NOTHING_GIVEN",
    "ORDERS",
    "SETTINGS",
    "AboutArticle",
    "AboutStatement",
    "Ambiguous",
    "Browsed",
    "Counted",
    "Many",
    "OnPassedOver",
    "Order",
    "Paths",
    "Reader",
    "Record",
    "Report",
    "Wanted",
    "add_statement",
    "asks_for_words",
    "correct_article",
    "correct_statement",
    "default_jobs",
    "doc_reader",
    "export_formats",
    "has_words",
    "line",
    "line_schema",
    "merge",
    "open_record",
    "read",
    "read_addresses",
    "read_each",
    "read_into",
    "read_sheet",
    "sample_coverage",
    "split",
    "undo",
    "watch",
    "whole_file",
]
