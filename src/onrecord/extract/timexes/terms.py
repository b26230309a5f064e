"""Rules for what has no name: "yesterday", "last week", "the quarter", "two days later", "now"."""

from __future__ import annotations

from onrecord.extract.timexes.patterns import Builder, Found, Meaning, Rule
from onrecord.extract.timexes.shapes import MACROS, about_mod, duration, number, part_mod

_SIDES = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "same": 0, "that": 0, "next": 1,
    "coming": 1, "following": 1, "prior": -1,
}  # fmt: skip
# Dates that hang on the one spoken of before; the others on the date of publication.
_FROM_FOCUS = frozenset({"same", "that", "following", "previous", "prior"})


def _step(n: int, unit: str) -> str:
    return f"{n:+}{unit}" if n else f"0{unit}"


def _day0(found: Found) -> Meaning:
    part = found.value("part")
    return Meaning(
        type="TIME" if part else "DATE",
        relative=found.value("day") + (f"/T{part}" if part else ""),
        mod=part_mod(found, "early"),
    )


def _day_day(found: Found) -> Meaning | None:
    """ "The day before yesterday", "the day after tomorrow"."""
    step = -1 if found.all("side")[0].kind == "before" else 1
    if found.value("day"):
        return Meaning(type="DATE", relative=_step(int(found.value("day")[:-1]) + step, "D"))
    sides = [_SIDES[item.kind] for item in found.all("way") if item.kind in _SIDES]
    way = {-1: "<", 0: "?", 1: ">"}[sides[0] if sides else 0]
    if found.value("weekday"):
        name = way + found.value("weekday")
    elif found.value("holiday"):
        name = f"?H{found.value('holiday')}"
    else:
        name = f"~M{int(found.value('month')):02}-{int(found.value('nth')):02}"
    return Meaning(type="DATE", relative=f"{name}/{_step(step, 'D')}")


def _part_of(found: Found) -> Meaning | None:
    """ "The night of March 3", "the morning of Friday"."""
    part, year, weekday = found.value("part"), found.value("year"), found.value("weekday")
    if weekday:
        return Meaning(type="TIME", relative=f"?{weekday}/T{part}")
    name = f"{int(found.value('month')):02}-{int(found.value('nth')):02}"
    if year:
        return Meaning(type="TIME", value=f"{year}-{name}T{part}")
    return Meaning(type="TIME", relative=f"~M{name}/T{part}")


def _dawn(found: Found) -> Meaning:
    weekday, part = found.value("weekday"), found.value("part")
    if weekday:
        return Meaning(type="TIME", relative=f"?{weekday}/T{part}")
    focus = "D" if found.all("part")[0].kind == "dawn" else None
    return Meaning(type="TIME", relative=f"0D/T{part}", focus=focus)


def _one_day(found: Found) -> Meaning | None:
    """ "One day he will return"."""
    return Meaning(type="DATE", value="FUTURE_REF") if found.text("n") == "one" else None


def _tonight(found: Found) -> Meaning:
    return Meaning(type="TIME", relative="0D/TNI", mod=part_mod(found, "early"))


def _side(found: Found) -> tuple[int, str | None]:
    """How many units away "last", "this", "the following" ... look, and the focus they ask for."""
    kinds = [item.kind for item in found.all("side")]
    n = next((_SIDES[kind] for kind in kinds if kind in _SIDES), 0)
    if kinds[:2] == ["this", "past"]:
        n = -1
    focus = "*" if any(kind in _FROM_FOCUS for kind in kinds) or kinds == ["the", "next"] else None
    return n, focus


def _unit(found: Found) -> Meaning | None:
    n, focus = _side(found)
    unit = found.value("unit")
    mod = part_mod(found, "early", "edge")
    if unit[0] == "T" or unit[0].isdigit():
        return None
    if unit == "D" and n == 0 and focus is None and found.text("side") != "this":
        return None
    if focus and unit == "D":
        focus = "D"
    return Meaning(type="DATE", relative=_step(n, unit), mod=mod, focus=focus)


def _weekend(found: Found) -> Meaning:
    n, focus = _side(found) if found.all("side") else (0, None)
    relative = "?WE" if not found.all("side") else _step(n, "WE")
    return Meaning(type="DATE", relative=relative, mod=part_mod(found, "early"), focus=focus)


def _side_part(found: Found) -> Meaning:
    n, focus = _side(found)
    part = found.value("part")
    return Meaning(
        type="TIME",
        relative=f"{_step(n, 'D')}/T{part}",
        mod=part_mod(found, "early"),
        focus="D" if focus else None,
    )


