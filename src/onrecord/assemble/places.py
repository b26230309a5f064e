"""Names that tell without context which place, country or body they mean: public identifiers, and keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale

from onrecord.assemble.bodies import body_key
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
    return known.identifier if known is not None and known.country else words


def place_name(name: str) -> PlaceName | None:
    """The place that a name means, None where none is known or several could be meant.

    Identifiers of countries are ISO 3166-1 alpha-2 codes, of states of the U.S. ISO 3166-2 codes, of cities
    GeoNames'. Only names that mean one place wherever they stand are known: Georgia is left out, which is a
    state of the U.S. too, and so is Paris, which is a town in Texas.
    """
    return _known().get(_words(name))


def body_identifier(names: Iterable[str]) -> str | None:
    """The Wikidata item of the body with these names, None where one of them is not known to mean it.

    An acronym alone may be anybody's beside another name ("the Culinary Institute of America (CIA)").
    """
    known = {_known_bodies().get(body_key(name) or "") for name in names}
    return f"wikidata:{found}" if len(known) == 1 and (found := known.pop()) is not None else None


@cache
def _known_bodies() -> dict[str, str]:
    rows = _table("known_bodies.tsv")
    return {key: item for name, item in rows if (key := body_key(name)) is not None}


def _table(file: str) -> list[list[str]]:
    text = files("onrecord.assemble").joinpath(file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def _words(name: str) -> str:
    words = _WORD.findall(folded(name).replace(".", "").replace("'", "").replace("’", ""))
    if words and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@cache
def _known() -> dict[str, PlaceName]:
    """Places by the words of their names: those of known_places.tsv, countries by CLDR and countries.tsv."""
    rows = _table("countries.tsv")
    left_out = {_words(name) for name, code in rows if not code}
    found = {_words(name): PlaceName(identifier, False) for name, identifier in _table("known_places.tsv")}
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
