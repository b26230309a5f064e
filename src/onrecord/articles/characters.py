"""Characters that no XML tree can hold, which pages have by accident: replaced before there is a tree."""

from __future__ import annotations

import re

from onrecord.articles.decode import REPLACEMENT

_UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Vertical tab and form feed part words in print; so do the four separators of ASCII.
_WHITE = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")
# Only those that may name what is not held: pages have thousands of others, such as "&#39;".
_HEX = "[0-9a-fA-F]"
_REFERENCE = re.compile(
    rf"&#(?:[xX](0*[01]?{_HEX}(?!{_HEX})|0*[dD][89a-fA-F]{_HEX}{{2}}(?!{_HEX})|0*[fF]{{3}}[eEfF](?!{_HEX})|"
    rf"{_HEX}{{5,}})|(0*(?:[12]?[0-9]|3[01])(?![0-9])|[0-9]{{5,}}));?"
)
_LAST = 0x10FFFF
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")


def replace_unheld(markup: str) -> tuple[str, int]:
    """`markup` without what XML cannot hold, and in how many places it was changed.

    White space becomes a space and all else U+FFFD, whether it stands there itself or as a reference
    ("&#12;", "&#xFFFF;").
    """
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

    markup = _REFERENCE.sub(reference, markup)
    return (_UNHELD.sub(character, markup), count) if _may_hold_any(markup) else (markup, count)


def _may_hold_any(markup: str) -> bool:
    """Whether a character of _UNHELD may be in `markup`: bytes are looked through five times as fast."""
    raw = markup.encode("utf-8", "surrogatepass")
    return len(raw.translate(None, _CONTROLS)) < len(raw) or b"\xef\xbf\xbe" in raw or b"\xef\xbf\xbf" in raw
