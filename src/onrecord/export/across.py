"""What no article tells alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.record import CopyOf, InferredDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """What was worked out across the articles that leave.

    `dates` were inferred for articles without one, by article id; `copies` are by the id of the article that
    copies; `entities` are the ids of entities, by chain, and `identifiers` the public ones that some have.
    """

    dates: Mapping[str, InferredDate] = field(default_factory=dict)
    copies: Mapping[str, CopyOf] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)


NOTHING_ACROSS = Across()
