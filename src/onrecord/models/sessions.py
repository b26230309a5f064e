"""ONNX Runtime with weights loaded."""

from __future__ import annotations

import onnxruntime as ort

from onrecord.models.weights import Weights
from onrecord.record import ModelError


def open_session(weights: Weights, threads: int = 1) -> ort.InferenceSession:
    """ONNX Runtime with the weights loaded, on the processor; raises ModelError."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(weights.content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's own classes derive from nothing narrower
        raise ModelError(f"the weights {weights.name} cannot be opened: {error}") from error
