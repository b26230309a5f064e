"""Where pages come from."""

from onrecord.intake.files import NOT_THE_WEB, find_pages
from onrecord.intake.metadata import Sheet, parse_date, read_sheet

__all__ = ["NOT_THE_WEB", "Sheet", "find_pages", "parse_date", "read_sheet"]
