"""Rules for parts of months and years ("the first week of June"), and for years long ago."""

from __future__ import annotations

from onrecord.extract.timexes.patterns import Builder, Found, Meaning, Rule
from onrecord.extract.timexes.relative import resolve_value
from onrecord.extract.timexes.shapes import MACROS, duration, part_mod

_AWAY = {"last": -1, "past": -1, "this": 0, "next": 1}


def _nth(found: Found) -> Meaning | None:
    """ "The first week of June", "the last Friday in October 2030", "the second month of next year"."""
    which = found.all("n")[0]
    n = -1 if which.kind in ("last", "final") else int(which.value)
    if n > 5:
        return None
    if found.value("weekday"):
        what = found.value("weekday")
    elif found.all("weekend"):
        what = "WE"
    else:
        what = found.value("unit")
        if what not in ("D", "W", "M") or (what == "M" and found.value("month")):
            return None
    return _within(found, f"={n}:{what}", part_mod(found, "early", "edge"))


def _half(found: Found) -> Meaning | None:
    """ "The second half of July": there is no value for half a month, so it is the month, early or late."""
    which = found.all("n")[0]
    n = 2 if which.kind in ("last", "final") else int(which.value)
    return _within(found, None, "START" if n == 1 else "END") if n <= 2 else None


def _within(found: Found, step: str | None, mod: str | None) -> Meaning | None:
    month, year, outer = found.value("month"), found.value("year"), found.value("outer")
    if year:
        value = f"{year}-{month}" if month else year
        period = resolve_value(step, value) if step else None
        if step and period is None:
            return None
        return Meaning(type="DATE", value=period.value() if period else value, mod=mod)
    tail = f"/{step}" if step else ""
    if month:
        return Meaning(type="DATE", relative=f"?M{month}{tail}", mod=mod)
    away = _AWAY[found.all("side")[0].kind]
    return Meaning(type="DATE", relative=(f"{away:+}{outer}" if away else f"0{outer}") + tail, mod=mod)


def _each(found: Found) -> Meaning | None:
    """ "The first Monday of every month"."""
    value = duration(1, found.value("outer"))
    return Meaning(type="SET", value=value) if value else None


def _span(found: Found) -> Meaning | None:
    """ "Over the next decade": a length."""
    value = duration(1, found.value("unit"))
    return Meaning(type="DURATION", value=value) if value else None


def _week_from(found: Found) -> Meaning:
    """ "A week ago Monday", "a week from Friday"."""
    side, step = ("<", "-1w") if found.all("side")[0].kind == "ago" else (">", "+1w")
    return Meaning(type="DATE", relative=f"{side}{found.value('weekday')}/{step}")


def _era(found: Found) -> Meaning | None:
    """ "776 BC", "AD 394", "the 7th century BC"."""
    n, era = int(float(found.value("n"))), found.value("era")
    if found.all("century"):
        if not 1 <= n <= 99:
            return None
        return Meaning(type="DATE", value=f"BC{n - 1:02}" if era == "BC" else f"{n - 1:02}")
    if not 1 <= n <= 9999:
        return None
    return Meaning(type="DATE", value=f"BC{n:04}" if era == "BC" else f"{n:04}")


def _old_year(found: Found) -> Meaning | None:
    """ "In 1423": a figure that is a year where the words around it say nothing else."""
    year = found.value("year")
    return Meaning(type="DATE", value=year) if "1000" <= year < "1500" else None


def _september(found: Found) -> Meaning | None:
    """ "The Sept. 11 attacks"."""
    if (found.value("month"), found.value("day")) != ("09", "11"):
        return None
    return Meaning(type="DATE", value="2001-09-11")


_MACROS = MACROS | {
    "NTH": "{the} (?P<n>{ord|last|final})",
    "MONTH": "(?P<month>{month}) (?: {,|of}? (?P<year>{year}) )?",
    "OUTER": "(?: {MONTH} | (?P<year>{year}) | (?P<side>{last|next|this}) (?P<outer>{unit:M|unit:Y}) )",
}


def _rule(name: str, pattern: str, build: Builder, weighed: bool = False) -> Rule:
    return Rule(name, pattern, build, weighed, _MACROS)


PART_RULES = (
    _rule(
        "nth-in",
        "{NTH} {full}? (?: (?P<weekday>{weekday}) | (?P<weekend>{weekend}) | (?P<unit>{unit}) ) {of|in} "
        "{OUTER}",
        _nth,
    ),
    _rule(
        "nth-each", "{NTH} (?: {weekday} | {weekend} | {unit} ) {of|in} {each|every} (?P<outer>{unit})", _each
    ),
    _rule(
        "next-unit",
        "(?<={over|within|during}) (?P<span>{the}? {next|coming} (?P<unit>{unit:E|unit:C})) (?!{'s})",
        _span,
    ),
    _rule("week-from", "{a} {unit:W} (?P<side>{ago|from}) {last|this}? (?P<weekday>{weekday})", _week_from),
    _rule("half-month", "{NTH} {half} {of} {MONTH}", _half),
    _rule("era", "(?P<n>{num|day|year|four}) (?P<era>{bc|ad}) | {ad} (?P<n>{num|day|year|four})", _era),
    _rule("century-era", "{the}? (?P<n>{ord}) {-}? (?P<century>{unit:C|units:C}) (?P<era>{bc|ad})", _era),
    _rule(
        "old-year",
        "(?<={in|by|since|until|after|before|from|during|around|about}) (?P<span>(?P<year>{four}))",
        _old_year,
    ),
    _rule(
        "september",
        "(?P<span>(?P<month>{month}) (?P<day>{day})) (?= {,}? {terrorist}? {attacks} )",
        _september,
    ),
)
