"""What is found in an article, one module a kind of annotation."""

from onrecord.extract.learned import combined_attributions, describe_attributions
from onrecord.extract.rules import find_attributions

__all__ = ["combined_attributions", "describe_attributions", "find_attributions"]
