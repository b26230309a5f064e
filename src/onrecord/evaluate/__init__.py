"""Predicted meets gold: counts, then scores."""

from onrecord.evaluate.attributions import (
    GoldAttribution,
    GoldDocument,
    Parts,
    Scores,
    matches,
    overlap,
    same_source,
    score_attributions,
    word_places,
)

__all__ = [
    "GoldAttribution",
    "GoldDocument",
    "Parts",
    "Scores",
    "matches",
    "overlap",
    "same_source",
    "score_attributions",
    "word_places",
]
