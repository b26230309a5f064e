"""Training batches: windows cut from the articles, with what the network is to say of each piece."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import torch
from torch import Tensor

from onrecord.models.attribution.data import Example
from onrecord.models.attribution.labels import TAGS
from onrecord.models.attribution.targets import Cut, aim
from onrecord.models.encoder.pieces import Tokens
from onrecord.models.encoder.windows import framed

FAR = -1e4  # added to a score that must not win


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """What a size's settings file holds; the comments there say what each is."""

    seed: int
    epochs: float
    held_articles: int
    batch_pieces: int
    shortest_window: int
    longest_window: int
    rate_encoder: float
    rate_heads: float
    layer_decay: float
    warm_up: float
    weight_decay: float
    masked: float
    weight_links: float
    weight_unlinked: float
    taught: float
    average: float
    least_link: float


def read_settings(size: str, seed: int | None) -> TrainSettings:
    """The settings of training a size, with another seed if one is given."""
    text = (files("onrecord.models.attribution") / f"train_{size}.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    return TrainSettings(**values | ({"seed": seed} if seed is not None else {}))


@dataclass(frozen=True, slots=True)
class Batch:
    """Cuts padded to one length, with what the network is to say of each piece.

    Targets are shares of what a piece is, or points at, [cuts, length, TAGS] and twice [cuts, length,
    length]; all nought where nobody knows, and for pieces that do not begin a word.
    """

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    columns: Tensor  # added to links' scores: only words and the first sign can be pointed at
    tags: Tensor
    cue_of: Tensor
    source_of: Tensor


def epoch_cuts(
    examples: Sequence[Example], settings: TrainSettings, random: np.random.Generator
) -> list[list[Cut]]:
    """Batches of cuts of nearly one length, in random order; every piece is in one cut."""
    cuts = []
    for example in examples:
        at = 0
        while at < len(example.pieces):
            length = int(random.integers(settings.shortest_window, settings.longest_window + 1))
            if at == 0:
                length = int(random.integers(settings.longest_window // 4, settings.longest_window + 1))
            cuts.append(Cut(example, at, min(at + length, len(example.pieces))))
            at += length
    order = random.permutation(len(cuts))
    cuts = sorted((cuts[i] for i in order), key=lambda c: len(c) // 16)
    batches: list[list[Cut]] = [[]]
    for c in cuts:
        if batches[-1] and (len(batches[-1]) + 1) * len(c) > settings.batch_pieces:
            batches.append([])
        batches[-1].append(c)
    return [batches[i] for i in random.permutation(len(batches))]


def padded(cuts: Sequence[Cut], settings: TrainSettings, tokens: Tokens) -> Batch:
    """The cuts as tensors."""
    count, length = len(cuts), max(len(c) for c in cuts)
    ids = np.full((count, length), tokens.pad)
    shapes = np.zeros((count, length), dtype=np.int64)
    words = np.zeros((count, length), dtype=bool)
    words[:, 0] = True
    tags = np.zeros((count, length, len(TAGS)), dtype=np.float32)
    cue_of, source_of = np.zeros((2, count, length, length), dtype=np.float32)
    for n, c in enumerate(cuts):
        pieces = c.example.pieces
        ids[n, : len(c)], shapes[n, : len(c)] = framed(pieces, c.first, c.after, tokens.cls, tokens.sep)
        lo, hi = np.searchsorted(pieces.words, (c.first, c.after))
        words[n, pieces.words[lo:hi] - c.first + 1] = True
        aim(c, settings.taught, tags[n], cue_of[n], source_of[n])
    return Batch(
        ids=torch.from_numpy(ids),
        shapes=torch.from_numpy(shapes),
        mask=torch.from_numpy((ids == tokens.pad) * np.float32(FAR))[:, None, None, :],
        columns=torch.from_numpy(~words * np.float32(FAR))[:, None, :],
        tags=torch.from_numpy(tags),
        cue_of=torch.from_numpy(cue_of),
        source_of=torch.from_numpy(source_of),
    )
