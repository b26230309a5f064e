"""The nouns of OnRecord. This package imports only the standard library."""

from onrecord.record.articles import (
    BLOCK_KINDS,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Dateline,
    PageRef,
    Published,
    article_id,
)
from onrecord.record.copies import CopyDirection, CopyOf
from onrecord.record.errors import (
    MetadataError,
    ModelError,
    OnrecordError,
    PageError,
    SpanMismatch,
    StoreError,
    UnknownName,
)
from onrecord.record.happenings import Evidence, Happening, InferredDate, Tense, interval
from onrecord.record.ids import digest_id
from onrecord.record.pages import Given, Page
from onrecord.record.parsed import Name, Parsed, Sentence, Token
from onrecord.record.readings import (
    Act,
    Attribution,
    Chain,
    ChainKind,
    Failure,
    Form,
    Mention,
    MentionKind,
    Provenance,
    Reading,
    Role,
    SpeakerHow,
)
from onrecord.record.settings import MEGABYTE, Fetching, Settings
from onrecord.record.spans import Span, Spans
from onrecord.record.summary import FIRST_FEW, PassedOver, Summary, Warned
from onrecord.record.syntax import Syntax
from onrecord.record.timelines import Line, Place, Timeline
from onrecord.record.timexes import Timex, TimexType

__all__ = [
    "BLOCK_KINDS",
    "FIRST_FEW",
    "MEGABYTE",
    "Act",
    "Article",
    "ArticleKind",
    "Attribution",
    "Block",
    "BlockKind",
    "Chain",
    "ChainKind",
    "CopyDirection",
    "CopyOf",
    "Dateline",
    "Evidence",
    "Failure",
    "Fetching",
    "Form",
    "Given",
    "Happening",
    "InferredDate",
    "Line",
    "Mention",
    "MentionKind",
    "MetadataError",
    "ModelError",
    "Name",
    "OnrecordError",
    "Page",
    "PageError",
    "PageRef",
    "Parsed",
    "PassedOver",
    "Place",
    "Provenance",
    "Published",
    "Reading",
    "Role",
    "Sentence",
    "Settings",
    "Span",
    "SpanMismatch",
    "Spans",
    "SpeakerHow",
    "StoreError",
    "Summary",
    "Syntax",
    "Tense",
    "Timeline",
    "Timex",
    "TimexType",
    "Token",
    "UnknownName",
    "Warned",
    "article_id",
    "digest_id",
    "interval",
]
