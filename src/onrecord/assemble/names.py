"""Names of people taken apart, so that their forms in several articles can be compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from nicknames import NickNamer

Likeness = Literal["same", "spelling", "middle", "nickname", "initial"]

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’`]s?$")
_APOSTROPHE = re.compile("['’`]")
_BESIDE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "2", "iii": "3", "iv": "4"}
_PARTICLES = frozenset(
    ["von", "van", "der", "den", "de", "da", "di", "du", "del", "la", "le", "al", "el", "bin", "ibn"]
)
# Spellings of one name that differ only by how a language or a transcription writes a sound.
_SOUNDS = (("ph", "f"), ("ck", "k"), ("ue", "u"), ("oe", "o"), ("ae", "a"), ("y", "i"))
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles, accents and hyphens. `given` has initials as single letters.

    A name of one word has it as `family`, and no `given`.
    """

    family: str
    given: tuple[str, ...]
    suffix: str | None

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What names share that differ only in the order, hyphens and spelling of their words."""
        return skeleton(self.family), skeleton("".join(self.given)), self.suffix

    @property
    def full(self) -> bool:
        """Whether there is more than a surname or a lone given name."""
        return bool(self.given)


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName | None:
    """A name taken apart; None where it has no word.

    The family name is the last word, but the first where that is known to come first; of two such words it
    is the more common one, else the first.
    """
    words = [_APOSTROPHE.sub("", _POSSESSIVE.sub("", word)) for word in _WORD.findall(folded(name))]
    while words and words[0] in _titles():
        words = words[1:]
    suffix = None
    while len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = _SUFFIXES[words.pop()]
    words = [word for word in words if word]
    if not words:
        return None
    if len(words) == 1 or all(len(word) == 1 for word in words):
        return PersonName("".join(words), (), suffix)
    known = _families_first()
    if words[0] in known and known[words[0]] >= known.get(words[-1], -1.0) and len(words[-1]) > 1:
        return PersonName(words[0], tuple(words[1:]), suffix)
    given = words[:-1]
    while len(given) > 1 and given[-1] in _PARTICLES:
        given.pop()
    return PersonName(words[-1], tuple(given), suffix)


def folded(name: str) -> str:
    """`name` in lower case without accents; letters that have none become what is nearest."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_BESIDE)


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """`word` with spellings of one sound made one, so that Zelenskyy is Zelensky and Mueller Müller."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return _DOUBLED.sub(r"\1", word)


def likeness(a: PersonName, b: PersonName) -> Likeness | None:
    """How two full names can be one person's by their words; None where they cannot.

    "middle": one leaves out a name that the other has; "initial": one has only the first letter of what
    the other calls by. Given names, middle names and suffixes that differ keep two people apart.
    """
    if a.suffix != b.suffix or skeleton(a.family) != skeleton(b.family):
        return None  # a father and a son often have one name but for the suffix
    if "".join(a.given) == "".join(b.given) and a.family == b.family:
        return "same"
    if skeleton("".join(a.given)) == skeleton("".join(b.given)):
        return "spelling"
    first = _first(a.given[0], b.given[0])
    if first is None or not _middles_fit(a.given[1:], b.given[1:]):
        return None
    if first != "same":
        return first
    return "middle"


def _first(a: str, b: str) -> Likeness | None:
    if skeleton(a) == skeleton(b):
        return "same"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else None
    if a in nicknames_of(b) or b in nicknames_of(a):
        return "nickname"
    return None


def _middles_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether every middle name of the one with fewer is the other's, as a word or a letter, the first too.

    George W. is not George H.W., though a W is in both.
    """
    few, many = sorted((a, b), key=len)
    if few and not _middle(few[0], many[0]):
        return False
    rest = iter(many)
    return all(any(_middle(word, other) for other in rest) for word in few)


def _middle(a: str, b: str) -> bool:
    return a[0] == b[0] if len(a) == 1 or len(b) == 1 else skeleton(a) == skeleton(b)


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@cache
def nicknames_of(name: str) -> frozenset[str]:
    """What somebody of this given name is called for short."""
    return frozenset(_nicknamer().nicknames_of(name))


@cache
def _rows() -> dict[str, dict[str, float]]:
    text = files("onrecord.assemble").joinpath("names.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, word, value = line.split("\t")
            found.setdefault(kind, {})[word] = float(value or 0)
    return found


@cache
def _titles() -> frozenset[str]:
    return frozenset(_rows()["title"])


@cache
def _families_first() -> dict[str, float]:
    return _rows()["family-first"]


def usual(name: PersonName) -> float:
    """How many of a million people have this name, by how common its first and last words are.

    Words that are not listed count as the rarest that are.
    """
    family = _rows()["family"].get(name.family, RAREST)
    if not name.given:
        return family
    return family * _rows()["given"].get(name.given[0], RAREST) / 1_000_000


RAREST = 20.0  # of a million: below what the lists have
