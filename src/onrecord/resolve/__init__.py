"""Who is who inside one article: names that corefer, roles, and the speakers of attributions."""

from onrecord.resolve.article import Resolved, resolve

__all__ = ["Resolved", "resolve"]
