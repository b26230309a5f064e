"""How often words that need not be a time expression are annotated as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# A rule's own rate weighs as much as this many sightings of the words.
PRIOR_WEIGHT = 2.0
THRESHOLD = 0.5  # a match is kept when it is rather right than wrong: that is best for F1 at these rates
ANY = "*"


@dataclass(frozen=True, slots=True)
class Rates:
    """Counts (seen, right) of (rule, words); the words "*" hold the rule's own."""

    counts: Mapping[tuple[str, str], tuple[int, int]]

    def may(self, rule: str, words: str) -> bool:
        """Whether these words, matched by this rule, are rather a time expression; True for unknown rules."""
        if (rule, ANY) not in self.counts:
            return True
        all_seen, all_right = self.counts[rule, ANY]
        seen, right = self.counts.get((rule, words), (0, 0))
        rate = (right + PRIOR_WEIGHT * all_right / max(all_seen, 1)) / (seen + PRIOR_WEIGHT)
        return rate >= THRESHOLD


@cache
def rates() -> Rates:
    """The rates that ship with the package."""
    text = files("onrecord.extract.timexes").joinpath("rates.tsv").read_text(encoding="utf-8")
    _header, *rows = (line for line in text.splitlines() if not line.startswith("#"))
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for rule, words, seen, right in (row.split("\t") for row in rows):
        counts[rule, words] = (int(seen), int(right))
    return Rates(counts)
