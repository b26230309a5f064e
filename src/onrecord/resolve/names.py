"""Names as written, and when two of them can be one person's."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

Gender = Literal["female", "male"]

HONORIFICS: dict[str, Gender | None] = {
    "mr": "male", "mister": "male", "sir": "male", "lord": "male", "king": "male", "prince": "male",
    "mrs": "female", "ms": "female", "miss": "female", "lady": "female", "dame": "female",
    "queen": "female", "princess": "female",
    "dr": None, "prof": None, "sen": None, "rep": None, "gov": None, "gen": None, "col": None,
    "capt": None, "lt": None, "sgt": None, "rev": None, "hon": None, "maj": None, "adm": None,
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: folded case and accents, without honorifics and initials.

    Hyphens separate words, so that "Min-seo" and "Min Seo" are the same.
    """
    folded = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name)).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(folded)]
    return tuple(word for word in words if len(word) > 1 and word not in HONORIFICS)


def compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of at least two words each can be one person's by their words alone.

    The same words in any order (family name first or last), or the words of one among the other's with
    a first or last word shared and their order kept. A given name that differs keeps two people apart.
    """
    if sorted(a) == sorted(b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or len(short) == len(long):
        return False
    rest = iter(long)
    return all(word in rest for word in short) and (short[-1] == long[-1] or short[0] == long[0])


@cache
def _given_names() -> dict[str, Gender]:
    text = files("onrecord.resolve").joinpath("given_names.tsv").read_text(encoding="utf-8")
    genders: dict[str, Gender] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, gender = line.split("\t")
            genders[name] = "female" if gender == "f" else "male"
    return genders


def gender_of_given_name(words: tuple[str, ...]) -> Gender | None:
    """The gender that a first name nearly always tells, None for a bare surname or an unknown name."""
    return _given_names().get(words[0]) if len(words) > 1 else None
