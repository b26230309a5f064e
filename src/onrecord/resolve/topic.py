"""Whom an article is speaking of, and so means by a description that tells something new of them."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resolve.discourse import Discourse, Place, Referent
from onrecord.resolve.referring import Referring
from onrecord.resolve.rolefit import claims, may_be_called, plain
from onrecord.resolve.words import words

# So many sentences back somebody is still spoken of, if nobody else is the subject since.
SENTENCES = 3
BLOCKS = 1
# Whom an article names as often as this may be called by what it has not said they are.
SALIENT = 3


def spoken_of(discourse: Discourse, r: Referring, usual: Callable[[], Referent | None]) -> Referent | None:
    """Whom the article is speaking of, where a definite description that speaks can tell something new.

    "Ada Mer closed the quay. ... the 40-year-old engineer said." News calls by such words who has just been
    the subject, unless what it told of them speaks against it. Of whom it told another role, `usual`, whom a
    pronoun would stand for there, has to be the same. An office needs somebody who is named often.
    """
    syntax = discourse.syntax
    beside = any(syntax.tokens[i].dep in ("relcl", "acl") for i in syntax.ancestors(r.head))
    found = topic(discourse, r.head) if not beside and is_again(discourse, r) else None
    if found is None or _tells_age(discourse, r):
        return found
    often = found.count_before(r.head) >= SALIENT
    office = claims(plain(syntax.tokens[r.head].lemma))
    if not may_be_called(discourse, r, found) or (office and not often):
        return None
    rank = syntax.rank_of(r.head)
    here = any(place.rank == rank and place.token < r.head for place in found.places)
    if any(known.nouns for known in found.known):
        return found if (often or here) and usual() in (None, found) else None
    return found


def topic(discourse: Discourse, token: int) -> Referent | None:
    """The named person who is the subject of the last main clause in the sentences before a token.

    What is quoted does not count, nor what the source at `token` says. None where that subject is a body or a
    group, or nobody named; this is the backward-looking centre of Grosz, Joshi and Weinstein (1995).
    """
    tokens = discourse.syntax.tokens
    own = discourse.own_content(token)
    sentence, rank = tokens[token].sentence, discourse.syntax.rank_of(token)
    for referent, place in _subjects(discourse, token):
        if place.sentence == sentence or place.token in own:
            continue
        if sentence - place.sentence > SENTENCES or rank - place.rank > BLOCKS:
            return None
        if tokens[place.token].dep == "nsubj" and tokens[tokens[place.token].head].lemma == "ask":
            return None  # whoever asked does not answer
        return referent if referent.sort == "person" and referent.cluster is not None else None
    return None


def goes_on(discourse: Discourse, r: Referring, referent: Referent) -> bool:
    """Whether a pronoun is a subject, as was whom it may mean when the sentence before was about them.

    English goes on with its subject (Grosz, Joshi and Weinstein 1995: to continue is preferred to a shift).
    """
    if discourse.grammar_of(r.head) not in ("subject", "clause") or discourse.quoted_in(r.head) is not None:
        return False
    before = _subjects(discourse, r.head)
    if not before or before[0][0] is not referent:
        return False
    sentence, rank = discourse.syntax.tokens[r.head].sentence, discourse.syntax.rank_of(r.head)
    return sentence - before[0][1].sentence <= 1 and rank - before[0][1].rank <= BLOCKS


def is_again(discourse: Discourse, r: Referring) -> bool:
    """Whether a definite description that speaks is one by which news calls what it has named before."""
    syntax = discourse.syntax
    if r.determiner != "the" or r.head not in discourse.by_head:
        return False
    lemma = syntax.tokens[r.head].lemma
    named = syntax.tokens[r.head].tag[:3] == "NNP" and lemma not in words("party")  # "The Advocate"
    if named or lemma in words("kin"):
        return False
    below = [
        i for i in syntax.all(r.head, "prep", "acl", "appos", "conj", "compound") if syntax.tokens[i].name < 0
    ]
    if r.sort == "body":
        return len(r.phrase) == 1
    deps = {syntax.tokens[i].dep for i in below if syntax.tokens[i].text != "of"}
    return lemma not in words("unnamed") and not deps & {"acl", "appos", "conj", "prep"}


def _tells_age(discourse: Discourse, r: Referring) -> bool:
    """ "The 43-year-old pilot", of whom this is told once, after the name."""
    tokens = discourse.syntax.tokens
    return any(
        tokens[i].text.lower().endswith("-old") or (tokens[i].text == "old" and tokens[i - 1].text == "-")
        for i in r.phrase
    )


def _subjects(discourse: Discourse, token: int) -> list[tuple[Referent, Place]]:
    """The subjects of main clauses outside quotations before a token, the latest first."""
    found = [
        (referent, place)
        for referent in discourse.recent(token)
        for place in referent.places
        if place.token < token and place.grammar == "subject" and not place.quoted
    ]
    return sorted(found, key=lambda row: -row[1].token)
