"""Tokens as the grammar sees them: one item for a word, a number or the name of a holiday, with its class."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.record.parsed import Token

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d|2100")
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3})0[’']?s|[’']?(\d)0[’']?s")
_SLASHED = re.compile(r"(\d{1,4})([/-])(\d{1,2})\2(\d{2,4})")
_PART_YEAR = re.compile(r"(?:mid|early|late|pre|post)-(?P<year>1[5-9]\d\d|20\d\d)(?P<s>s?)")
_SHORT = re.compile(r"(?P<q>[QH])(?P<n>[1-4])|(?P<m>[1-4])(?P<p>[QH])")
_SHORT_YEAR = re.compile(r"[’'](\d\d)")
_FISCAL = re.compile(r"FY(?P<year>20\d\d|[0-4]\d)")
_GLUED_AMPM = re.compile(r"(\d{1,2}(?:[:.]\d\d)?)([ap])\.?m")
_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "3/4": 0.75}
_MONEY = frozenset("$#£€¥")
_CAPITAL = frozenset({"month", "weekday", "weekdays", "holiday"})  # never in lower case in edited news
# Abbreviations and names that are also other words: a date only beside a number or another part of a date.
_DOUBTFUL = frozenset(
    {"sun", "sat", "mar", "dec", "mon", "wed", "jan", "jun", "jul", "may", "march", "august", "april", "june"}
)
_IN_TITLES = frozenset(
    {"daypart", "season", "unit", "units", "often", "day0", "weekend"}
)  # of programmes and papers
# Of programmes and papers too, where they have a capital within a sentence.
_NAMED = frozenset({"day0", "tonight", "unit", "units", "ref", "daypart", "weekend"})
_HEADLINE = 0.7  # the share of words with a capital that a headline in title case has
_CLOSING_QUOTES = frozenset({"”", "’", "''", '"', "'"})
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "president", "minister", "lady", "lord", "sir"}
)
_NEED_NUMBER = frozenset(
    {"sun", "sat", "mon", "wed", "jan", "mar", "jun", "jul", "dec"}
)  # without a full stop


@dataclass(frozen=True, slots=True)
class Item:
    """A half-open range of tokens with its class and value, both of words.tsv or of the kinds below.

    "year" and "day" are figures that may be one (value: the figure), "num" any other number, "ord" an
    ordinal, "decade" ("199X"), "part-year" ("mid-1996"), "short" ("Q3"), "clock" ("10:35"), "four" four
    figures like "0930", "slashed" ("2031/05/04").
    """

    kind: str
    start: int
    end: int
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A row of words.tsv."""

    kind: str
    value: str


@cache
def words() -> Mapping[str, Word]:
    """The words of one token that ship with the package, in lower case."""
    return {word: row for word, row in _rows().items() if " " not in word}


@cache
def _phrases() -> Mapping[str, list[tuple[list[str], Word]]]:
    """Words of several tokens by their first one, longest first."""
    found: dict[str, list[tuple[list[str], Word]]] = {}
    for phrase, row in _rows().items():
        if " " in phrase:
            parts = phrase.split()
            found.setdefault(parts[0], []).append((parts, row))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


@cache
def _rows() -> Mapping[str, Word]:
    text = files("onrecord.extract.timexes").joinpath("words.tsv").read_text(encoding="utf-8")
    _header, *lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {word: Word(kind, value) for word, kind, value in (line.split("\t") for line in lines)}


OTHER = ""  # the class of what is no word of time


def make_items(tokens: Sequence[Token], start: int, end: int) -> list[Item]:
    """The items of tokens[start:end], in order, covering each token once."""
    items: list[Item] = []
    i = start
    while i < end:
        item = (
            _short_year(tokens, i, end)
            or _phrase(tokens, i, end)
            or _number(tokens, i, end)
            or _one(tokens, i, start, end)
        )
        items.append(item)
        i = item.end
    return items


def _short_year(tokens: Sequence[Token], i: int, end: int) -> Item | None:
    """ "'91", where the apostrophe is a token of its own."""
    if tokens[i].text not in "'’" or i + 1 >= end or not _SHORT_YEAR.fullmatch("'" + tokens[i + 1].text):
        return None
    if tokens[i].end != tokens[i + 1].start or (i and tokens[i - 1].end == tokens[i].start):
        return None
    year = tokens[i + 1].text
    return Item("year", i, i + 2, ("20" if int(year) < 40 else "19") + year, "'" + year)


