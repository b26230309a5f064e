"""The heads as PyTorch trains them: tags for the parts, and who points at whom."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.models.attribution.labels import TAGS
from onrecord.models.encoder.network import DROPOUT

LINK = 128  # width of the vectors that links compare
BUCKETS = 32  # of distances, both ways
_NEAR = 8  # distances up to this have a bucket each


class Pointer(nn.Module):
    """For every piece, how well every piece of the window fits as what it points at.

    Biaffine in the manner of Dozat and Manning (2017), with a number added for the distance. The first
    piece, the encoder's own sign, stands for "nothing".
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.pointing, self.pointed = nn.Linear(width, LINK), nn.Linear(width, LINK)
        self.prior = nn.Linear(width, 1)
        self.distance = nn.Embedding(BUCKETS, 1)
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.zeros_(self.distance.weight)

    def forward(self, x: Tensor) -> Tensor:
        """[batch, length, length]"""
        of, to = self.dropout(self.pointing(x).relu()), self.dropout(self.pointed(x).relu())
        places = torch.arange(x.shape[1], device=x.device)
        apart = self.distance(bucket(places[None] - places[:, None])).squeeze(-1)
        scores: Tensor = of @ to.transpose(-1, -2) / LINK**0.5 + self.prior(x).transpose(-1, -2) + apart
        return scores


def bucket(apart: Tensor) -> Tensor:
    """The bucket of each signed distance: one each when near, then by powers of the square root of two."""
    size = apart.abs()
    far = _NEAR + (2 * (size.clamp(min=1).float() / _NEAR).log2()).long()
    size = torch.where(size < _NEAR, size, far).clamp(max=BUCKETS // 2 - 1)
    return torch.where(apart < 0, size + BUCKETS // 2, size)


class Heads(nn.Module):
    """What each piece is, which cue a content's piece points at, which source a cue's piece points at."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.dropout = nn.Dropout(DROPOUT)
        self.tags = nn.Linear(width, len(TAGS))
        self.cue_of, self.source_of = Pointer(width), Pointer(width)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores before softmax: [batch, length, tags], and twice [batch, length, length]."""
        x = self.dropout(x)
        return self.tags(x), self.cue_of(x), self.source_of(x)
