"""The encoder as PyTorch trains it: MiniLM (Wang et al. 2020), six layers of BERT's kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.encoder.pieces import SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30_522, 512
DROPOUT = 0.1


class Layer(nn.Module):
    """One layer: attention over the window, then a dense step, each added to what came in."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended, self.norm_attended = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """[batch, length, WIDTH], of the same."""
        batch, length = x.shape[0], x.shape[1]
        q, k, v = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask
        mixed = self.dropout(scores.softmax(-1)) @ v
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm_attended(x + self.dropout(self.attended(mixed)))
        out: Tensor = self.norm(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))
        return out


class Encoder(nn.Module):
    """Vectors of a window's pieces from their ids and shapes."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """[batch, length, WIDTH]; `mask` is added to the attention's scores, [batch, 1, 1, length]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        out: Tensor = x
        return out


def load_minilm(encoder: Encoder, weights: Path) -> None:
    """Fill `encoder` from MiniLM's safetensors; its table of shapes stays as it is."""
    theirs = load_file(weights)
    # BERT adds a vector for "first sentence" to every piece here: it goes into the positions.
    kind = theirs["embeddings.token_type_embeddings.weight"][0]
    ours: dict[str, Tensor] = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "positions.weight": theirs["embeddings.position_embeddings.weight"] + kind,
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
        "shapes.weight": encoder.state_dict()["shapes.weight"],
    }
    for layer in range(LAYERS):
        ours |= _layer(theirs, layer)
    encoder.load_state_dict(ours)


_NAMES = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "attended": "attention.output.dense", "norm_attended": "attention.output.LayerNorm",
    "wide": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
}  # fmt: skip


def _layer(theirs: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    return {
        f"layers.{number}.{ours}.{part}": theirs[f"encoder.layer.{number}.{name}.{part}"]
        for ours, name in _NAMES.items()
        for part in ("weight", "bias")
    }
