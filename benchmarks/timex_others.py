"""Other libraries on the same text: dateparser, timexy and Microsoft's recognizers, where installed.

Their answers are put into TIMEX3's form as kindly as can be: a value is cut to the size that the library
says, and of two days that recognizers offers, the earlier counts. `pip install '.[benchmark]'` installs them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import spacy

from onrecord.evaluate.timexes import GoldTimex

Finder = Callable[[str, datetime], list[GoldTimex]]
_TIMEXY = re.compile(r'type="(\w+)" value="([^"]+)"')
_SIZES = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d", "time": "%Y-%m-%dT%H:%M"}


class Dateparser:
    """dateparser: it finds dates in text with search_dates, and gives a value to words that are known."""

    def __init__(self) -> None:
        self._search: Any = import_module("dateparser.search").search_dates
        self._data: Any = import_module("dateparser.date").DateDataParser

    def value(self, words: str, published: datetime) -> str | None:
        """The TIMEX3 value of words, cut to the size that dateparser says they have."""
        settings = {"RELATIVE_BASE": published, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        found = self._data(languages=["en"], settings=settings).get_date_data(words)
        return found.date_obj.strftime(_SIZES.get(found.period, "%Y-%m-%d")) if found.date_obj else None

    def find(self, text: str, published: datetime) -> list[GoldTimex]:
        """What search_dates finds; it does not say where, so words are looked up from left to right."""
        settings = {"RELATIVE_BASE": published, "PREFER_DATES_FROM": "past"}
        found: list[GoldTimex] = []
        at = 0
        for paragraph in re.split(r"\n\s*\n", text):
            for words, _ in self._search(paragraph, languages=["en"], settings=settings) or ():
                start = text.find(words, at)
                if start >= 0:
                    at = start + len(words)
                    value = self.value(words, published)
                    found.append(GoldTimex(start, at, "TIME" if value and "T" in value else "DATE", value))
        return found


class Timexy:
    """timexy: a spaCy component that finds full dates and lengths of time."""

    def __init__(self) -> None:
        import_module("timexy")
        self._nlp = spacy.blank("en")
        self._nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy"})

    def find(self, text: str, published: datetime) -> list[GoldTimex]:
        """What it finds; it knows no date of publication."""
        found = []
        for ent in self._nlp(text).ents:
            match = _TIMEXY.search(ent.kb_id_)
            if match:
                value = match[2].removesuffix("T00:00:00")
                found.append(GoldTimex(ent.start_char, ent.end_char, match[1], value))
        return found


class Recognizers:
    """Microsoft's recognizers-text for dates and times."""

    _TYPES = (
        ("duration", "DURATION"),
        ("set", "SET"),
        ("datetime", "TIME"),
        ("time", "TIME"),
        ("date", "DATE"),
    )

    def __init__(self) -> None:
        self._recognize: Any = import_module("recognizers_date_time").recognize_datetime

    def find(self, text: str, published: datetime) -> list[GoldTimex]:
        """What it finds, paragraph by paragraph."""
        return [
            GoldTimex(start + it.start, start + it.end + 1, *self._answer(it))
            for start, paragraph in _paragraphs(text)
            for it in self._recognize(paragraph, "en-us", reference=published)
        ]

    def _answer(self, it: Any) -> tuple[str, str | None]:
        name = it.type_name.removeprefix("datetimeV2.")
        kind = next(timex for start, timex in self._TYPES if name.startswith(start))
        values = (it.resolution or {}).get("values") or [{}]
        timex = values[0].get("timex") or ""
        if "X" not in timex and not timex.startswith("("):
            return kind, timex or None
        day = values[0].get("value") or values[0].get("start")
        return kind, timex if kind == "SET" else day


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL):
        yield match.start(), match[0]


_OTHERS: dict[str, tuple[str, Callable[[], Any]]] = {
    "dateparser": ("dateparser", Dateparser),
    "timexy": ("timexy", Timexy),
    "recognizers-text": ("recognizers_date_time", Recognizers),
}


def open_others() -> tuple[dict[str, Finder], list[str]]:
    """The finders that are installed, by name, and the names of those that are not."""
    found = {name: opened().find for name, (module, opened) in _OTHERS.items() if find_spec(module)}
    return found, [name for name in _OTHERS if name not in found]


def valued(text: str, spans: Sequence[GoldTimex], published: datetime) -> list[GoldTimex]:
    """`spans` with the values that dateparser gives to their words."""
    parser = Dateparser()
    return [GoldTimex(s.start, s.end, s.type, parser.value(text[s.start : s.end], published)) for s in spans]
