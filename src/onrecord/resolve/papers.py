"""Who speaks through a paper: the author or issuer of a statement, a letter, a poll, a study."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resolve.bodies import SMALL, is_acronym
from onrecord.resolve.bodysorts import sorts_of
from onrecord.resolve.discourse import Discourse, Referent
from onrecord.resolve.words import words

_BY = frozenset({"by", "from"})
# What stands in a paper or on a channel is theirs, if it is one of these.
_PIECES = frozenset(
    {"article", "column", "editorial", "op-ed", "story", "piece", "essay", "commentary", "report"}
)
_SAID_IN = frozenset(
    {"statement", "letter", "memo", "email", "e-mail", "tweet", "release", "post", "note", "message"}
)
_ISSUING = frozenset({"issue", "release", "publish", "send", "write", "post", "file", "submit", "conduct"})
# Whoever did this with a paper has it, and did not write it: "a memo seen by the Gazette".
_HAVING = frozenset(
    {"acquire", "cite", "examine", "get", "obtain", "quote", "read", "receive", "review", "see", "view"}
)


def issuer_of(discourse: Discourse, paper: int) -> Referent | None:
    """Whose paper it is, by its owner, "by" or "from", or a name before it ("a Merpress poll")."""
    syntax = discourse.syntax
    owner = syntax.child(paper, "poss")
    if owner is not None and not _is_day(discourse, owner):  # "Monday's poll" is not Monday's
        return discourse.at.get(owner)
    piece = syntax.tokens[paper].lemma in _PIECES
    above = syntax.tokens[paper].head
    making = (
        [above] if syntax.tokens[paper].dep == "nsubjpass" and syntax.tokens[above].lemma in _ISSUING else []
    )
    teller = _said_in(discourse, paper)
    if teller is not None:
        return teller
    below = [*syntax.subtree(paper), *(i for verb in making for i in syntax.subtree(verb))]
    for token in below:
        if (
            token > paper
            and (syntax.tokens[token].lemma in _BY or (piece and syntax.tokens[token].lemma == "in"))
            and syntax.tokens[token].dep in ("prep", "agent")
            and syntax.tokens[syntax.tokens[token].head].lemma not in _HAVING
        ):
            goal = syntax.child(token, "pobj")
            maker = discourse.at.get(goal) if goal is not None and not _joined(discourse, goal) else None
            if maker is None or maker.sort not in ("person", "organisation", "body"):
                continue
            if syntax.tokens[token].lemma != "in" or _prints(maker):
                return maker
    issued = [above] if syntax.tokens[paper].dep == "dobj" else []
    for verb in (*issued, *syntax.all(paper, "relcl")):  # "a plan that Mer released"
        subject = syntax.child(verb, "nsubj") if syntax.tokens[verb].lemma in _ISSUING else None
        if subject is not None and subject in discourse.at and not _joined(discourse, subject):
            return discourse.at[subject]
    return _named_before(discourse, paper)


def _prints(referent: Referent) -> bool:
    """Whether a body is a newspaper, a channel or the like."""
    return referent.cluster is not None and bool(
        sorts_of(referent.cluster) & {"newspaper", "magazine", "site", "network", "newsagency"}
    )


def _said_in(discourse: Discourse, paper: int) -> Referent | None:
    """Who said something in a paper: "Mer said in a statement"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    prep = tokens[paper].head
    if tokens[paper].dep != "pobj" or tokens[prep].text != "in" or tokens[paper].lemma not in _SAID_IN:
        return None
    subject = syntax.child(tokens[prep].head, "nsubj")
    if subject is None or subject not in discourse.at or _joined(discourse, subject):
        return None
    teller = discourse.at[subject]
    return teller if teller.sort in ("person", "organisation", "body") else None


def _named_before(discourse: Discourse, paper: int) -> Referent | None:
    """The one body whose name stands before a paper, or two that are written as one ("Herald/Merpress")."""
    tokens = discourse.syntax.tokens
    start = paper
    while (
        start > 0
        and tokens[start - 1].sentence == tokens[paper].sentence
        and (
            tokens[start - 1].tag in ("NNP", "NNPS", "POS", "HYPH", "SYM", "NN", "NNS", "JJ", "VBG")
            or tokens[start - 1].text in "/-"
        )
    ):
        start -= 1
    run = range(start, paper)
    named = {id(discourse.at[i]): discourse.at[i] for i in run if i in discourse.at}
    if any("/" in tokens[i].text for i in run):
        return _joint(discourse, run)
    if len(named) > 1:
        return None
    if named:
        (only,) = named.values()
        return only if only.sort == "organisation" else None
    if tokens[paper].tag == "NNS":
        return None  # "exit polls"
    unknown = _capitals(discourse, run)
    if unknown and len(tokens[unknown[0]].text) > 3:
        return discourse.describe("name", unknown, None)
    return None


def _capitals(discourse: Discourse, run: range) -> tuple[int, ...]:
    """The last words side by side with a capital in a run before a paper: "HarbourWatch polling average".

    None that a small word ties to others ("Ships for Salt ad").
    """
    tokens = discourse.syntax.tokens
    large = [
        i
        for i in run
        if tokens[i].tag[:2] == "NN" and tokens[i].text[0].isupper() and not _is_day(discourse, i)
    ]
    start = len(large) - 1
    while start > 0 and large[start] - large[start - 1] == 1:
        start -= 1
    tied = bool(large) and large[start] > 1 and tokens[large[start] - 1].text in SMALL
    return () if tied and tokens[large[start] - 2].tag[:3] == "NNP" else tuple(large[start:])


