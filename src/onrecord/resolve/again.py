"""Whom a description that speaks means, where the article calls nobody so, or several: "the mogul said"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.antecedents import Chooser, Option, options
from onrecord.resolve.binding import barring
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.holders import called_so
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import claims, may_be_called, plain
from onrecord.resolve.topic import SALIENT, asks, is_again, is_definite_source, is_passed_over, topic
from onrecord.resolve.words import values, words

# The share of the ranker's probability that whom a pronoun would mean must have among those who are named. On
# 13 files of annotated sources 0.6 got one more wrong than 0.7 and none more right.
SHARE = 0.7


def as_pronoun(discourse: Discourse, r: Referring, choose: Chooser) -> Referent | None:
    """Whom a pronoun would stand for in place of a description, of those who are named."""
    named = _named(discourse, r)
    return choose(r, named).referent if named else None


def likeliest(
    discourse: Discourse, r: Referring, choose: Chooser, fitting: Sequence[Referent] = ()
) -> Referent | None:
    """Whom a pronoun would clearly stand for in place of a definite description that speaks; None: not clear.

    Of those whom it fits, if there are any. News calls whom it speaks of by what it has not yet told of them
    ("the mogul", "the Tarn senator"); if something speaks against calling the likeliest so, nobody is meant.
    By "the man who built the dam", or "the navy veteran", only the subject of the sentence before is. Nobody
    is meant who has just asked something, as the answer is somebody else's.
    """
    if not is_definite_source(discourse, r) or any(p.cluster is None for p in fitting):
        return None
    is_barred = barring(discourse, r.head)
    named = [
        o
        for o in _named(discourse, r)
        if o.referent is not None and (not fitting or o.referent in fitting) and not is_barred(o.referent)
    ]
    if not named:
        return None
    choice = choose(r, named)
    if choice.referent is None or choice.probability < SHARE:
        return None
    somebody = len(r.phrase) == 1 and not discourse.syntax.all(r.head, "relcl", "acl", "prep")
    if not is_again(discourse, r) and (somebody or choice.referent is not topic(discourse, r.head)):
        return None
    if fitting:
        last = [place.sentence for p in fitting if (place := p.before(r.head)) is not None]
        return choice.referent if last.count(max(last)) == 1 else None
    if not may_be_called(discourse, r, choice.referent) or asks(discourse, r.head) is choice.referent:
        return None
    return choice.referent if len(r.phrase) > 1 or _is_usual(discourse, r, choice.referent) else None


def _is_usual(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether a bare noun may be of somebody: who runs for an office is named often, and so is who has one.

    Nobody is meant by an office that the article gives to somebody else whom it has not left behind.
    """
    noun = plain(discourse.syntax.tokens[r.head].lemma)
    often = referent.count_before(r.head) >= SALIENT
    if claims(noun):
        return often and is_passed_over(discourse, r, called_so(discourse, r))
    return often or noun not in words("running")


def _named(discourse: Discourse, r: Referring) -> list[Option]:
    """Who is named, weighed as for a pronoun in place of a description."""
    some = options(discourse, r, as_pronoun=True)
    return [o for o in some if o.referent is not None and o.referent.cluster is not None]


def speaking(discourse: Discourse, token: int, fitting: Sequence[Referent]) -> Referent | None:
    """The only one of those whom a description fits who said one of the last two things before it."""
    said = [speech.speaker for speech in discourse.last_two(token)]
    likely = [p for p in fitting if p in said]
    return likely[0] if len(likely) == 1 else None


def can_be_body(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether a body is named of which a description tells the sort: "the company" for Merpress Ltd."""
    place = referent.before(r.head, quoted=False)
    if referent.cluster is None or place is None or place.quoted:
        return False
    noun = discourse.syntax.tokens[r.head].lemma
    return values("body").get(noun) == "vague" or noun in referent.cluster.words
