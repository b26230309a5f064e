"""What a run of text says, as numbers: its length, its marks, the words that houses use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
SENTENCE_WORDS = 8  # at least so many words with a stop at the end are running text,
LONG_WORDS = 25  # and so many without one

_LETTERS = re.compile(r"[\W_]+")
_STOP = re.compile(r"[.!?…。！？।][\"”’'»)\]*]*$")
_COMMA_END = re.compile(r"[:;,\"”»]$")
_OTHER = re.compile(r"[^\x00-\x7f]")
_NOT_DIGITS = bytes(byte for byte in range(256) if byte not in b"0123456789")
_NOT_CAPITALS = bytes(byte for byte in range(256) if byte not in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\bago$", re.IGNORECASE)
_BULLET = re.compile(r"[•·‣▪◦●○■□►▶–—*›»>|-]")
_BY = re.compile(
    r"(?:by|from|text|von|por|par|di|words|reporting|story|written|editing|photo\w*|image|credit)\b:?\s", re.I
)
OPENS = re.compile(
    r"(?:related|more|read|also|recommended|trending|popular|most|latest|top|watch|listen|see|don.t miss|"
    r"you may|you might|sign up|subscribe|follow|share|comments?|leave a|join|get|download|advertisement|"
    r"copyright|©|all rights|tags?|topics|filed|about the|editor.s|newsletter|support|donate|click|tap|"
    r"in this|up next|recent|featured|what to)\b",
    re.IGNORECASE,
)
_HOUSE = frozenset(
    (
        "subscribe newsletter newsletters sign email inbox cookies cookie privacy policy terms copyright "
        "reserved rights advertisement sponsored share facebook twitter instagram whatsapp linkedin "
        "reddit youtube tiktok telegram app download account login log register subscriber subscribers "
        "subscription member members donate click here read related more comments comment reply follow "
        "menu search published updated min minutes ago views shares author staff writer correspondent "
        "reporter editor contact reached contributed report journalist covers podcast breaking alerts "
        "unlimited access offer trial consent partners advertising "
    ).split()
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's head states of its article: letters and digits, in lower case, "" where it does not."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    body: str = ""


class HeadHints(Protocol):
    """What a page's head states of its article: letters and digits, in lower case, "" where it does not."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title that it gives."""

    @property
    def descriptions(self) -> tuple[str, ...]:
        """Every summary."""

    @property
    def body(self) -> str:
        """The article's text."""


class Run(Protocol):
    """Text between two places where a line ends; `start` and `end` count characters without white space."""

    text: str
    node: int
    start: int
    end: int
    linked: int
    strong: int


def letters(text: str) -> str:
    """A text's letters and digits in lower case, by which repeats are known."""
    return _LETTERS.sub("", text.lower())


NAMES = (
    "chars words linked strong stop comma_end running starts_upper starts_quote starts_lower "
    "starts_digit bullet commas digits upper caps lower length house by opens mail date bar repeated "
    "title description in_body has_body "
).split()


def word_columns(runs: Sequence[Run], hints: HeadHints) -> Matrix:
    """One row for each run; the columns are NAMES."""
    keys = [letters(run.text) for run in runs]
    counts = Counter(keys)
    has_body = float(len(hints.body) > 200)
    descriptions = [told for told in hints.descriptions if len(told) > 20]
    rows = []
    for run, key in zip(runs, keys, strict=True):
        text = run.text
        words = text.split()
        n, size = max(1, len(words)), max(1, run.end - run.start)
        first = words[0] if words else ""
        start = first.lstrip("“\"'‘«(")
        stop = _STOP.search(text) is not None
        linked = run.linked / size
        digits, capitals = _digits_and_capitals(text)
        lower = sum(word[0].islower() for word in words)
        in_body = has_body if len(key) >= 12 and key in hints.body else 0.0
        rows.append((
            np.log1p(size), np.log1p(n), linked, run.strong / size, stop, _COMMA_END.search(text) is not None,
            _is_running(n, stop, linked), start[:1].isupper(), first[:1] in "“\"'‘«", start[:1].islower(),
            start[:1].isdigit(), _BULLET.match(text) is not None, min(text.count(","), 10),
            digits / size, sum(word[0].isupper() for word in words) / n,
            capitals / size, lower / n, size / n,
            sum(word.lower().strip(".,:!?") in _HOUSE for word in words[:30]) / min(n, 30),
            _BY.match(text) is not None, OPENS.match(text) is not None, "@" in text,
            n < 15 and _DATE.search(text) is not None, "|" in text, min(counts[key], 5),
            any(key == title for title in hints.titles) and n > 1,
            len(key) > 20 and any(key in told or told in key for told in descriptions),
            in_body, has_body,
        ))  # fmt: skip
    return np.array(rows, dtype=np.float32).reshape(len(runs), len(NAMES))


def _digits_and_capitals(text: str) -> tuple[int, int]:
    """How many digits and how many capital letters a text has; bytes are counted faster than characters."""
    plain = text.encode("ascii", "ignore")
    digits, capitals = len(plain.translate(None, _NOT_DIGITS)), len(plain.translate(None, _NOT_CAPITALS))
    if len(plain) < len(text):
        others = _OTHER.findall(text)
        digits += sum(map(str.isdigit, others))
        capitals += sum(map(str.isupper, others))
    return digits, capitals


def _is_running(words: int, stop: bool, linked: float) -> bool:
    return linked < 0.5 and (words >= LONG_WORDS or (words >= SENTENCE_WORDS and stop))
