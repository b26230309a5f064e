"""A probability that means what it says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.models.attribution.calibration import (
    FEATURES,
    Calibration,
    fit,
    read_calibration,
    write_calibration,
)
from onrecord.models.attribution.decode import LEAST_LINK
from onrecord.record import ModelError


def test_what_is_fitted_says_how_often_it_is_right(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    features = random.normal(size=(6000, len(FEATURES)))
    truth = 1 / (1 + np.exp(-(features @ np.array([1.0, 0.5, 2.0, 0.0, -1.0, 0.3]) + 0.4)))
    right = random.random(6000) < truth
    write_calibration(fit(features.tolist(), right.tolist()), tmp_path)
    calibration = read_calibration(tmp_path)
    said = np.array([calibration.probability(row) for row in features.tolist()])
    assert np.abs(said - truth).max() < 0.1
    for low in (0.0, 0.25, 0.5, 0.75):
        some = (said >= low) & (said < low + 0.25)
        assert abs(said[some].mean() - right[some].mean()) < 0.05


def test_the_least_link_is_the_models_own_and_else_that_of_the_one_that_ships(tmp_path: Path) -> None:
    write_calibration(Calibration((0.0,) * len(FEATURES), 0.0, least_link=0.4), tmp_path)
    assert read_calibration(tmp_path).least_link == 0.4
    row = json.loads((tmp_path / "calibration.json").read_text())
    del row["least_link"]
    (tmp_path / "calibration.json").write_text(json.dumps(row))
    assert read_calibration(tmp_path).least_link == LEAST_LINK == read_calibration().least_link


@pytest.mark.parametrize("content", [None, "", "{}", '{"weights": {"content": 1}, "constant": 0}'])
def test_a_broken_file_is_said_so(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "calibration.json").write_text(content)
    with pytest.raises(ModelError, match=r"calibration\.json"):
        read_calibration(tmp_path)
