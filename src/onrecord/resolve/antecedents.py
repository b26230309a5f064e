"""Which of an article's referents a pronoun or a role noun stands for: candidates, and what speaks for each.

A log-linear ranker (Denis and Baldridge 2008, with "none of them" as a further candidate): each candidate
has features, each feature a weight, and the softmax of the sums is how sure the choice is. The weights
stand in antecedents.tsv; `python -m benchmarks.antecedents` counts them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.resolve.binding import behind_subject, subjects_above
from onrecord.resolve.bodysorts import can_be_called
from onrecord.resolve.discourse import Discourse, Place, Referent
from onrecord.resolve.referring import Referring, Sort
from onrecord.resolve.rolefit import (
    RoleFit,
    claims,
    fit_of,
    heads_of,
    in_office,
    named_behind,
    of_other_party,
    plain,
)
from onrecord.resolve.topic import topic
from onrecord.resolve.words import words

MOST_CANDIDATES = 8

# Of which sorts of referents each sort of words can be.
_CAN_BE: dict[Sort, frozenset[str]] = {
    "he": frozenset({"person"}),
    "person": frozenset({"person"}),
    "it": frozenset({"organisation", "country", "place", "body", "paper"}),
    "body": frozenset({"organisation", "body"}),
    "they": frozenset({"people", "group", "organisation", "body", "country"}),
    "people": frozenset({"people", "group"}),
    "paper": frozenset({"paper"}),
}
# Nouns that say little of whom they mean.
GENERIC = frozenset({"man", "woman", "leader", "candidate", "nominee", "group", "company", "organization"})


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate, None for "none of them", with its features."""

    referent: Referent | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest option's referent (None: nobody), and its share of the probability, 0..1."""

    referent: Referent | None
    probability: float


# Chooses one of the options for a word.
Chooser = Callable[[Referring, Sequence[Option]], Choice]


def options(discourse: Discourse, r: Referring, *, as_pronoun: bool = False) -> list[Option]:
    """Everything that `r` may stand for, with "none of them" last; [] when there is no candidate.

    With `as_pronoun` a person's description is weighed as if it were "he" or "she".
    """
    found: list[tuple[Referent, Place, RoleFit]] = []
    can_be = _CAN_BE[r.sort]
    office = r.sort == "person" and claims(plain(discourse.syntax.tokens[r.head].lemma))
    barred = frozenset[int]() if r.is_pronoun else subjects_above(discourse, r.head)
    # Who speaks does not name himself in what he says, so that nobody named there speaks it.
    own = discourse.own_content(r.head)
    below = behind_subject(discourse.syntax, r.head)
    speech = discourse.quoted_in(r.head)
    quoted = speech is not None
    # Nor does he call himself "he".
    quoting = speech.speaker if speech is not None and r.sort == "he" else None
    for referent in discourse.recent(r.head):
        if (
            referent is quoting
            or referent.sort not in can_be
            or not _gender_fits(r, referent)
            or id(referent) in barred
            or (r.sort == "it" and referent.sort == "paper" and _is_no_paper(discourse, r, referent))
        ):
            continue
        place = referent.before(r.head, own, quoted)
        if place is None or _same_argument(discourse, r, place) or referent.named_in(below):
            continue
        if referent.named_in(own) and not _is_subject_here(discourse, r, place):
            continue
        fit = fit_of(discourse.syntax, r, referent)
        if r.sort == "body" and fit == "none" and _of_other_sort(discourse, r, referent):
            continue
        if r.sort == "person" and of_other_party(discourse.syntax, r, referent):
            continue
        if office and fit == "none" and (in_office(referent) or named_behind(discourse.syntax, r.head)):
            continue
        found.append((referent, place, fit))
        if len(found) == MOST_CANDIDATES:
            break
    if r.sort in ("person", "body"):
        near = {id(referent) for referent, _, _ in found}
        for referent in discourse.called(heads_of(plain(discourse.syntax.tokens[r.head].lemma))):
            if id(referent) in near or referent.sort not in can_be or not _gender_fits(r, referent):
                continue
            if id(referent) in barred:
                continue
            place = referent.before(r.head)
            if place is not None and (fit := fit_of(discourse.syntax, r, referent)) in ("whole", "head"):
                found.append((referent, place, fit))
    if not found:
        return []
    if as_pronoun:
        r = replace(r, sort="he")
    known = sum(referent.gender is not None for referent, _, _ in found)
    about = topic(discourse, r.head) if r.sort == "he" else None
    made = [
        Option(
            referent,
            (
                *_features(discourse, r, referent, place, fit, n, len(found), known),
                *_course(discourse, r, referent, about),
            ),
        )
        for n, (referent, place, fit) in enumerate(found)
    ]
    made.append(Option(None, tuple(_none_features(discourse, r, found))))
    return made


