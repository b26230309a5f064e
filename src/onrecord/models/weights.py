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


def read_weights(place: str | Path, name: str) -> Weights:
    """The file `name` of a package that ships it, or of a folder; raises ModelError.

    The file must have the digest that manifest.json beside it states: with other weights the same
    text would give another answer, and nobody would know why.
    """
    folder, remedy = (
        (files(place), "install onrecord again") if isinstance(place, str) else (place, "build it again")
    )
    try:
        stated = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sha256"][name]
        content = (folder / name).read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"cannot read the weights {name} of {place}: {error}; {remedy}") from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != stated:
        raise ModelError(
            f"the weights {name} of {place} have the SHA-256 {digest}, their manifest says {stated}; {remedy}"
        )
    return Weights(name, content, digest)
