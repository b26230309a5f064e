"""Windows: every piece has one that answers for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.encoder.windows import LONGEST, MARGIN, windows


def test_nothing_has_no_window() -> None:
    assert windows(0) == []


@given(st.integers(1, 5000))
def test_every_piece_is_owned_once_with_room_around_it(length: int) -> None:
    made = windows(length)
    owned = [i for w in made for i in range(w.owned_first, w.owned_after)]
    assert owned == list(range(length))
    for window in made:
        assert 0 <= window.first <= window.owned_first < window.owned_after <= window.after <= length
        assert window.after - window.first <= LONGEST
        assert window.first == 0 or window.owned_first - window.first >= MARGIN
        assert window.after == length or window.after - window.owned_after >= MARGIN