def choose(weights: Mapping[str, float], some: Sequence[Option]) -> Choice:
    """The likeliest of `some`; ties go to the earlier."""
    scores = [sum(weights.get(feature, 0.0) for feature in option.features) for option in some]
    top = max(scores)
    parts = [exp(score - top) for score in scores]
    best = scores.index(top)
    return Choice(some[best].referent, parts[best] / sum(parts))


@cache
def trained_weights() -> Mapping[str, float]:
    """The weights that ship with OnRecord."""
    text = files("onrecord.resolve").joinpath("antecedents.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def _is_subject_here(discourse: Discourse, r: Referring, place: Place) -> bool:
    """Whether the subject of a sentence goes on: "Mer came to Tarn, where he said: “Mer is back.”" """
    sentence, own = discourse.syntax.tokens[r.head].sentence, discourse.grammar_of(r.head)
    goes_on = place.grammar == "subject" and own in ("subject", "clause")
    return goes_on and place.sentence == sentence and not place.quoted


def _is_no_paper(discourse: Discourse, r: Referring, paper: Referent) -> bool:
    """Whether "it" cannot be a paper: where there are several, or where no paper does so ("it declined")."""
    several = any(discourse.syntax.tokens[place.token].tag == "NNS" for place in paper.places)
    return several or does_as_bodies_do(discourse, r)


def does_as_bodies_do(discourse: Discourse, r: Referring) -> bool:
    """Whether what says something does so by a word for what papers do not do: "declined", not "shows"."""
    tokens = discourse.syntax.tokens
    cues = {tokens[i].lemma for speech in discourse.by_head.get(r.head, ()) for i in speech.cue}
    return bool(cues) and not words("paper-act") & cues


def _of_other_sort(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether a noun cannot stand for a body that it is: "the court" for a ministry."""
    noun = discourse.syntax.tokens[r.head].lemma
    return referent.cluster is not None and can_be_called(noun, referent.cluster) is False


def _gender_fits(r: Referring, referent: Referent) -> bool:
    return r.gender is None or referent.gender in (None, r.gender)


def _same_argument(discourse: Discourse, r: Referring, place: Place) -> bool:
    """Whether both are arguments of one verb, which only "himself" allows: "Mer met him"."""
    tokens = discourse.syntax.tokens
    if tokens[r.head].text.lower().endswith(("self", "selves")):
        return False
    a, b = tokens[r.head], tokens[place.token]
    return a.dep != "poss" and a.head == b.head and b.dep in ("nsubj", "nsubjpass", "dobj", "dative", "conj")


def _bucket(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"


def _features(
    discourse: Discourse,
    r: Referring,
    referent: Referent,
    place: Place,
    fit: RoleFit,
    number: int,
    candidates: int,
    known: int,
) -> list[str]:
    syntax, s = discourse.syntax, r.sort
    tokens = syntax.tokens
    far = _bucket(tokens[r.head].sentence - place.sentence)
    blocks = min(syntax.rank_of(r.head) - place.rank, 3)
    own = discourse.grammar_of(r.head)
    quoted = discourse.quoted_in(r.head)
    found = [
        f"{s} far {far} {place.grammar}",
        f"{s} blocks {blocks}",
        f"{s} form {place.form}",
        f"{s} form {place.form} far {far}",
        f"{s} number {min(number, 4)}",
        f"{s} mentions {_bucket(referent.count_before(r.head) - 1)}",
    ]
    if far == "0":
        found.append(f"{s} {own} after {place.grammar}")
    elif far == "1":
        found.append(f"{s} {own} next after {place.grammar}")
    if candidates == 1:
        found.append(f"{s} only")
    if s == "he":
        if referent.gender is not None:
            found.append("he gender known")
            if known == 1:
                found.append("he gender known alone")
        elif known:
            found.append("he gender unknown beside known")
    if referent.cluster is None:
        found.append(f"{s} described")
    else:
        found.append(f"{s} named {referent.sort}")
    if number > 0 and place.grammar == "subject":
        found.append(f"{s} passed over subject")
    if place.quoted and quoted is None:
        found.append(f"{s} quoted only" if referent.only_quoted(r.head) else f"{s} quoted")
    content = discourse.content_of.get(r.head)
    if quoted is not None:
        if quoted.speaker is referent:
            found.append(f"{s} in own quotation")
        elif content is not None and place.quoted and discourse.content_of.get(place.token) is content:
            found.append(f"{s} same quotation")
        else:
            found.append(f"{s} in quotation")
    elif content is not None and content.speaker is not None and content.head < r.head:
        found.append(f"{s} reported by {'it' if content.speaker is referent else 'other'} {own}")
    last = discourse.last_speech(r.head, discourse.own_content(r.head))
    source = r.head in discourse.by_head
    if last is not None:
        gap = min(syntax.rank_of(r.head) - syntax.rank_of(last.position), 3)
        who = "it" if last.speaker is referent else "other"
        found.append(f"{s} last speaker {who} {gap}")
        if source:
            found.append(f"{s} source, last speaker {who} {gap}")
    if source:
        found.append(f"{s} source of {place.grammar} {far}")
    if s in ("person", "body"):
        found += [f"{s} fit {fit}", f"{s} {r.determiner} fit {fit}", f"{s} {r.determiner}"]
        if fit == "none" and tokens[r.head].lemma in GENERIC:
            found.append(f"{s} generic")
    elif fit != "none":
        found.append(f"{s} fit {fit}")
    if place.sentence != tokens[r.head].sentence and _opens(discourse, place):
        found.append(f"{s} opens sentence")
    return found


def _course(discourse: Discourse, r: Referring, referent: Referent, about: Referent | None) -> list[str]:
    """What the course of the text tells of a candidate for "he", if it is `about` somebody.

    Whether it is the candidate, whom the paragraph named before, and how often the article names whom.
    """
    if r.sort != "he":
        return []
    found: list[str] = []
    source = "source" if r.head in discourse.by_head else "other"
    if about is not None:
        found.append(f"he topic {'it' if about is referent else 'other'} {source}")
    places = referent.since(discourse.syntax.rank_of(r.head), r.head)
    here = {place.grammar for place in places if not place.quoted}
    if here:
        found.append(f"he in paragraph {'subject' if 'subject' in here else 'other'} {source}")
    if referent.cluster is not None:
        found.append(f"he named {_bucket(len(referent.cluster.mentions))}")
    return found


def _opens(discourse: Discourse, place: Place) -> bool:
    """Whether nobody is mentioned before `place` in its sentence."""
    return discourse.first_in_sentence(place.sentence) == place.token


def _none_features(
    discourse: Discourse, r: Referring, found: Sequence[tuple[Referent, Place, RoleFit]]
) -> list[str]:
    s = r.sort
    nearest = discourse.syntax.tokens[r.head].sentence - found[0][1].sentence
    made = [f"{s} none", f"{s} none far {_bucket(nearest)}", f"{s} none of {min(len(found), 4)}"]
    if discourse.quoted_in(r.head) is not None:
        made.append(f"{s} none quoted")
    if r.head in discourse.by_head:
        made.append(f"{s} none source")
    if s in ("person", "body", "people", "paper"):
        made.append(f"{s} none {r.determiner}")
        fits = {fit for _, _, fit in found}
        best = next((fit for fit in ("whole", "head") if fit in fits), "none")
        made.append(f"{s} none, best fit {best}")
    else:
        made.append(f"{s} none {discourse.grammar_of(r.head)}")
    return made
