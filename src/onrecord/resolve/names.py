"""Names as written, and when two of them can be one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from nicknames import NickNamer

from onrecord.record import ChainKind
from onrecord.resolve.words import values, words

Gender = Literal["female", "male"]

_WORD = re.compile(r"[^\W\d_]+(?:['’·][^\W\d_]+)*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # "U.N.": one word, and never the name "Un"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[A-Z]")
_POSSESSIVE = re.compile(r"['’‘]s?$")
_AFTER_DASH = re.compile(r"[—–].*$")


@dataclass(slots=True)
class NameMention:
    """A run of tokens that names something."""

    start: int
    end: int  # half-open
    words: tuple[str, ...]
    text: str
    kind: ChainKind
    gender: Gender | None = None  # of an honorific before it

    @property
    def written(self) -> str:
        """The name as it is written, a person's without "’s" or what a dash ties to it ("Ada Mer—35")."""
        if self.kind != "person":
            return self.text
        return _POSSESSIVE.sub("", _AFTER_DASH.sub("", self.text)) or self.text


# What introduces somebody or something by name: "a pilot named Ada".
CALLED = frozenset({"named", "called"})
GENDER_OF_PRONOUN: dict[str, Gender] = {
    "he": "male", "his": "male", "him": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip


def is_human(noun: str) -> bool:
    """Whether a noun (its lemma, lower case) is one for a person, by a list and by its ending."""
    noun = noun.removeprefix("ex-")
    if noun in words("human") or noun in words("party"):
        return True
    return noun.endswith(tuple(words("human-ending"))) and noun not in words("not-human")


def is_camel(word: str) -> bool:
    """Whether a word has a capital behind a small letter, as names alone have: "PortWatch"."""
    return word[:1].isupper() and any(a.islower() and b.isupper() for a, b in pairwise(word))


def is_honorific(word: str) -> bool:
    """Whether a word (lower case, without its full stop) is one put before a name out of courtesy."""
    return word in words("honorific")


def gender_of_honorific(word: str) -> Gender | None:
    """The gender that an honorific tells."""
    return as_gender(values("honorific").get(word, ""))


def as_gender(value: str) -> Gender | None:
    """A value of the word lists as a gender, None for any other."""
    return "female" if value == "female" else "male" if value == "male" else None


def _as_one_word(dotted: re.Match[str]) -> str:
    return dotted.group().rstrip(".").replace(".", "·") + " "


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: folded case and accents, without initials and leading honorifics.

    Hyphens separate words, so that "Min-seo" and "Min Seo" are the same. An honorific that ends a name is
    a surname ("Ada King").
    """
    folded = unicodedata.normalize("NFKD", _DOTTED.sub(_as_one_word, _POSSESSIVE.sub("", name))).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    found = [_POSSESSIVE.sub("", word) for word in _WORD.findall(folded)]
    found = [word for word in found if len(word) > 1]
    start = 0
    while start < len(found) - 1 and is_honorific(found[start]):
        start += 1
    if found[start:] and is_honorific(found[-1]) and found[-1] not in words("surname-too"):
        return tuple(found[start:-1])
    return tuple(found[start:])


def kind_of_words(name: tuple[str, ...]) -> ChainKind | None:
    """What a name with these words names, whatever the tagger says; None: open.

    By the last word ("... River"), or by the first ("West ...", "Institute for ...").
    """
    kind = values("last-word").get(name[-1])
    if kind is None and len(name) > 1:
        first = values("first-word").get(name[0])
        kind = first if first == "place" or name[1] in ("of", "for", "on") else None
    return "place" if kind == "place" else "organisation" if kind == "organisation" else None


def usual_kind_of_words(name: tuple[str, ...]) -> ChainKind | None:
    """What a name that ends in such a word mostly names, though it may be somebody's ("Webster Hall").

    None: open, and where a given name that we know begins it ("Jerry Hall").
    """
    if len(name) < 2 or gender_of_given_name(name) is not None:
        return None
    kind = values("soft-word").get(name[-1])
    return "place" if kind == "place" else "organisation" if kind == "organisation" else None


def is_thing(name: tuple[str, ...]) -> bool:
    """Whether a name that ends in such a word names a prize, a law, a war, a show: nobody, and no place."""
    if len(name) < 2 or values("last-word").get(name[-1]) == "thing":
        return len(name) > 1
    known = gender_of_given_name(name) is not None
    return not known and values("soft-word").get(name[-1]) == "thing"


def after_title(run: Sequence[str]) -> int:
    """How many words of a run are a title before somebody's full name: 1 of "Mayor Ada Mer", else 0."""
    start = max((i + 1 for i, word in enumerate(run) if word.lower() in words("title")), default=0)
    name = tuple(word.lower() for word in run[start:])
    if not start or not 2 <= len(name) <= 3 or not all(word[0].isupper() for word in run):
        return 0
    open_ = kind_of_words(name) is None and usual_kind_of_words(name) is None and not is_thing(name)
    plain = all(word.replace("’", "").isalpha() and not word.isupper() for word in run)
    return start if open_ and plain and not any(is_human(word) for word in name[:1]) else 0


def is_generation(word: str) -> bool:
    """Whether a word tells father and son of one name apart ("Jr.")."""
    return word.rstrip(".").lower() in words("generation")


def surname_of(name: tuple[str, ...]) -> str:
    """The last word of a name, or the one before "Jr."."""
    return name[-2] if len(name) > 2 and is_generation(name[-1]) else name[-1]


def compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of at least two words each can be one person's by their words alone.

    The same words in any order (family name first or last), or the words of one among the other's with
    a first or last word shared and their order kept. A given name that differs keeps two people apart, unless
    one is short for the other ("Ken", "Kenneth").
    """
    if sorted(a) == sorted(b):
        return True
    if a[1:] == b[1:] and (a[0] in _short_for(b[0]) or b[0] in _short_for(a[0])):
        return True
    if (set(a) ^ set(b)) & words("generation"):
        return False  # "Ada Mer Jr." is not Ada Mer
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or len(short) == len(long):
        return False
    rest = iter(long)
    return all(word in rest for word in short) and (short[-1] == long[-1] or short[0] == long[0])


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@cache
def _short_for(given: str) -> frozenset[str]:
    return frozenset(_nicknamer().nicknames_of(given))


def initials(name: str) -> str:
    """The middle initials of a name, lower case: "hw" for "Ada H.W. Mer", "" for none."""
    words_ = name.replace("\u00a0", " ").split()
    return "".join(c for word in words_[1:-1] if _INITIALS.fullmatch(word) for c in word.lower() if c != ".")


def one_edit_apart(a: str, b: str) -> bool:
    """Whether one letter added, left out or changed makes one word the other."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    short, long = sorted((a, b), key=len)
    k = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[k:] == long[k + 1 :] or (len(short) == len(long) and short[k + 1 :] == long[k + 1 :])


def undoubled(word: str) -> str:
    """A word with each doubled letter once: "labot" for "labott" and "labbot"."""
    return "".join(c for c, before in zip(word, " " + word, strict=False) if c != before)


@cache
def _genders_in(table: str) -> dict[str, Gender]:
    text = files("onrecord.resolve").joinpath(table).read_text(encoding="utf-8")
    genders: dict[str, Gender] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, gender = line.split("\t")
            genders[name] = "female" if gender == "f" else "male"
    return genders


def is_given_name(word: str) -> bool:
    """Whether a word (lower case) is a given name that nearly always tells a gender."""
    return word in _genders_in("given_names.tsv")


def gender_of_given_name(name: tuple[str, ...]) -> Gender | None:
    """The gender that a first name nearly always tells, None for a bare surname or an unknown name."""
    return _genders_in("given_names.tsv").get(name[0]) if len(name) > 1 else None


def gender_of_seldom_name(name: tuple[str, ...]) -> Gender | None:
    """The gender that a less common first name tells, of a person; the name may be a word besides."""
    return _genders_in("born_names.tsv").get(name[0]) if len(name) > 1 else None
