"""Which body a noun such as "the company" or "the group" stands for."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.resolve.bodysorts import can_be_called
from onrecord.resolve.discourse import Discourse, Place, Referent
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import fit_of, words_of
from onrecord.resolve.words import values

# Points for a candidate, set on the seen half of the gold and on articles of the training part.
OWN_WORD = 3.0  # "the foundation" for the Mer Foundation
OF_ITS_SORT = 2.0  # "the paper" for the Herald
MATCHING = 2.0  # "the river commission": a word before the noun that is in the name, too
SPOKEN_FOR = 1.0  # whoever spoke last has a role there
RECENT = (1.5, 1.5, 1.0, 0.5, 0.5)  # by sentences since it was mentioned
ACTING = 0.5  # last mentioned as a subject or an owner
OFTEN, OFTEN_POINTS = 3, 0.5
ENOUGH = 2.5
MARGIN = 0.5  # over the next best
SURE, LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class ChosenBody:
    """A body, and how surely it is meant, 0..1."""

    referent: Referent
    surety: float


def choose_body(discourse: Discourse, r: Referring) -> ChosenBody | None:
    """The body named before that a definite noun for bodies means, None where none is clearly ahead.

    What a name says it is ("the court" for a ministry) rules it out, and a noun that needs no name ("the
    police") stands only for a name that has it. Ties stay open.
    """
    if r.determiner != "the":
        return None
    scored = sorted(
        (
            (points, n, referent)
            for n, referent in enumerate(discourse.referents)
            if (points := _points(discourse, r, referent)) is not None
        ),
        key=lambda row: (-row[0], row[1]),
    )
    if not scored or scored[0][0] < ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN:
        return None
    points, _, best = scored[0]
    return ChosenBody(best, SURE if points >= OWN_WORD else LIKELY)


def _points(discourse: Discourse, r: Referring, referent: Referent) -> float | None:
    if referent.cluster is None or referent.sort != "organisation":
        return None
    place = referent.before(r.head, quoted=False)
    noun, modifiers = words_of(discourse.syntax, r)
    nouns = {word for known in referent.known for word in known.nouns}
    fits = can_be_called(discourse.syntax.tokens[r.head].lemma, referent.cluster, nouns)
    own = noun in referent.cluster.words
    called = fit_of(discourse.syntax, r, referent) in ("whole", "head")
    if place is None or (fits is False and not own and not called):
        return None
    if not (own or called) and values("body").get(discourse.syntax.tokens[r.head].lemma) != "vague":
        return None
    if (own or called) and not fits:
        fits = True
    points = OWN_WORD if own else OF_ITS_SORT if fits else 0.0
    points += MATCHING if modifiers & set(referent.cluster.words) else 0.0
    points += SPOKEN_FOR if _speaks_for(discourse, r.head, referent) else 0.0
    return points + _nearness(discourse, r.head, referent, place)


def _nearness(discourse: Discourse, token: int, referent: Referent, place: Place) -> float:
    far = discourse.syntax.tokens[token].sentence - place.sentence
    points = RECENT[far] if far < len(RECENT) else 0.0
    points += ACTING if place.grammar in ("subject", "clause", "owner") else 0.0
    return points + (OFTEN_POINTS if referent.count_before(token) >= OFTEN else 0.0)


def _speaks_for(discourse: Discourse, token: int, referent: Referent) -> bool:
    """Whether the last speaker before a token has a role in a body."""
    last = discourse.last_speech(token, discourse.own_content(token))
    if last is None or last.speaker is None or referent.cluster is None:
        return False
    words = set(referent.cluster.words)
    return any(words <= known.words for known in last.speaker.known)
