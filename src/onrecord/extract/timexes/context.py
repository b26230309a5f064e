"""What stands around a match and speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.timexes.patterns import Found
from onrecord.record.parsed import Token

_MONEY = frozenset({"$", "#", "£", "€", "US$", "C$"})
_COUNTED = frozenset(
    {"percent", "%", "points", "shares", "people", "miles", "feet", "marks", "yen", "dollars", "meters"}
)
_AGE = frozenset({"old", "olds"})
_CLOSING = frozenset({".", ",", ":", "''", "``", "-RRB-", "CC", "IN", "POS", "_SP"})


def refused(rule: str, found: Found, tokens: Sequence[Token]) -> bool:
    """Whether the words around a match show that it is none: sums of money, ages, counts."""
    start, end = found.items[found.start].start, found.items[found.end - 1].end
    before = tokens[start - 1] if start else None
    after = tokens[end].text.lower() if end < len(tokens) else ""
    if rule == "year" and found.end - found.start == 1:
        if before is not None and (before.text in _MONEY or (before.text in ("No.", "-", "/") and start > 1)):
            return before.text in _MONEY or before.text == "No." or tokens[start - 2].text[:1].isdigit()
        return (
            after in _COUNTED
            or after.isdigit()
            or (after == "-" and end + 1 < len(tokens) and tokens[end + 1].text[:1].isalpha())
        )
    if rule == "one-day":
        return not any(token.tag == "MD" for token in tokens[max(start - 3, 0) : start])
    if rule == "side-bare" and before is not None and before.text == "-":
        return True  # "three-quarters"
    if rule == "old-year":
        return end < len(tokens) and (
            tokens[end].tag[:2] in ("NN", "CD", "JJ", "TO", "$") or after in _COUNTED
        )
    if rule == "the-unit" and after == "of" and end + 1 < len(tokens):
        beyond = tokens[end + 1 : end + 3]
        if any(token.text[0].isupper() for token in beyond) and tokens[end - 1].text[0].isupper():
            return True  # "the Year of the Woman"
    if rule in ("length", "length-hyphen", "a-unit"):
        following = [tokens[i].text.lower() for i in range(end, min(end + 2, len(tokens)))]
        return (
            any(word in _AGE for word in following[:1])
            or following == ["-", "old"]
            or following == ["of", "age"]
        )
    if rule == "the-unit":
        return after in ("before", "after")
    if rule == "unit-before":
        return end < len(tokens) and tokens[end].tag not in _CLOSING
    if rule == "nth":
        return end < len(tokens) and tokens[end].tag[:2] in ("NN", "JJ", "VB")
    if rule == "soon":
        return _not_ahead(tokens, start, end)
    if rule == "at-the-time":
        return after in ("of", "when", "that", "being")
    return False


def repeated(rule: str, tokens: Sequence[Token], start: int) -> bool:
    """Whether "a day" means each day: what stands before it counts something."""
    if rule != "a-unit" or start == 0 or tokens[start].text.lower() not in ("a", "an"):
        return False
    before = tokens[start - 1]
    return before.tag in ("NN", "NNS", "CD", "$") or before.text == "%"


def _not_ahead(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether "soon" is none of the future: "as soon as", "soon after", "was soon released"."""
    before = tokens[start - 1].text.lower() if start else ""
    after = tokens[end].text.lower() if end < len(tokens) else ""
    if before in ("as", "too", "how") or after in ("as", "after", "before"):
        return True
    near = {token.tag for token in tokens[max(start - 4, 0) : end + 4]}
    return not near & {"MD", "TO"} and bool(near & {"VBD", "VBN"})
