"""Places and countries: what a name of one compares by, and the public identifier that fits without doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale

from onrecord.assemble.names import folded

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a public register calls a place."""

    identifier: str
    country: bool


@lru_cache(maxsize=50_000)
def place_key(name: str) -> str | None:
    """What the names of one place share; None for a name without a word."""
    words = _words(name)
    if not words:
        return None
    known = _known().get(words)
    return known.identifier if known is not None else words


def place_name(name: str) -> PlaceName | None:
    """The country that a name means, None where there is none or several could be meant.

    Identifiers are ISO 3166-1 alpha-2 codes. Only names that mean a country wherever they stand are known:
    the list leaves out Georgia, which is a state of the U.S. too.
    """
    return _known().get(_words(name))


def _words(name: str) -> str:
    words = _WORD.findall(folded(name).replace(".", "").replace("'", "").replace("’", ""))
    if words and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@cache
def _known() -> dict[str, PlaceName]:
    """Countries by the words of their names: CLDR's English ones (in Babel), and those of countries.tsv."""
    text = files("onrecord.assemble").joinpath("countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    left_out = {_words(name) for name, code in rows if not code}
    found: dict[str, PlaceName] = {}
    for code, name in Locale.parse("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES and _words(name) not in left_out:
            found[_words(name)] = PlaceName(f"iso3166-1:{code}", True)
    for name, code in rows:
        if code:
            found[_words(name)] = PlaceName(f"iso3166-1:{code}", True)
    return found


# In CLDR's list without being in ISO 3166-1: regions, and codes that stand for nothing on the ground.
_NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)
