"""Weights are what their manifest says, or they are not used."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.models.sessions import open_session
from onrecord.models.weights import read_weights
from onrecord.record import ModelError


def lay(folder: Path, content: bytes, stated: str | None = None) -> None:
    (folder / "x.onnx").write_bytes(content)
    digest = stated or hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({"sha256": {"x.onnx": digest}}))


def test_weights_come_with_their_digest(tmp_path: Path) -> None:
    lay(tmp_path, b"abc")
    weights = read_weights(tmp_path, "x.onnx")
    assert (weights.content, weights.digest) == (b"abc", hashlib.sha256(b"abc").hexdigest())


def test_other_weights_than_the_manifest_states_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, b"abc", "0" * 64)
    with pytest.raises(ModelError, match=r"000000.*build it again"):
        read_weights(tmp_path, "x.onnx")


def test_missing_weights_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=rf"cannot read the weights x\.onnx of {tmp_path}.*build it again"):
        read_weights(tmp_path, "x.onnx")


def test_weights_that_ship_are_had_again_by_installing() -> None:
    with pytest.raises(ModelError, match=r"of onrecord\.models: .*install onrecord again"):
        read_weights("onrecord.models", "x.onnx")


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"sha256": []}', '{"sha256": {"y.onnx": "0"}}'])
def test_a_manifest_that_states_nothing_is_said_so(tmp_path: Path, manifest: str) -> None:
    lay(tmp_path, b"abc")
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(ModelError, match=r"cannot read the weights x\.onnx"):
        read_weights(tmp_path, "x.onnx")


def test_bytes_that_are_no_model_are_said_so(tmp_path: Path) -> None:
    lay(tmp_path, b"no model at all")
    with pytest.raises(ModelError, match=r"x\.onnx cannot be opened"):
        open_session(read_weights(tmp_path, "x.onnx"))
