"""Whom an article is speaking of, and so means by a description that tells something new of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.resolve.binding import barring
from onrecord.resolve.discourse import Discourse, Place, Referent
from onrecord.resolve.holders import called_so
from onrecord.resolve.names import is_human
from onrecord.resolve.referring import Referring, tells_age
from onrecord.resolve.rolefit import claims, fit_of, may_be_called, may_run, plain, words_of
from onrecord.resolve.words import words

# So many sentences back somebody is still spoken of, if nobody else is the subject since.
SENTENCES = 3
BLOCKS = 1
# Whom an article names as often as this may be called by what it has not said they are.
SALIENT = 3
# Whom an article names so often, and so many times as often as anybody else, is what it is about.
OFTEN, TIMES = 5, 2
# What stands before a noun for nobody in particular: "the next president", "the average voter".
_ANYBODY = frozenset({"next", "average", "typical", "ordinary", "other"})


def spoken_of(discourse: Discourse, r: Referring, usual: Callable[[], Referent | None]) -> Referent | None:
    """Whom the article is speaking of, where a definite description that speaks can tell something new.

    "Ada Mer closed the quay. ... the 40-year-old engineer said." News calls by such words who has just been
    the subject, unless what it told of them speaks against it. Of whom it told another role, `usual`, whom a
    pronoun would stand for there, has to be the same. An office needs somebody who is named often.
    """
    beside = any(
        discourse.syntax.tokens[i].dep in ("relcl", "acl") for i in discourse.syntax.ancestors(r.head)
    )
    if not is_again(discourse, r):
        return None
    return (
        (None if beside else _of_topic(discourse, r, usual))
        or leading(discourse, r)
        or only_left(discourse, r)
    )


def _of_topic(discourse: Discourse, r: Referring, usual: Callable[[], Referent | None]) -> Referent | None:
    """The topic, if what is told of them fits."""
    syntax = discourse.syntax
    found = topic(discourse, r.head)
    if found is None or barring(discourse, r.head)(found):
        return None
    if any(tells_age(syntax, i) for i in r.phrase):  # told once, after the name
        return found
    untold = fit_of(syntax, r, found) == "none"
    office = claims(plain(syntax.tokens[r.head].lemma))
    seldom = found.count_before(r.head) < SALIENT and "former" not in words_of(syntax, r)[1]
    if not may_be_called(discourse, r, found) or (
        untold and ((office and seldom) or called_so(discourse, r))
    ):
        return None
    if untold and any(known.nouns for known in found.known):
        return found if usual() in (None, found) else None
    return found


def is_passed_over(discourse: Discourse, r: Referring, fitting: Sequence[Referent]) -> bool:
    """Whether a bare "the candidate" need not be one of those called so: the article has left them behind.

    Whom it has not yet named it has not left.
    """
    if len(r.phrase) > 1:
        return False
    here = discourse.syntax.tokens[r.head].sentence
    last = [p.before(r.head) for p in fitting]
    return all(place is not None and here - place.sentence >= SENTENCES for place in last)


def leading(discourse: Discourse, r: Referring) -> Referent | None:
    """Whom an article names far more often than anybody, where a description only tells that they run."""
    if plain(discourse.syntax.tokens[r.head].lemma) not in words("running"):
        return None
    is_barred = barring(discourse, r.head)
    counts = sorted(
        (
            (p.count_before(r.head), -n, p)
            for n, p in enumerate(discourse.referents)
            if _is_named(p) and may_run(discourse, r, p) and not is_barred(p)
        ),
        key=lambda row: row[:2],
    )
    if not counts or counts[-1][0] < OFTEN or (len(counts) > 1 and counts[-1][0] < TIMES * counts[-2][0]):
        return None
    found = counts[-1][2]
    return found if may_be_called(discourse, r, found) else None


def only_left(discourse: Discourse, r: Referring) -> Referent | None:
    """The only one of those just spoken of whom nothing forbids to call so."""
    syntax = discourse.syntax
    sentence, noun = syntax.tokens[r.head].sentence, plain(syntax.tokens[r.head].lemma)
    if claims(noun) and "former" not in words_of(syntax, r)[1]:
        return None
    is_barred = barring(discourse, r.head)
    left: list[Referent] = []
    for referent in discourse.recent(r.head):
        place = referent.before(r.head, discourse.own_content(r.head), quoted=False)
        if not _is_named(referent) or place is None or sentence - place.sentence > SENTENCES:
            continue
        if is_barred(referent) or not may_be_called(discourse, r, referent):
            continue
        left.append(referent)
    return left[0] if len(left) == 1 and left[0].count_before(r.head) >= SALIENT else None


def _is_named(referent: Referent) -> bool:
    return referent.sort == "person" and referent.cluster is not None


def topic(discourse: Discourse, token: int) -> Referent | None:
    """The named person who is the subject of the last main clause in the sentences before a token.

    What is quoted does not count, nor what the source at `token` says. None where that subject is a body or a
    group, or nobody named; this is the backward-looking centre of Grosz, Joshi and Weinstein (1995). Whoever
    asked does not answer: it is who was asked.
    """
    last = _last_subject(discourse, token)
    if last is None:
        return None
    found: Referent | None = last[0]
    if asks(discourse, token) is not None:
        asked = discourse.syntax.child(discourse.syntax.tokens[last[1].token].head, "dobj", "dative")
        found = discourse.at.get(asked) if asked is not None else None
    return found if found is not None and _is_named(found) else None


def asks(discourse: Discourse, token: int) -> Referent | None:
    """Who asked something in the last main clause before a token, if that is what it tells."""
    tokens = discourse.syntax.tokens
    last = _last_subject(discourse, token)
    if last is None or tokens[last[1].token].dep != "nsubj":
        return None
    return last[0] if tokens[tokens[last[1].token].head].lemma == "ask" else None


def _last_subject(discourse: Discourse, token: int) -> tuple[Referent, Place] | None:
    """The subject of the last main clause in the sentences before a token, outside what is said there."""
    own = discourse.own_content(token)
    sentence = discourse.syntax.tokens[token].sentence
    for referent, place in _subjects(discourse, token):
        if place.sentence != sentence and place.token not in own:
            return (referent, place) if sentence - place.sentence <= SENTENCES else None
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
    between = range(before[0][1].sentence + 1, discourse.syntax.tokens[r.head].sentence)
    return all(discourse.quoted_in(discourse.syntax.sentence_start(k)) is not None for k in between)


def is_again(discourse: Discourse, r: Referring) -> bool:
    """Whether a definite description that speaks is one by which news calls what it has named before."""
    syntax = discourse.syntax
    lemma = syntax.tokens[r.head].lemma
    if not is_definite_source(discourse, r):
        return False
    below = [
        i for i in syntax.all(r.head, "prep", "acl", "appos", "conj", "compound") if syntax.tokens[i].name < 0
    ]
    if r.sort == "body":
        return len(r.phrase) == 1
    deps = {syntax.tokens[i].dep for i in below if syntax.tokens[i].text != "of"}
    joined = [i for i in syntax.all(r.head, "conj") if i in below and not is_human(syntax.tokens[i].lemma)]
    return lemma not in words("unnamed") and not deps & {"acl", "appos", "prep"} and not joined


def is_definite_source(discourse: Discourse, r: Referring) -> bool:
    """Whether a definite description speaks that is no name, names nobody and is no relative of somebody."""
    syntax = discourse.syntax
    if r.determiner != "the" or r.head not in discourse.by_head:
        return False
    lemma = syntax.tokens[r.head].lemma
    named = syntax.tokens[r.head].tag[:3] == "NNP" and lemma not in words("party")  # "The Advocate"
    named = named and not claims(plain(lemma))  # "the former House Speaker"
    people = discourse.people.at_token
    somebodys = any(i in people and people[i].kind == "person" for i in r.phrase)  # "the Mer donor"
    anybody = lemma in words("anonymous") or not _ANYBODY.isdisjoint(words_of(syntax, r)[1])
    return not (named or somebodys or anybody or lemma in words("kin"))


def _subjects(discourse: Discourse, token: int) -> list[tuple[Referent, Place]]:
    """The subjects of main clauses outside quotations before a token, in this block and so many before it.

    The latest first.
    """
    rank = discourse.syntax.rank_of(token) - BLOCKS
    found = [
        (referent, place)
        for referent in discourse.recent(token)
        for place in referent.since(rank, token)
        if place.grammar == "subject" and not place.quoted
    ]
    return sorted(found, key=lambda row: -row[1].token)
