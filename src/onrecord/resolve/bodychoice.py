"""Which body a noun such as "the company" or "the group" stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.record import Syntax
from onrecord.resolve.bodysorts import can_be_called
from onrecord.resolve.discourse import Discourse, Place, Referent
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import fit_of, words_of
from onrecord.resolve.words import values, words

# Points for a candidate, set on the seen half of the gold and on articles of the training part.
OWN_WORD = 3.0  # "the foundation" for the Mer Foundation
OF_ITS_SORT = 2.0  # "the paper" for the Herald
CALLED = 1.0  # the article has called it so
MATCHING = 2.0  # "the river commission": a word before the noun that is in the name, too
SPOKEN_FOR = 1.0  # whoever spoke last has a role there
RECENT = (2.5, 1.5, 1.0, 0.5, 0.5)  # by sentences since it was mentioned
ACTING = 0.5  # last mentioned as a subject or an owner
OFTEN, OFTEN_POINTS = 3, 0.5
TOPIC, TIMES = 2.0, 2  # what the article is about: named often, and so many times as often as any other
ENOUGH = 2.5
MARGIN = 0.5  # over the next best
AHEAD = 2  # sentences
SURE, LIKELY = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class ChosenBody:
    """A body, and how surely it is meant, 0..1."""

    referent: Referent
    surety: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    referent: Referent
    points: float
    tells: bool  # its name, or what the article has called it, says that it is of this sort


def choose_body(discourse: Discourse, r: Referring) -> ChosenBody | None:
    """The body named before that a definite noun for bodies means, None where none is clearly ahead.

    What a name says it is ("the court" for a ministry) rules it out, and a noun that needs no name ("the
    police") stands only for a name that has it. Ties stay open.
    """
    if r.determiner != "the":
        return None
    found = [c for referent in discourse.referents if (c := _candidate(discourse, r, referent)) is not None]
    _, modifiers = _words_of(discourse.syntax, r)
    # "The appeals court" is no supreme court where a court of appeals is named.
    found = [c for c in found if modifiers & _name_of(c.referent)] or found
    if not found:
        ahead = _named_next(discourse, r)
        return ChosenBody(ahead, LIKELY) if ahead is not None else None
    telling = [c for c in found if c.tells]
    topic = _topic(discourse, [c.referent for c in found], r.head)
    if any(c.referent is topic and (c.tells or not telling) for c in found):
        found = [replace(c, points=c.points + TOPIC) if c.referent is topic else c for c in found]
    best, *rest = sorted(found, key=lambda c: -c.points)
    if best.points < ENOUGH or (rest and best.points - rest[0].points < MARGIN):
        return None
    return ChosenBody(best.referent, SURE if best.points >= OWN_WORD else LIKELY)


@dataclass(frozen=True, slots=True)
class OwnedBody:
    """A body that is named by whose it is: "Mer's campaign"."""

    noun: str
    owner: Referent
    body: Referent


def bare_owned(discourse: Discourse, owned: Sequence[OwnedBody], r: Referring) -> Referent | None:
    """Of the bodies named by their owners the one that "the campaign" means, None where none is ahead.

    The owner is who has spoken or been spoken for last, else whom the article names far more often.
    """
    tokens = discourse.syntax.tokens
    if r.determiner != "the" or len(r.phrase) > 1 or discourse.syntax.all(r.head, "prep", "acl", "relcl"):
        return None
    noun = tokens[r.head].lemma
    some = [it for it in owned if it.noun == noun and it.owner.count_before(r.head)]
    if noun not in words("owned-body") or not some:
        return None
    last = discourse.last_speech(r.head, discourse.own_content(r.head))
    if last is not None and discourse.syntax.rank_of(r.head) - discourse.syntax.rank_of(last.position) <= 1:
        speaking = [it for it in some if last.speaker in (it.owner, it.body)]
        speaking = speaking or [it for it in some if _is_of(last.speaker, it.owner)]
        if len(speaking) == 1:
            return speaking[0].body
    counts = [it.owner.count_before(r.head) + it.body.count_before(r.head) for it in some]
    best = max(range(len(some)), key=counts.__getitem__)
    rest = [count for n, count in enumerate(counts) if n != best]
    return some[best].body if all(counts[best] >= TIMES * count for count in rest) else None


def _is_of(speaker: Referent | None, owner: Referent) -> bool:
    """Whether somebody's role is told to be with the owner of a body: "an adviser to Mer"."""
    if speaker is None or owner.cluster is None:
        return False
    return any(owner.cluster.words[-1] in known.words for known in speaker.known)


def body_of_owner(discourse: Discourse, r: Referring, owner: Referent) -> Referent | None:
    """The body where the owner has a role, if one alone can be meant: "her company" for Mer Oil's founder."""
    sort = _sort_noun(discourse.syntax, r)
    if owner.sort != "person" or sort in words("owned-body") or values("body").get(sort) != "vague":
        return None
    fitting: dict[bool | None, list[Referent]] = {True: [], None: [], False: []}
    for referent in discourse.referents:
        if referent.cluster is None or referent.sort != "organisation":
            continue
        if any(_told_of(referent) <= known.words for known in owner.known):
            fitting[can_be_called(sort, referent.cluster)].append(referent)
    found = fitting[True] or fitting[None]
    return found[0] if len(found) == 1 else None


def _told_of(referent: Referent) -> frozenset[str]:
    """The words of a name but those that only tell of what sort it is: "tides" of "Department of Tides"."""
    telling = frozenset(word for word in _name_of(referent) if word not in words("body-sort") | {"of", "the"})
    return telling or _name_of(referent)


def _named_next(discourse: Discourse, r: Referring) -> Referent | None:
    """The body named only behind a noun, with that noun in its name, in this sentence or the next two.

    "“The board's report is out,” said Ada Mer, who chairs the Tarn Water Board." None where it could be two.
    """
    tokens = discourse.syntax.tokens
    noun, _ = words_of(discourse.syntax, r)
    here = tokens[r.head].sentence
    ahead = [
        referent
        for referent in discourse.referents
        if referent.cluster is not None
        and referent.sort == "organisation"
        and noun in referent.cluster.words
        and len(referent.cluster.words) > 1
        and 0 <= tokens[referent.cluster.first].sentence - here <= AHEAD
    ]
    return ahead[0] if len(ahead) == 1 else None


def _topic(discourse: Discourse, bodies: Sequence[Referent], token: int) -> Referent | None:
    """The body that was named far more often than the others, if one was and no other is in this sentence."""
    counts = sorted(((body.count_before(token), n) for n, body in enumerate(bodies)), reverse=True)
    if not counts or counts[0][0] < OFTEN or (len(counts) > 1 and counts[0][0] < TIMES * counts[1][0]):
        return None
    topic, here = bodies[counts[0][1]], discourse.syntax.tokens[token].sentence
    last = [place for body in bodies if body is not topic and (place := body.before(token)) is not None]
    return None if any(place.sentence == here for place in last) else topic


def _candidate(discourse: Discourse, r: Referring, referent: Referent) -> _Candidate | None:
    if referent.cluster is None or referent.sort != "organisation":
        return None
    place = referent.before(r.head, quoted=False)
    noun, modifiers = _words_of(discourse.syntax, r)
    sort = _sort_noun(discourse.syntax, r)
    fits = can_be_called(sort, referent.cluster, {word for known in referent.known for word in known.nouns})
    own = noun in referent.cluster.words
    called = own or fit_of(discourse.syntax, r, referent) in ("whole", "head")
    if place is None or (fits is False and not called):
        return None
    if not called and values("body").get(sort) != "vague":
        return None
    tells = called or fits is True
    points = OWN_WORD if own else OF_ITS_SORT if tells else 0.0
    points += CALLED if any(known.nouns == {noun} for known in referent.known) else 0.0
    points += MATCHING if modifiers & _name_of(referent) else 0.0
    points += SPOKEN_FOR if _speaks_for(discourse, r.head, referent) else 0.0
    return _Candidate(referent, points + _nearness(discourse, r.head, referent, place), tells)


def _name_of(referent: Referent) -> frozenset[str]:
    return frozenset(referent.cluster.words) if referent.cluster is not None else frozenset()


def _sort_noun(syntax: Syntax, r: Referring) -> str:
    """The noun that tells what sort of body is meant, with the one before it: "news service"."""
    tokens = syntax.tokens
    lemma = tokens[r.head].lemma
    two = f"{tokens[r.head - 1].text.lower()} {lemma}" if r.head - 1 in r.phrase else lemma
    return two if two in words("body") else lemma


def _words_of(syntax: Syntax, r: Referring) -> tuple[str, frozenset[str]]:
    """The noun and the words before it that tell more than the sort: not "news" in "the news service"."""
    noun, modifiers = words_of(syntax, r)
    return noun, modifiers - set(_sort_noun(syntax, r).split()[:-1])


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


def bodies_by_last_words(discourse: Discourse) -> dict[tuple[str, ...], Referent]:
    """The first body whose name ends with each two words."""
    found: dict[tuple[str, ...], Referent] = {}
    for referent in discourse.referents:
        cluster = referent.cluster
        if cluster is not None and cluster.kind == "organisation" and len(cluster.words) > 1:
            found.setdefault(cluster.words[-2:], referent)
    return found
