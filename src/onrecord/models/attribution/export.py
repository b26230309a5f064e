"""Turns trained weights into what ships: two ONNX files in int8."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.models.attribution.network import Heads
from onrecord.models.encoder.network import Encoder

OPSET = 17
ENCODER, HEADS = "encoder.onnx", "heads.onnx"
_QUANTISED = ["MatMul", "Gather"]  # Gather is the table of words, half of all numbers


class EvenRows(nn.Module):
    """A dense step on rows that are first brought to one size, and back after it: the same numbers.

    Some pieces have values many times those of others, in a larger encoder a hundred times. int8 has one
    scale for a window's pieces, in which the others would be next to nothing.
    """

    def __init__(self, dense: nn.Linear) -> None:
        super().__init__()
        self.dense = dense

    def forward(self, x: Tensor) -> Tensor:
        """What the dense step makes of `x`."""
        size = x.abs().amax(-1, keepdim=True).clamp(min=1e-6)
        out: Tensor = F.linear(x / size, self.dense.weight) * size + self.dense.bias
        return out


def with_even_rows(encoder: Encoder) -> Encoder:
    """`encoder` with the dense steps of its layers so written."""
    encoder = copy.deepcopy(encoder)
    for layer in encoder.layers:
        layer.wide, layer.narrow = EvenRows(layer.wide), EvenRows(layer.narrow)
    return encoder


class OneWindow(nn.Module):
    """The encoder for one window without padding, as it is run."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """[1, length, width]"""
        out: Tensor = self.encoder(ids, shapes, torch.zeros(1, 1, 1, 1))
        return out


def export(encoder: Encoder, heads: Heads, folder: Path, *, quantised: bool = True) -> None:
    """Write encoder.onnx and heads.onnx into `folder`: dynamic int8 by channel, or as they are."""
    ids = torch.ones(1, 24, dtype=torch.int64)
    vectors = torch.zeros(1, 24, encoder.size.width)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work)
        torch.onnx.export(
            OneWindow(with_even_rows(encoder.eval())), (ids, torch.zeros_like(ids)), str(plain / ENCODER),
            dynamo=False, opset_version=OPSET, input_names=["ids", "shapes"], output_names=["vectors"],
            dynamic_axes={"ids": {1: "length"}, "shapes": {1: "length"}, "vectors": {1: "length"}},
        )  # fmt: skip
        torch.onnx.export(
            heads.eval(), (vectors,), str(plain / HEADS), dynamo=False, opset_version=OPSET,
            input_names=["vectors"], output_names=["tags", "cue_of", "source_of"],
            dynamic_axes={"vectors": {1: "length"}, "tags": {1: "length"},
                          "cue_of": {1: "length", 2: "length"}, "source_of": {1: "length", 2: "length"}},
        )  # fmt: skip
        for name in (ENCODER, HEADS):
            if quantised:
                quantize_dynamic(
                    plain / name, folder / name, per_channel=True, weight_type=QuantType.QInt8,
                    op_types_to_quantize=_QUANTISED,
                )  # fmt: skip
            else:
                (folder / name).write_bytes((plain / name).read_bytes())
