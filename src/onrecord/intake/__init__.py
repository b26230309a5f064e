"""Where pages come from."""

from onrecord.intake.files import find_pages
from onrecord.intake.metadata import Sheet, parse_date, read_sheet

__all__ = ["Sheet", "find_pages", "parse_date", "read_sheet"]
