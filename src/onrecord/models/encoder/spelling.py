"""Words of reporting with a slip of the keyboard: "siad", "accoridng", "statd".

An encoder that never saw such a word reads it as rubble, and with it goes the whole statement.
"""

from __future__ import annotations

from functools import cache

# Compiled by the OnRecord maintainers, 2026-11. Each is one piece in the vocabulary.
_RIGHT = (
    "accused", "according", "acknowledged", "added", "admitted", "agreed", "announced", "argued", "asked",
    "believed", "believes", "claimed", "claims", "concluded", "confirmed", "declared", "declined",
    "demanded", "denied", "denies", "described", "estimated", "expected", "explained", "insisted",
    "insists", "noted", "ordered", "pointed", "predicted", "promised", "recalled", "refused", "replied",
    "reported", "reportedly", "responded", "revealed", "said", "says", "saying", "stated", "states",
    "stressed", "suggested", "suggests", "telling", "thinks", "threatened", "urged", "warned", "warns",
    "wrote",
)  # fmt: skip
_LONGER = 6  # letters
_SHORTEST_CAPITAL = 8  # letters: "Sayid" is a name, "Accoridng" is none


# Slips of these that are words themselves.
_WORDS = frozenset({"clams", "waned"})


def respelt(word: str) -> str | None:
    """The word of reporting that `word` is but for one slip, None if there is none.

    One slip is two letters that changed places or, in longer words, one left out or typed twice; what else
    Damerau (1964) counts as one makes too many words that are meant ("earns", "slates"). Ask only of words
    that are no piece.
    """
    if not word.islower() and not (word.istitle() and len(word) >= _SHORTEST_CAPITAL):
        return None
    return _slips().get(word.lower())


@cache
def _slips() -> dict[str, str]:
    found: dict[str, str] = {}
    for right in _RIGHT:
        for i in range(len(right)):
            head, tail = right[:i], right[i:]
            slips = [head + tail[1:2] + tail[:1] + tail[2:]]
            if len(right) >= _LONGER:
                slips += [head + tail[1:], head + tail[:1] + tail]
            for slip in slips:
                if slip not in _WORDS:
                    found.setdefault(slip, right)
    return found
