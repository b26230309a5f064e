"""Whether "Friday" or "in March" means the one before or the one after: a logistic model over a few clues.

Words alone do not tell. What tells is the tense of the clause, the verb above it, the preposition, the noun
that the date hangs on, and how far either day would be. `direction.tsv` has a weight for each clue, fitted by
`python -m benchmarks.timex_direction` on the development part of TimeBank and AQUAINT and on directions.tsv.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from onrecord.extract.timexes.periods import Period
from onrecord.extract.timexes.relative import resolve_value
from onrecord.record import Parsed, Syntax

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WOULD = frozenset({"would", "could", "should", "might", "'d", "’d"})
_MODAL = frozenset({"may", "can", "must"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve", "had", "having"})
# Verbs and adjectives of what lies ahead of them.
_AHEAD = frozenset(
    {"due", "schedule", "expect", "plan", "set", "slate", "intend", "aim", "hope", "expire", "payable"}
    | {"scheduled", "effective", "slated", "upcoming", "planned", "begin", "start", "extend", "postpone"}
)
# Nouns of what is announced long before.
_PLANNED = frozenset(
    {"election", "primary", "deadline", "convention", "hearing", "trial", "referendum", "visit", "vote"}
    | {"runoff", "ballot", "caucus", "inauguration", "release", "launch", "maturity"}
)
_REPORTED = frozenset({"say", "tell", "announce", "report", "state", "add", "claim", "warn"})
_HIGHEST = 12  # how far up a verb is looked for
_DAYS = 10.0  # added to distances, so that a few days make no difference between months
_PREPOSITIONS = frozenset(
    {"on", "in", "by", "until", "till", "since", "from", "before", "after", "for", "through", "to", "of"}
    | {"at", "during", "between", "and", "through", "as", "come", "ended", "ending", "due", "payable"}
)


@dataclass(frozen=True, slots=True)
class Distances:
    """How many days the anchor lies after the earlier and before the later of the two."""

    back: int
    ahead: int


def kind_of(name: str) -> str:
    """The kind of the name of a day, as the notation of `Timex.relative` writes it: "5", "M10", "M10-23"."""
    if name[0].isdigit():
        return "W"
    if name[0] == "M":
        return "D" if "-" in name else "M"
    return "X"


def distances(name: str, published: Period) -> Distances | None:
    """How far the days of this name before and after publication are; None if both are one, or none is."""
    back, ahead = resolve_value(f"<={name}", published), resolve_value(f">={name}", published)
    if back is None or ahead is None or back == ahead:
        return None
    return Distances(
        max((published.first - back.first).days, 0), max((ahead.first - published.first).days, 0)
    )


class Clauses:
    """The tenses of an article's verbs, each looked at once."""

    def __init__(self, parsed: Parsed) -> None:
        self.tokens = parsed.tokens
        self._syntax = Syntax(parsed)
        self._tenses: dict[int, str] = {}
        self._negated: dict[int, bool] = {}

    def above(self, token: int) -> Iterator[int]:
        """The nearest tokens above, nearest first."""
        for _ in range(_HIGHEST):
            if self.tokens[token].head == token:
                return
            token = self.tokens[token].head
            yield token

    def verb(self, token: int) -> int | None:
        """The nearest verb above."""
        return next((i for i in self.above(token) if self.tokens[i].tag[:2] == "VB"), None)

    def negated(self, verb: int) -> bool:
        """Whether a verb has a "not"."""
        if verb not in self._negated:
            self._negated[verb] = self._syntax.child(verb, "neg") is not None
        return self._negated[verb]

    def tense(self, verb: int, caption: bool) -> str:
        """The tense of a verb with its auxiliaries; below a picture, the present tells what was."""
        if verb not in self._tenses:
            helpers = [self.tokens[i] for i in self._syntax.all(verb, "aux", "auxpass")]
            words, tags = {t.text.lower() for t in helpers}, {t.tag for t in helpers}
            self._tenses[verb] = _tense(self.tokens[verb].tag, words, tags)
        tense = self._tenses[verb]
        return "caption" if caption and tense == "present" else tense


