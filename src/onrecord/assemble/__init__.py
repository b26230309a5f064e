"""Views across articles: when undated ones appeared, and what happened in which order."""

from onrecord.assemble.anchors import infer_dates
from onrecord.assemble.calendar import Calendar, Stretch
from onrecord.assemble.copies import find_copies
from onrecord.assemble.dated import resolve_again
from onrecord.assemble.timeline import make_timeline

__all__ = ["Calendar", "Stretch", "find_copies", "infer_dates", "make_timeline", "resolve_again"]
