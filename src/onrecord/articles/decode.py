"""Bytes into characters: byte order mark, UTF-8, declared encoding, a guess; never a lone surrogate."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.articles.encodings import codec_for

REPLACEMENT = "\ufffd"
PRESCAN = 4096  # bytes in which HTML may declare its encoding; the standard asks for 1024, pages are laxer
GUESS_FROM = 65_536  # bytes a guess looks at: enough for any language, and bounded
# UTF-8 with a few broken places stays UTF-8: at least this share of its non-ASCII sequences must be whole.
WHOLE_SHARE = 0.5

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,512}?\bcharset\s{0,16}=\s{0,16}["']?\s{0,16}([\w.:-]{2,40})""", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    rb"""^\s{0,64}<\?xml\b[^>]{0,256}?\bencoding\s{0,16}=\s{0,16}["']([\w.:-]{2,40})"""
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
# English copy has a quotation mark or an accent here and there; other languages in other encodings have
# letters beyond ASCII in every second word. Guesses on so few bytes go wrong, and windows-1252 does not.
ENGLISH_SHARE = 0.05
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a page, the encoding they were read in, and what went wrong."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(content: bytes, *, html: bool, stated: str | None = None) -> Decoded:
    """The characters of a page. What cannot be decoded is U+FFFD, and a warning counts it.

    In this order: a byte order mark, valid UTF-8, the encoding that came with the page (`stated`), the
    one that HTML declares, UTF-8 that is broken in few places, a guess.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _read(content[len(mark) :], encoding)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError as error:
        cut = error.end == len(content) and len(content) - error.start < 4
    declared = codec_for(stated) if stated else None
    if declared is None and html:
        declared = declared_encoding(content)
    if cut or declared == "utf-8" or (declared is None and _mostly_utf8(content)):
        return _read(content, "utf-8", cut=cut)
    return _read(content, declared or _guess(content))


def declared_encoding(content: bytes) -> str | None:
    """The codec for the encoding that HTML declares in its first bytes, or None."""
    head = _COMMENT.sub(b"", content[:PRESCAN])
    match = _META_CHARSET.search(head) or _XML_ENCODING.match(head)
    return codec_for(match.group(1).decode("ascii", "ignore")) if match else None


def _read(content: bytes, encoding: str, *, cut: bool = False) -> Decoded:
    text = content.decode(encoding, "replace")
    genuine = content.count(REPLACEMENT.encode(encoding)) if encoding.startswith("utf") else 0
    lost = max(0, text.count(REPLACEMENT) - genuine)
    warnings: list[str] = []
    if cut:
        warnings.append("The page ends in the middle of a character: it seems to be cut off.")
    if lost:
        places = "1 place" if lost == 1 else f"{lost} places"
        warnings.append(f"{places} could not be decoded as {encoding} and became U+FFFD.")
    return Decoded(text, encoding, tuple(warnings))


def _mostly_utf8(content: bytes) -> bool:
    whole = sum(len(match) for match in _WHOLE.findall(content))
    high = len(_NON_ASCII.findall(content))
    return high > 0 and whole >= WHOLE_SHARE * high


def _guess(content: bytes) -> str:
    sample = content[:GUESS_FROM]
    if len(_NON_ASCII.findall(sample)) < ENGLISH_SHARE * len(sample):
        return "cp1252"
    best = from_bytes(sample, preemptive_behaviour=False).best()
    if best is None or best.encoding in {"ascii", "latin_1", "utf_8", "utf_7"}:
        return "cp1252"
    return str(best.encoding)