def clues_of(
    clauses: Clauses, first: int, last: int, kind: str, caption: bool, far: Distances | None
) -> dict[str, float]:
    """What speaks for the one or the other, by name, at the words first..last.

    `kind` is "W" for weekdays, "M" for months, "D" for days of the year, "X" for the rest. Without a date,
    `far` is None and distances say nothing.
    """
    tokens = clauses.tokens
    found = {"": 1.0, f"kind={kind}": 1.0}
    before = (
        tokens[first - 1].text.lower()
        if first and tokens[first - 1].sentence == tokens[first].sentence
        else ""
    )
    word = before if before in _PREPOSITIONS else "other"
    top = _top(clauses, first, last)
    verb = clauses.verb(top)
    if word in ("until", "till") and verb is not None and clauses.negated(verb):
        word = "on"  # what had not begun until Friday began then
    found[f"word={word}"] = 1.0
    found[f"word={word},{kind}"] = 1.0
    verbs = _verbs(clauses, top, caption)
    nearest = verbs[0] if verbs else "none"
    found[f"tense={nearest}"] = 1.0
    found[f"tense={nearest},{kind}"] = 1.0
    if len(verbs) > 1:
        found[f"above={verbs[1]}"] = 1.0
        if nearest in ("to", "bare", "ing", "participle", "present"):
            found[f"tense={nearest},above={verbs[1]}"] = 1.0
    noun = _noun(clauses, top)
    if noun is not None:
        found[f"noun,tense={nearest}"] = 1.0
        found["noun"] = 1.0
        if tokens[noun].lemma.lower() in _PLANNED:
            found["noun=planned"] = 1.0
        outer = tokens[tokens[noun].head]
        if outer.tag == "IN" or outer.lemma in ("ahead", "prior"):
            found[f"beyond={outer.text.lower()}"] = 1.0
    if word == "of" and first > 1 and tokens[first - 2].text.lower() == "ahead":
        found["word=ahead of"] = 1.0
    for at in islice(clauses.above(last), 4):
        if tokens[at].lemma.lower() in _AHEAD:
            found["verb=ahead"] = 1.0
        if tokens[at].tag[:2] == "VB":
            if tokens[at].lemma.lower() in _REPORTED and at == verb:
                found["verb=said"] = 1.0
            break
    if caption:
        found["caption"] = 1.0
    return found | (_distance(kind, far) if far is not None else {"undated": 1.0})


def _top(clauses: Clauses, first: int, last: int) -> int:
    heads = ((i, clauses.tokens[i].head) for i in range(last, first - 1, -1))
    return next((i for i, head in heads if not first <= head <= last), last)


def _noun(clauses: Clauses, token: int) -> int | None:
    """The noun that a date hangs on, straight or by a preposition."""
    above = list(islice(clauses.above(token), 2))
    if above and clauses.tokens[above[0]].tag in ("IN", "TO"):
        del above[0]
    return above[0] if above and clauses.tokens[above[0]].tag[:2] == "NN" else None


def _verbs(clauses: Clauses, token: int, caption: bool) -> list[str]:
    """The tenses of the two nearest verbs above, nearest first."""
    above = (i for i in clauses.above(token) if clauses.tokens[i].tag[:2] in ("VB", "MD"))
    return [clauses.tense(verb, caption) for verb in islice(above, 2)]


def _tense(tag: str, words: set[str], tags: set[str]) -> str:
    if words & _FUTURE_AUX:
        return "will"
    if words & _WOULD:
        return "would-have" if "have" in words and tag == "VBN" else "would"
    if words & _MODAL:
        return "may"
    if words & _PERFECT:
        return "had" if "had" in words else "has"
    if "TO" in tags:
        return "to"
    if tag == "VBD" or "VBD" in tags:
        return "past"
    if tag in ("VBP", "VBZ") or tags & {"VBP", "VBZ"}:
        return "going" if tag == "VBG" else "present"
    return {"VBN": "participle", "VBG": "ing"}.get(tag, "bare")


def _distance(kind: str, far: Distances) -> dict[str, float]:
    if kind == "W":
        return {f"ahead={far.ahead}": 1.0}
    nearer = math.log((far.back + _DAYS) / (far.ahead + _DAYS))
    return {"nearer": nearer, f"nearer,{kind}": nearer}


@dataclass(frozen=True, slots=True)
class Direction:
    """Weights of clues; what speaks for the future is above nought."""

    weights: dict[str, float]

    def ahead(self, clues: dict[str, float]) -> float:
        """How probable it is that the later one is meant."""
        score = sum(self.weights.get(name, 0.0) * value for name, value in clues.items())
        return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))


@cache
def direction() -> Direction:
    """The model that ships with the package."""
    text = files("onrecord.extract.timexes").joinpath("direction.tsv").read_text(encoding="utf-8")
    _header, *rows = (line for line in text.splitlines() if not line.startswith("#"))
    return Direction({name: float(weight) for name, weight in (row.split("\t") for row in rows)})
