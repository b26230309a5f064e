"""Inside one article: names that corefer, roles, the speakers of attributions, and what its dates date."""

from onrecord.resolve.article import Resolved, resolve
from onrecord.resolve.dating import Dated, date_events

__all__ = ["Dated", "Resolved", "date_events", "resolve"]
