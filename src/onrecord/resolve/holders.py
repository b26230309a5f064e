"""Whom a role noun means by who holds the role in the article, by its own clause, or by its headline."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.names import GENDER_OF_PRONOUN, Gender, is_human
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import claims, fit_of, heads_of, holds_bare, may_run, plain, stands_for_office
from onrecord.resolve.words import words


def gender_in_clause(discourse: Discourse, r: Referring) -> Gender | None:
    """The gender that the clause of a subject tells of it: "the candidate praised her mother".

    None where another person stands between the two, or where both genders follow.
    """
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    if tokens[r.head].dep != "nsubj" or tokens[r.head].tag not in ("NN", "NNP"):
        return None
    verb = tokens[r.head].head
    told: set[Gender] = set()
    for i in syntax.subtree(verb, without=syntax.all(verb, "conj", "advcl", "ccomp", "parataxis")):
        if i <= r.head or i in syntax.subtree(r.head) or discourse.quoted_in(i) is not None:
            continue
        cluster = discourse.people.at_token.get(i)
        if cluster is not None and cluster.kind == "person":
            break
        gender = GENDER_OF_PRONOUN.get(tokens[i].text.lower())
        if gender is not None and tokens[i].tag == "PRP$":
            told.add(gender)
        elif tokens[i].tag[:2] == "NN" and is_human(tokens[i].lemma) and not syntax.all(i, "poss"):
            break
    return told.pop() if len(told) == 1 else None


def named_in_headline(discourse: Discourse, r: Referring) -> Referent | None:
    """The first subject of a headline, of whom a bare noun behind it tells more: "Mer goes; mayor is ill"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    bare = r.determiner == "none" and tokens[r.head].tag == "NN" and len(r.phrase) == 1
    if not bare or syntax.rank_of(r.head) > 1 or tokens[r.head].dep not in ("nsubj", "nsubjpass"):
        return None
    if tokens[r.head].lemma in words("unnamed") or tokens[r.head].lemma in words("kin"):
        return None
    named = [
        (place.token, referent)
        for referent in discourse.recent(r.head)
        if referent.sort == "person" and referent.cluster is not None
        for place in referent.since(0, r.head)
        if place.rank == 0 and place.grammar in ("subject", "clause")
    ]
    first = min(named, key=lambda row: row[0])[1] if named else None
    if first is None or (r.gender is not None and first.gender not in (None, r.gender)):
        return None
    noun = plain(tokens[r.head].lemma)
    others = [p for p in discourse.called(heads_of(noun)) if p is not first and p.cluster is not None]
    return first if may_run(discourse, r, first) and not others else None


def called_so(discourse: Discourse, r: Referring) -> list[Referent]:
    """The people with names whom the article anywhere calls what `r` says: "the prosecutor, Ada Mer"."""
    called = discourse.called(heads_of(plain(discourse.syntax.tokens[r.head].lemma)))
    return [p for p in called if p.sort == "person" and p.cluster is not None]


def described_ahead(discourse: Discourse, r: Referring) -> Referent | None:
    """The only person in the article whose role a headline's or a lead's description fits wholly."""
    if not discourse.in_lead(r.head) and not _is_held(discourse, r):
        return _told_wholly(discourse, r)
    if r.determiner in ("own", "some"):
        return _told_wholly(discourse, r)
    named = [p for p in called_so(discourse, r) if r.gender in (None, p.gender or r.gender)]
    vague = r.determiner in ("a", "none")  # "A Tarn judge ...": of whom the article tells more
    for wanted in (("whole", "head"), ("part",))[: 1 + vague]:
        fitting = [p for p in named if fit_of(discourse.syntax, r, p) in wanted]
        if len(fitting) > 1 and "part" in wanted and r.determiner == "none":
            fitting = [p for p in fitting if holds_bare(discourse, r, p)] or fitting
        if fitting:
            return fitting[0] if len(fitting) == 1 else usual_holder(discourse, r, fitting)
    return _told_wholly(discourse, r)


def _told_wholly(discourse: Discourse, r: Referring) -> Referent | None:
    """The only person to whom the article gives an office in all these words: "the port's chief pilot".

    A report of "the State Port's auditor" is one of "the State Port auditor, Ada Mer", named further down.
    """
    tokens = discourse.syntax.tokens
    noun = plain(tokens[r.head].lemma)
    owned = r.owner is not None and tokens[r.owner].tag in ("NNP", "NNPS", "NN")
    if not (owned if r.determiner == "own" else r.determiner == "the" and claims(noun)):
        return None
    fitting = [p for p in called_so(discourse, r) if fit_of(discourse.syntax, r, p) == "whole"]
    if r.owner is not None:
        owner = plain(tokens[r.owner].text)
        fitting = [p for p in fitting if any(owner in known.words for known in p.known)]
    return fitting[0] if len(fitting) == 1 else None


def _is_held(discourse: Discourse, r: Referring) -> bool:
    """Whether "the judge" names an office that one person of the article alone holds, or holds bare."""
    noun = plain(discourse.syntax.tokens[r.head].lemma)
    if r.determiner != "the" or not claims(noun) or noun in words("unnamed"):
        return False
    holders = [p for p in discourse.called((noun,)) if not (p.cluster is None and p.definite)]
    if len(holders) > 1 and (usual := usual_holder(discourse, r, holders)) is not None:
        holders = [usual]
    if len(holders) != 1 or r.head not in discourse.by_head:
        return False
    return holders[0].cluster is not None and holders[0].count_before(r.head) > 0


def only_holder(discourse: Discourse, r: Referring, some: Sequence[Referent | None]) -> Referent | None:
    """Of those who hold an office, the only one whose country or party the article leaves untold.

    "The Nordavian senator", where "Senator Mer" is named beside Senator Holm of Darro.
    """
    tokens = discourse.syntax.tokens
    told = [
        i
        for i in r.phrase
        if i != r.head and tokens[i].tag[:2] in ("NN", "JJ") and tokens[i].lemma != "former"
    ]
    noun = plain(tokens[r.head].lemma)
    if not (claims(noun) or stands_for_office(noun)) or not all(tokens[i].text[0].isupper() for i in told):
        return None
    bare = [p for p in some if p is not None and holds_bare(discourse, r, p)]
    return bare[0] if len(bare) == 1 else None


def usual_holder(discourse: Discourse, r: Referring, fitting: Sequence[Referent]) -> Referent | None:
    """Of several who hold an office, the one to whom the article gives it bare: "the president"."""
    noun = plain(discourse.syntax.tokens[r.head].lemma)
    if len(r.phrase) > 1 or r.determiner != "the" or not claims(noun):
        return None
    bare = [p for p in fitting if holds_bare(discourse, r, p)]
    return bare[0] if len(bare) == 1 else None
