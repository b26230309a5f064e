"""Notes around an article that credit its text: "With files from The Canadian Press"."""

from __future__ import annotations

import re

from onrecord.articles.credits import agency_among

_CONTRIBUTED = re.compile(
    r"(?:additional|further) (?:reporting|writing|research)\b|"
    r"(?:edit(?:ed|ing)|fact[ -]?check\w*|research\w*|photo\w*|video\w*|graphics?|illustrat\w+|translat\w+|"
    r"produc\w+) by\b|"
    r"with (?:files|reporting|reports|additional reporting|material|contributions?)\b|.{1,80}\bcontributed\b",
    re.IGNORECASE,
)
_NAME = r"(?P<name>(?:the\s)?[A-Z][\w.&’'-]*(?:[ -](?:of|the|and|for|[A-Z][\w.&’'-]*)){0,6})"
_FIRST_PUBLISHED = re.compile(
    r"(?i:(?:this (?:article|story|report|piece|post) )?(?:(?:was|is|has been) )?"
    r"(?:(?:originally|first|previously) (?:published|appeared|posted|ran)|republished|reprinted|reproduced) "
    rf"(?:with permission )?(?:by|in|on|at|from|of)) (?:the )?{_NAME}"
)
_SOURCE = re.compile(
    rf"(?:(?i:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{{4}}\s*)?(?:by )?|"
    rf"(?i:with (?:files|material|reporting|reports) from|source ?:|from) )(?:The )?{_NAME}"
)
_IS_THE = re.compile(rf"(?:[Tt]he )?(?P<short>[A-Z]{{2,6}}) is (?:the |an? )?{_NAME}\W*")
_SMALL = frozenset(("of", "the", "and", "for"))


def only_contributed(line: str) -> bool:
    """Whether a line names those who helped, edited or took pictures, and not the authors."""
    return _CONTRIBUTED.match(" ".join(line.split())) is not None


def credited_in(line: str) -> str | None:
    """Whom a note around an article credits with its text, or None.

    "The NNS is the Northern News Service", "Copyright 2031 The Associated Press", "With files from The
    Canadian Press", "This article was originally published by Northern Wire."
    """
    line = " ".join(line.split())
    match = _IS_THE.fullmatch(line)
    if match is not None:
        return _name(match["name"]) if match["short"] in _initials(match["name"]) else None
    match = _FIRST_PUBLISHED.match(line)
    if match is not None:
        return _name(match["name"])
    match = _SOURCE.match(line)
    if match is None:
        return None
    # papers claim copyright and name sources of all kinds: only agencies that we know are credited so
    words = match["name"].rstrip(".,").split()
    names = (" ".join(words[:end]).rstrip(".,") for end in range(len(words), 0, -1))
    return next((known for name in names if (known := agency_among((name,))) is not None), None)


def _initials(name: str) -> set[str]:
    words = name.split()
    all_words = "".join(word[0] for word in words).upper()
    return {all_words, "".join(word[0] for word in words if word.lower() not in _SMALL).upper()}


def _name(name: str) -> str:
    words = name.removeprefix("The ").removeprefix("the ").rstrip(".,").split()
    while words[-1] in _SMALL:
        words.pop()
    bare = " ".join(words)
    return agency_among((bare, f"The {bare}")) or bare
