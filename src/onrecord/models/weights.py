"""Weights that ship with the package: found, and checked against their manifest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from onrecord.record import ModelError


@dataclass(frozen=True, slots=True)
class Weights:
    """The bytes of a file of weights and their SHA-256."""

    name: str
    content: bytes
    digest: str


def read_weights(package: str, name: str, folder: Path | None = None) -> Weights:
    """The file `name` of `package`, or of `folder` if one is given; raises ModelError.

    The file must have the digest that manifest.json beside it states: with other weights the same
    text would give another answer, and nobody would know why.
    """
    place = folder if folder is not None else files(package)
    try:
        manifest = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
        content = (place / name).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot read the weights {name} of {package}: {error}; install onrecord again"
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    stated = manifest.get("sha256", {}).get(name)
    if digest != stated:
        raise ModelError(
            f"the weights {name} of {package} have the SHA-256 {digest}, their manifest says {stated}; "
            "install onrecord again"
        )
    return Weights(name, content, digest)