def _phrase(tokens: Sequence[Token], i: int, end: int) -> Item | None:
    for parts, row in _phrases().get(tokens[i].text.lower(), ()):
        stop = i + len(parts)
        if (
            stop <= end
            and tokens[i].text[0].isupper()
            and all(tokens[i + k].text.lower() == part for k, part in enumerate(parts))
        ):
            return Item(row.kind, i, stop, row.value, " ".join(parts))
    return None


def _number(tokens: Sequence[Token], i: int, end: int) -> Item | None:
    """Number words ("twenty four", "nineteen ninety - six") and figures with a fraction ("5 1/2")."""
    known, text = words(), tokens[i].text.lower()
    if i + 1 < end and tokens[i + 1].text in _FRACTIONS and text.isdecimal():
        return Item("num", i, i + 2, str(int(text[:6]) + _FRACTIONS[tokens[i + 1].text]), text)
    if text not in known or known[text].kind != "num":
        return None
    parts, at = [int(known[text].value)], i + 1
    while at < end:
        joined = tokens[at].text == "-" and 20 <= parts[-1] < 100
        joined = joined or (tokens[at].text.lower() == "and" and parts[-1] in (100, 1000))
        ahead = at + 1 if joined else at
        word = known.get(tokens[ahead].text.lower()) if ahead < end else None
        if word is None or word.kind != "num" or (joined and int(word.value) >= 100):
            break
        parts.append(int(word.value))
        at = ahead + 1
    after = known.get(tokens[at].text.lower()) if at < end else None
    if len(parts) == 1 and 15 <= parts[0] <= 20 and after is not None and after.kind == "decade":
        return Item("decade", i, at + 1, f"{parts[0]}{after.value[2:]}", text)
    year = _spoken_year(parts)
    if year:
        return Item("year", i, at, str(year), text)
    total = _sum(parts)
    return Item("day" if 1 <= total <= 31 else "num", i, at, str(total), text)


def _spoken_year(parts: Sequence[int]) -> int | None:
    """1996 for nineteen ninety six, 2012 for two thousand twelve; two thousand alone is left a number."""
    if parts[:2] == [2, 1000] and len(parts) > 2 and sum(parts[2:]) < 100:
        return 2000 + sum(parts[2:])
    if len(parts) >= 2 and 15 <= parts[0] <= 20 and parts[1] >= 20:
        rest = [p for p in parts[1:] if p != 100]
        if len(rest) <= 2 and sum(rest) < 100 and (len(rest) < 2 or rest[1] < 10 <= rest[0]):
            return parts[0] * 100 + sum(rest)
    return None


def _sum(parts: Sequence[int]) -> int:
    total, run = 0, 0
    for part in parts:
        if part >= 1000:
            total, run = total + max(run, 1) * part, 0
        elif part in (100, 12) and run and part > run:
            run *= part
        else:
            run += part
    return min(total + run, 10**9)


def _one(tokens: Sequence[Token], i: int, start: int, end: int) -> Item:
    token = tokens[i]
    lower = token.text.lower()
    short = _SHORT.fullmatch(token.text)
    if short:
        return Item("short", i, i + 1, (short["q"] or short["p"]) + (short["n"] or short["m"]), lower)
    if lower[:1].isdigit() or lower[:1] in "'’":
        found = _figures(tokens, i, lower)
        if found:
            return Item(found.kind, i, i + 1, found.value, lower)
    fiscal = _FISCAL.fullmatch(token.text)
    if fiscal:
        year = fiscal["year"]
        return Item("year", i, i + 1, year if len(year) == 4 else f"20{year}", lower)
    part_year = _PART_YEAR.fullmatch(lower)
    if part_year:
        year = part_year["year"]
        return Item("part-year", i, i + 1, year[:3] if part_year["s"] else year, lower)
    word = words().get(lower) or (words().get(lower.rstrip(".")) if len(lower) > 1 else None)
    if word is None or not _fits(tokens, i, start, end, lower.rstrip("."), word):
        return Item(OTHER, i, i + 1, "", lower)
    return Item(word.kind, i, i + 1, word.value, lower)


