"""What the lines around an article say: controls, comment forms, menus, notes of the house.

The patterns are in furniture.tsv. Each must hold for a whole line or be a phrase that no reporter writes,
since a line that is wrongly taken for furniture is lost.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib.resources import files

BULLET = re.compile(r"(?:[•·‣▪◦●○■□►▶–—*-]|\d{1,2}[.)]|[a-z]\))\s+")
LONGEST_FURNITURE = 60  # words: consent boxes and copyright notes are rarely longer
LONGEST_LINE = 12  # words
LONGEST_FORM = 40  # words
LONGEST_SECTION = 80  # characters
LONGEST_NOTE = 50  # words
FULL_STOPS = (".", "!", "?", "…", "”", '"')

_HOUSE_WORD = re.compile(
    r"\b(?:news|newspaper|paper|broadcaster|magazine|agency|outlet|publication|network|publisher|website|"
    r"journal|podcast|newsletter|radio|television|media|press|reporter|correspondent|journalist|writer|"
    r"editor|columnist|freelancer?|staff|subscribers?|readers)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?:about\s)?(?:the\s)?(?P<name>[A-Z][\w.&’'-]*(?:\s[\w.&’'-]+){0,6}?)\s(?:is|are)\s(?:an?|the)\s",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(("of", "the", "for", "and"))


def plain(line: str) -> str:
    """A line without what does not matter for its meaning: forms of letters, bullets, doubled spaces."""
    line = " ".join(unicodedata.normalize("NFKC", line).split())
    return line.strip("•·‣▪◦●■►▶|»«›‹>< \u200b\ufeff").strip()


def is_furniture(line: str) -> bool:
    """Whether a line's own words say that it is a control, a form, a menu or a note of the house."""
    if len(line) > 100 * LONGEST_FURNITURE:
        return False
    bare = plain(line)
    if not any(character.isalnum() for character in bare):
        return True
    words = len(bare.split())
    if words > LONGEST_FURNITURE:
        return False
    if words <= LONGEST_LINE and _pattern("line").fullmatch(bare):
        return True
    if _pattern("opening").match(bare):
        return True
    return words <= LONGEST_FORM and _pattern("anywhere").search(bare) is not None


def opens_section(line: str) -> bool:
    """Whether a line is the heading of other stories or of comments, so that what follows is theirs."""
    return len(line) <= LONGEST_SECTION and _pattern("section").match(plain(line)) is not None


def is_house_note(text: str) -> bool:
    """Whether a line says what an outlet or an author is ("The Courier is a daily newspaper ...")."""
    bare = plain(text)
    match = _HOUSE.match(bare)
    if match is None or len(bare.split()) > LONGEST_NOTE or any(mark in bare for mark in '“”"'):
        return False
    if not all(word[0].isupper() or word in _SMALL_WORDS for word in match["name"].split()):
        return False
    return bool(_HOUSE_WORD.search(bare)) or not bare.endswith(FULL_STOPS)


@functools.cache
def _pattern(name: str) -> re.Pattern[str]:
    """All patterns of one kind in furniture.tsv as one."""
    table = files("onrecord.articles").joinpath("furniture.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    network = "|".join(pattern for kind, pattern in rows if kind == "network")
    patterns = [pattern.replace("{network}", network) for kind, pattern in rows if kind == name]
    return re.compile(f"(?:{'|'.join(patterns)})", re.IGNORECASE)
