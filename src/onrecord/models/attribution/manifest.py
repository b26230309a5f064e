"""The manifest of a model's folder: what it was trained with, and the digests of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

COMBINED = "combined.tsv"
_FILES = ("encoder.onnx", "heads.onnx", "calibration.json", COMBINED)
_NAME = "manifest.json"


def write_manifest(folder: Path, manifest: Mapping[str, object]) -> None:
    """Write manifest.json into `folder`, with the digests of the model's files that lie there."""
    digests = {name: digest_of(folder / name) for name in _FILES if (folder / name).exists()}
    row = {"sha256": digests} | {name: value for name, value in manifest.items() if name != "sha256"}
    (folder / _NAME).write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, object]:
    """What manifest.json in `folder` says."""
    row: dict[str, object] = json.loads((folder / _NAME).read_text(encoding="utf-8"))
    return row


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
