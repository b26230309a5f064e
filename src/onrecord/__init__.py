"""OnRecord reads news coverage and keeps the record: who said what, through which outlet, and where.

>>> import onrecord
>>> record = onrecord.read(["pages/"])
>>> for s in record.attributions:
...     print(s.speaker, s.cue, s.content)
"""

__version__ = "0.1.0"

from onrecord.api import (
    Ambiguous,
    Reader,
    Record,
    export_formats,
    read,
    read_addresses,
    read_each,
    read_into,
    read_sheet,
    sample_coverage,
    watch,
)
from onrecord.api import open_record as open
from onrecord.corrections import (
    add_statement,
    correct_article,
    correct_statement,
    merge,
    split,
    undo,
)
from onrecord.record import (
    Article,
    Attribution,
    Chain,
    CopyOf,
    Correction,
    Entity,
    Evidence,
    Failure,
    Fetching,
    Given,
    Happening,
    InferredDate,
    Line,
    OnrecordError,
    Page,
    PageError,
    PassedOver,
    Reading,
    Settings,
    Span,
    Spans,
    Summary,
    Timeline,
    Timex,
)

__all__ = [
    "Ambiguous",
    "Article",
    "Attribution",
    "Chain",
    "CopyOf",
    "Correction",
    "Entity",
    "Evidence",
    "Failure",
    "Fetching",
    "Given",
    "Happening",
    "InferredDate",
    "Line",
    "OnrecordError",
    "Page",
    "PageError",
    "PassedOver",
    "Reader",
    "Reading",
    "Record",
    "Settings",
    "Span",
    "Spans",
    "Summary",
    "Timeline",
    "Timex",
    "__version__",
    "add_statement",
    "correct_article",
    "correct_statement",
    "export_formats",
    "merge",
    "open",
    "read",
    "read_addresses",
    "read_each",
    "read_into",
    "read_sheet",
    "sample_coverage",
    "split",
    "undo",
    "watch",
]
