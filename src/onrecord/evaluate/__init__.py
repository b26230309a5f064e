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
from onrecord.evaluate.roles import RoleScores, RoleWords
from onrecord.evaluate.speakers import NamedContent, SpeakerScores, same_name, wrong_merges

__all__ = [
    "GoldAttribution",
    "GoldDocument",
    "NamedContent",
    "Parts",
    "RoleScores",
    "RoleWords",
    "Scores",
    "SpeakerScores",
    "matches",
    "overlap",
    "same_name",
    "same_source",
    "score_attributions",
    "word_places",
    "wrong_merges",
]
