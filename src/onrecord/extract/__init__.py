"""What is found in an article, one module a kind of annotation."""

from collections.abc import Callable

from onrecord.extract.rules import find_attributions
from onrecord.record import Article, Attribution, Parsed

RULES = "rules"

# How attributions can be found, by the name that `--attribution` takes.
EXTRACTORS: dict[str, Callable[[Article, Parsed], tuple[Attribution, ...]]] = {RULES: find_attributions}

__all__ = ["EXTRACTORS", "RULES", "find_attributions"]
