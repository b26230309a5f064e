"""Windows over an article's pieces: the encoder reads a few hundred at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.models.encoder.pieces import LETTERS, OUTSIDE, Ints, Pieces

LONGEST = 320  # pieces in a window, without the two signs around them; as long as training saw
MARGIN = 32  # pieces at an edge that the next window reads better

_SIGN_SHAPE = (LETTERS * 3 + OUTSIDE) * 2


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces first..after of an article, and which of them this window answers for."""

    first: int
    after: int
    owned_first: int
    owned_after: int


def windows(length: int) -> list[Window]:
    """Windows over `length` pieces; each piece is owned by one that has MARGIN pieces around it, if any."""
    if length <= LONGEST:
        return [Window(0, length, 0, length)] if length else []
    step = LONGEST - 2 * MARGIN
    count = 1 + -(-(length - LONGEST) // step)
    made = []
    for number in range(count):
        first = number * step
        after = min(first + LONGEST, length)
        made.append(
            Window(
                first,
                after,
                first + MARGIN if number else 0,
                after - MARGIN if number < count - 1 else length,
            )
        )
    return made


def framed(pieces: Pieces, first: int, after: int, cls: int, sep: int) -> tuple[Ints, Ints]:
    """Ids and shapes of pieces first..after between the encoder's signs for beginning and end."""
    ids = np.concatenate(([cls], pieces.ids[first:after], [sep]))
    shapes = np.concatenate(([_SIGN_SHAPE], pieces.shapes[first:after], [_SIGN_SHAPE]))
    return ids, shapes
