"""Rules for lengths of time and for what happens again and again."""

from __future__ import annotations

from onrecord.extract.timexes.patterns import Builder, Found, Meaning, Rule
from onrecord.extract.timexes.shapes import MACROS, about_mod, duration, number


def _length(found: Found) -> Meaning | None:
    n = number(found)
    if found.all("half"):
        n = (n or 0) + 0.5
    units = found.all("unit")
    if any(item.kind == "year" for item in found.all("n")) and units[0].kind == "unit":
        return None  # "the World Cup 2018 day"
    if found.all("joint") and units[0].kind == "units" and units[0].value == "Q":
        return None  # "three-quarters"
    value = duration(n, found.value("unit"))
    mod = about_mod(found) or ("APPROX" if found.all("or") else None)
    if n == 2 and "couple" in found.text("n"):
        mod = "APPROX"
    return Meaning(type="DURATION", value=value, mod=mod) if value else None


def _bare(found: Found) -> Meaning | None:
    value = duration(None, found.value("unit"))
    return Meaning(type="DURATION", value=value) if value else None


def _half_unit(found: Found) -> Meaning | None:
    value = duration(0.5, found.value("unit"))
    return Meaning(type="DURATION", value=value, mod=about_mod(found)) if value else None


def _every(found: Found) -> Meaning | None:
    value = duration(number(found), found.value("unit"))
    return Meaning(type="SET", value=value) if value else None


def _times(found: Found) -> Meaning | None:
    """ "Twice a week"; "once a year", where "once" is otherwise a word for the past."""
    if any(item.kind == "ref" and item.text != "once" for item in found.items[found.start : found.end]):
        return None
    value = duration(1, found.value("unit"))
    return Meaning(type="SET", value=value) if value else None


def _often(found: Found) -> Meaning:
    return Meaning(type="SET", value=found.value("often"))


def _every_named(found: Found) -> Meaning:
    weekday, part, season, month = (found.value(g) for g in ("weekday", "part", "season", "month"))
    if weekday:
        return Meaning(type="SET", value=f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    if part:
        return Meaning(type="SET", value=f"XXXX-XX-XXT{part}")
    if month:
        return Meaning(type="SET", value=f"XXXX-{month}")
    return Meaning(type="SET", value=f"XXXX-{season}" if season else "XXXX-WXX-WE")


_MACROS = MACROS | {
    # which of them: "the past", "these", "its first", "another"
    "FIRST": "(?: {the|this|its}? (?: {past|last|next|coming|following|previous|initial|final|prior|recent"
    "|future} | (?P<first>{ord}) ) | {the|these|those} | {another|additional|extra} )",
}


def _rule(name: str, pattern: str, build: Builder, weighed: bool = False) -> Rule:
    return Rule(name, pattern, build, weighed, _MACROS)


LENGTH_RULES = (
    _rule(
        "length",
        "(?: (?P<about>{NEAR})? {FIRST} | (?P<about>{ABOUT}) )? (?P<n>{NUMBER}) "
        "{more|additional|full|lasting|extra|fiscal|whole}? (?P<unit>{unit|units}) (?: "
        "{and}{a}(?P<half>{half}) | (?P<or>{or}{so}) )? (?!{old}|{-}{old})",
        _length,
    ),
    _rule(
        "length-hyphen",
        "(?P<n>{num|day|few|a|ord}) (?P<joint>{-}) (?P<unit>{unit|units}) (?! {-}{old} | {old} )",
        _length,
    ),
    _rule("length-or", "(?P<n>{NUMBER}|{a}) (?P<unit>{unit|units}) {or} {num|so|day}", _length),
    _rule("side-bare", "{FIRST}? {few}? (?P<unit>{units}) (?!{-}?{old})", _bare, weighed=True),
    _rule(
        "a-unit",
        "(?P<about>{ABOUT})? (?P<n>{a}) {full|whole|entire|additional|extra}? (?P<unit>{unit}) "
        "(?P<half>{and}{a}{half})? (?P<or>{or}{so})? (?!{-})",
        _length,
        weighed=True,
    ),
    _rule("past-unit", "(?P<about>{NEAR})? {the}? {past} (?P<unit>{unit})", _length),
    _rule(
        "and-a-half",
        "(?P<about>{ABOUT})? (?P<n>{num|day}) {-}? {and} {-}? {a} {-}? (?P<half>{half}) {-}? "
        "(?P<unit>{unit|units}) (?!{-}?{old})",
        _length,
    ),
    _rule("half-unit", "(?P<about>{ABOUT})? {half} {a|-} (?P<unit>{unit})", _half_unit),
    _rule("every", "{each|every|other} {other|single}? (?P<n>{num|day|few})? (?P<unit>{unit|units})", _every),
    _rule("times", "(?: {twice} | {ref} | {num|day|few} {times} ) {a|each|every} (?P<unit>{unit})", _times),
    _rule(
        "every-named",
        "{each|every} (?: (?P<weekday>{weekday}) (?P<part>{daypart})? | (?P<part2>{daypart}) | "
        "(?P<season>{season}) | (?P<month>{month}) | {weekend} )",
        _every_named,
    ),
    _rule("weekdays", "(?<!{num|day|few})(?P<weekday>{weekdays})(?!{ago})", _every_named),
    _rule("weekday-parts", "(?P<weekday>{weekday}) (?P<part>{dayparts})", _every_named),
    _rule("weekends", "{weekends}", _every_named),
    _rule("often", "(?P<often>{often})", _often, weighed=True),
)
