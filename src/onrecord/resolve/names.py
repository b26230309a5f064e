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

_WORD = re.compile(r"[^\W\d_]+(?:['’·][^\W\d_]+)*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # "U.N.": one word, and never the name "Un"
_POSSESSIVE = re.compile(r"['’]s?$")


# Nouns for people that no ending tells.
_HUMAN = frozenset(
    "official member critic academic intellectual opponent rebel hostage soldier colleague partner client patient "
    "president head chief chair fellow leader aide spokesperson captain coach guard judge king queen prince princess "
    "mayor nurse pilot priest pope premier provost rabbi imam sheriff student professor veteran witness winner "
    "owner expert economist analyst scholar scientist surgeon architect agent ally advocate delegate candidate "
    "diplomat negotiator nominee patriarch monk nun saint magnate mogul tycoon star hero boss deputy patron envoy "
    "representative executive operative native relative detective secretary adversary correspondent resident "
    "superintendent student dissident attendant assistant consultant accountant lieutenant sergeant servant "
    "commandant tenant migrant merchant lawmaker mp ceo cfo founder general colonel major admiral governor "
    "senator doctor lawyer attorney farmer fisherman skipper chairman rapporteur commissioner ambassador consul "
    "chancellor magistrate counsel counsellor columnist guest host neighbor neighbour friend father mother "
    "son daughter brother sister husband wife widow cousin uncle aunt".split()
)
_HUMAN_ENDINGS = ("man", "woman", "person", "ist", "ian", "eer", "yst", "ster", "crat", "or", "er", "ee")
_NOT_HUMAN = frozenset(
    "paper newspaper center centre number matter letter order power summer winter river water border member-state "
    "offer answer corner chapter quarter master-plan poster tower theater theatre disaster computer server "
    "committee factor sector error favor favour color colour labor labour harbor harbour door floor motor "
    "behavior behaviour honor honour horror terror vendor-list refugee-camp degree fee coffee".split()
)


def is_human(noun: str) -> bool:
    """Whether a noun (its lemma, lower case) is one for a person, by a list and by its ending."""
    return noun in _HUMAN or (noun.endswith(_HUMAN_ENDINGS) and noun not in _NOT_HUMAN)


def _as_one_word(dotted: re.Match[str]) -> str:
    return dotted.group().rstrip(".").replace(".", "·") + " "


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: folded case and accents, without honorifics and initials.

    Hyphens separate words, so that "Min-seo" and "Min Seo" are the same.
    """
    folded = unicodedata.normalize("NFKD", _DOTTED.sub(_as_one_word, _POSSESSIVE.sub("", name))).casefold()
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
