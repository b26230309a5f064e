"""Rules for times of day."""

from __future__ import annotations

from onrecord.extract.timexes.items import Item
from onrecord.extract.timexes.patterns import Builder, Found, Meaning, Rule
from onrecord.extract.timexes.shapes import MACROS, about_mod

_WAYS = {"last": "<", "past": "<", "next": ">", "coming": ">"}


def _time(found: Found) -> str | None:
    """The time of day in TIMEX3: "10:35", "07:35Z"."""
    noon = found.value("noon")
    if noon:
        return noon
    clock = found.all("clock")[0]
    hour, minute = _hour_minute(clock)
    half = found.value("ampm")
    if clock.kind == "glued":
        half = "am" if "a" in clock.text else "pm"
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    # a zone of this hour: only what is exact is written; "EST" said in summer is not for us to judge
    zone = found.value("zone")
    return f"{hour:02}:{minute:02}{zone if zone == 'Z' else ''}"


def _hour_minute(item: Item) -> tuple[int, int]:
    if item.kind == "four" or (item.kind == "year" and len(item.value) == 4):
        return int(item.value[:2]), int(item.value[2:])
    figures = item.value.rstrip("apm.").replace(".", ":").split(":")
    return int(float(figures[0])), int(figures[1]) if len(figures) > 1 and figures[1].isdecimal() else 0


def _clock(found: Found) -> Meaning | None:
    time = _time(found)
    if time is None:
        return None
    mod = about_mod(found)
    if found.all("tonight") or found.all("part"):
        hour = int(time[:2])
        late = found.all("tonight") or found.value("part") in ("AF", "EV", "NI")
        time = f"{hour + 12:02}{time[2:]}" if late and 1 <= hour < 12 and not found.value("ampm") else time
        if not found.value("weekday") and not found.value("day0"):
            return Meaning(type="TIME", relative=f"0D/T{time}", mod=mod)
    month, day, weekday, day0 = (found.value(group) for group in ("month", "day", "weekday", "day0"))
    if month and day and 1 <= int(day) <= 31:
        year = found.value("year")
        if year:
            return Meaning(type="TIME", value=f"{year}-{int(month):02}-{int(day):02}T{time}", mod=mod)
        return Meaning(type="TIME", relative=f"~M{int(month):02}-{int(day):02}/T{time}", mod=mod)
    if weekday:
        ways = [_WAYS[item.kind] for item in found.all("way") if item.kind in _WAYS]
        return Meaning(type="TIME", relative=f"{ways[0] if ways else '?'}{weekday}/T{time}", mod=mod)
    if day0:
        return Meaning(type="TIME", relative=f"{day0}/T{time}", mod=mod)
    return Meaning(type="TIME", relative=f"0D/T{time}", mod=mod, focus="D")


_MACROS = MACROS | {
    "TIME": "(?: (?P<clock>{clock|day|num}) {o'clock}? (?P<ampm>{ampm}) | (?P<clock2>{glued}) )",
    "ZONE": "(?: (?P<zone>{zone}) {unit|time}* )",
    "ON": "(?: {,}? {on}? (?: (?P<day0>{day0}) | (?P<tonight>{tonight}) | {this} (?P<part>{daypart})"
    " | (?P<way>{this|last|next|this}{past|coming}?)? (?P<weekday>{weekday})"
    " (?: {,}? (?: (?P<month>{month}) (?P<day>{day}) | (?P<day>{day}) (?P<month>{month}) )"
    " (?: {,}? (?P<year>{year}) )? )?"
    " | (?P<month>{month}) (?P<day>{day}) (?: {,}? (?P<year>{year}) )? ) )",
}


def _rule(name: str, pattern: str, build: Builder, weighed: bool = False) -> Rule:
    return Rule(name, pattern, build, weighed, _MACROS)


CLOCK_RULES = (
    _rule(
        "clock",
        "(?P<about>{around|nearly|almost})? (?: {TIME} {ZONE}? {ON}? | (?: "
        "(?P<way>{this|last|next})? (?P<weekday>{weekday}) | (?P<day0>{day0}) ) {,}? {at} {TIME} "
        "{ZONE}? )",
        _clock,
    ),
    _rule(
        "part-clock",
        "(?: (?P<way>{this|last|next})? (?P<weekday>{weekday}) | (?P<day0>{day0}) ) (?P<part>{daypart}) {,}? "
        "{at} (?P<about>{around|nearly|almost})? "
        "(?: {TIME} | (?P<clock3>{clock|day|num}) (?: {o'clock} | (?<={clock}) ) ) {ZONE}?",
        _clock,
    ),
    _rule("clock-alone", "(?P<about>{around|nearly|almost})? {TIME} {ZONE}?", _clock),
    _rule(
        "clock-24",
        "(?P<about>{around|nearly|almost})? (?P<clock>{clock|four|year}) {o'clock}? {ZONE} {ON}?",
        _clock,
    ),
    _rule(
        "clock-bare",
        "(?P<about>{around|nearly|almost})? (?<={at|by|until|and|between|before|after|since|about|around"
        "|from|to|,}) "
        "(?P<span>(?P<clock>{clock}) {ON}?)",
        _clock,
    ),
    _rule("o'clock", "(?P<clock>{day|num}) {o'clock} {ON}?", _clock),
    _rule("noon", "(?P<about>{around|nearly|almost})? (?P<noon>{noon}) {ZONE}? {ON}?", _clock),
)
