"""Rules for days, weeks, months, seasons, years and decades that have a name or a figure."""

from __future__ import annotations

from onrecord.extract.timexes.holidays import holiday
from onrecord.extract.timexes.patterns import Builder, Found, Meaning, Rule
from onrecord.extract.timexes.shapes import MACROS, part_mod

# "last", "next" ... before a name: before or after the anchor, or by the tense.
_WAYS = {
    "last": "<",
    "past": "<",
    "previous": "<",
    "next": ">",
    "coming": ">",
    "following": ">",
}


def _full(year: str) -> int | None:
    """The year of four figures, or of two: up to 39 in this century."""
    if len(year) == 4:
        return int(year)
    if len(year) == 2:
        return int(year) + (2000 if int(year) < 40 else 1900)
    return None


def _date(type_: str, value: str, mod: str | None = None) -> Meaning:
    return Meaning(type="TIME" if type_ == "TIME" else "DATE", value=value, mod=mod)


def _daypart(found: Found) -> str:
    part = found.value("part")
    return f"/T{part}" if part else ""


def _relative(found: Found, relative: str) -> Meaning:
    part = _daypart(found)
    return Meaning(
        type="TIME" if part else "DATE", relative=relative + part, mod=part_mod(found, "early", "edge")
    )


def _month_day(found: Found) -> Meaning | None:
    month, day = int(found.value("month")), int(found.value("day"))
    if not 1 <= day <= 31:
        return None
    year = _full(found.value("year"))
    if year is None:
        return _relative(
            found, f"~M{month:02}-{day:02}" if not found.all("way") else _way(found, f"M{month:02}-{day:02}")
        )
    part = found.value("part")
    value = f"{year:04}-{month:02}-{day:02}"
    return _date(
        "TIME" if part else "DATE", f"{value}T{part}" if part else value, part_mod(found, "early", "edge")
    )


def _way(found: Found, name: str) -> str:
    """The step for a name after "last", "next", "this" or nothing."""
    ways = [_WAYS[item.kind] for item in found.all("way") if item.kind in _WAYS]
    if ways:
        return ways[0] + name
    if any(item.kind == "this" for item in found.all("way")) and not name.isdigit():
        return "=" + name
    return "?" + name


def _month(found: Found) -> Meaning:
    month, year = f"M{found.value('month')}", found.value("year")
    mod = part_mod(found, "early", "edge")
    if year:
        return Meaning(type="DATE", value=f"{year}-{month[1:]}", mod=mod)
    offset = found.all("which")
    if offset:
        return _in_which(offset[0].kind, month, mod)
    return Meaning(type="DATE", relative=_way(found, month), mod=mod)


_YEARS_AWAY = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1}


def _in_which(which: str, name: str, mod: str | None) -> Meaning:
    """A month or a season of "last year", or of "that year", which is the one spoken of."""
    focus = "*" if which in ("that", "same", "previous", "following") else None
    relative = f"{_YEARS_AWAY.get(which, 0):+}Y/={name}".replace("+0", "0")
    return Meaning(type="DATE", relative=relative, mod=mod, focus=focus)


def _season(found: Found) -> Meaning:
    season, year = found.value("season"), found.value("year")
    mod = part_mod(found, "early", "edge")
    if year:
        return Meaning(type="DATE", value=f"{year}-{season}", mod=mod)
    offset = found.all("which")
    if offset:
        return _in_which(offset[0].kind, season, mod)
    return Meaning(type="DATE", relative=_way(found, season), mod=mod)


def _seasons_ago(found: Found) -> Meaning | None:
    n = int(float(found.value("n")))
    return Meaning(type="DATE", relative=f"-{n}Y/={found.value('season')}") if 0 < n < 1000 else None


def _weekday(found: Found) -> Meaning:
    return _relative(found, _way(found, found.value("weekday")))


def _week_weekday(found: Found) -> Meaning:
    n = {"last": -1, "past": -1, "next": 1, "this": 0}[found.all("which")[0].kind]
    return _relative(found, f"{n:+}W/={found.value('weekday')}".replace("+0", "0"))


