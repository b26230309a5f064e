"""Boosted trees as arrays: walked by numpy, kept in a file without code."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 2_000  # rows; a page of a hundred thousand pieces must not take gigabytes


@dataclass(frozen=True, slots=True)
class Trees:
    """The nodes of all trees in one row. A leaf leads to itself; the trees start at `roots`."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """For each row the probability that it belongs, as float64 of shape (len(rows),)."""
        parts = [self._scores(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
        return np.asarray(1.0 / (1.0 + np.exp(-np.concatenate([np.zeros(0), *parts]))))

    def _scores(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        at = np.tile(self.roots, (len(rows), 1))
        flat = np.ascontiguousarray(rows).ravel()
        begins = (np.arange(len(rows)) * rows.shape[1])[:, None]
        for _ in range(self.depth):
            goes_left = flat[begins + self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        return np.asarray(self.value[at].sum(axis=1))

    def to_bytes(self) -> bytes:
        """The arrays as an .npz file; equal trees give equal bytes."""
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            feature=self.feature,
            threshold=self.threshold,
            left=self.left,
            right=self.right,
            value=self.value,
            roots=self.roots,
            depth=np.array(self.depth),
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> Trees:
        """The trees in an .npz file. Raises ValueError or KeyError for another file."""
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return cls(
                feature=arrays["feature"],
                threshold=arrays["threshold"],
                left=arrays["left"],
                right=arrays["right"],
                value=arrays["value"],
                roots=arrays["roots"],
                depth=int(arrays["depth"]),
            )

    @classmethod
    def from_lightgbm(cls, dump: Mapping[str, Any]) -> Trees:
        """The trees of a booster's `dump_model()`, which must be of numeric features without missing ones."""
        rows: list[tuple[int, float, int, int, float]] = []
        deepest = 1

        def add(node: Mapping[str, Any], depth: int) -> int:
            nonlocal deepest
            deepest = max(deepest, depth)
            at = len(rows)
            if "leaf_value" in node:
                rows.append((0, 0.0, at, at, float(node["leaf_value"])))
                return at
            rows.append((0, 0.0, 0, 0, 0.0))
            left = add(node["left_child"], depth + 1)
            right = add(node["right_child"], depth + 1)
            rows[at] = (int(node["split_feature"]), float(node["threshold"]), left, right, 0.0)
            return at

        roots = [add(tree["tree_structure"], 0) for tree in dump["tree_info"]]
        feature, threshold, left, right, value = zip(*rows, strict=True)
        return cls(
            np.array(feature, dtype=np.int16),
            np.array(threshold, dtype=np.float64),
            np.array(left, dtype=np.int32),
            np.array(right, dtype=np.int32),
            np.array(value, dtype=np.float64),
            np.array(roots, dtype=np.int32),
            deepest,
        )
