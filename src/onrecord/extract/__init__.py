"""What is found in an article, one module a kind of annotation."""

from onrecord.extract.combining import Weights, parse_weights
from onrecord.extract.learned import combined_attributions, describe_attributions
from onrecord.extract.rules import find_attributions

__all__ = ["Weights", "combined_attributions", "describe_attributions", "find_attributions", "parse_weights"]
