"""Who is credited for a picture, told from what the picture shows: "... at the quay. (AP Photo/Ida Holm)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.record import Block

LONGEST_CREDIT = 14  # words
SHORTEST_DESCRIPTION = 7  # words; before mere names there must be a description
_SERVICE = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|UPI|ANSA|DPA|dpa|TASS|KCNA|Xinhua|Kyodo|Yonhap|Bloomberg|Getty|Shutterstock|"
    r"Alamy|iStock|Corbis|Sputnik|ZUMA|PA|ANI|PTI|Anadolu|NurPhoto|Reuters|REUTERS|WireImage|FilmMagic|Unsplash|"
    r"Flickr|Associated Press|Agence France-Presse|Wikimedia(?: Commons)?|Rex Features|Pool|Handout|Supplied)"
)
# "photo" opens a credit where a name follows; "Photo: a boat at the quay" opens a description
_OPENING = re.compile(
    r"(?:^|(?<=[\s(\[|”\"]))(?P<open>(?:file )?(?:photo(?:graph)?s?|images?|pictures?|illustration|cartoon|"
    r"graphic|credits?|video|composite|artwork|map)(?:[ /]credits?)?\s?"
    r"(?::|\bby\b|\bcourtesy(?: of)?\b|\bvia\b)\s*)(?=[A-Z@])",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,120})[)\]]\.?(?=\s*$)")
_SERVICE_RUN = re.compile(
    rf"(?:(?<=[.!?”\"’')])\s+|^|\s[/|–—-]\s)(?P<run>(?:[A-Z][\w.’'&-]*[ /]){{0,6}}?{_SERVICE}(?![\w’']).*)$"
)
# "... the orchard road. Gazette / Noor Vance": names behind the last sentence, without a full stop
_NAMES_RUN = re.compile(r"(?<=[a-z\d)”\"][.!?])\s+(?P<run>[A-Z][\w’'&-]*(?:[ /-]+[A-Z][\w’'&-]*){0,5})$")
# "... and Jon Reyes Getty Images": picture services that nobody speaks of at the end of a description
_PICTURE_SERVICE = re.compile(
    r"\s(?P<run>(?:(?:AFP|AP|PA|EPA|EFE|Anadolu|NurPhoto|Bloomberg|WireImage|FilmMagic|Corbis)(?:\svia\s|\s?/\s?))?"
    r"(?:Getty(?: Images)?|Shutterstock|Alamy|WireImage|NurPhoto|iStock)(?: for [A-Z].*)?)$"
)
_HAS_SERVICE = re.compile(rf"(?<![\w’']){_SERVICE}(?![\w’'])")
_CREDIT_WORD = re.compile(
    r"(?:[A-Z@][\w.&’'\"|/+-]*|[\w.-]+\.(?:com|org|net|co\.uk)|/|\||&|via|for|of|the|and|by|de|van|von|da|del|"
    r"di|file|courtesy|photos?|images?|[A-Z]?\d[\w-]*)[,;:)]?",
)
_WHERE = re.compile(
    r"(?:(?:top|bottom|far|second|third|from|at|on|in|the|center|centre|front|back)[ ,-]*)*"
    r"(?:left|right|center|centre|top|bottom|above|below|front|back|middle|background|foreground)\b.*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:purchase licensing rights.*|\[?more\]?.*|read more.*|open(?:s in)? new tab.*)$", re.IGNORECASE
)


def credit_start(line: str) -> int | None:
    """Where the credit at the end of a caption begins; 0: it is nothing else; None: it has none."""
    start = _last_credit(line)
    if start is None:
        return None
    # "... (Ida Holm/NP) (NP Wire)": one credit after the other
    before = _last_credit(line[:start].rstrip())
    return start if before is None else before


def _last_credit(line: str) -> int | None:
    for opened in _OPENING.finditer(line):
        if _names_only(line[opened.end() :].rstrip(" )].")):
            return _with_bracket(line, opened.start("open"))
    match = _BRACKET.search(line)
    if match is not None and _is_bracket_credit(match["inside"], line[: match.start()]):
        return match.start()
    match = _SERVICE_RUN.search(line)
    if match is not None and _names_only(match["run"]):
        separator = line[match.start() : match.start("run")].strip()
        return match.start("run") if not separator else line.index(separator, match.start())
    match = _PICTURE_SERVICE.search(line)
    if match is not None:
        return match.start("run")
    match = _NAMES_RUN.search(line)
    if match is not None and len(line[: match.start()].split()) >= SHORTEST_DESCRIPTION:
        return match.start("run") if _names_only(match["run"]) else None
    return None


def _with_bracket(line: str, start: int) -> int:
    """The start with an opening bracket directly before it."""
    before = line[:start].rstrip()
    return len(before) - 1 if before.endswith(("(", "[", "|")) else start


def _names_only(text: str) -> bool:
    words = _AGAIN.sub("", text).replace("/", " / ").split()
    return 0 < len(words) <= LONGEST_CREDIT and all(_CREDIT_WORD.fullmatch(word) for word in words)


def _is_bracket_credit(inside: str, before: str) -> bool:
    opened = _OPENING.match(inside)
    if opened is not None:
        return _names_only(inside[opened.end() :])
    if _WHERE.fullmatch(inside) or not _names_only(inside):
        return False
    if _HAS_SERVICE.search(inside) or "/" in inside:
        return True
    # "... in Navy Yard. (FOX 5 DC)": after a sentence's end; "the union (NFU)" is none
    return before.rstrip().endswith((".", "!", "?", "”", '"')) and len(inside.split()) > 1


def split_credits(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` with the credit at the end of each caption as a block of furniture.

    Who took a picture is in no story, and its author neither speaks nor is spoken of.
    """
    for block in blocks:
        start = credit_start(text[block.start : block.end]) if block.kind == "caption" else None
        if start is None:
            yield block
            continue
        rest = text[block.start : block.start + start].rstrip()
        if any(map(str.isalnum, rest)):
            yield replace(block, end=block.start + len(rest))
            yield replace(block, kind="furniture", start=block.start + start)
        else:
            yield replace(block, kind="furniture")
