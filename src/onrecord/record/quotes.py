"""Words of a page with what stands around them, so that they are found again in another reading of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 32  # characters of prefix and suffix, as in the examples of the W3C's model
ENOUGH = 0.6  # of its words must stand in one piece for a changed quotation to be taken for the same
_ALIKE = str.maketrans("“”„«»’‘–—", '"""""\'\'--')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A W3C TextQuoteSelector. `start` is where it stood, which decides between equal places."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None

    def find(self, text: str) -> tuple[int, int] | None:
        """Where it stands in `text`, half-open, or None.

        Of several places, the one whose surroundings agree most, then the nearest to `start`. Where the words
        are not there, other white space, quotation marks and dashes are forgiven, then changed words, as
        long as ENOUGH of them follow each other.
        """
        if not self.exact:
            return None
        places = [match.start() for match in re.finditer(re.escape(self.exact), text)]
        if places:
            start = min(
                places, key=lambda place: (-self._agreement(text, place), self._distance(place), place)
            )
            return start, start + len(self.exact)
        return self._find_alike(text) or self._find_changed(text)

    def _agreement(self, text: str, place: int) -> int:
        before, after = text[:place], text[place + len(self.exact) :]
        return _common(self.prefix[::-1], before[-AROUND:][::-1]) + _common(self.suffix, after[:AROUND])

    def _distance(self, place: int) -> int:
        return abs(place - self.start) if self.start is not None else 0

    def _find_alike(self, text: str) -> tuple[int, int] | None:
        wanted, _ = _plain(self.exact)
        plain, places = _plain(text)
        wanted = wanted.strip()
        found = [match.start() for match in re.finditer(re.escape(wanted), plain)] if wanted else []
        if not found:
            return None
        start = min(found, key=lambda place: (self._distance(places[place]), place))
        return places[start], places[start + len(wanted) - 1] + 1

    def _find_changed(self, text: str) -> tuple[int, int] | None:
        mine = _WORD.findall(self.exact.casefold())
        matches = list(_WORD.finditer(text))
        theirs = [match.group().casefold() for match in matches]
        if len(mine) < 2:  # a word that is not there has no part that could be
            return None
        block = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
        if block.size < max(2, ENOUGH * len(mine)):
            return None
        return matches[block.b].start(), matches[block.b + block.size - 1].end()


def place_of(words: str, text: str, near: int = 0) -> tuple[int, int] | None:
    """Where words that somebody typed or marked stand in `text`, half-open: the place nearest to `near`.

    White space around them does not count; where they do not stand there character for character, other
    white space, quotation marks and dashes are forgiven, and nothing else. None where they do not stand.
    """
    words = words.strip()
    if not words:
        return None
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    if places:
        start = min(places, key=lambda place: (abs(place - near), place))
        return start, start + len(words)
    return Quote(exact=words, start=near)._find_alike(text)


def quote_of(text: str, start: int, end: int) -> Quote:
    """The quotation of `text` from `start` to `end`."""
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        start=start,
    )


def _common(a: str, b: str) -> int:
    number = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        number += 1
    return number


def _plain(text: str) -> tuple[str, list[int]]:
    """`text` with all white space as one space and marks alike, and where each character stood."""
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isspace():
            if kept and kept[-1] == " ":
                continue
            char = " "
        for part in unicodedata.normalize("NFKC", char.translate(_ALIKE)):
            kept.append(part)
            places.append(place)
    return "".join(kept), places
