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
    weights = read_weights("some.package", "x.onnx", tmp_path)
    assert (weights.content, weights.digest) == (b"abc", hashlib.sha256(b"abc").hexdigest())


def test_other_weights_than_the_manifest_states_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, b"abc", "0" * 64)
    with pytest.raises(ModelError, match=r"000000.*install onrecord again"):
        read_weights("some.package", "x.onnx", tmp_path)


def test_missing_weights_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot read the weights x\.onnx of some\.package"):
        read_weights("some.package", "x.onnx", tmp_path)


def test_bytes_that_are_no_model_are_said_so(tmp_path: Path) -> None:
    lay(tmp_path, b"no model at all")
    with pytest.raises(ModelError, match=r"x\.onnx cannot be opened"):
        open_session(read_weights("some.package", "x.onnx", tmp_path))
