"""Whom a "he" or "she" must mean by the course of the text, whatever the ranker prefers."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.antecedents import Choice, Option
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.referring import Referring

# Below this surety of the ranker's choice, who spoke last goes on.
UNSURE = 0.7


def must_mean(discourse: Discourse, r: Referring, some: Sequence[Option], choice: Choice) -> Referent | None:
    """The one of `some` whom the paragraph, the last sentence or the last speech leaves, None: no such.

    The last speech tells only where the ranker's `choice` is unsure.
    """
    if r.sort != "he" or discourse.quoted_in(r.head) is not None:
        return None
    alone = _alone_in_block(discourse, r, some) or _just_introduced(discourse, r, some)
    if alone is None and choice.probability < UNSURE:
        return _goes_on(discourse, r, some)
    return alone


def _alone_in_block(discourse: Discourse, r: Referring, some: Sequence[Option]) -> Referent | None:
    """The subject of the paragraph in which somebody is quoted, if it tells of nobody else before.

    "Ada Mer judged likewise. “It will flood,” she said." Who is quoted is named in the paragraph.
    """
    if not any(speech.attribution.form == "direct" for speech in discourse.by_head.get(r.head, ())):
        return None
    rank = discourse.syntax.rank_of(r.head)
    here = [
        (o.referent, place)
        for o in some
        if o.referent is not None
        for place in o.referent.since(rank, r.head)
        if not place.quoted
    ]
    referents = {id(referent): referent for referent, _ in here}
    if len(referents) != 1 or not any(place.grammar == "subject" for _, place in here):
        return None
    return next(iter(referents.values()))


def _goes_on(discourse: Discourse, r: Referring, some: Sequence[Option]) -> Referent | None:
    """Who spoke last, in this paragraph or the one before, if nobody else has been a subject since.

    "Ada Mer said Holm must go. / “It is late,” she added." Whom a speech is about is not who goes on.
    """
    tokens = discourse.syntax.tokens
    says = any(
        speech.attribution.form != "indirect" or any(tokens[i].lemma in ("say", "add") for i in speech.cue)
        for speech in discourse.by_head.get(r.head, ())
    )
    if not says or discourse.grammar_of(r.head) not in ("subject", "clause"):
        return None
    own = discourse.own_content(r.head)
    last = discourse.last_speech(r.head, own)
    while last is not None and discourse.content_of.get(last.position) is not None:
        last = discourse.last_speech(last.position, own)  # what is told inside another's words
    if last is None or last.speaker is None or last.speaker.cluster is None:
        return None
    rank = discourse.syntax.rank_of(last.position)
    if discourse.syntax.rank_of(r.head) - rank > 1:
        return None
    told = frozenset(last.content) | own
    for o in some:
        if o.referent is None or o.referent is last.speaker:
            continue
        for place in o.referent.since(rank, r.head):
            between = last.position < place.token and place.token not in told
            if between and not place.quoted and place.grammar in ("subject", "clause"):
                return None
    return next((o.referent for o in some if o.referent is last.speaker), None)


def _just_introduced(discourse: Discourse, r: Referring, some: Sequence[Option]) -> Referent | None:
    """Whom the sentence right before names for the first time, and nobody else: "See Ada Mer. She ..."."""
    tokens = discourse.syntax.tokens
    rank, sentence = discourse.syntax.rank_of(r.head), tokens[r.head].sentence
    if discourse.grammar_of(r.head) != "subject":
        return None
    near = [
        (o.referent, place)
        for o in some
        if o.referent is not None
        for place in o.referent.since(rank, r.head)
        if place.sentence >= sentence - 1
    ]
    if len(near) != 1:
        return None
    referent, place = near[0]
    first = referent.cluster is not None and referent.places[0].token == place.token
    return referent if first and place.form == "name" else None
