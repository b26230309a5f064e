"""Pieces that several rules are made of."""

from __future__ import annotations

from onrecord.extract.timexes.patterns import Found

MACROS = {
    # how near or far: "nearly two weeks", "more than a year"
    "NEAR": "(?: {about|around|nearly|almost} | {at}{least|most} | {no}?{more|less}{than} | {up}{to} )",
    "ABOUT": "(?: {about|around|nearly|almost|roughly|approximately} | {at}{least|most}"
    " | {no}?{more|less}{than} | {up}{to} )",
    # a number of things: "two", "a few", "a couple of", "a hundred", "5 1/2", "12 to 18", "one or two"
    "NUMBER": "(?: {num|day|year|four} (?:{-|to|or} {num|day|four})? | {a}?{few}{of}? | {few}{num}?"
    " | {a}{num} )",
    "A": "{a}",
    "EDGE": "{the}? {end|start|beginning|middle|mid|close} {of}",
}
_MODS = {
    "early": "START", "start": "START", "beginning": "START", "earlier": "START", "mid": "MID",
    "middle": "MID", "late": "END", "later": "END", "end": "END", "close": "END", "year-end": "END",
}  # fmt: skip


def part_mod(found: Found, *groups: str) -> str | None:
    """START, MID or END for the first word in these groups that says so."""
    for group in groups:
        for item in found.all(group):
            if item.kind in _MODS:
                return _MODS[item.kind]
    return None


def about_mod(found: Found, group: str = "about") -> str | None:
    """TIMEX3's mod for the words of ABOUT."""
    text = found.text(group)
    if not text:
        return None
    for words, mod in (
        ("no more than", "EQUAL_OR_LESS"), ("no less than", "EQUAL_OR_MORE"), ("more than", "MORE_THAN"),
        ("less than", "LESS_THAN"), ("over", "MORE_THAN"), ("at least", "EQUAL_OR_MORE"),
        ("at most", "EQUAL_OR_LESS"), ("up to", "EQUAL_OR_LESS"),
    ):  # fmt: skip
        if text == words:
            return mod
    return "APPROX"


def number(found: Found, group: str = "n") -> float | None:
    """The number in a group, 1 for "a", None for what counts nothing ("a few"); the lower of two."""
    items = [item for item in found.all(group) if item.kind not in ("-", "to", "or", "of")]
    if not items:
        return 1
    if any(item.kind == "few" for item in items):
        return 2 if items[-1].text == "couple" else None
    items = [item for item in items if item.kind != "a"] or items
    if len({item.value for item in items}) > 1:
        return None
    return float(items[0].value) if items[0].value else 1


def duration(n: float | None, unit: str) -> str | None:
    """A TIMEX3 duration: "P3D", "PT16H", "PXY", "P2W"; None for a number nobody means."""
    size, time = 1, ""
    if unit[0] == "T":
        time, unit = "T", unit[1:]
    if unit[0].isdigit():
        size, unit = int(unit[0]), unit[1:]
    if n is None:
        return f"P{time}X{unit}"
    n *= size
    if unit in "EC":
        n, unit = n * (10 if unit == "E" else 100), "Y"
    if not 0 < n < 100_000:
        return None
    if n != int(n):
        smaller = {
            "Y": ("M", 12),
            "H": ("M", 60),
            "D": ("TH", 24),
            "M": ("S", 60) if time else ("D", 30),
        }.get(unit)
        if smaller is None:
            return f"P{time}{n:g}{unit}"
        rest = round((n - int(n)) * smaller[1])
        whole = f"{int(n)}{unit}" if int(n) else ""
        return f"P{time}{whole}{smaller[0][:-1]}{rest}{smaller[0][-1]}"
    return f"P{time}{int(n)}{unit}"