def _joint(discourse: Discourse, run: range) -> Referent | None:
    """Who made a paper together, under the name that they have for it: "CNN/ORC", "Herald/Mer University"."""
    tokens = discourse.syntax.tokens
    slash = next(i for i in run if "/" in tokens[i].text)
    start, end = slash, slash + 1
    while start > run.start and tokens[start - 1].tag in ("NNP", "NNPS", "SYM", "HYPH"):
        start -= 1
    while end < run.stop and (tokens[end].tag in ("NNP", "NNPS", "SYM", "HYPH") or "/" in tokens[end].text):
        end += 1
    if start == slash and tokens[slash].text == "/":
        return None
    return discourse.describe("name", tuple(range(start, end)), None)


def _joined(discourse: Discourse, token: int) -> bool:
    beside = {discourse.syntax.tokens[i].text for i in discourse.syntax.subtree(token) if i <= token}
    return bool(discourse.syntax.all(token, "conj")) or "/" in beside


def find_issuers(discourse: Discourse) -> None:
    """Give papers their issuers once everything is resolved, in place.

    Where all papers of a sort that have an issuer have the same one, the others of that sort have it too: an
    article seldom speaks of two polls and names the pollster of one.
    """
    papers = [r for r in discourse.referents if r.sort == "paper" and r.places]
    for paper in papers:
        told = [issuer_of(discourse, place.token) for place in paper.places]
        issuers = [it for it in (paper.issuer, *told) if it is not None]
        named = (it for it in issuers if it.cluster is not None)
        paper.issuer = next(named, issuers[0] if issuers else None)
    issuers_of: dict[frozenset[str], dict[int, Referent]] = {}  # by what the papers are called
    for paper in papers:
        if paper.issuer is not None and paper.known:
            issuers_of.setdefault(paper.known[0].nouns, {})[id(paper.issuer)] = paper.issuer
    for paper in papers:
        paper.issuer = paper.issuer or _teller_before(discourse, paper)
    for paper in papers:
        plural = discourse.syntax.tokens[paper.places[0].token].tag == "NNS"
        if paper.issuer is None and not plural and paper.known and paper.known[0].nouns & words("one-paper"):
            issuer = _issuer_of_others(discourse, paper, [*issuers_of.get(paper.known[0].nouns, {}).values()])
            if issuer is not None and all(_is_of(discourse, place.token, issuer) for place in paper.places):
                paper.issuer = issuer


def _issuer_of_others(discourse: Discourse, paper: Referent, issuers: Sequence[Referent]) -> Referent | None:
    """Of those who made the other papers of a sort the only one, or the first for one that opens the article.

    A headline's poll, or a lead's, is the first of which the text tells. "USA Herald/Mer" is "Herald/Mer".
    """
    if not issuers:
        return None
    first = paper.places[0].token
    if discourse.syntax.rank_of(first) == 0 or (discourse.in_lead(first) and not paper.definite):
        return issuers[0]
    longest = max(issuers, key=lambda it: len(it.description) if it.cluster is None else 0)
    texts = {_described(discourse, it) for it in issuers}
    same = all(it.cluster is None for it in issuers) and all(
        text <= _described(discourse, longest) for text in texts
    )
    return longest if same or len(issuers) == 1 else None


def _described(discourse: Discourse, referent: Referent) -> frozenset[str]:
    """The words of a description, what a stroke joins apart."""
    text = " ".join(discourse.syntax.tokens[i].text for i in referent.description)
    return frozenset(text.replace("/", " ").casefold().split())


def _teller_before(discourse: Discourse, paper: Referent) -> Referent | None:
    """Who spoke last in the paragraph before a statement: "The port said ... the statement said"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    first = paper.places[0].token
    if tokens[first].lemma not in _SAID_IN or tokens[first].tag != "NN" or first not in discourse.by_head:
        return None
    if not paper.definite or syntax.all(first, "prep", "poss", "acl", "compound"):
        return None
    position = first
    while (last := discourse.last_speech(position, discourse.own_content(first))) is not None:
        if syntax.rank_of(first) != syntax.rank_of(last.position) or last.position >= position:
            return None
        speaker = last.speaker
        if speaker is not None and speaker is not paper:
            return speaker if speaker.sort in ("person", "organisation", "body") else None
        position = last.position
    return None


def _is_of(discourse: Discourse, paper: int, issuer: Referent) -> bool:
    """Whether the names before a paper, if any, are its issuer's: "the PRA poll", but no "Herald poll"."""
    syntax, tokens = discourse.syntax, discourse.syntax.tokens
    before = [
        i
        for i in syntax.all(paper, "compound", "nmod", "poss")
        if tokens[i].tag in ("NNP", "NNPS") and not _is_day(discourse, i)
    ]
    name = issuer.cluster.fullest.text if issuer.cluster is not None else ""
    return all(tokens[i].text in name or is_acronym(tokens[i].text, name) for i in before)


def _is_day(discourse: Discourse, token: int) -> bool:
    return discourse.syntax.tokens[token].lemma in words("no-given-name")