def _the_part(found: Found) -> Meaning:
    return Meaning(
        type="TIME", relative=f"0D/T{found.value('part')}", mod=part_mod(found, "early"), focus="D"
    )


def _quarter(found: Found) -> Meaning | None:
    """ "the third quarter", "last year's third quarter", "the third quarter of 1984"."""
    nth, year = int(found.value("n")), found.value("year")
    if not 1 <= nth <= 4:
        return None
    mod = part_mod(found, "early", "edge")
    if year:
        return Meaning(type="DATE", value=f"{year}-Q{nth}", mod=mod)
    which = [item.kind for item in found.all("which") if item.kind in _SIDES]
    if found.all("ago"):
        return Meaning(type="DATE", relative=f"-1Y/=Q{nth}", mod=mod)
    if which:
        return Meaning(type="DATE", relative=f"{_step(_SIDES[which[0]], 'Y')}/=Q{nth}", mod=mod)
    return Meaning(type="DATE", relative=f"?Q{nth}", mod=mod)


def _short(found: Found) -> Meaning:
    """ "Q3", "H1 2024"."""
    name, year = found.value("short"), found.value("year")
    if year:
        return Meaning(type="DATE", value=f"{year}-{name}")
    return Meaning(type="DATE", relative=f"?{name}")


def _half(found: Found) -> Meaning | None:
    nth, year = int(found.value("n") or 2), found.value("year")
    if nth > 2:
        return None
    if year:
        return Meaning(type="DATE", value=f"{year}-H{nth}")
    which = [item.kind for item in found.all("which") if item.kind in _SIDES]
    if which:
        return Meaning(type="DATE", relative=f"{_step(_SIDES[which[0]], 'Y')}/=H{nth}")
    return Meaning(type="DATE", relative=f"?H{nth}")


def _year_ago(found: Found) -> Meaning:
    return Meaning(type="DATE", relative="-1y", focus="Q")


def _latest(found: Found) -> Meaning:
    unit = found.value("unit") or "Q"
    if unit == "Q":
        return Meaning(type="DATE", relative="0Q", focus="Q")
    return Meaning(type="DATE", relative=_step(-1, unit))


def _year_period(found: Found) -> Meaning:
    return Meaning(type="DATE", value=found.value("year"))


_YEARS = {"Y": 1, "E": 10, "C": 100}
_LONG_AGO = 2000  # years: what is so long ago has no place in the calendar of days


def _ago(found: Found) -> Meaning | None:
    """ "two weeks ago", "a few years ago", "five months earlier"."""
    n, unit = number(found), found.value("unit")
    kind = found.all("ago")[0].kind
    if found.all("half"):
        n = (n or 1) * 0.5
    mod = about_mod(found) or ("APPROX" if found.all("or") else None)
    later = kind in ("later", "after", "hence", "from")
    if kind == "ago" and n is not None and unit in "YEC" and n * _YEARS[unit] > _LONG_AGO:
        return Meaning(type="DATE", value="PAST_REF", mod=mod)
    if n is None or n != int(n) or unit[0] == "T":
        if kind in ("ago", "from", "hence"):
            return Meaning(type="DATE", value="PAST_REF" if kind == "ago" else "FUTURE_REF", mod=mod)
        value = duration(n, unit)
        return Meaning(type="DURATION", value=value, mod=mod) if value else None
    if unit[0].isdigit():
        n, unit = n * int(unit[0]), unit[1:]
    if not 0 < n < 100_000:
        return None
    step = f"{'+' if later else '-'}{int(n)}"
    if kind in ("ago", "from", "hence"):
        if n == 1 and unit == "Y" and kind == "ago" and found.text("n") == "a":
            return Meaning(type="DATE", relative="-1y", mod=mod, focus="Q")
        return Meaning(type="DATE", relative=step + unit, mod=mod)
    if n == 1 and unit == "Y" and not later:
        return Meaning(type="DATE", relative="-1y", mod=mod, focus="Q")
    return Meaning(type="DATE", relative=step + unit, mod=mod, focus="D" if unit in "DW" else "*")


def _bare_ago(found: Found) -> Meaning | None:
    return Meaning(type="DATE", value="PAST_REF") if found.all("ago")[0].kind == "ago" else None


