"""Training batches: windows cut from the gold articles, with what the network is to say of each piece."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import torch
from torch import Tensor

from onrecord.models.attribution.data import Example
from onrecord.models.attribution.labels import CUE, NOBODY, UNKNOWN
from onrecord.models.encoder.pieces import Ints, Tokens
from onrecord.models.encoder.windows import framed

IGNORED = -100  # what cross-entropy leaves out
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
    average: float
    least_link: float


def read_settings(size: str, seed: int | None) -> TrainSettings:
    """The settings of training a size, with another seed if one is given."""
    text = (files("onrecord.models.attribution") / f"train_{size}.toml").read_text(encoding="utf-8")
    values = tomllib.loads(text)
    return TrainSettings(**values | ({"seed": seed} if seed is not None else {}))


@dataclass(frozen=True, slots=True)
class Cut:
    """A window of an example with its targets, framed, one entry a piece."""

    ids: Ints
    shapes: Ints
    first: Ints  # 1 where a word begins
    tags: Ints
    cue_of: Ints
    source_of: Ints


@dataclass(frozen=True, slots=True)
class Batch:
    """Cuts padded to one length."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    columns: Tensor  # added to links' scores: only words and the first sign can be pointed at
    tags: Tensor
    cue_of: Tensor
    source_of: Tensor


def cut(example: Example, first: int, after: int, tokens: Tokens) -> Cut:
    """Pieces first..after of an example as the network gets them, with what it is to say."""
    pieces, labels = example.pieces, example.labels
    ids, shapes = framed(pieces, first, after, tokens.cls, tokens.sep)
    lo, hi = np.searchsorted(pieces.words, (first, after))
    rows = pieces.words[lo:hi] - first + 1
    begins = np.zeros(len(ids), dtype=np.int64)
    begins[rows] = 1
    tags = np.full(len(ids), IGNORED)
    tags[rows] = np.where(labels.tags[lo:hi] == UNKNOWN, IGNORED, labels.tags[lo:hi])
    links = []
    for column in (labels.cue_of, labels.source_of):
        targets = column[lo:hi]
        place = np.full(len(targets), IGNORED)
        inside = (targets >= lo) & (targets < hi)
        place[inside] = pieces.words[targets[inside]] - first + 1
        place[targets == NOBODY] = 0
        if column is labels.source_of:  # only a cue has, or lacks, a source
            place[~np.isin(labels.tags[lo:hi], (CUE, CUE + 1))] = IGNORED
        whole = np.full(len(ids), IGNORED)
        whole[rows] = place
        links.append(whole)
    return Cut(ids, shapes, begins, tags, links[0], links[1])


def epoch_cuts(
    examples: Sequence[Example], settings: TrainSettings, tokens: Tokens, random: np.random.Generator
) -> list[list[Cut]]:
    """Batches of cuts of nearly one length, in random order; every piece is in one cut."""
    cuts = []
    for example in examples:
        at = 0
        while at < len(example.pieces):
            length = int(random.integers(settings.shortest_window, settings.longest_window + 1))
            if at == 0:
                length = int(random.integers(settings.longest_window // 4, settings.longest_window + 1))
            cuts.append(cut(example, at, min(at + length, len(example.pieces)), tokens))
            at += length
    order = random.permutation(len(cuts))
    cuts = sorted((cuts[i] for i in order), key=lambda c: len(c.ids) // 16)
    batches: list[list[Cut]] = [[]]
    for c in cuts:
        if batches[-1] and (len(batches[-1]) + 1) * len(c.ids) > settings.batch_pieces:
            batches.append([])
        batches[-1].append(c)
    return [batches[i] for i in random.permutation(len(batches))]


def padded(cuts: Sequence[Cut], tokens: Tokens) -> Batch:
    """The cuts as tensors."""
    length = max(len(c.ids) for c in cuts)

    def stack(columns: Sequence[Ints], filler: int) -> Tensor:
        out = np.full((len(columns), length), filler, dtype=np.int64)
        for row, column in zip(out, columns, strict=True):
            row[: len(column)] = column
        return torch.from_numpy(out)

    ids = stack([c.ids for c in cuts], tokens.pad)
    first = stack([c.first for c in cuts], 0).bool()
    first[:, 0] = True
    return Batch(
        ids=ids,
        shapes=stack([c.shapes for c in cuts], 0),
        mask=((ids == tokens.pad).float() * FAR)[:, None, None, :],
        columns=((~first).float() * FAR)[:, None, :],
        tags=stack([c.tags for c in cuts], IGNORED),
        cue_of=stack([c.cue_of for c in cuts], IGNORED),
        source_of=stack([c.source_of for c in cuts], IGNORED),
    )