def _slashed(found: Found) -> Meaning | None:
    """A date of figures only; months first, unless that is impossible."""
    a, b, c = (int(part) for part in found.items[found.start].text.replace("-", "/").split("/"))
    year, month, day = (a, b, c) if a > 31 else (c, a, b)
    if month > 12:
        month, day = day, month
    full = _full(f"{year:02}")
    if full is None or not (1 <= month <= 12 and 1 <= day <= 31) or not 1000 <= full <= 2200:
        return None
    return _date("DATE", f"{full:04}-{month:02}-{day:02}")


def _iso(found: Found) -> Meaning | None:
    month, day = int(found.value("month")), int(found.value("day"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _date("DATE", f"{found.value('year')}-{month:02}-{day:02}")


def _year(found: Found) -> Meaning | None:
    return Meaning(type="DATE", value=found.value("year"), mod=part_mod(found, "early", "edge"))


def _fiscal(found: Found) -> Meaning | None:
    year = _full(found.value("year"))
    return Meaning(type="DATE", value=f"{year:04}", mod=part_mod(found, "early")) if year else None


def _year_range(found: Found) -> Meaning | None:
    """The second year of "1914-1918" or "1939-45"; a day of the month would follow a month instead."""
    first, second = found.value("from"), found.value("year")
    if len(second) == 2:
        second = first[:2] + second
    return Meaning(type="DATE", value=second) if len(second) == 4 and first < second <= "2200" else None


def _part_year(found: Found) -> Meaning:
    """A token like "mid-1996"."""
    item = found.all("year")[0]
    word = item.text.split("-")[0]
    mod = {"early": "START", "mid": "MID", "late": "END", "pre": "BEFORE", "post": "AFTER"}[word]
    return Meaning(type="DATE", value=item.value, mod=mod)


def _counted_year(found: Found) -> Meaning | None:
    """ "The year two thousand"."""
    year = found.value("year")
    return Meaning(type="DATE", value=year) if 1000 <= int(float(year)) <= 2200 else None


def _decade(found: Found) -> Meaning:
    return Meaning(type="DATE", value=found.value("decade").rstrip("X"), mod=part_mod(found, "early", "edge"))


def _century(found: Found) -> Meaning | None:
    n = int(found.value("n"))
    return (
        Meaning(type="DATE", value=f"{n - 1:02}", mod=part_mod(found, "early", "edge"))
        if 1 < n <= 22
        else None
    )


def _holiday(found: Found) -> Meaning:
    name, year = found.value("holiday"), found.value("year")
    if year:
        return Meaning(type="DATE", relative=None, value=_holiday_value(name, int(year)))
    way = _way(found, f"H{name}")
    return _relative(found, way if way[0] in "<>=" else f"~H{name}")


def _holiday_value(name: str, year: int) -> str:
    day = holiday(name, year)
    return day.isoformat() if day else f"{year:04}"


def _nth(found: Found) -> Meaning | None:
    day = int(found.value("day"))
    return _relative(found, f"?X{day}") if 1 <= day <= 31 else None


def _and_day(found: Found) -> Meaning | None:
    month, day, year = int(found.value("month")), int(found.value("day")), _full(found.value("year"))
    if not 1 <= day <= 31:
        return None
    if year:
        return _date("DATE", f"{year:04}-{month:02}-{day:02}")
    return _relative(found, f"~M{month:02}-{day:02}")


_MACROS = MACROS | {
    "EARLY": "(?P<early>{early|late|mid|earlier|later}{-}?|{EDGE})",
    "WAY": "(?P<way>{this}{past|coming}|{the}{following|previous|coming}|{this|last|next|past|coming})",
    "PART": "(?: {early|late}? (?P<part>{daypart}) )",
    "WHICH": "(?: {of|in}? (?: (?P<which>{last|next|this|that}) | {the}(?P<which>{same|previous|following}) )"
    " {unit:Y} )",
}


def _rule(name: str, pattern: str, build: Builder, weighed: bool = False) -> Rule:
    return Rule(name, pattern, build, weighed, _MACROS)


DATE_RULES = (
    _rule(
        "month-day",
        "{EARLY}? (?:{WAY}? {weekday}{daypart}?{,}?)? (?P<month>{month}) "
        "{the}?(?P<day>{day|ord})(?: {,}? (?P<year>{year}) )? (?: {,}?{PART} )?",
        _month_day,
    ),
    _rule("way-month-day", "(?P<way>{last|next|this}) (?P<month>{month}) (?P<day>{day|ord})", _month_day),
    _rule(
        "day-month",
        "{EARLY}? (?:{the}? {weekday} {,}?)? {the}?(?P<day>{day|ord}) {of}? (?P<month>{month})(?: "
        "{,}? (?P<year>{year}) )?",
        _month_day,
    ),
    _rule(
        "and-day",
        "(?P<month>{month}) {day|ord} {-|to|and|or|through|until} (?P<span>(?P<day>{day|ord}))(?: "
        "{,} (?P<year>{year}) )?(?!{-}?{units|unit|month})",
        _and_day,
    ),
    _rule(
        "month",
        "{EARLY}? {WAY}? (?:{the}{unit:M}{of})? (?P<month>{month}) (?: {,|of}? (?P<year>{year}) | {WHICH} )?",
        _month,
    ),
    _rule(
        "season",
        "(?: {EARLY}? {WAY} | {EARLY} {the}? | {the} | "
        "(?<={in|of|by|until|since|before|after|during|through}) "
        ")(?P<season>{season}) (?!{of}{the|a}) (?: {,|of}? (?P<year>{year}) | {WHICH} )?",
        _season,
    ),
    _rule("seasons-ago", "(?P<n>{num|day}) (?P<season>{seasons}) {ago}", _seasons_ago),
    _rule("season-year", "(?P<season>{season}) {,|of}? (?P<year>{year})", _season),
    _rule("weekday", "{EARLY}? {WAY}? (?P<weekday>{weekday}) {PART}?", _weekday),
    _rule(
        "weekday-week",
        "(?P<weekday>{weekday}) {PART}? {of}? (?P<which>{last|next|this}) {unit:W}",
        _week_weekday,
    ),
    _rule("slashed", "{slashed}", _slashed),
    _rule("iso", "(?P<year>{year}) {-} (?P<month>{day}) {-} (?P<day>{day})", _iso),
    _rule("year", "(?: {EARLY} | {the}{year-end} )? (?P<year>{year})", _year),
    _rule("year-range", "(?P<from>{year}) {-} (?P<span>(?P<year>{year|day|num}))(?!{-})", _year_range),
    _rule("the-year", "{the}{unit:Y} (?P<year>{year|num})", _counted_year),
    _rule("part-year", "{the}? (?P<year>{part-year})", _part_year),
    _rule("year-fiscal", "{the}? (?P<year>{year}) {fiscal} {unit:Y}", _fiscal),
    _rule("fiscal", "{EARLY}? {fiscal}{unit:Y}? (?P<year>{year|day|num})", _fiscal),
    _rule(
        "decade",
        "(?: {EARLY}? {the} (?P<edge>{early|late|mid})?{-}? | {EARLY} )? (?P<decade>{decade})",
        _decade,
    ),
    _rule(
        "short-decade",
        "(?: {EARLY}? {the} (?P<edge>{early|late|mid})?{-}? | {EARLY} ) (?:{'s})? (?P<decade>{short-decade})",
        _decade,
    ),
    _rule(
        "century-and",
        "(?P<span>{the}? (?P<n>{ord})) {and|to|or|-} {the}? {ord}{-}?{unit:C|units:C}",
        _century,
    ),
    _rule("century", "(?: {EARLY}? {the} )? (?P<n>{ord}){-}?{unit:C|units:C}", _century),
    _rule(
        "holiday",
        "{EARLY}? {WAY}? (?P<holiday>{holiday}) (?: {,|of}? (?P<year>{year}) )? {PART}?",
        _holiday,
    ),
    _rule(
        "nth",
        "(?<={on|by|until|since|from}) (?P<span>{the} (?P<day>{ord})) (?!{-|other|unit|ord|num|daypart})",
        _nth,
    ),
)
