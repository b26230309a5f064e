"""The encoder at work: vectors for an article's word pieces, by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder.pieces import Pieces, Tokens
from onrecord.models.encoder.windows import Window, framed, windows
from onrecord.models.sessions import open_session
from onrecord.models.weights import read_weights

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window of an article and the vectors of its pieces, between those of the two signs around them.

    `vectors` has the shape [pieces + 2, width].
    """

    window: Window
    vectors: Floats


class Encoder:
    """Gives every head the same vectors. Open it once; the same text gives the same bytes, always.

    Windows are run one at a time: int8 scales are taken over what is run together, so that a batch would
    make one page's vectors depend on another's.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        weights = read_weights(folder or "onrecord.models.encoder", "encoder.onnx")
        self.models = (("encoder", weights.digest),)
        self._session = open_session(weights, threads)
        self._tokens = Tokens()

    def pieces(self, text: str, blocks: Iterable[tuple[int, int]]) -> Pieces:
        """The word pieces of the given ranges of `text`."""
        return self._tokens.pieces(text, blocks)

    def encode(self, pieces: Pieces) -> Iterator[Encoded]:
        """The windows over `pieces`, in order, with their vectors."""
        for window in windows(len(pieces)):
            ids, shapes = framed(pieces, window.first, window.after, self._tokens.cls, self._tokens.sep)
            (vectors,) = self._session.run(None, {"ids": ids[None], "shapes": shapes[None]})
            yield Encoded(window, cast(Floats, vectors)[0])