def _figures(tokens: Sequence[Token], i: int, lower: str) -> Word | None:
    money = i > 0 and tokens[i - 1].text in _MONEY
    if _DIGITS.fullmatch(lower):
        if _YEAR.fullmatch(lower):
            return Word("num" if money else "year", lower)
        if len(lower) == 4 and lower.isdecimal():
            return Word("four", lower)
        if _CLOCK.fullmatch(lower) and i + 1 < len(tokens) and _is_ampm(tokens[i + 1].text):
            return Word("clock", lower.replace(".", ":"))
        whole = lower.isdecimal() and len(lower) <= 2 and 1 <= int(lower) <= 31 and not money
        return Word("day" if whole else "num", lower.replace(",", ""))
    for pattern, kind in ((_CLOCK, "clock"), (_GLUED_AMPM, "glued"), (_SLASHED, "slashed")):
        if pattern.fullmatch(lower):
            return Word(kind, lower)
    short = _SHORT_YEAR.fullmatch(lower)
    if short:
        return Word("year", ("20" if int(short[1]) < 40 else "19") + short[1])
    ordinal, decade = _ORDINAL.fullmatch(lower), _DECADE.fullmatch(lower)
    if ordinal:
        return Word("ord", ordinal[1])
    if decade:
        return Word("decade", f"{decade[1]}X") if decade[1] else Word("short-decade", f"19{decade[2]}X")
    return None


def _is_ampm(text: str) -> bool:
    return text.lower().rstrip(".") in ("am", "pm", "a.m", "p.m")


def _fits(tokens: Sequence[Token], i: int, start: int, end: int, lower: str, word: Word) -> bool:
    """Whether a word that may be something else too is one of time here, by its case, tag and neighbours."""
    token = tokens[i]
    if word.kind in _CAPITAL and not token.text[0].isupper():
        return False
    if word.kind in _IN_TITLES and i > start and token.text[0].isupper():
        beside = [tokens[j] for j in (i - 1, i + 1) if start <= j < end]
        if any(t.text[0].isupper() and t.tag[:3] == "NNP" and t.text.lower() not in words() for t in beside):
            return False
    if word.kind in _NAMED and token.text[0].isupper() and _is_title(tokens, i, start, end):
        return False
    if word.kind in ("bc", "ad"):
        return token.text.isupper()
    if word.kind == "ampm":
        return i > start and tokens[i - 1].text[:1].isdigit()
    if lower in _DOUBTFUL:
        near = [tokens[j].text for j in (i - 1, i + 1, i + 2) if start <= j < end]
        if any(text[:1].isdigit() for text in near):
            return True
        if lower in _NEED_NUMBER and not token.text.endswith("."):
            return False
        return token.tag not in ("MD", "VB", "VBP", "VBD") and not _person(tokens, i)
    if word.kind == "season":
        return token.tag[:2] not in ("VB", "MD")
    if word.kind == "zone":
        return token.text.isupper() or lower in ("eastern", "pacific", "local")
    return True


def _is_title(tokens: Sequence[Token], i: int, start: int, end: int) -> bool:
    """Whether a capital in the middle of a sentence makes the word part of a title ("Today", "This Week")."""
    if i == start or tokens[i].text.isupper():
        return False
    around = [t.text for t in tokens[max(start, i - 6) : min(end, i + 7)] if len(t.text) > 3]
    if sum(text[0].isupper() for text in around) > _HEADLINE * len(around):
        return False
    return any(character.isalnum() for character in tokens[i - 1].text) or (
        i + 1 < end and tokens[i + 1].text in _CLOSING_QUOTES
    )


def _person(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capitalised word stands in somebody's name ("April Jones", "Theresa May")."""
    if i and tokens[i - 1].text.lower().rstrip(".") in _TITLES:
        return True
    around = (j for j in (i - 1, i + 1) if 0 <= j < len(tokens))
    return any(
        tokens[j].tag == "NNP"
        and tokens[j].name == tokens[i].name != -1
        and tokens[j].text.lower() not in words()
        for j in around
    )
