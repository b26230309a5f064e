"""The reading room: a record's pages in a browser. Asks `api`, fills templates, nothing more."""

from onrecord.web.app import make_app

__all__ = ["make_app"]
