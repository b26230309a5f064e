"""How sure the model is: a logistic regression over what decoding saw.

Fitted on articles that the network did not learn from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from onrecord.models.attribution.decode import LEAST_LINK
from onrecord.record import ModelError

FILE = "calibration.json"
# What decoding sees of an attribution: mean log-probabilities of the tags of content and cue, the least
# share of links from content to cue, that from cue to source (or to nobody), the logarithm of the content's
# words, and whether a source is named.
FEATURES = ("content", "cue", "link", "source", "log_words", "named")
_ROUNDS = 50
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of FEATURES and a constant; and the least link that a content of this model needs."""

    weights: tuple[float, ...]
    constant: float
    least_link: float = LEAST_LINK

    def probability(self, features: Sequence[float]) -> float:
        """The probability, 0 to 1, that an attribution with these features is right."""
        score = self.constant + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-score)) if score > -500 else 0.0


def read_calibration(folder: Path | None = None) -> Calibration:
    """What ships with the package, or lies in `folder`; raises ModelError."""
    place = (folder if folder is not None else files("onrecord.models.attribution")) / FILE
    try:
        row = json.loads(place.read_text(encoding="utf-8"))
        weights = tuple(float(row["weights"][name]) for name in FEATURES)
        return Calibration(weights, float(row["constant"]), float(row.get("least_link", LEAST_LINK)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "install onrecord again" if folder is None else "build the model again"
        raise ModelError(f"cannot read the calibration {place}: {error}; {remedy}") from error


def fit(
    features: Sequence[Sequence[float]], right: Sequence[bool], least_link: float = LEAST_LINK
) -> Calibration:
    """The calibration that fits best."""
    *weights, constant = logistic_regression(features, right)
    return Calibration(tuple(weights), constant, least_link)


def logistic_regression(features: Sequence[Sequence[float]], right: Sequence[bool]) -> list[float]:
    """The weights of the features, then the constant, by Newton's method on the penalised likelihood."""
    x = np.hstack([np.asarray(features, dtype=np.float64), np.ones((len(features), 1))])
    y = np.asarray(right, dtype=np.float64)
    w = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (p - y) + _RIDGE * w
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + _RIDGE * np.eye(len(w)), slope)
    return [float(v) for v in w]


def write_calibration(calibration: Calibration, folder: Path) -> None:
    """Write calibration.json into `folder`."""
    weights = {name: round(w, 6) for name, w in zip(FEATURES, calibration.weights, strict=True)}
    row = {
        "weights": weights,
        "constant": round(calibration.constant, 6),
        "least_link": calibration.least_link,
    }
    (folder / FILE).write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
