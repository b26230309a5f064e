"""The encoder as PyTorch trains it: a transformer of BERT's kind in one of two sizes."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.encoder.pieces import SHAPES
from onrecord.models.encoder.sizes import Size

VOCABULARY, POSITIONS = 30_522, 512
DROPOUT = 0.1
_FARTHEST = 128  # places apart from which on all share the last bucket


class Layer(nn.Module):
    """One layer: attention over the window, then a dense step, each added to what came in."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        width, self.heads = size.width, size.heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended, self.norm_attended = nn.Linear(width, width), nn.LayerNorm(width, eps=size.epsilon)
        self.wide, self.narrow = nn.Linear(width, size.inner), nn.Linear(size.inner, width)
        self.norm = nn.LayerNorm(width, eps=size.epsilon)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, length, width], of the same."""
        batch, length, width = x.shape[0], x.shape[1], self.query.in_features
        q, k, v = (
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5 + mask
        mixed = scores.softmax(-1) @ v  # noise over the shares would be a fifth of the time of training
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm_attended(x + self.dropout(self.attended(mixed)))
        out: Tensor = self.norm(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))
        return out


class Encoder(nn.Module):
    """Vectors of a window's pieces from their ids and shapes."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(VOCABULARY, size.width)
        self.positions = nn.Embedding(POSITIONS, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        if size.buckets:
            self.apart = nn.Embedding(size.buckets, size.heads)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """[batch, length, width]; `mask` is added to the attention's scores, [batch, 1, 1, length]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None]
        if not self.size.frozen:
            x = x + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        if self.size.buckets:
            apart = bucket(places[None] - places[:, None], self.size.buckets)
            mask = mask + self.apart(apart).permute(2, 0, 1)[None]
        for number, layer in enumerate(self.layers):
            if number and number == self.size.frozen:
                x = x + self.shapes(shapes)
            x = layer(x, mask)
        out: Tensor = x
        return out

    def freeze(self) -> None:
        """Let the table of words, and what lies below the lowest layer that learns, stay as they are."""
        self.words.weight.requires_grad = False  # half of a small one's numbers, and rare words stay put
        if self.size.buckets:
            self.apart.weight.requires_grad = False
        if self.size.frozen:
            for part in (self.positions, self.norm, *list(self.layers)[: self.size.frozen]):
                part.requires_grad_(False)
            # What doesn't learn needs no noise, and making it takes time.
            for dropout in (self.dropout, *(self.layers[n].dropout for n in range(self.size.frozen))):
                dropout.p = 0.0


def bucket(apart: Tensor, buckets: int) -> Tensor:
    """The bucket of each signed distance, as T5 (Raffel et al. 2020) and MPNet number them."""
    side = buckets // 2
    exact = side // 2
    size = apart.abs()
    ratio = (size.clamp(min=1).float() / exact).log() / math.log(_FARTHEST / exact)
    far = (exact + (ratio * (side - exact)).long()).clamp(max=side - 1)
    return torch.where(size < exact, size, far) + torch.where(apart > 0, side, 0)
