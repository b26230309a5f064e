"""What a larger model says of the texts that a smaller one learns from (distillation, Hinton et al. 2015)."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.models.attribution.infer import AttributionModel
from onrecord.models.attribution.labels import NOBODY
from onrecord.models.attribution.scores import Links
from onrecord.models.encoder.pieces import Ints, Pieces

logger = logging.getLogger(__name__)

LEAST_SHARE = 0.01  # smaller shares are not kept

Halves = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Shares:
    """Where words point: one entry a word and a word it may point at, by `rows`, then `columns`.

    A column of NOBODY stands for nothing. `shares` are probabilities.
    """

    rows: Ints
    columns: Ints
    shares: Halves


@dataclass(frozen=True, slots=True)
class Taught:
    """What the teacher says of an article: probabilities of TAGS [words, TAGS], and of links."""

    tags: Halves
    cue_of: Shares
    source_of: Shares


def teach(model: AttributionModel, texts: Sequence[Pieces], cache: Path) -> list[Taught]:
    """What `model` says of each text; kept in `cache`, from where the same is read again."""
    key = _key(model.models, texts)
    if cache.exists():
        with np.load(cache) as kept:
            if str(kept["key"]) == key:
                return [_read(kept, number) for number in range(len(texts))]
    made = []
    for number, pieces in enumerate(texts, 1):
        scores = model.score(pieces)
        tags = np.exp(scores.tags).astype(np.float16)
        made.append(Taught(tags, _sparse(scores.cue_of), _sparse(scores.source_of)))
        if number % 100 == 0:
            logger.info("the teacher has read %d of %d texts", number, len(texts))
    columns: dict[str, npt.NDArray[np.generic]] = {"key": np.array(key)}
    for number, taught in enumerate(made):
        columns[f"{number} tags"] = taught.tags
        for name, links in (("cue_of", taught.cue_of), ("source_of", taught.source_of)):
            columns[f"{number} {name} rows"] = links.rows
            columns[f"{number} {name} columns"] = links.columns
            columns[f"{number} {name} shares"] = links.shares
    with cache.open("wb") as file:
        np.savez(file, **columns)  # type: ignore[arg-type]  # its stub takes the names for options
    return made


def _sparse(windows: Sequence[Links]) -> Shares:
    rows, columns, shares = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    for links in windows:
        table = np.hstack([links.nothing[:, None], links.at])
        row, column = np.nonzero(table >= LEAST_SHARE)
        rows.append(row + links.of)
        columns.append(np.where(column == 0, NOBODY, column - 1 + links.first))
        shares.append(table[row, column])
    return Shares(np.concatenate(rows), np.concatenate(columns), np.concatenate(shares).astype(np.float16))


def _key(models: Sequence[tuple[str, str]], texts: Sequence[Pieces]) -> str:
    """Of this teacher, and of these pieces in this order."""
    digest = hashlib.sha256(repr(models).encode())
    for pieces in texts:
        digest.update(pieces.ids.tobytes() + pieces.shapes.tobytes() + b"|")
    return digest.hexdigest()


def _read(kept: np.lib.npyio.NpzFile, number: int) -> Taught:
    links = [
        Shares(*(kept[f"{number} {name} {column}"] for column in ("rows", "columns", "shares")))
        for name in ("cue_of", "source_of")
    ]
    return Taught(kept[f"{number} tags"], *links)