def _the_unit(found: Found) -> Meaning | None:
    """ "the year", "the quarter", "the week": the one spoken of."""
    unit = found.value("unit")
    if unit[0] == "T" or unit == "2W":
        return None
    mod = part_mod(found, "early", "edge")
    if unit == "Q":
        return Meaning(type="DATE", relative="0Q", focus="Q", mod=mod)
    return Meaning(type="DATE", relative=f"0{unit}", focus="D" if unit == "D" else None, mod=mod)


def _ended(found: Found) -> Meaning | None:
    value = duration(number(found), found.value("unit"))
    return Meaning(type="DURATION", value=value) if value else None


def _year_end(found: Found) -> Meaning:
    year = found.value("year")
    which = [item.kind for item in found.all("which") if item.kind in _SIDES]
    if year:
        return Meaning(type="DATE", value=f"{year}-12-31")
    mod = None if found.all("about") else "END"
    unit = found.value("unit") or "Y"
    if unit == "Y":
        relative = _step(_SIDES[which[0]] if which else 0, "Y") + "/=M12-31"
        return Meaning(type="DATE", relative=relative, mod=about_mod(found))
    return Meaning(type="DATE", relative=_step(_SIDES[which[0]] if which else 0, unit), mod=mod)


def _week_of(found: Found) -> Meaning:
    return Meaning(type="DATE", relative=f"~M{int(found.value('month')):02}-{int(found.value('day')):02}/0W")


def _ref(found: Found) -> Meaning:
    items = [item for item in found.items[found.start : found.end] if item.kind == "ref"]
    return Meaning(type="DATE", value=items[-1].value)


def _present(found: Found) -> Meaning:
    return Meaning(type="DATE", value="PRESENT_REF")


def _past(found: Found) -> Meaning:
    return Meaning(type="DATE", value="PAST_REF")


def _future(found: Found) -> Meaning:
    return Meaning(type="DATE", value="FUTURE_REF")


def _unit_before(found: Found) -> Meaning | None:
    """ "The year before", "the day after", when nothing follows that they are before or after of."""
    unit = found.value("unit")
    if unit[0] == "T" or unit[0].isdigit():
        return None
    n = -1 if found.all("side")[0].kind == "before" else 1
    return Meaning(type="DATE", relative=_step(n, unit), focus="D" if unit == "D" else "*")


def _then(found: Found) -> Meaning:
    return Meaning(type="DATE", relative="0D", focus="D")


_MACROS = MACROS | {
    "EARLY": "(?P<early>{early|late|mid|earlier|later}{-}?{in}?|{EDGE})",
    "SIDE": "(?P<side>{last|next|this|that} | {this}{past|coming|current|same}"
    " | {that|the|this}{same} | {the}{following|next|previous|prior|current|coming} | {current|following})",
    "WHICH": "(?P<which>{last|next|this|that|the}) {unit:Y} {'s}",
    "AGO": "(?P<ago>{ago|earlier|later} | {from}{ref} | {hence})",
    "FISCAL": "{fiscal}?",
}


def _rule(name: str, pattern: str, build: Builder, weighed: bool = False) -> Rule:
    return Rule(name, pattern, build, weighed, _MACROS)


