"""The grammar: which words make a time expression, and what they mean.

A rule is tried at every place; of matches that overlap the longest wins, then the earlier rule.
"""

from __future__ import annotations

from onrecord.extract.timexes.clock import CLOCK_RULES
from onrecord.extract.timexes.dates import DATE_RULES
from onrecord.extract.timexes.lengths import LENGTH_RULES
from onrecord.extract.timexes.parts import PART_RULES
from onrecord.extract.timexes.patterns import Rule
from onrecord.extract.timexes.terms import TERM_RULES

RULES: tuple[Rule, ...] = (*PART_RULES, *DATE_RULES, *TERM_RULES, *CLOCK_RULES, *LENGTH_RULES)
