"""Whom a role noun means by its own clause, or by the headline in which it stands."""

from __future__ import annotations

from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.names import GENDER_OF_PRONOUN, Gender, is_human
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import heads_of, may_run, plain
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
