"""OnRecord reads news coverage and keeps the record: who said what, through which outlet, and where."""

__version__ = "0.1.0"
