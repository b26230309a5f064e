"""Corrections in words for people."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Correction, Target

_KINDS = {
    "merge": "One person, not several",
    "split": "Several people, not one",
    "speaker": "Another speaker",
    "not-a-statement": "Not a statement",
    "missed-statement": "A statement that was missed",
    "boundaries": "Other words",
    "article": "Facts of an article",
    "not-in-story": "An article that does not belong",
    "undo": "Undone",
}
_PARTS = {"source": "Who says so", "cue": "Words that say so", "content": "What was said"}
_VALUES = {"outlet": "Outlet", "published": "Published", "headline": "Headline"}
_UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a correction says: what it is, and the words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A correction in words. `about` are the words of the pages that it points at, `articles` their ids."""

    title: str
    facts: tuple[Fact, ...]
    about: tuple[str, ...]
    articles: tuple[str, ...]


def told(correction: Correction) -> Telling:
    """What a correction says, in words for people."""
    facts: list[Fact] = []
    for name, value in correction.values:
        if name == "speaker":
            facts.append(Fact("Speaker", value or "cannot be told"))
        elif name in _VALUES:
            facts.append(Fact(_VALUES[name], value or _UNKNOWN))
    for target in correction.targets:
        if target.part in _PARTS:
            facts.append(Fact(_PARTS[target.part], _words(target) or "none"))
    return Telling(
        title=_KINDS[correction.kind],
        facts=tuple(facts),
        about=tuple(
            dict.fromkeys(_words(it) for it in correction.targets if it.part in ("statement", "mention"))
        ),
        articles=tuple(dict.fromkeys(it.page.article for it in correction.targets)),
    )


def _words(target: Target) -> str:
    return " … ".join(quote.exact for quote in target.quotes)
