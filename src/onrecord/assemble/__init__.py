"""Views across articles: when undated ones appeared, and what happened in which order."""

from onrecord.assemble.anchors import infer_dates
from onrecord.assemble.calendar import Calendar, Stretch

__all__ = ["Calendar", "Stretch", "infer_dates"]
