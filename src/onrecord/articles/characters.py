"""Characters that no XML tree can hold, which pages have by accident: replaced before there is a tree."""

from __future__ import annotations

import re

from onrecord.articles.decode import REPLACEMENT

_UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Vertical tab and form feed part words in print; so do the four separators of ASCII.
_WHITE = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_LAST = 0x10FFFF


def replace_unheld(markup: str) -> tuple[str, int]:
    """`markup` without what XML cannot hold, and in how many places it was changed.

    White space becomes a space and all else U+FFFD, whether it stands there itself or as a reference
    ("&#12;", "&#xFFFF;").
    """
    if "&#" not in markup and _UNHELD.search(markup) is None:
        return markup, 0
    count = 0

    def reference(match: re.Match[str]) -> str:
        nonlocal count
        hexadecimal, decimal = match.groups()
        digits = (hexadecimal or decimal).lstrip("0") or "0"
        # more digits than the last character has are not looked at: there may be a million of them
        code = _LAST + 1 if len(digits) > 7 else int(digits, 16 if hexadecimal else 10)
        if code <= _LAST and not 0xD800 <= code <= 0xDFFF and not _UNHELD.fullmatch(chr(code)):
            return match.group()
        count += 1
        return " " if code <= _LAST and chr(code) in _WHITE else REPLACEMENT

    def character(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return " " if match.group() in _WHITE else REPLACEMENT

    return _UNHELD.sub(character, _REFERENCE.sub(reference, markup)), count
