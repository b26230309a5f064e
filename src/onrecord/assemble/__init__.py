"""Views across articles: who is who, when undated ones appeared, and what happened in which order."""

from onrecord.assemble.anchors import infer_dates
from onrecord.assemble.calendar import Calendar, Stretch
from onrecord.assemble.copies import find_copies
from onrecord.assemble.dated import resolve_again
from onrecord.assemble.entities import VERSION as ENTITIES_VERSION
from onrecord.assemble.entities import resolve_entities
from onrecord.assemble.quoted import MOST_IN_ONE, find_passages, read_quotation
from onrecord.assemble.timeline import make_timeline

__all__ = [
    "ENTITIES_VERSION",
    "MOST_IN_ONE",
    "Calendar",
    "Stretch",
    "find_copies",
    "find_passages",
    "infer_dates",
    "make_timeline",
    "read_quotation",
    "resolve_again",
    "resolve_entities",
]