TERM_RULES = (
    _rule("day", "{EARLY}? (?P<day>{day0}) (?: {early|late}? (?P<part>{daypart}) )?", _day0),
    _rule(
        "day-day",
        "{the} {unit:D} (?P<side>{before|after}) (?: (?P<day>{day0}) | (?P<way>{last|next})? "
        "(?P<weekday>{weekday}) | (?P<holiday>{holiday}) | (?P<month>{month}) (?P<nth>{day|ord}) )",
        _day_day,
    ),
    _rule(
        "part-of",
        "{the} (?P<part>{daypart}) {of} (?: (?P<weekday>{weekday}) | (?P<month>{month}) (?P<nth>{day|ord})"
        " (?: {,}? (?P<year>{year}) )? )",
        _part_of,
    ),
    _rule(
        "dawn",
        "(?<={at|before|after|by|until|since|around|from}) (?P<span>(?P<part>{dawn}) "
        "(?: {on}? (?P<weekday>{weekday}) )? )",
        _dawn,
    ),
    _rule("overnight", "(?P<part>{overnight}) (?: {on}? (?P<weekday>{weekday}) )?", _dawn, weighed=True),
    _rule(
        "one-day",
        "(?<!{for|in|within|after|than|of|on|by|about|over|last|next}) (?P<span>(?P<n>{day}) {unit:D}) "
        "(?!{later|before|after|ago|earlier|from|a|each|-|to|or|and})",
        _one_day,
        weighed=True,
    ),
    _rule("tonight", "{EARLY}? {tonight}", _tonight),
    _rule("side-unit", "{EARLY}? {SIDE} {FISCAL} (?P<unit>{unit})", _unit, weighed=True),
    _rule("weekend", "{EARLY}? (?: {SIDE} | {the} ) {weekend}", _weekend),
    _rule("side-part", "{EARLY}? {SIDE} (?P<part>{daypart})", _side_part),
    _rule(
        "the-part",
        "(?: {EARLY}? {the} | (?P<early>{mid}) {-}? ) (?P<part>{daypart})",
        _the_part,
        weighed=True,
    ),
    _rule(
        "quarter",
        "{EARLY}? (?: {WHICH} | {the} )? (?: (?P<year>{year})|(?P<ago>{unit:Y}{-}{ago|earlier}) "
        ")?{FISCAL} (?P<n>{ord}) {FISCAL} {unit:Q}",
        _quarter,
    ),
    _rule("quarter-hyphen", "(?P<n>{ord}) {-} {unit:Q} (?: (?P<year>{year}) )? (?!{-})", _quarter),
    _rule(
        "quarter-short", "(?P<short>{short}) (?P<year>{year})? | (?P<year>{year}) (?P<short>{short})", _short
    ),
    _rule("in-the-part", "(?<={in}) (?P<span>{the} (?P<part>{daypart}))", _the_part),
    _rule(
        "quarter-of",
        "{EARLY}? {the}? {FISCAL} (?P<n>{ord}) {unit:Q} {of} (?: {fiscal}? (?P<year>{year}) | "
        "(?P<which>{last|next|this}) {unit} )",
        _quarter,
    ),
    _rule(
        "half",
        "{the}? (?P<n>{ord}) {-}? {half} (?: {of} (?: (?P<year>{year}) | "
        "(?P<which>{last|next|this|the}) {unit}))?",
        _half,
    ),
    _rule(
        "last-half",
        "{the} (?P<n>{last|final}) {half} {of} (?: (?P<year>{year}) | (?P<which>{last|next|this|the}) "
        "{unit:Y} )",
        _half,
    ),
    _rule(
        "year-ago-period",
        "(?: {the} {unit:Y} {-} {ago|earlier} {unit|period} | {unit:Y} {-} {ago|earlier} )",
        _year_ago,
    ),
    _rule("latest", "{the|its}? {latest} {FISCAL} (?: (?P<unit>{unit}) | {period} )", _latest),
    _rule("year-period", "{the} (?P<year>{year}) {period|unit}", _year_period),
    _rule(
        "ago",
        "(?P<about>{ABOUT})? (?P<half>{half})? (?P<n>{NUMBER}|{A}) (?P<unit>{unit|units}) (?P<or>{or}{so})? "
        "{AGO}",
        _ago,
    ),
    _rule("ago-bare", "(?P<unit>{units}) {AGO}", _bare_ago),
    _rule("ended", "(?P<span>{the} {FISCAL} (?P<n>{NUMBER})? (?P<unit>{unit|units})) {ended|ending}", _ended),
    _rule(
        "the-unit",
        "{EARLY}? {the} (?:{full|whole|entire})? {FISCAL} (?P<unit>{unit}) (?!{-})",
        _the_unit,
        weighed=True,
    ),
    _rule(
        "year-end",
        "(?P<about>{about|around|nearly})? {the}? (?: "
        "(?P<year>{year})|(?P<which>{this|last|next}))? (?: {year-end}|(?P<unit>{unit}){-|'s}? "
        "{end} )",
        _year_end,
    ),
    _rule("week-of", "{the} {unit:W} {of} (?P<month>{month}) (?P<day>{day|ord})", _week_of),
    _rule("soon", "{soon}", _future),
    _rule("ref", "(?: {right} | {more|most} )? {ref}", _ref, weighed=True),
    _rule("current", "{current}", _present, weighed=True),
    _rule("recent", "{recent}", _past, weighed=True),
    _rule("future", "{the}? {near}? {future}", _future, weighed=True),
    _rule("the-past", "{the} {past} (?!{unit|units|num|day|few})", _past, weighed=True),
    _rule("moment", "{this|the} {moment|time}", _present, weighed=True),
    _rule("at-the-time", "(?<={at}) (?P<span>{the} {time})", _past),
    _rule("near-term", "{the} {near} {term}", _future, weighed=True),
    _rule("unit-before", "{the} (?P<unit>{unit}) (?P<side>{before|after})", _unit_before),
    _rule("then", "(?<={since|until|by}) {then}", _then, weighed=True),
)
