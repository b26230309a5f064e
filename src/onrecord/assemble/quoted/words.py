"""Texts as words that compare without case, accents, apostrophes and marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

# Letters carry their combining accents; "U.S." and "10,000" are one word each.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)+|{_LETTER}+(?:['’‘]{_LETTER}+)*")
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\s?\.\s?\.(?:\s?\.)?")
_BRACKETED = re.compile(r"\[[^\[\]]{1,80}\]")
_DROPPED = re.compile(r"['’‘.,]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")

# Words of little weight beside those of three letters and fewer: they stand in every text.
_LIGHT = frozenset(
    """
    about also although among another around because been before being between both could does doing done down
    during each even ever every from have having here hers herself himself into itself just like many might
    more most much must myself neither once only other others ours over same shall should since some such than
    that their theirs them themselves then there these they this those through under until upon very were what
    when where which while whom whose will with within without would your yours
    """.split()  # noqa: SIM905 (a list of words reads better as text)
)
LIGHT, HEAVY, BRACKETED = 0.5, 1.0, 0.2  # weights; words in [brackets] are the quoting person's own
SPELT_ALIKE = 0.7  # from here on two words may be one, spelt or inflected differently
SHORTEST = 4  # letters of a word that may be spelt differently: of three, half the language is alike
INFLECTED = 0.8  # what a word counts that begins alike and ends in another inflection
_ENDING = 3  # letters that an inflection has at most
MOST_WORDS = 400  # of a quotation that are compared; a longer one is found by its beginning


class Word(NamedTuple):
    """A word as it compares, and its place."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as words. `open_before` says of each whether an ellipsis stands before it."""

    text: str
    words: tuple[Word, ...]
    weights: npt.NDArray[np.float64]
    open_before: tuple[bool, ...]

    @property
    def plain(self) -> list[str]:
        """The words as they are written."""
        return [self.text[word.start : word.end] for word in self.words]


def words_of(text: str) -> Iterator[Word]:
    """The words of `text` in order."""
    for match in _WORD.finditer(text):
        yield Word(_fold(match.group()), match.start(), match.end())


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(char for char in decomposed if not unicodedata.combining(char))
    if not word.isalnum():
        word = _DROPPED.sub("", word)
    return word.casefold()


def read_quotation(text: str) -> Quotation:
    """The words of a quotation, of which ellipses and [brackets] say what was left out and put in."""
    words = tuple(words_of(text))[:MOST_WORDS]
    ellipses = [match.start() for match in _ELLIPSIS.finditer(text) if not _INITIALS.match(match.group())]
    brackets = [match.span() for match in _BRACKETED.finditer(text)]
    open_before = []
    last = 0
    for word in words:
        open_before.append(any(last <= place < word.start for place in ellipses))
        last = word.end
    weights = [
        BRACKETED if any(start < word.start < end for start, end in brackets) else weight(word.folded)
        for word in words
    ]
    return Quotation(text, words, np.array(weights), tuple(open_before))


def weight(folded: str) -> float:
    """How much a word tells of where a quotation is from."""
    short = len(folded) < SHORTEST and not any(char.isdigit() for char in folded)
    return LIGHT if short or folded in _LIGHT else HEAVY


def likeness(quoted: Sequence[str], known: Sequence[str]) -> npt.NDArray[np.float32]:
    """How alike each folded word of `quoted` (rows) is to each of `known`: 1 the same, 0 another word.

    Between lie words that are spelt or inflected differently, by their optimal string alignment distance.
    A number is another number or the same.
    """
    table = cdist(quoted, known, scorer=OSA.normalized_similarity, score_cutoff=SPELT_ALIKE, dtype=np.float32)
    alike: npt.NDArray[np.float32] = np.asarray(table)
    fixed_rows, fixed_columns = _fixed(quoted), _fixed(known)
    alike[(fixed_rows[:, None] | fixed_columns[None, :]) & (alike < 1)] = 0
    beginnings: dict[str, list[int]] = {}
    for place, word in enumerate(known):
        if not fixed_columns[place]:
            beginnings.setdefault(word[:SHORTEST], []).append(place)
    for row, word in enumerate(quoted):
        if not fixed_rows[row]:
            for place in beginnings.get(word[:SHORTEST], ()):
                if _inflected(word, known[place]):
                    alike[row, place] = max(alike[row, place], INFLECTED)
    return alike


def _fixed(words: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which words are the same or another: short ones and numbers."""
    return np.array([len(word) < SHORTEST or any(char.isdigit() for char in word) for word in words], bool)


def _inflected(one: str, other: str) -> bool:
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return common >= SHORTEST and max(len(one), len(other)) - common <= _ENDING
