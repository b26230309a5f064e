"""Who said these words: a quotation that somebody has, aligned with the texts of articles."""

from onrecord.assemble.quoted.passages import LEAST_SCORE, MOST_IN_ONE, find_passages
from onrecord.assemble.quoted.words import Quotation, read_quotation

__all__ = ["LEAST_SCORE", "MOST_IN_ONE", "Quotation", "find_passages", "read_quotation"]
